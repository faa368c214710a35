"""When each source is asked next, and how its last run went."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app import store
from app.answers.runs import RunState, run_state
from app.schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledSource:
    """A source on its schedule; None: it has no time, or was never asked."""

    source: str
    cron: str
    next_time: datetime | None
    last_run: RunState | None


def answer_schedule(
    db: Session, schedule: Schedule, sources: Iterable[str], now: datetime
) -> tuple[ScheduledSource, ...]:
    """The sources in this order."""
    return tuple(_scheduled(db, schedule, source, now) for source in sources)


def _scheduled(db: Session, schedule: Schedule, source: str, now: datetime) -> ScheduledSource:
    runs = store.list_source_runs(db, source=source, limit=1)
    return ScheduledSource(
        source=source,
        cron=schedule.cron_of(source),
        next_time=schedule.next_time(source, now),
        last_run=run_state(runs[0], now) if runs else None,
    )
