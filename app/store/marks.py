"""How far what was received and decided had grown when derived data were last made from it."""

import json
from dataclasses import asdict, dataclass

from sqlalchemy import delete, func, insert
from sqlmodel import Session, col, select

from app.store.decided import MatchDecisionRow, MatchUndoRow, ScreeningDecisionRow, TagDecisionRow
from app.store.operational import RevisionRow
from app.store.received import RecordRow

MARK = "derived up to"

Model = (
    type[RecordRow]
    | type[MatchDecisionRow]
    | type[MatchUndoRow]
    | type[ScreeningDecisionRow]
    | type[TagDecisionRow]
)
_TABLES: dict[str, Model] = {
    "records": RecordRow,
    "matches": MatchDecisionRow,
    "undone": MatchUndoRow,
    "screenings": ScreeningDecisionRow,
    "tags": TagDecisionRow,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """The last row of each table, and how many there were up to it."""

    records: tuple[int, int]
    matches: tuple[int, int]
    undone: tuple[int, int]
    screenings: tuple[int, int]
    tags: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSince:
    """What people said after a mark: the records, and the studies by any of their names."""

    records: frozenset[str]
    studies: frozenset[str]


def mark_now(db: Session) -> Grown:
    """How far it has grown by now."""
    grown: dict[str, tuple[int, int]] = {}
    for name, model in _TABLES.items():
        last = db.exec(select(func.max(col(model.id)))).one()
        grown[name] = last or 0, _count(db, model)
    return Grown(**grown)


def note_mark(db: Session, mark: Grown) -> None:
    """Remember the mark up to which everything was derived."""
    forget_mark(db)
    row = {"name": MARK, "revision": json.dumps(asdict(mark))}
    db.connection().execute(insert(RevisionRow), row)


def noted_mark(db: Session) -> Grown | None:
    """The mark that was noted; None where nothing was derived, or where rows came before it since.

    PostgreSQL numbers rows before they are seen: what was at work then may have come late.
    """
    noted = db.exec(select(RevisionRow.revision).where(RevisionRow.name == MARK)).one_or_none()
    if noted is None:
        return None
    mark = Grown(**{name: tuple(place) for name, place in json.loads(noted).items()})
    for name, model in _TABLES.items():
        last, count = getattr(mark, name)
        # All but those since: rows up to a mark are counted one by one, all rows by an index.
        since = select(func.count()).select_from(model).where(col(model.id) > last)
        if _count(db, model) - db.exec(since).one() != count:
            return None
    return mark


def _count(db: Session, model: Model) -> int:
    return db.exec(select(func.count()).select_from(model)).one()


def forget_mark(db: Session) -> None:
    """Note that nothing was derived: the next time everything is."""
    db.connection().execute(delete(RevisionRow).where(col(RevisionRow.name) == MARK))


def said_since(db: Session, mark: Grown) -> SaidSince:
    """Of what people said after the mark, or took back."""
    took_back = select(MatchUndoRow.decision_id).where(col(MatchUndoRow.id) > mark.undone[0])
    matches = db.exec(
        select(MatchDecisionRow.one, MatchDecisionRow.other).where(
            (col(MatchDecisionRow.id) > mark.matches[0]) | col(MatchDecisionRow.id).in_(took_back)
        )
    )
    screenings = db.exec(
        select(ScreeningDecisionRow.record_key).where(
            col(ScreeningDecisionRow.id) > mark.screenings[0]
        )
    )
    tags = db.exec(select(TagDecisionRow.study_id).where(col(TagDecisionRow.id) > mark.tags[0]))
    return SaidSince(
        records=frozenset({key for pair in matches for key in pair} | set(screenings)),
        studies=frozenset(tags),
    )
