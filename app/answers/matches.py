"""What a person is asked of two records, what was decided, and deciding."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from sqlalchemy import Engine
from sqlmodel import Session

from app import pipeline, store
from app.answers.acting import Decider
from app.answers.paging import Cursor
from app.matching import AskingRule, MatchAnswer, MatchLayer
from app.store import (
    AskedMatch,
    MatchDecisionPage,
    MatchFilter,
    MatchPage,
    MatchSide,
    Said,
    StoredMatchDecision,
)

Why = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    Field(description="What the decision rests on, for whoever reads it later."),
]
RecordKey = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Answer = Annotated[
    MatchAnswer,
    Field(
        description="`join`: one report; `split`: not the same report; `link`: reports of one study; "
        "`unlink`: of two studies; `same_people`: of two studies, with the same people in both; "
        "`other_people`: of two studies, with nobody in both."
    ),
]


def none_if_empty(value: Any) -> Any:
    """A field of a form that was left empty asks for nothing."""
    return None if value == "" else value


class Asked(BaseModel):
    """A question or a word: nothing in it that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MatchesQuestion(Asked):
    """Some open questions, the most telling first."""

    layer: Annotated[
        Literal[MatchLayer.REPORT, MatchLayer.STUDY] | None,
        BeforeValidator(none_if_empty),
        Field(description="`report`: are they one report? `study`: are they of one study?"),
    ] = None
    rule: Annotated[
        AskingRule | None,
        BeforeValidator(none_if_empty),
        Field(description="Only what this rule asks."),
    ] = None
    limit: Annotated[int, Field(ge=1, le=200, description="Questions at a time.")] = 50
    cursor: Cursor = None


class MatchDecisionsQuestion(Asked):
    """Some decisions on two records, the latest first."""

    limit: Annotated[int, Field(ge=1, le=200, description="Decisions at a time.")] = 50
    cursor: Cursor = None


class MatchWord(Asked):
    """A person's answer to an open question."""

    answer: Answer
    why: Why


class RecordsWord(MatchWord):
    """A person's word on any two records, by their keys."""

    one: RecordKey
    other: RecordKey


class UndoWord(Asked):
    """A person's word that takes a decision back."""

    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedMatch:
    """A decision, and the studies that its two records are part of now.

    A study's identifier is empty where the record's report is part of none.
    """

    id: int
    answer: MatchAnswer
    layer: MatchLayer
    one: str
    other: str
    who: str
    at: datetime
    why: str
    undone: Said | None
    one_study: str
    other_study: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedMatches:
    """Some decisions, the latest first. `next_cursor` is None where nothing older is left."""

    decisions: tuple[DecidedMatch, ...]
    total: int
    next_cursor: str | None


def answer_matches(db: Session, question: MatchesQuestion) -> MatchPage:
    """Open questions about two records.

    Raises:
        InvalidQueryError: If the cursor is none that a page gave.
    """
    wanted = MatchFilter(layer=question.layer, rule=question.rule)
    return store.get_match_page(db, wanted, limit=question.limit, cursor=question.cursor)


def answer_match(db: Session, question_id: str) -> AskedMatch:
    """One open question.

    Raises:
        MatchNotFoundError: If there is none of this name.
    """
    return store.get_match(db, question_id)


def answer_match_decisions(db: Session, question: MatchDecisionsQuestion) -> DecidedMatches:
    """What was decided, the latest first, with what was taken back."""
    page = store.get_match_decision_page(db, limit=question.limit, cursor=question.cursor)
    return _decided_page(db, page)


def answer_match_decision(db: Session, number: int) -> DecidedMatch:
    """One decision.

    Raises:
        DecisionNotFoundError: If none has this number.
    """
    return _decided(db, (store.get_match_decision(db, number),))[0]


def decide_match(decider: Decider, question_id: str, word: MatchWord) -> DecidedMatch:
    """Answer an open question; everything derived has followed when this returns.

    Raises:
        MatchNotFoundError: If there is none of this name.
    """
    judgement = pipeline.Judgement(answer=word.answer, pairs=(), who=decider.who, why=word.why)
    kept = pipeline.judge_question(decider.engine, decider.topic, question_id, judgement)
    return _read_again(decider.engine, kept)[0]


def decide_records(decider: Decider, words: tuple[RecordsWord, ...]) -> tuple[DecidedMatch, ...]:
    """Keep one answer on pairs of records, all in one step.

    Raises:
        InvalidQueryError: If a key is that of no record, or both are the same.
    """
    judgement = pipeline.Judgement(
        answer=words[0].answer,
        pairs=tuple((word.one, word.other) for word in words),
        who=decider.who,
        why=words[0].why,
    )
    kept = pipeline.judge(decider.engine, decider.topic, judgement)
    return _read_again(decider.engine, kept)


def undo_decision(decider: Decider, number: int, word: UndoWord, now: datetime) -> DecidedMatch:
    """Take a decision back.

    Raises:
        DecisionNotFoundError: If there is none of this number.
        AlreadyUndoneError: If it was taken back before.
    """
    said = Said(who=decider.who, at=now, why=word.why)
    undone = pipeline.undo_judgement(decider.engine, decider.topic, number, said)
    return _read_again(decider.engine, (undone,))[0]


def _read_again(engine: Engine, kept: tuple[StoredMatchDecision, ...]) -> tuple[DecidedMatch, ...]:
    with store.reading(engine) as db:
        return _decided(db, kept)


def _decided_page(db: Session, page: MatchDecisionPage) -> DecidedMatches:
    return DecidedMatches(
        decisions=_decided(db, page.decisions), total=page.total, next_cursor=page.next_cursor
    )


def _decided(db: Session, kept: tuple[StoredMatchDecision, ...]) -> tuple[DecidedMatch, ...]:
    keys = {key for one in kept for key in (one.decision.one, one.decision.other)}
    sides = store.list_match_sides(db, keys)
    return tuple(
        DecidedMatch(
            id=one.id,
            answer=one.decision.answer,
            layer=MatchLayer(one.decision.layer),
            one=one.decision.one,
            other=one.decision.other,
            who=one.said.who,
            at=one.said.at,
            why=one.said.why,
            undone=one.undone,
            one_study=_study_of(sides.get(one.decision.one)),
            other_study=_study_of(sides.get(one.decision.other)),
        )
        for one in kept
    )


def _study_of(side: MatchSide | None) -> str:
    return side.study_id if side is not None else ""
