"""A worker on SQLite: one process that sleeps until a source is due, and asks it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from app.pipeline.jobs import TRY_AGAIN, Duties, Job

LOOK_AGAIN = timedelta(minutes=1)
"""The longest sleep: a machine that was asleep, or whose clock was set, must not miss a time."""

Sleep = Callable[[timedelta], object]


class Waiting:
    """Jobs by source, and when each may begin; a later one of a source replaces an earlier one."""

    def __init__(self, duties: Duties) -> None:
        self._duties = duties
        self._begins: dict[str, tuple[Job, datetime]] = {}
        self._taken: dict[str, datetime] = {}
        self._completes: datetime | None = None

    def step(self, now: datetime) -> bool:
        """Do what may begin; False where nothing may."""
        jobs = self._ready(now)
        completes = self._completes is not None and self._completes <= now
        if not jobs and not completes:
            return False
        again = self._duties.ask(jobs) if jobs else []
        is_complete = self._duties.complete()
        now = self._duties.place.clock()
        self._completes = None if is_complete else now + TRY_AGAIN[0]
        for later in again:
            self._begins[later.job.source] = later.job, now + later.after
        return True

    def pause(self, now: datetime) -> timedelta:
        """How long there is nothing to do, as far as can be said now."""
        schedule, sources = self._duties.schedule, self._duties.sources
        moments = [begins for _, begins in self._begins.values()]
        moments += filter(None, [schedule.next_time(name, now) for name in sources])
        moments += filter(None, [self._completes])
        return min([LOOK_AGAIN, *(moment - now for moment in moments)])

    def _ready(self, now: datetime) -> list[Job]:
        """What may begin, each taken out once."""
        for job in self._duties.due(now):
            if self._taken.get(job.source) != job.due:
                self._taken[job.source] = job.due
                self._begins[job.source] = job, now
        ready = [job for job, begins in self._begins.values() if begins <= now]
        for job in ready:
            del self._begins[job.source]
        return ready


def work_in_process(duties: Duties, *, once: bool, sleep: Sleep) -> None:
    """Do what is due, now and whenever something is, until the duties' `stop` is set.

    With `once` it ends where nothing is due any more; what failed is not waited for.
    """
    waiting, place = Waiting(duties), duties.place
    while not place.stop.is_set():
        now = place.clock()
        if waiting.step(now):
            continue
        if once:
            return
        sleep(waiting.pause(now))
