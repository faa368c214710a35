"""What comes in through the application: a file that is sent, and sources that are asked."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from threading import Event, Lock, Thread
from typing import Annotated

import structlog
from fastapi import Depends, FastAPI, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool

from app import pipeline, store
from app.answers.identity import SAFE, Importing
from app.answers.runs import RunState, run_state
from app.answers.sent_files import SentFiles
from app.errors import CoregapError, InvalidQueryError, RunAtWorkError
from app.pipeline import NEWS, Order, Source, SourceRun, Wanted, Webhook
from app.topic import Topic

MOST_SENT_MB = 64
"""A file that is sent is held back by nobody's patience: bigger ones are for `coregap import`."""
BEGIN_S = 60.0  # to note the runs: nothing but the database is asked until then
LEAVE_S = 10.0  # for the page that each source is at
log = structlog.get_logger(__name__)


def _no_sources(_: Wanted) -> Mapping[str, Source]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """How large a file may be that is sent here, which sources can be asked, and who is told."""

    limit_mb: int = MOST_SENT_MB
    """Unpacked."""
    sources: Callable[[Wanted], Mapping[str, Source]] = _no_sources
    webhook: Webhook | None = None


class StartWord(BaseModel):
    """Which sources to ask for what."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: Annotated[
        list[Annotated[str, Field(max_length=64)]],
        Field(max_length=50, description="Names; none: all that are asked by default."),
    ] = []
    since: Annotated[
        date | None,
        Field(description="Ask for changes since this day; left out: since each one's last run."),
    ] = None
    full: Annotated[bool, Field(description="Ask for everything again.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """Runs that have begun, and the sources that another process is asking."""

    runs: tuple[RunState, ...]
    busy: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Askable:
    """A source that can be asked here, and whether it is where nothing else is said."""

    name: str
    by_default: bool


class Runner:
    """Takes files in, and asks sources in a thread of its own, one order at a time."""

    def __init__(self, engine: Engine, topic: Topic, intake: Intake) -> None:
        self._engine = engine
        self._topic = topic
        self._intake = intake
        self._lock = Lock()
        self.files = SentFiles(engine, topic, intake.limit_mb, self._announce)
        self._thread: Thread | None = None
        self._at_work: tuple[SourceRun, ...] = ()
        self.stopping = Event()

    def start(self, word: StartWord) -> Started:
        """Begin runs of the sources; they go on when this has returned.

        Raises:
            InvalidQueryError: If there is no such source, or the day is still to come.
            RunAtWorkError: If an order is at work here, or other processes ask all of the sources.
        """
        order = self._order(word)
        begun: Future[tuple[SourceRun, ...]] = Future()
        with self._lock:
            if self.is_at_work:
                raise self._busy([run.source for run in self._at_work])
            self._thread = Thread(target=self._ask, args=(order, begun), name="runs", daemon=True)
            self._thread.start()
            runs = self._at_work = begun.result(BEGIN_S)
        busy = {source.name for source in order.sources} - {run.source for run in runs}
        if not runs:
            raise self._busy(sorted(busy))
        return Started(runs=self._states(runs), busy=tuple(sorted(busy)))

    def list_askable(self) -> tuple[Askable, ...]:
        """The sources that `start` can ask."""
        known = self._intake.sources(NEWS)
        default = pipeline.asked_by_default(known, self._topic)
        return tuple(Askable(name, name in default) for name in known)

    @property
    def is_at_work(self) -> bool:
        """Whether an order is being asked for, or what it brought does not count yet."""
        return self._thread is not None and self._thread.is_alive()

    def stop(self) -> None:
        """Let every source end with the page it is at; the next run goes on from there."""
        self.stopping.set()
        if self._thread is not None:
            self._thread.join(LEAVE_S)

    def _order(self, word: StartWord) -> Order:
        wanted = Wanted(since=word.since, full=word.full)
        known = self._intake.sources(wanted)
        default = pipeline.asked_by_default(known, self._topic)
        names = tuple(dict.fromkeys(word.sources)) or tuple(default)
        unknown = [name for name in names if name not in known]
        if unknown or not names:
            raise InvalidQueryError("sources", ", ".join(unknown), tuple(known))
        return Order(sources=tuple(known[name] for name in names), wanted=wanted)

    def _ask(self, order: Order, begun: "Future[tuple[SourceRun, ...]]") -> None:
        def tell(runs: Sequence[SourceRun]) -> None:
            if not begun.done():  # a second time: the runs for full texts after them
                begun.set_result(tuple(runs))

        began = _now()
        place = pipeline.Workplace(
            engine=self._engine, topic=self._topic, clock=_now, begun=tell, stop=self.stopping
        )
        try:
            pipeline.ingest_at(place, order)
            self._announce(began)
        except CoregapError as error:
            log.warning("runs_failed", because=str(error))
            if not begun.done():
                begun.set_exception(error)

    def _announce(self, began: datetime) -> None:
        pipeline.announce(self._engine, self._topic, self._intake.webhook, began=began)

    def _states(self, runs: Sequence[SourceRun]) -> tuple[RunState, ...]:
        with store.reading(self._engine) as db:
            return tuple(run_state(store.get_source_run(db, run.id), _now()) for run in runs)

    def _busy(self, sources: Sequence[str]) -> RunAtWorkError:
        with store.reading(self._engine) as db:
            latest = [store.list_source_runs(db, source=name, limit=1) for name in sources]
        return RunAtWorkError(sources, max((run.id for one in latest for run in one), default=None))


def ending(runner: Runner) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Ends what is at work in order when the application ends."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        if runner.is_at_work:
            await run_in_threadpool(runner.stop)
        await run_in_threadpool(runner.files.stop)

    return lifespan


def runner_shown(request: Request) -> Runner:
    """What is at work here, for whoever reads."""
    runner: Runner = request.app.state.runner
    return runner


def runner_of(person: Importing, request: Request) -> Runner:
    """Whoever may import has it done here."""
    runner = runner_shown(request)
    if request.method not in SAFE:
        log.info("asked_to_take_in", account=person.account_id, path=request.url.path)
    return runner


def _now() -> datetime:
    return datetime.now(UTC)


def files_of(runner: "CurrentRunner") -> SentFiles:
    """Files that whoever may import sends."""
    return runner.files


ShownRunner = Annotated[Runner, Depends(runner_shown)]
CurrentRunner = Annotated[Runner, Depends(runner_of)]
CurrentFiles = Annotated[SentFiles, Depends(files_of)]
