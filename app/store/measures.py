"""Counts that say how the service does: runs by how they stand, what came, what waits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, inspect, text
from sqlalchemy import select as sql_select
from sqlalchemy.exc import ProgrammingError
from sqlmodel import Session, col, select

from app.store.engine import is_sqlite
from app.store.job_schema import JOBS
from app.store.operational import RunRow, SourceRunRow
from app.store.received import RecordRow, RejectedRow

OF_FILES = ""
"""In place of a source's name: what a person brought in by a file may be of many sources."""
QUEUED = ("todo", "doing", "failed")
"""Procrastinate's words for a job that waits, is at work, or has failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCount:
    """How many runs of a kind, of a source, stand so, and when the last of them ended."""

    kind: str
    source: str
    status: str
    runs: int
    last_ended_at: datetime | None


def count_runs(db: Session) -> list[RunCount]:
    """Runs by kind, source and how they ended."""
    source = func.coalesce(col(SourceRunRow.source), OF_FILES)
    kind, status = col(RunRow.kind), col(RunRow.status)
    rows = db.connection().execute(
        sql_select(kind, source, status, func.count(), func.max(col(RunRow.ended_at)))
        .join(SourceRunRow, col(SourceRunRow.run_id) == col(RunRow.id), isouter=True)
        .group_by(kind, source, status)
        .order_by(kind, source, status)
    )
    return [
        RunCount(kind=sort, source=name, status=stands, runs=runs, last_ended_at=last)
        for sort, name, stands, runs, last in rows
    ]


def received_mark(db: Session) -> tuple[int, int]:
    """Grows with every version of a record and every rejection: equal marks, equal counts."""
    return (
        db.exec(select(func.max(RecordRow.id))).one() or 0,
        db.exec(select(func.max(RejectedRow.id))).one() or 0,
    )


def count_received(db: Session) -> dict[str, int]:
    """Versions of records by source."""
    found = select(RecordRow.source, func.count()).group_by(col(RecordRow.source))
    return dict(db.exec(found).all())


def count_rejected(db: Session) -> dict[str, int]:
    """Quarantined input by source."""
    found = select(RejectedRow.source, func.count()).group_by(col(RejectedRow.source))
    return dict(db.exec(found).all())


def count_jobs(db: Session) -> dict[str, int]:
    """Jobs of the queue by how they stand. SQLite has no queue: nothing ever waits in it."""
    counts = dict.fromkeys(QUEUED, 0)
    connection = db.connection()
    if is_sqlite(connection) or not inspect(connection).has_table("procrastinate_jobs", JOBS):
        return counts
    query = f"SELECT status::text, count(*) FROM {JOBS}.procrastinate_jobs GROUP BY status"  # noqa: S608 - our own name
    try:
        found = {row[0]: row[1] for row in connection.execute(text(query))}
    except ProgrammingError:  # another user's schema
        return counts
    return {status: found.get(status, 0) for status in QUEUED}


def has_search_index(db: Session) -> bool:
    """Whether the search index is there."""
    return inspect(db.connection()).has_table("search")
