"""The ledger of changes: noted whenever derived data changed, told to those who want to know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from app.gapmap import Change, ChangeKind
from app.records import SkinType
from app.store.operational import ChangeRow, RevisionRow

_CHANGE = TypeAdapter(Change)
_BAR = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One time that derived data changed. `rules_changed`: also the reader or the vocabulary."""

    at: datetime
    before: str
    revision: str
    rules_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedChange:
    """A change with its place in the ledger; `name` is a UUID that never changes."""

    number: int
    name: str
    at: datetime
    revision: str
    rules_changed: bool
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFilter:
    """Which changes: values of one field are alternatives, fields hold together."""

    kinds: tuple[ChangeKind, ...] = ()
    fitzpatrick: tuple[SkinType, ...] = ()
    indication: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    since: datetime | None = None
    """Noted at this moment or later."""


def save_changes(db: Session, changes: Sequence[Change], step: Step) -> None:
    """Note what one step changed."""
    last = db.exec(select(func.max(ChangeRow.id))).one() or 0
    for number, change in enumerate(changes, start=last + 1):
        db.add(
            ChangeRow(
                id=number,
                name=str(uuid5(NAMESPACE_OID, f"coregap {step.before} {step.revision} {number}")),
                at=step.at,
                revision=step.revision,
                rules_changed=step.rules_changed,
                kind=change.kind.value,
                fitzpatrick=_barred(t.name for t in change.fitzpatrick),
                indications=_barred(change.indications),
                outcomes=_barred(change.outcomes),
                change=_CHANGE.dump_python(change, mode="json"),
            )
        )
    db.flush()


def list_changes(db: Session, wanted: ChangeFilter, *, limit: int) -> list[NotedChange]:
    """Changes of a filter, the latest first; those of one step in the order of their weight."""
    rows = db.exec(
        select(ChangeRow)
        .where(*_conditions(wanted))
        .order_by(col(ChangeRow.at).desc(), col(ChangeRow.revision), col(ChangeRow.id))
        .limit(limit)
    )
    return [_noted(row) for row in rows]


def count_changes(db: Session, wanted: ChangeFilter) -> dict[ChangeKind, int]:
    """How many changes of each kind, the kinds in the order of their weight."""
    rows = db.exec(
        select(ChangeRow.kind, func.count()).where(*_conditions(wanted)).group_by(ChangeRow.kind)
    )
    counts = {ChangeKind(kind): number for kind, number in rows}
    return {kind: counts[kind] for kind in ChangeKind if kind in counts}


def list_next_step(db: Session, number: int) -> list[NotedChange]:
    """The changes of the step that follows the change of this number, in their order."""
    later = select(ChangeRow).where(col(ChangeRow.id) > number).order_by(col(ChangeRow.id))
    first = db.exec(later.limit(1)).first()
    if first is None:
        return []
    rows = db.exec(later.where(ChangeRow.at == first.at, ChangeRow.revision == first.revision))
    return [_noted(row) for row in rows]


def last_change_before(db: Session, moment: datetime) -> int:
    """The number of the latest change noted before a moment, 0 where there is none."""
    noted = select(func.max(ChangeRow.id)).where(col(ChangeRow.at) < moment)
    return db.exec(noted).one() or 0


def get_announced(db: Session, receiver: str) -> int | None:
    """The number of the last change that a receiver was told; None where it was never told any."""
    row = db.get(RevisionRow, _announced(receiver))
    return int(row.revision) if row else None


def note_announced(db: Session, receiver: str, number: int) -> None:
    """Remember up to which change a receiver was told."""
    db.merge(RevisionRow(name=_announced(receiver), revision=str(number)))
    db.flush()


def _announced(receiver: str) -> str:
    return f"announced to {receiver}"


def _conditions(wanted: ChangeFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        found.append(col(ChangeRow.at) >= wanted.since)
    if wanted.kinds:
        found.append(col(ChangeRow.kind).in_([kind.value for kind in wanted.kinds]))
    for column, values in (
        (col(ChangeRow.fitzpatrick), [t.name for t in wanted.fitzpatrick]),
        (col(ChangeRow.indications), wanted.indication),
        (col(ChangeRow.outcomes), wanted.outcome),
    ):
        if values:
            found.append(or_(*(column.contains(_barred([v]), autoescape=True) for v in values)))
    return found


def _barred(values: Iterable[str]) -> str:
    kept = [*values]
    return f"{_BAR}{_BAR.join(kept)}{_BAR}" if kept else ""


def _noted(row: ChangeRow) -> NotedChange:
    return NotedChange(
        number=row.id or 0,
        name=row.name,
        at=row.at,
        revision=row.revision,
        rules_changed=row.rules_changed,
        change=_CHANGE.validate_python(row.change),
    )
