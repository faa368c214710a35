"""Runs of single sources: begun, moved on with every page, ended with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.errors import RunNotFoundError
from app.store.newest_first import cursor_after, on_all_pages, on_page, stretch_of
from app.store.operational import RunRow, SourceRunRow
from app.store.run_values import SourceRun
from app.store.runs import end_run, start_run

INGEST = "ingest"
"""The kind of such a run among others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is."""

    at: datetime
    position: str
    announced: int | None
    counts: Mapping[str, int]
    warnings: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What a run is about to ask."""

    source: str
    query: str
    since: date | None
    until: date
    search_id: int | None
    """The run that began the search, None where this one begins it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRunPage:
    """Some runs, the latest first; `total` counts all of them.

    `next_cursor` is None where nothing older is left.
    """

    runs: tuple[SourceRun, ...]
    total: int
    next_cursor: str | None


def start_source_run(db: Session, begun: Begun, *, at: datetime) -> int:
    """Note that a source is about to be asked; the number that names the run from now on."""
    run_id = start_run(db, INGEST, at=at)
    db.add(
        SourceRunRow(
            run_id=run_id,
            source=begun.source,
            search_id=begun.search_id or run_id,
            query=begun.query,
            since=begun.since,
            until=begun.until,
            heard_at=at,
            warnings=[],
        )
    )
    db.flush()
    return run_id


def save_progress(db: Session, run_id: int, progress: Progress) -> None:
    """Move a run on to where its last page ends.

    Raises:
        LookupError: If no run of a source has this number.
    """
    run, row = _rows(db, run_id)
    run.counts = dict(progress.counts)
    row.position, row.announced = progress.position, progress.announced
    row.heard_at, row.warnings = progress.at, list(progress.warnings)
    db.add_all((run, row))
    db.flush()


def end_source_run(
    db: Session,
    run_id: int,
    *,
    at: datetime,
    status: Literal["succeeded", "failed"],
    reason: str = "",
) -> None:
    """Note how a run ended; its counts stay those of its last page.

    Raises:
        LookupError: If no run of a source has this number.
    """
    run, row = _rows(db, run_id)
    row.reason = reason
    db.add(row)
    end_run(db, run_id, at=at, status=status, counts=run.counts)


def end_interrupted_runs(db: Session, source: str, *, at: datetime, reason: str) -> None:
    """Mark runs of a source that never ended as failed; only for the one that claimed it."""
    for run in list_source_runs(db, source=source, status="running"):
        end_source_run(db, run.id, at=at, status="failed", reason=reason)


def list_source_runs(
    db: Session, *, source: str | None = None, status: str | None = None, limit: int | None = None
) -> list[SourceRun]:
    """Runs of sources, latest first."""
    query = (
        select(RunRow, SourceRunRow)
        .join(SourceRunRow, col(SourceRunRow.run_id) == col(RunRow.id))
        .order_by(col(RunRow.id).desc())
        .limit(limit)
    )
    if source is not None:
        query = query.where(col(SourceRunRow.source) == source)
    if status is not None:
        query = query.where(col(RunRow.status) == status)
    return [_source_run(run, row) for run, row in db.exec(query)]


def get_source_runs_page(
    db: Session, *, limit: int, source: str | None = None, cursor: str | None = None
) -> SourceRunPage:
    """So many runs, of one source or of all, the latest first.

    Raises:
        InvalidQueryError: If the cursor was not made for this list.
    """
    number, question = col(SourceRunRow.run_id), ("runs", source)
    stretch = stretch_of(cursor, question)
    of_source = () if source is None else (col(SourceRunRow.source) == source,)
    rows = db.exec(
        select(RunRow, SourceRunRow)
        .join(SourceRunRow, col(SourceRunRow.run_id) == col(RunRow.id))
        .where(*of_source, *on_page(number, stretch))
        .order_by(number.desc())
        .limit(limit + 1)
    ).all()
    counted = select(func.count()).where(*of_source, *on_all_pages(number, stretch))
    return SourceRunPage(
        runs=tuple(_source_run(run, row) for run, row in rows[:limit]),
        total=db.exec(counted.select_from(SourceRunRow)).one(),
        next_cursor=cursor_after([row.run_id for _, row in rows], limit, stretch, question),
    )


def get_source_run(db: Session, run_id: int) -> SourceRun:
    """One run of a source.

    Raises:
        RunNotFoundError: If no run of a source has this number.
    """
    run, row = db.get(RunRow, run_id), db.get(SourceRunRow, run_id)
    if run is None or row is None:
        raise RunNotFoundError(run_id)
    return _source_run(run, row)


def _rows(db: Session, run_id: int) -> tuple[RunRow, SourceRunRow]:
    run, row = db.get(RunRow, run_id), db.get(SourceRunRow, run_id)
    if run is None or row is None:
        raise LookupError(f"no run {run_id} of a source")
    return run, row


def _source_run(run: RunRow, row: SourceRunRow) -> SourceRun:
    return SourceRun(
        id=row.run_id,
        source=row.source,
        status=run.status,
        started_at=run.started_at,
        ended_at=run.ended_at,
        counts=run.counts,
        search_id=row.search_id,
        query=row.query,
        since=row.since,
        until=row.until,
        position=row.position,
        announced=row.announced,
        heard_at=row.heard_at,
        reason=row.reason,
        warnings=tuple(row.warnings),
    )
