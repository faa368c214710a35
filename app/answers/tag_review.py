"""Proposed tags that wait for a person, one at a time with all that is needed to decide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field
from sqlmodel import Session

from app import pipeline, store
from app.answers.matches import Asked, none_if_empty
from app.answers.paging import Cursor, cursor_in, place_in
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
from app.tagging import State
from app.topic import Topic

MOST_ALIKE = 12
"""Near-identical proposals that are offered for one decision."""
SAFETY = "safety"
BACK = "back-"
"""Begins the cursor of a decision whose words are gone: these come before everything else."""


class TagsQuestion(Asked):
    """Some proposals, the most telling first."""

    dimension: Annotated[
        Dimension | None,
        BeforeValidator(none_if_empty),
        Field(description="Only proposals in this dimension."),
    ] = None
    limit: Annotated[int, Field(ge=1, le=50, description="Proposals at a time.")] = 10
    cursor: Cursor = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Another study in which the same value is proposed in much the same words."""

    target: TagTarget
    title: str
    quote: str


class Because(StrEnum):
    """Why something that was decided is asked about again."""

    WORDS_GONE = "words_gone"
    """The present text no longer holds the quote: it decides nothing now."""
    NEW_EVIDENCE = "new_evidence"
    """The same is proposed from words that nobody had seen: the decision holds until the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A decision that is asked about again, why, and the text that it was made on."""

    because: Because
    who: str
    at: datetime
    action: str
    standing: str
    why: str
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


@dataclass(frozen=True, slots=True, kw_only=True)
class TagState:
    """One value of a study as it stands; `decided` is the decision that holds, None: nobody's."""

    target: TagTarget
    pieces: tuple[StoredTag, ...]
    decided: TagDecisionRow | None


def answer_tag(db: Session, tag_id: str) -> TagState:
    """What reports say of one value of a study, and what was decided of it.

    Raises:
        InvalidQueryError: If it is no name of a tag.
        StudyNotFoundError: If no study has or had the identifier.
        StudyMovedError: If the study is now part of another; names that one.
    """
    target = TagTarget.of(tag_id)
    store.require_study(db, target.study_id)
    decided = store.list_standing_tag_rows(db, [target.study_id])
    key = (target.study_id, target.dimension.value, target.value)
    pieces = store.list_pieces(db, [target])[target]
    return TagState(target=target, pieces=tuple(pieces), decided=decided.get(key))


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
    gone = _words_gone(db, question, out)
    begin = place_in(question, str)
    place = None if begin is None else str(begin)
    left = _left(gone, place)
    first = left[: question.limit]
    found = store.list_waiting_tags(
        db,
        TagsWanted(
            order=_order(topic, accuracy),
            limit=question.limit - len(first),
            dimension=question.dimension,
            without=frozenset({*out, *(target.id for target in gone)}),
            cursor=None if first or _is_back(place) else place,
        ),
    )
    cursors = {target: f"{BACK}{target.id}" for target in first}
    cursors |= {one.target: one.cursor for one in found.waiting}
    pieces = store.list_pieces(db, list(cursors))
    told = {target: _told(db, gone[target], Because.WORDS_GONE) for target in first}
    told |= _new_evidence(db, [one.target for one in found.waiting], pieces)
    places = {target: _place(target, pieces[target]) for target in cursors}
    reports = store.list_reports_of(db, set(places.values()))
    titles = store.list_study_titles(db, [target.study_id for target in cursors])
    proposals = tuple(
        TagProposal(
            target=target,
            study_title=titles[target.study_id],
            pieces=tuple(pieces[target]),
            report=reports[places[target]],
            confidence=_confidence(pieces[target], accuracy),
            alike=() if target in told else _alike(db, target, pieces[target], out),
            returned=told.get(target),
            cursor=cursor_in(question, cursor),
        )
        for target, cursor in cursors.items()
    )
    more = found.more or len(first) < len(left)
    return TagQueue(
        proposals=proposals,
        total=found.total + len(gone),
        next_cursor=proposals[-1].cursor if more and proposals else None,
    )


def _is_back(cursor: str | None) -> bool:
    return cursor is not None and cursor.startswith(BACK)


def _left(gone: Iterable[TagTarget], cursor: str | None) -> list[TagTarget]:
    """Those after the place, in the order of their names."""
    if cursor is not None and not _is_back(cursor):
        return []
    after = TagTarget.of(cursor.removeprefix(BACK)) if cursor else None
    return [target for target in sorted(gone) if after is None or target > after]


def _order(topic: Topic, accuracy: MeasuredAccuracy | None) -> TagOrder:
    return TagOrder(
        safety=tuple(value.id for value in topic.outcome if value.kind == SAFETY),
        precision={
            rule.rule: rule.precision
            for rule in (accuracy.rules if accuracy else ())
            if rule.precision is not None
        },
    )


def _words_gone(
    db: Session, question: TagsQuestion, out: frozenset[str]
) -> dict[TagTarget, TagDecisionRow]:
    """Decisions in force whose quote is gone, by what they are about now."""
    lost = {row.id: row for row in store.list_lost_decisions(db) if row.action != "reject"}
    studies = {store.study_now(db, row.study_id) for row in lost.values()}
    return {
        target: row
        for of, row in store.list_standing_tag_rows(db, studies).items()
        if row.id in lost
        and (target := TagTarget(of[0], Dimension(of[1]), of[2])).id not in out
        and question.dimension in (None, target.dimension)
        and store.is_counted(db, target.study_id)
    }


def _new_evidence(
    db: Session, targets: Sequence[TagTarget], pieces: Mapping[TagTarget, Sequence[StoredTag]]
) -> dict[TagTarget, Returned]:
    """What holds of those that were decided before, and are proposed from words nobody had seen."""
    again = [one for one in targets if any(p.state == State.UNSEEN for p in pieces[one])]
    rows = store.list_standing_tag_rows(db, {one.study_id for one in again})
    held = {one: rows.get((one.study_id, one.dimension.value, one.value)) for one in again}
    return {one: _told(db, row, Because.NEW_EVIDENCE) for one, row in held.items() if row}


def _told(db: Session, row: TagDecisionRow, because: Because) -> Returned:
    return Returned(
        because=because,
        who=row.who,
        at=row.at,
        action=row.action,
        standing=row.standing,
        why=row.why,
        quote=row.quote,
        start=row.quote_start or 0,
        old_text=store.get_reviewed_text(db, row.text_hash),
    )


def _place(target: TagTarget, pieces: Sequence[StoredTag]) -> tuple[str, str]:
    """The study, and the report that the words to decide on stand in, if any."""
    asked = sorted(pieces, key=lambda one: one.state != State.UNSEEN)
    report_id = next((p.report_id for p in asked if p.evidence.start is not None), "")
    return target.study_id, report_id


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
    pattern = store.sentence_pattern(pieces[0].evidence)
    return tuple(
        Alike(target=one, title=titles[one.study_id], quote=said[one][0].evidence.text)
        for one in found
        # One word is for what was shown: where other words say it too they are read by themselves.
        if all(store.sentence_pattern(piece.evidence) == pattern for piece in said[one])
    )
