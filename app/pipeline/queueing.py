"""Workers on PostgreSQL: any number, on any machines, that share jobs through Procrastinate.

A source has one job at work (its lock) and one waiting (its queueing lock). A job holds nothing
that is not in the database: a dead worker's job is put back, and goes on from the last page.

This is the one module that needs Procrastinate, and with it asyncio; our own jobs are plain
functions in threads.
"""

import asyncio
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import structlog
from procrastinate import App, PsycopgConnector, exceptions
from procrastinate.jobs import Job as QueuedJob
from procrastinate.jobs import Status
from procrastinate.tasks import Task
from procrastinate.worker import Worker
from sqlalchemy import Engine

from app import store
from app.errors import DatabaseUnavailableError
from app.logs import forward_logs
from app.pipeline.jobs import TRY_AGAIN, Duties, Job, Later

log = structlog.get_logger()

CONNECTIONS = 4  # of Procrastinate itself; our own work has the engine's
ASK, COMPLETE = "ask", "complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a worker gives a sign of life, when one without is taken for dead, in seconds.

    A worker that is late and not dead does no harm: who takes its job finds the source claimed.
    """

    heartbeat: float = 10
    dead_after: float = 60
    look: float = 15
    """After how long it looks for jobs of the dead."""
    poll: float = 5
    """After how long it looks for jobs that it was not told of: those that had to wait."""
    soon: float = 5
    """After how long it looks again whether the last source has been asked."""
    patience: float = 10
    """How long it waits for a connection to the queue before it takes the database for gone."""


RHYTHM = Rhythm()


def work_on_queue(duties: Duties, *, concurrency: int, once: bool, rhythm: Rhythm = RHYTHM) -> None:
    """Do jobs of the queue until SIGINT or SIGTERM; a source then ends with the page it is at.

    With `once` it ends where no job is waiting any more; what failed is not waited for.

    Raises:
        DatabaseUnavailableError: If the queue can no longer be reached.
    """
    forward_logs("procrastinate", "psycopg.pool")
    store.prepare_job_schema(duties.place.engine)
    queue = Queue(duties, rhythm)
    try:
        asyncio.run(_Worker(queue, rhythm, concurrency).run(once=once))
    except (exceptions.ConnectorException, psycopg.Error) as error:
        raise DatabaseUnavailableError(
            f"The job queue cannot be reached: {error.__cause__ or error}. Start the worker again "
            "when the database answers; what was begun goes on from its last page."
        ) from error
    if not once and not duties.place.stop.is_set():
        raise DatabaseUnavailableError(
            "The worker lost the job queue. Start it again when the database answers; what was "
            "begun goes on from its last page."
        )


class Queue:
    """Our jobs as Procrastinate keeps them: a queue by source, and one for what follows.

    By source, because a worker must take only those that it can ask: a folder is on one machine.
    """

    def __init__(self, duties: Duties, rhythm: Rhythm = RHYTHM) -> None:
        self.duties = duties
        self._soon = timedelta(seconds=rhythm.soon)
        self.app = App(connector=_connector(duties.place.engine, rhythm.patience))
        self._ask: Task[..., Any, Any] = self.app.task(name=ASK)(self._do_ask)
        self._complete: Task[..., Any, Any] = self.app.task(name=COMPLETE)(self._do_complete)

    @property
    def names(self) -> list[str]:
        """The queues that this worker takes jobs of."""
        return [*self.duties.sources, COMPLETE]

    def follow_schedule(self) -> None:
        """Let Procrastinate queue a job for every source at its times, once for all workers."""
        for source in self.duties.sources:
            cron = self.duties.schedule.cron_of(source)
            if cron:
                options = {**_place_of(source), "task_kwargs": {"source": source}}
                self.app.periodic(cron=cron, periodic_id=source, **options)(self._ask)

    def put(self, later: Later) -> None:
        """Queue a job, unless one of the same source is waiting already."""
        job = later.job
        place = _place_of(job.source)
        with suppress(exceptions.AlreadyEnqueued):
            self._ask.configure(**place, **_at(later.after)).defer(
                source=job.source, timestamp=int(job.due.timestamp()), attempt=job.attempt
            )

    def put_completion(self, after: timedelta = timedelta()) -> None:
        """Queue what follows from the jobs that were done."""
        with suppress(exceptions.AlreadyEnqueued):
            self._complete.configure(**_place_of(COMPLETE), **_at(after)).defer()

    def _do_ask(self, source: str, timestamp: int, attempt: int = 0) -> None:
        due = datetime.fromtimestamp(timestamp, UTC)
        for later in self.duties.ask([Job(source=source, due=due, attempt=attempt)]):
            self.put(later)
        self.put_completion()

    def _do_complete(self) -> None:
        if self._is_asking():
            self.put_completion(self._soon)
        elif not self.duties.complete():
            self.put_completion(TRY_AGAIN[0])

    def _is_asking(self) -> bool:
        """Whether more will come soon: all of it is derived at once, as by `coregap ingest`."""
        jobs = self.app.job_manager.list_jobs(task=ASK)
        return any(
            job.status == Status.DOING.value or (job.queue in self.names and _is_ready(job))
            for job in jobs
        )


class _Worker:
    """One worker at work: its jobs, and the jobs of the dead."""

    def __init__(self, queue: Queue, rhythm: Rhythm, concurrency: int) -> None:
        self._queue = queue
        self._app = queue.app
        self._rhythm = rhythm
        self._concurrency = concurrency
        self._at_work: Worker | None = None

    async def run(self, *, once: bool) -> None:
        async with self._app.open_async():
            threads = ThreadPoolExecutor(self._concurrency + 1, thread_name_prefix="job")
            asyncio.get_running_loop().set_default_executor(threads)
            await asyncio.to_thread(self._put_what_is_due)
            if not once:
                self._queue.follow_schedule()
            taking_up = asyncio.create_task(self._take_up())
            with _stopped_by_signals(self._queue.duties), suppress(asyncio.CancelledError):
                await self._work(wait=not once)
                while once and await self._is_waiting():
                    await asyncio.sleep(min(1, self._rhythm.poll))
                    await self._work(wait=False)
            taking_up.cancel()

    def _put_what_is_due(self) -> None:
        for job in self._queue.duties.due(self._queue.duties.place.clock()):
            self._queue.put(Later(job=job, after=timedelta()))

    async def _work(self, *, wait: bool) -> None:
        self._at_work = Worker(
            self._app,
            queues=self._queue.names,
            concurrency=self._concurrency,
            wait=wait,
            delete_jobs="successful",
            install_signal_handlers=False,
            fetch_job_polling_interval=self._rhythm.poll,
            update_heartbeat_interval=self._rhythm.heartbeat,
            stalled_worker_timeout=self._rhythm.dead_after,
        )
        await self._at_work.run()  # type: ignore[no-untyped-call]  # it has no annotations

    async def _is_waiting(self) -> bool:
        waiting = await self._app.job_manager.list_jobs_async()
        soon = timedelta(seconds=self._rhythm.soon)
        return any(
            job.queue in self._queue.names
            and _is_ready(job, within=soon if job.task_name == COMPLETE else timedelta())
            for job in waiting
        )

    async def _take_up(self) -> None:
        while True:
            alive = self._at_work.worker_id if self._at_work else None
            await put_back_the_dead(self._app, self._rhythm, alive)
            await asyncio.sleep(self._rhythm.look)


async def put_back_the_dead(app: App, rhythm: Rhythm, alive: int | None) -> None:
    """Let any worker take the jobs of those that have given no sign of life for long.

    `alive` is who looks: busy jobs can hold up its own sign of life, and its jobs are not dead.
    """
    held = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=rhythm.dead_after)
    for job in held:
        if alive is not None and job.worker_id == alive:
            continue
        log.warning("job_taken_up", task=job.task_name, queue=job.queue, worker=job.worker_id)
        try:
            await app.job_manager.retry_job(job)
        except exceptions.UniqueViolation:  # the same work is waiting already
            with suppress(exceptions.ConnectorException):
                await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
        except exceptions.ConnectorException as error:  # another worker was faster
            log.info("job_was_taken_up", queue=job.queue, because=str(error.__cause__))


def _is_ready(job: QueuedJob, within: timedelta = timedelta()) -> bool:
    now = datetime.now(UTC)
    return job.status == Status.TODO.value and (job.scheduled_at or now) <= now + within


def _connector(engine: Engine, patience: float) -> PsycopgConnector:
    async def enter_schema(connection: Any) -> None:
        await connection.execute(f"SET search_path TO {store.JOBS}")
        await connection.commit()

    return PsycopgConnector(
        kwargs=store.job_connection(engine),
        configure=enter_schema,
        min_size=1,
        max_size=CONNECTIONS,
        timeout=patience,
        name="jobs",
    )


def _place_of(work: str) -> dict[str, Any]:
    return {"queue": work, "lock": work, "queueing_lock": work}


def _at(after: timedelta) -> dict[str, Any]:
    return {"schedule_in": {"seconds": after.total_seconds()}} if after else {}


@contextmanager
def _stopped_by_signals(duties: Duties) -> Iterator[None]:
    """The first signal ends the worker in order; a second one ends it at once."""
    loop, working = asyncio.get_running_loop(), asyncio.current_task()

    def stop() -> None:
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(name)
        duties.place.stop.set()
        if working is not None:
            working.cancel()

    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop)
    try:
        yield
    finally:
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(name)
