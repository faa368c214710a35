"""What happened to the evidence between two moments: what was received, and what was decided."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.matching import MatchDecision
from app.store.batches import in_batches
from app.store.decided import MatchDecisionRow, MatchUndoRow, ScreeningDecisionRow, TagDecisionRow
from app.store.operational import ChangeRow, RunRow, SourceRunRow
from app.store.received import RecordRow
from app.store.searched import BY_HAND, SUCCEEDED
from app.store.source_runs import INGEST

SAYS_WITHDRAWN = '"withdrawn":true'  # as a record is stored; inside a text its quotes are escaped


class EventKind(StrEnum):
    """What happened."""

    RECORD_NEW = "record_new"
    RECORD_CHANGED = "record_changed"
    """Its source sent another version of it."""
    RECORD_READ_ANEW = "record_read_anew"
    """The same bytes, understood by a later version of the program."""
    RECORD_DELETED = "record_deleted"
    TAG_DECISION = "tag_decision"
    SCREENING_DECISION = "screening_decision"
    MATCH_DECISION = "match_decision"
    """A person's word that two records are, or are not, one report or of one study."""
    MATCH_UNDONE = "match_undone"
    FIRST_SEARCHED = "first_searched"
    """Something was searched for the first time: only since then does an empty cell say anything."""
    RULES_CHANGED = "rules_changed"
    """Another version of the reader, or of the vocabulary, came into use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened. `who` is a source, by its name here, or a person.

    `what` is the answer that a person gave; `study_id` is set where a word is on a study's tag.
    """

    kind: EventKind
    at: datetime
    who: str
    records: tuple[str, ...] = ()
    study_id: str = ""
    run_id: int | None = None
    what: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What one run brought of one source: versions of records that were not there before."""

    source: str
    run_id: int | None
    at: datetime
    new: int
    other: int
    """Later versions of known records, deletions among them."""


def list_record_events(
    db: Session, keys: Sequence[str], since: datetime, until: datetime
) -> list[Event]:
    """What was received of these records from the first moment on and before the second."""
    found: list[Event] = []
    for some in in_batches(sorted(set(keys))):
        rows = db.connection().execute(
            sql_select(
                col(RecordRow.key),
                col(RecordRow.source),
                col(RecordRow.version),
                col(RecordRow.content_hash),
                col(RecordRow.run_id),
                col(RecordRow.received_at),
                col(RunRow.started_at),
            )
            .add_columns(
                col(RecordRow.parsed).contains(SAYS_WITHDRAWN, autoescape=True).label("gone")
            )
            .join(RunRow, col(RunRow.id) == col(RecordRow.run_id), isouter=True)
            .where(col(RecordRow.key).in_(some))
            .order_by(col(RecordRow.key), col(RecordRow.version))
        )
        found.extend(event for event in _of_versions(rows) if since <= event.at < until)
    return sorted(found, key=lambda event: (event.at, event.records))


def list_decision_events(db: Session, since: datetime, until: datetime) -> list[Event]:
    """What people decided, and took back, from the first moment on and before the second."""

    def then(at: Any) -> ColumnElement[bool]:
        return and_(col(at) >= since, col(at) < until)

    tags = db.exec(select(TagDecisionRow).where(then(TagDecisionRow.at)))
    screenings = db.exec(select(ScreeningDecisionRow).where(then(ScreeningDecisionRow.at)))
    matches = db.exec(select(MatchDecisionRow).where(then(MatchDecisionRow.at)))
    undone = db.exec(
        select(MatchUndoRow, MatchDecisionRow)
        .join(MatchDecisionRow, col(MatchDecisionRow.id) == col(MatchUndoRow.decision_id))
        .where(then(MatchUndoRow.at))
    )
    found = [
        *map(_tagged, tags),
        *map(_screened, screenings),
        *map(_matched, matches),
        *(_taken_back(undo, decision) for undo, decision in undone),
    ]
    return sorted(found, key=lambda event: event.at)


def list_rule_changes(db: Session, since: datetime, until: datetime) -> list[Event]:
    """When another reader or vocabulary came into use and changed something: as the ledger has it."""
    rows = db.connection().execute(
        sql_select(col(ChangeRow.at), col(ChangeRow.revision), func.count())
        .where(col(ChangeRow.rules_changed).is_(True))
        .where(col(ChangeRow.at) >= since, col(ChangeRow.at) < until)
        .group_by(col(ChangeRow.at), col(ChangeRow.revision))
        .order_by(col(ChangeRow.at))
    )
    return [
        Event(kind=EventKind.RULES_CHANGED, at=at, who="coregap", what=str(number))
        for at, _revision, number in rows
    ]


def get_first_search(db: Session) -> Event | None:
    """The first of all that was received or searched with success; None where nothing ever was."""
    record = db.exec(
        select(RecordRow).order_by(col(RecordRow.received_at), col(RecordRow.id)).limit(1)
    ).first()
    run = db.exec(
        select(RunRow)
        .where(col(RunRow.kind).in_((INGEST, *BY_HAND)), RunRow.status == SUCCEEDED)
        .order_by(col(RunRow.started_at), col(RunRow.id))
        .limit(1)
    ).first()
    if run is not None and (record is None or run.started_at < record.received_at):
        return _first(run.started_at, _source_of(db, run), run.id)
    if record is not None:
        return _first(record.received_at, record.source, record.run_id)
    return None


def _first(at: datetime, who: str, run_id: int | None) -> Event:
    return Event(kind=EventKind.FIRST_SEARCHED, at=at, who=who, run_id=run_id)


def _source_of(db: Session, run: RunRow) -> str:
    asked = db.get(SourceRunRow, run.id)
    return asked.source if asked is not None else run.kind


def list_runs_receipts(db: Session, since: datetime, until: datetime) -> list[Received]:
    """What every run brought from the first moment on and before the second, in their order."""
    came = func.coalesce(col(RunRow.started_at), col(RecordRow.received_at))
    is_new = case((col(RecordRow.version) == 1, 1), else_=0)
    rows = db.connection().execute(
        sql_select(
            col(RecordRow.source),
            col(RecordRow.run_id),
            func.min(came),
            func.count(),
            func.sum(is_new),
        )
        .join(RunRow, col(RunRow.id) == col(RecordRow.run_id), isouter=True)
        .where(or_(col(RecordRow.received_at) >= since, col(RunRow.started_at) >= since))
        .where(col(RecordRow.received_at) < until)
        .where(or_(col(RecordRow.run_id).is_(None), col(RunRow.started_at) < until))
        .group_by(col(RecordRow.source), col(RecordRow.run_id))
    )
    found = [
        Received(source=source, run_id=run_id, at=at, new=new, other=number - new)
        for source, run_id, at, number, new in rows
    ]
    return sorted(found, key=lambda one: (one.at, one.source))


def count_steps(db: Session, before: datetime) -> int:
    """How many times the evidence had changed by then, as the ledger has it."""
    steps = (
        select(col(ChangeRow.at), col(ChangeRow.revision))
        .where(col(ChangeRow.at) < before)
        .distinct()
        .subquery()
    )
    return db.exec(select(func.count()).select_from(steps)).one()


def _of_versions(rows: Iterable[Any]) -> Iterator[Event]:
    """One event a version; `rows` hold every version of each key, in order."""
    last: dict[str, str] = {}
    for row in rows:
        yield Event(
            kind=_kind(row, last.get(row.key)),
            at=max(row.received_at, row.started_at or row.received_at),
            who=row.source,
            records=(row.key,),
            run_id=row.run_id,
        )
        last[row.key] = row.content_hash


def _kind(row: Any, last: str | None) -> EventKind:
    if row.gone:
        return EventKind.RECORD_DELETED
    if last is None:
        return EventKind.RECORD_NEW
    return EventKind.RECORD_READ_ANEW if last == row.content_hash else EventKind.RECORD_CHANGED


def _tagged(row: TagDecisionRow) -> Event:
    said = " ".join(filter(None, (row.action, row.dimension, row.value, row.standing)))
    return Event(
        kind=EventKind.TAG_DECISION, at=row.at, who=row.who, study_id=row.study_id, what=said,
        why=row.why,
    )  # fmt: skip


def _screened(row: ScreeningDecisionRow) -> Event:
    return Event(
        kind=EventKind.SCREENING_DECISION, at=row.at, who=row.who, records=(row.record_key,),
        what=row.verdict, why=row.why,
    )  # fmt: skip


def _matched(row: MatchDecisionRow) -> Event:
    return Event(
        kind=EventKind.MATCH_DECISION, at=row.at, who=row.who, records=(row.one, row.other),
        what=_answer(row), why=row.why,
    )  # fmt: skip


def _taken_back(undo: MatchUndoRow, decision: MatchDecisionRow) -> Event:
    return Event(
        kind=EventKind.MATCH_UNDONE, at=undo.at, who=undo.who,
        records=(decision.one, decision.other), what=_answer(decision), why=undo.why,
    )  # fmt: skip


def _answer(row: MatchDecisionRow) -> str:
    """As the one who decided gave it."""
    said = MatchDecision(
        layer=row.layer, one=row.one, other=row.other, same=row.same, because=row.why
    )
    return said.answer.value
