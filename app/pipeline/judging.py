"""A person's words on pairs of records: kept, and followed by everything derived, in one step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.errors import InvalidQueryError
from app.matching import MatchAnswer, decision_of
from app.pipeline.refreshing import refresh_after, utc_now
from app.pipeline.source_run import Clock
from app.store import Said, StoredMatchDecision
from app.topic import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's answer on pairs of records, by their keys, with who says so and why."""

    answer: MatchAnswer
    pairs: tuple[tuple[str, str], ...]
    who: str
    why: str


def judge(
    engine: Engine, topic: Topic, judgement: Judgement, clock: Clock = utc_now
) -> tuple[StoredMatchDecision, ...]:
    """Keep the answer as one decision a pair; studies, tags and counts follow before it returns.

    Raises:
        InvalidQueryError: If a key is that of no record, or both are the same.
    """

    def change(db: Session) -> tuple[StoredMatchDecision, ...]:
        _check(db, judgement.pairs)
        return _kept(db, judgement, clock)

    return refresh_after(engine, topic, change, clock)


def judge_question(
    engine: Engine, topic: Topic, question_id: str, judgement: Judgement, clock: Clock = utc_now
) -> tuple[StoredMatchDecision, ...]:
    """The same of the two records of an open question; `pairs` are empty.

    Raises:
        MatchNotFoundError: If there is no such question, or somebody has just answered it.
        InvalidQueryError: If the answer does not answer it.
    """

    def change(db: Session) -> tuple[StoredMatchDecision, ...]:
        asked = store.get_match(db, question_id).question
        if judgement.answer not in asked.answers:
            raise InvalidQueryError("answer", judgement.answer, asked.answers)
        return _kept(db, replace(judgement, pairs=((asked.one, asked.other),)), clock)

    return refresh_after(engine, topic, change, clock)


def undo_judgement(
    engine: Engine, topic: Topic, number: int, said: Said, clock: Clock = utc_now
) -> StoredMatchDecision:
    """Take a decision back: what it closed is open again, and rules say what rules say.

    Raises:
        DecisionNotFoundError: If there is none of this number.
        AlreadyUndoneError: If it was taken back before.
    """

    def change(db: Session) -> StoredMatchDecision:
        store.save_match_undo(db, number, said)
        return store.get_match_decision(db, number)

    return refresh_after(engine, topic, change, clock)


def _check(db: Session, pairs: Sequence[tuple[str, str]]) -> None:
    known = store.list_match_sides(db, {key for pair in pairs for key in pair})
    for pair in pairs:
        for field, key in zip(("one", "other"), pair, strict=True):
            if key not in known:
                raise InvalidQueryError(field, key)
        if pair[0] == pair[1]:
            raise InvalidQueryError("other", pair[1])


def _kept(db: Session, judgement: Judgement, clock: Clock) -> tuple[StoredMatchDecision, ...]:
    numbers = [
        store.save_match_decision(
            db,
            decision_of(judgement.answer, one, other, judgement.why),
            who=judgement.who,
            at=clock(),
        )
        for one, other in judgement.pairs
    ]
    return tuple(store.get_match_decision(db, number) for number in numbers)
