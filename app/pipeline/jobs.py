"""What a worker does: asks a source that is due, then derives and tells what follows from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from app import store
from app.errors import CoregapError, SettingsError
from app.pipeline.announcing import announce
from app.pipeline.beginning import Order
from app.pipeline.ingesting import SourceReport, Workplace, ask, complete
from app.schedule import Schedule
from app.sources import Source, Webhook

log = structlog.get_logger()

TRY_AGAIN = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
"""After a source has failed, once and more often. Its client has tried for minutes by then: what is
left is an upstream that is down, and those come back within the hour or are repaired by the day."""

BUSY_WAIT = timedelta(minutes=1)
"""Until a source is looked at again that another process is asking."""

CLOCKS_DIFFER = timedelta(seconds=5)
"""A run that began so long before its time counts as of that time: machines have their own clocks."""

LOOKED_AT = 10  # latest runs of a source; those for full texts alone are passed over


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A source that was to be asked at a time; `attempt` counts how often it has failed since."""

    source: str
    due: datetime
    attempt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A job that is to be done again."""

    job: Job
    after: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """What a worker is there for: to ask these sources on their schedule.

    Raises:
        SettingsError: If the schedule names another source.
    """

    place: Workplace
    schedule: Schedule
    sources: Mapping[str, Source]
    webhook: Webhook | None = None

    def __post_init__(self) -> None:
        unknown = self.schedule.named - set(self.sources)
        if unknown:
            raise SettingsError(
                f"COREGAP_SCHEDULE: {', '.join(sorted(unknown))}: no such source, or one that is "
                f"not set up. There are: {', '.join(self.sources)}."
            )

    def due(self, now: datetime) -> list[Job]:
        """A job for every source whose last time has passed without a run that succeeded."""
        times = {name: self.schedule.last_time(name, now) for name in self.sources}
        return self._undone(
            [Job(source=name, due=due) for name, due in times.items() if due is not None]
        )

    def ask(self, jobs: Sequence[Job]) -> list[Later]:
        """Ask the sources that are still to be asked, side by side; what is to be done again.

        What they gave is kept; `complete` makes it count.
        """
        reports: dict[str, SourceReport] = {}
        try:
            undone = self._undone(jobs)
            if undone:
                order = Order(sources=[self.sources[job.source] for job in undone])
                reports = {report.source: report for report in ask(self.place, order)}
            undone = self._undone(undone)
        except CoregapError as error:
            log.warning("asking_failed", sources=[job.source for job in jobs], because=str(error))
            undone = list(jobs)
        return list(self._later(undone, reports))

    def complete(self) -> bool:
        """Bring derived data up to date, ask for the full texts that are open now, and tell of it.

        False where it could not be done: what was received stays, and has yet to be made to count.
        """
        began, engine = self.place.clock(), self.place.engine
        try:
            with store.reading(engine) as db:
                givers = [one for one in self.sources.values() if _answered(db, one)]
            complete(self.place, (), givers)
            announce(engine, self.place.topic, self.webhook, began=began)
        except CoregapError as error:
            log.warning("completing_failed", because=str(error))
            return False
        return True

    def _undone(self, jobs: Sequence[Job]) -> list[Job]:
        with store.reading(self.place.engine) as db:
            return [job for job in jobs if not is_done(db, job)]

    def _later(self, jobs: Sequence[Job], reports: Mapping[str, SourceReport]) -> Iterator[Later]:
        for job in jobs:
            report = reports.get(job.source)
            again = replace(job, attempt=job.attempt + 1)
            if self.place.stop.is_set():
                yield Later(job=job, after=timedelta())
            elif report is not None and report.status == "busy":
                yield Later(job=job, after=BUSY_WAIT)
            elif job.attempt >= len(TRY_AGAIN):
                log.error("source_given_up", source=job.source, due=job.due.isoformat())
            elif report is not None and report.status == "succeeded":
                # It has ended a search that was begun before, and not asked what changed since.
                yield Later(job=again, after=timedelta())
            else:
                yield Later(job=again, after=TRY_AGAIN[job.attempt])


def is_done(db: Session, job: Job) -> bool:
    """Whether a run that began since the job was due has asked for everything until then."""
    return any(
        run.started_at >= job.due - CLOCKS_DIFFER and run.until >= job.due.date()
        for run in _answers(db, job.source)
    )


def _answers(db: Session, source: str) -> Iterator[store.SourceRun]:
    """Runs that succeeded in asking for what is new, the latest first."""
    for run in store.list_source_runs(db, source=source, status="succeeded", limit=LOOKED_AT):
        if run.since is None or run.since < run.until:  # a run for full texts covers no day
            yield run


def _answered(db: Session, source: Source) -> bool:
    """Whether a source that gives full texts succeeded when it was last asked for anything."""
    if not source.gives_texts:
        return False
    runs = store.list_source_runs(db, source=source.name, limit=1)
    return bool(runs) and runs[0].status == "succeeded"
