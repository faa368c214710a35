"""A person's words on tags and on screening: checked, kept, and followed by everything derived."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from uuid import uuid4

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.errors import InvalidQueryError, KeyReusedError
from app.pipeline.refreshing import refresh_after, utc_now
from app.pipeline.second_reader import seal
from app.pipeline.source_run import Clock
from app.pipeline.tag_words import TagWord, tag_decisions
from app.records.written import canonical_json
from app.screening import Screened
from app.store import (
    Said,
    ScreeningDecision,
    SentDecisionRow,
)
from app.topic import Topic

SEALED = "sealed "
MOST_TARGETS = 200
"""Proposals that one word decides on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningWord:
    """A person's word on the screening of reports, by the keys of a record of each."""

    verdict: Screened
    record_keys: tuple[str, ...]
    who: str
    why: str
    key: str = ""
    settles: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a word became: numbers of decisions, or of sealed words that wait for the other reader."""

    kind: str
    numbers: tuple[int, ...]
    sealed: bool
    repeated: bool = field(default=False, compare=False)
    """Whether it was sent before, under the same key."""


def decide_tags(engine: Engine, topic: Topic, word: TagWord, clock: Clock = utc_now) -> Kept:
    """Keep the word on every target, all or none; studies, tags and counts follow.

    Raises:
        InvalidQueryError: If a target, a value or a quote is none.
        KeyReusedError: If the key was sent with another word.
    """

    def keep(db: Session) -> Kept:
        at, act = clock(), uuid4().hex
        said = {
            target.id: [
                replace(one, at=at, act=act) for one in tag_decisions(db, topic, word, target)
            ]
            for target in word.targets
        }
        if store.has_second_reader(db) and not word.settles:
            return Kept(kind=store.TAG, numbers=seal(db, store.TAG, said), sealed=True)
        numbers = [store.save_tag_decision(db, one) for each in said.values() for one in each]
        return Kept(kind=store.TAG, numbers=tuple(numbers), sealed=False)

    return refresh_after(engine, topic, lambda db: _once(db, word, lambda: keep(db)), clock)


def decide_screening(
    engine: Engine, topic: Topic, word: ScreeningWord, clock: Clock = utc_now
) -> Kept:
    """Keep the word on every report, all or none; what is counted follows.

    Raises:
        InvalidQueryError: If a key is of no record.
        KeyReusedError: If the word's key was sent with another word.
    """

    def keep(db: Session) -> Kept:
        at, act = clock(), uuid4().hex
        sides = store.list_match_sides(db, word.record_keys)
        said: dict[str, list[ScreeningDecision]] = {}
        for key in word.record_keys:
            if key not in sides:
                raise InvalidQueryError("record", key)
            said[key] = [
                ScreeningDecision(
                    record_key=key, verdict=word.verdict, who=word.who, at=at, why=word.why,
                    act=act, was=sides[key].screened.value,
                )
            ]  # fmt: skip
        if store.has_second_reader(db) and not word.settles:
            return Kept(kind=store.SCREENING, numbers=seal(db, store.SCREENING, said), sealed=True)
        numbers = [store.save_screening_decision(db, one) for each in said.values() for one in each]
        return Kept(kind=store.SCREENING, numbers=tuple(numbers), sealed=False)

    return refresh_after(engine, topic, lambda db: _once(db, word, lambda: keep(db)), clock)


def undo_review(
    engine: Engine, topic: Topic, kind: str, number: int, said: Said, clock: Clock = utc_now
) -> tuple[int, ...]:
    """Take back a decision on a tag or a screening, with all that the same word decided.

    Raises:
        DecisionNotFoundError: If there is none of this number.
        AlreadyUndoneError: If it was taken back before.
    """

    def change(db: Session) -> tuple[int, ...]:
        undo = store.undo_tag_decision if kind == store.TAG else store.undo_screening_decision
        numbers = undo(db, number, said)
        for target, act in store.list_targets_of(db, kind, numbers):
            _undo_round(db, kind, (target, act), said)
        return tuple(numbers)

    return refresh_after(engine, topic, change, clock)


def _undo_round(db: Session, kind: str, decided: tuple[str, str], said: Said) -> None:
    """What two readers said before they, or a third, decided so: it is read anew."""
    target, act = decided
    words = store.list_sealed_words(db, kind, [target])
    own = {one.round for one in words if one.act == act} or {one.round for one in words[-1:]}
    for word in words:
        if word.round in own:
            store.undo_sealed_word(db, word.id, said, own=False)


def _once(db: Session, word: TagWord | ScreeningWord, keep: Callable[[], Kept]) -> Kept:
    """What the word became, now or when it was sent before under the same key."""
    if not word.key:
        return keep()
    key = f"{word.who}\n{word.key}"
    digest = hashlib.sha256(canonical_json(asdict(word)).encode()).hexdigest()
    before = store.find_sent(db, key)
    if before is not None:
        if before.digest != digest:
            raise KeyReusedError
        sealed = before.kind.startswith(SEALED)
        kind = before.kind.removeprefix(SEALED)
        return Kept(kind=kind, numbers=tuple(before.numbers), sealed=sealed, repeated=True)
    kept = keep()
    said = f"{SEALED if kept.sealed else ''}{kept.kind}"
    row = SentDecisionRow(key=key, digest=digest, kind=said, numbers=list(kept.numbers))
    store.save_sent(db, row)
    return kept
