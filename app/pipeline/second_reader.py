"""Two readers of everything: their words are kept apart until both have spoken."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app import store
from app.agreement import Stage, StageOf, stage_of
from app.records import Dimension, Standing
from app.screening import Screened
from app.store import ScreeningDecision, SealedWord, TagDecision

Decision = TagDecision | ScreeningDecision


def seal(db: Session, kind: str, said: Mapping[str, Sequence[Decision]]) -> tuple[int, ...]:
    """Keep what one reader said of each target; where both now say the same, it is decided.

    The decisions are then of the moment in which the second spoke: until then nothing was known.
    """
    numbers = []
    for target, decisions in said.items():
        first = decisions[0]
        word = SealedWord(
            kind=kind, target=target, act=first.act, said=[_plain(one) for one in decisions],
            who=first.who, at=first.at, why=first.why,
        )  # fmt: skip
        numbers.append(store.save_sealed_word(db, word))
        words = last_words(store.list_sealed_words(db, kind, [target]))
        if stage(words).stage is Stage.AGREED:
            _open(db, words, first)
    return tuple(numbers)


def last_words(words: Sequence[SealedWord]) -> dict[str, SealedWord]:
    """Of one target: each person's last word, by their name."""
    return {word.who: word for word in words}


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
    }
    return TagDecision(**fields)


def _screening_decision(said: dict[str, Any]) -> Decision:
    fields = {
        **said,
        "verdict": Screened(said["verdict"]),
        "at": datetime.fromisoformat(said["at"]),
    }
    return ScreeningDecision(**fields)
