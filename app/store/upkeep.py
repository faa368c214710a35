"""What was done to keep the store sound: checks and backups, with what they found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from app.store.operational import UpkeepRow

MOST_KEPT = 100
"""Findings of one check that are kept in words; all of them are counted."""


class UpkeepKind(StrEnum):
    """What was done."""

    CHECK = "check"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """One check or one backup; `sound` is False where something was found."""

    kind: UpkeepKind
    began_at: datetime
    ended_at: datetime
    sound: bool
    counts: Mapping[str, int] = field(default_factory=dict)
    findings: Sequence[str] = ()


def save_upkeep(db: Session, done: Upkeep) -> None:
    """Keep what came of it."""
    db.add(
        UpkeepRow(
            kind=done.kind.value,
            began_at=done.began_at,
            ended_at=done.ended_at,
            sound=done.sound,
            counts=dict(done.counts),
            findings=list(done.findings[:MOST_KEPT]),
        )
    )
    db.flush()


def last_upkeep(db: Session, kind: UpkeepKind) -> Upkeep | None:
    """The latest of its kind; None where there was none."""
    latest = select(UpkeepRow).where(col(UpkeepRow.kind) == kind.value)
    row = db.exec(latest.order_by(col(UpkeepRow.id).desc()).limit(1)).first()
    if row is None:
        return None
    return Upkeep(
        kind=kind,
        began_at=row.began_at,
        ended_at=row.ended_at,
        sound=row.sound,
        counts=row.counts,
        findings=tuple(row.findings),
    )
