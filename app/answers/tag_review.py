"""Proposed tags that wait for a person, one at a time with all that is needed to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from sqlmodel import Session

from app import pipeline, store
from app.answers.matches import Asked, none_if_empty
from app.measured import MeasuredAccuracy, MeasuredRule
from app.records import Dimension
from app.store import (
    StoredTag,
    StudyReport,
    TagDecisionRow,
    TagOrder,
    TagsWanted,
    TagTarget,
)
from app.topic import Topic

MOST_ALIKE = 12
"""Near-identical proposals that are offered for one decision."""
SAFETY = "safety"
FRONT = "0-S-fitzpatrick-I"
"""Place before all that nobody has decided on."""


class TagsQuestion(Asked):
    """Some proposals, the most telling first."""

    dimension: Annotated[
        Dimension | None,
        BeforeValidator(none_if_empty),
        Field(description="Only proposals in this dimension."),
    ] = None
    limit: Annotated[int, Field(ge=1, le=50, description="Proposals at a time.")] = 10
    cursor: Annotated[
        Annotated[str, Field(max_length=200)] | None,
        BeforeValidator(none_if_empty),
        Field(description="`next_cursor` of the page before."),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Another study in which the same value is proposed in much the same words."""

    target: TagTarget
    title: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A decision whose quote the present text no longer holds, and the text that it was made on."""

    who: str
    at: datetime
    action: str
    quote: str
    start: int
    old_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagProposal:
    """A proposal with the report that it stands in, and why it was proposed.

    `pieces` are all places of the study that say it; none where it came back and nothing says it
    any more. `confidence` is how right the rule was on the labelled sets; None: never measured.
    """

    target: TagTarget
    study_title: str
    pieces: tuple[StoredTag, ...]
    report: StudyReport
    confidence: MeasuredRule | None
    alike: tuple[Alike, ...]
    returned: Returned | None
    cursor: str

    @property
    def id(self) -> str:
        """The name by which it is decided on."""
        return self.target.id


@dataclass(frozen=True, slots=True, kw_only=True)
class TagQueue:
    """Some proposals; `next_cursor` asks on, None on the last page."""

    proposals: tuple[TagProposal, ...]
    total: int
    next_cursor: str | None


def answer_tag_queue(
    db: Session,
    topic: Topic,
    accuracy: MeasuredAccuracy | None,
    question: TagsQuestion,
    who: str = "",
) -> TagQueue:
    """What waits for this person: first what came back, then what nobody has decided on.

    Raises:
        InvalidQueryError: If the cursor is none that a page gave.
    """
    out = pipeline.out_of_queue(db, store.TAG, who)
    returned = _returned(db, question, out)
    wanted = TagsWanted(
        order=_order(topic, accuracy),
        limit=question.limit,
        dimension=question.dimension,
        without=frozenset({*out, *(target.id for target in returned)}),
        cursor=question.cursor,
    )
    found = store.list_waiting_tags(db, wanted)
    first = {} if question.cursor else returned
    targets = [*first, *(one.target for one in found.waiting)]
    cursors = {one.target: one.cursor for one in found.waiting}
    pieces = store.list_pieces(db, targets)
    proposals = [
        TagProposal(
            **_study_of(db, target, pieces[target]),
            target=target,
            pieces=tuple(pieces[target]),
            confidence=_confidence(pieces[target], accuracy),
            alike=_alike(db, target, pieces[target], out),
            returned=_told(db, returned[target]) if target in first else None,
            cursor=cursors.get(target, FRONT),
        )
        for target in targets
    ]
    return TagQueue(
        proposals=tuple(proposals),
        total=found.total + len(returned),
        next_cursor=found.waiting[-1].cursor if found.more else None,
    )


def _order(topic: Topic, accuracy: MeasuredAccuracy | None) -> TagOrder:
    return TagOrder(
        safety=tuple(value.id for value in topic.outcome if value.kind == SAFETY),
        precision={
            rule.rule: rule.precision
            for rule in (accuracy.rules if accuracy else ())
            if rule.precision is not None
        },
    )


def _returned(
    db: Session, question: TagsQuestion, out: frozenset[str]
) -> dict[TagTarget, TagDecisionRow]:
    """Decisions in force whose quote is gone, by what they are about now."""
    lost = {row.id: row for row in store.list_lost_decisions(db) if row.action != "reject"}
    if not lost:
        return {}
    latest = {
        TagTarget(store.study_now(db, row.study_id), Dimension(row.dimension), row.value): row
        for row in store.list_standing_tag_rows(db)
    }
    return {
        target: row
        for target, row in latest.items()
        if row.id in lost
        and target.id not in out
        and question.dimension in (None, target.dimension)
        and store.is_counted(db, target.study_id)
    }


def _told(db: Session, row: TagDecisionRow) -> Returned:
    return Returned(
        who=row.who,
        at=row.at,
        action=row.action,
        quote=row.quote,
        start=row.quote_start or 0,
        old_text=store.get_reviewed_text(db, row.text_hash),
    )


def _study_of(db: Session, target: TagTarget, pieces: Sequence[StoredTag]) -> dict[str, Any]:
    """The study's title, and the report of the first piece or, where nothing says it, the first."""
    detail = store.get_study(db, target.study_id)
    place = next((p.report_id for p in pieces if p.evidence.start is not None), "")
    report = next((r for r in detail.reports if r.report_id == place), detail.reports[0])
    return {"study_title": detail.summary.title, "report": report}


def _confidence(
    pieces: Sequence[StoredTag], accuracy: MeasuredAccuracy | None
) -> MeasuredRule | None:
    return accuracy.rule(pieces[0].rule) if accuracy and pieces else None


def _alike(
    db: Session, target: TagTarget, pieces: Sequence[StoredTag], out: frozenset[str]
) -> tuple[Alike, ...]:
    if not pieces:
        return ()
    found = [
        one for one in store.list_alike(db, pieces[0], target, MOST_ALIKE) if one.id not in out
    ]
    said = store.list_pieces(db, found)
    titles = store.list_study_titles(db, [one.study_id for one in found])
    return tuple(
        Alike(target=one, title=titles[one.study_id], quote=said[one][0].evidence.text)
        for one in found
    )
