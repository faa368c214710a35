"""Two readers of everything: their words are kept apart until both have spoken."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app import store
from app.agreement import Stage, StageOf, stage_of
from app.records import Dimension, Standing
from app.screening import Screened
from app.store import ScreeningDecision, SealedWord, Seen, TagDecision

Decision = TagDecision | ScreeningDecision


def seal(db: Session, kind: str, said: Mapping[str, Sequence[Decision]]) -> tuple[int, ...]:
    """Keep what one reader said of each target; where both now say the same, it is decided.

    The decisions are then of the moment in which the second spoke: until then nothing was known.
    """
    numbers = []
    for target, decisions in said.items():
        first = decisions[0]
        before = open_words(db, kind, [target]).get(target, {})
        word = SealedWord(
            kind=kind, target=target, round=_round(db, kind, target, before), act=first.act,
            said=[_plain(one) for one in decisions], who=first.who, at=first.at, why=first.why,
        )  # fmt: skip
        numbers.append(store.save_sealed_word(db, word))
        words = {**before, word.who: word}
        if stage(words).stage is Stage.AGREED:
            _open(db, words, first)
    return tuple(numbers)


def rounds(words: Iterable[SealedWord]) -> dict[tuple[str, int], dict[str, SealedWord]]:
    """Each person's last word, by their name, in each round of each target."""
    found: dict[tuple[str, int], dict[str, SealedWord]] = defaultdict(dict)
    for word in words:
        found[word.target, word.round][word.who] = word
    return dict(found)


def open_words(
    db: Session, kind: str, targets: Sequence[str] | None = None
) -> dict[str, dict[str, SealedWord]]:
    """By target, each person's last word of the round that no decision has ended yet."""
    last = {
        target: words
        for (target, _), words in sorted(rounds(store.list_sealed_words(db, kind, targets)).items())
    }
    decided = store.last_decided(db, kind, last) if last else {}
    return {
        target: words
        for target, words in last.items()
        if target not in decided or decided[target] < max(word.at for word in words.values())
    }


def out_of_queue(db: Session, kind: str, who: str) -> frozenset[str]:
    """Targets that this person has spoken of, and those that two have, as long as that is open."""
    return frozenset(
        target
        for target, words in open_words(db, kind).items()
        if who in words or stage(words).stage is Stage.CONFLICT
    )


def _round(db: Session, kind: str, target: str, open_now: Mapping[str, SealedWord]) -> int:
    if open_now:
        return next(iter(open_now.values())).round
    return 1 + max((one.round for one in store.list_sealed_words(db, kind, [target])), default=0)


def stage(words: Mapping[str, SealedWord]) -> StageOf:
    """How far the readers of one target are."""
    return stage_of({who: word.effect for who, word in words.items()})


def decisions_in(word: SealedWord) -> list[Decision]:
    """What a sealed word says, as decisions."""
    read = _tag_decision if word.kind == store.TAG else _screening_decision
    return [read(one) for one in word.said]


def _open(db: Session, words: Mapping[str, SealedWord], last: Decision) -> None:
    for word in words.values():
        for one in decisions_in(word):
            now = replace(one, at=last.at, act=last.act)
            if isinstance(now, TagDecision):
                store.save_tag_decision(db, now)
            else:
                store.save_screening_decision(db, now)


def _plain(decision: Decision) -> dict[str, Any]:
    return {**asdict(decision), "at": decision.at.isoformat()}


def _tag_decision(said: dict[str, Any]) -> Decision:
    standing = Standing(said["standing"]) if said["standing"] else None
    fields = {
        **said,
        "dimension": Dimension(said["dimension"]),
        "standing": standing,
        "at": datetime.fromisoformat(said["at"]),
        "saw": tuple(Seen(**one) for one in said["saw"]) if said["saw"] is not None else None,
    }
    return TagDecision(**fields)


def _screening_decision(said: dict[str, Any]) -> Decision:
    fields = {
        **said,
        "verdict": Screened(said["verdict"]),
        "at": datetime.fromisoformat(said["at"]),
    }
    return ScreeningDecision(**fields)
