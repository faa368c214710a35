"""Runs of sources as a reader sees them: how far they are, what they brought, why one failed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlmodel import Session

from app import store
from app.answers.paging import Cursor
from app.store import SourceRun

SILENT_AFTER = timedelta(minutes=10)
"""Twice the time that the client gives one request with all its attempts: a run that stores no page
for longer has ended without a word."""


def _none_if_empty(value: Any) -> Any:
    return None if value == "" else value


class RunsQuestion(BaseModel):
    """Some runs, the latest first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Annotated[
        Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+$", max_length=64)] | None,
        BeforeValidator(_none_if_empty),
        Field(description="Only runs of this source."),
    ] = None
    limit: Annotated[int, Field(ge=1, le=200, description="Runs at a time.")] = 50
    cursor: Cursor = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunState:
    """One run of one source, with what to do where it did not end well.

    `status` is "stopped" where the run still stands as running and has not been heard of for long:
    its process has died, and the next run takes over.
    """

    id: int
    source: str
    status: Literal["running", "stopped", "succeeded", "failed"]
    started_at: datetime
    heard_at: datetime
    """When its last page was stored."""
    ended_at: datetime | None
    search_id: int
    """The run that began the search; it differs where this one went on with it."""
    query: str
    since: date | None
    until: date
    announced: int | None
    """Total hits that the source reported; None: it told none."""
    pages: int
    received: int
    new: int
    updated: int
    unchanged: int
    rejected: int
    withdrawn: int
    warnings: tuple[str, ...]
    reason: str
    advice: str

    @property
    def is_at_work(self) -> bool:
        """Whether there may be more to see soon."""
        return self.status == "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsAnswer:
    """Some runs. `next_cursor` is None where nothing older is left."""

    runs: tuple[RunState, ...]
    total: int
    next_cursor: str | None


def answer_runs(db: Session, question: RunsQuestion, now: datetime) -> RunsAnswer:
    """Runs of sources, latest first, those at work with how far they are."""
    found = store.get_source_runs_page(
        db, limit=question.limit, source=question.source, cursor=question.cursor
    )
    return RunsAnswer(
        runs=tuple(run_state(run, now) for run in found.runs),
        total=found.total,
        next_cursor=found.next_cursor,
    )


def answer_runs_at_work(db: Session, now: datetime) -> tuple[RunState, ...]:
    """Runs that have begun and not ended, the latest first."""
    return tuple(run_state(run, now) for run in store.list_source_runs(db, status="running"))


def answer_run(db: Session, run_id: int, now: datetime) -> RunState:
    """One run.

    Raises:
        RunNotFoundError: If no run of a source has this number.
    """
    return run_state(store.get_source_run(db, run_id), now)


def run_state(run: SourceRun, now: datetime) -> RunState:
    """The run as it stands at a moment."""
    status = _status(run, now)
    return RunState(
        id=run.id,
        source=run.source,
        status=status,
        started_at=run.started_at,
        heard_at=run.heard_at,
        ended_at=run.ended_at,
        search_id=run.search_id,
        query=run.query,
        since=run.since,
        until=run.until,
        announced=run.announced,
        pages=run.counts.get("pages", 0),
        received=run.counts.get("received", 0),
        new=run.counts.get("new", 0),
        updated=run.counts.get("updated", 0),
        unchanged=run.counts.get("unchanged", 0),
        rejected=run.counts.get("rejected", 0),
        withdrawn=run.counts.get("withdrawn", 0),
        warnings=run.warnings,
        reason=run.reason,
        advice=_advice(run.source, status),
    )


def _status(run: SourceRun, now: datetime) -> Literal["running", "stopped", "succeeded", "failed"]:
    match run.status:
        case "succeeded":
            return "succeeded"
        case "failed":
            return "failed"
        case _:
            return "stopped" if now - run.heard_at > SILENT_AFTER else "running"


def _advice(source: str, status: str) -> str:
    if status not in ("failed", "stopped"):
        return ""
    return f"To go on from the last page that was stored: coregap ingest {source}"
