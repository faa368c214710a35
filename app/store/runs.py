"""Runs: what was started, how it ended, what it counted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from sqlmodel import Session, col, select

from app.store.given import Run
from app.store.operational import RunRow


def start_run(db: Session, kind: str, *, at: datetime) -> int:
    """Note that work began; the number that names it from now on."""
    row = RunRow(kind=kind, started_at=at, status="running", counts={})
    db.add(row)
    db.flush()
    return row.id or 0


def end_run(
    db: Session,
    run_id: int,
    *,
    at: datetime,
    status: Literal["succeeded", "failed"],
    counts: Mapping[str, int],
) -> None:
    """Note how the work ended.

    Raises:
        LookupError: If no run has this number.
    """
    row = db.get(RunRow, run_id)
    if row is None:
        raise LookupError(f"no run {run_id}")
    row.ended_at, row.status, row.counts = at, status, dict(counts)
    db.add(row)
    db.flush()


def list_runs(db: Session, *, limit: int | None = None) -> list[Run]:
    """Runs, latest first."""
    rows = db.exec(select(RunRow).order_by(col(RunRow.id).desc()).limit(limit))
    return [
        Run(
            id=row.id or 0,
            kind=row.kind,
            status=row.status,
            started_at=row.started_at,
            ended_at=row.ended_at,
            counts=row.counts,
        )
        for row in rows
    ]
