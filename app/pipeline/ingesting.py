"""A run: every source asked side by side, each on its own; then derived data, once."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from threading import Event
from typing import Any, Literal

import structlog
from sqlalchemy import Engine
from structlog.contextvars import bound_contextvars

from app import store
from app.errors import CoregapError, InvalidQueryError, UpstreamError
from app.pipeline.beginning import Order, begin_runs, texts_of
from app.pipeline.refreshing import RefreshReport, refresh_if_behind
from app.pipeline.source_run import Clock, SourceRun, Tally
from app.sources import Source, Upstream
from app.topic import Topic

log = structlog.get_logger()

STOPPED = "It was stopped; the next run goes on from its last page."

MOST_SOURCES = 16  # threads; there are fewer sources, and fewer than the pool has connections

ATTENTION_S = 0.5  # a thread that waits without end may not notice that a person wants to stop

Watcher = Callable[[SourceRun], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What became of one source; "busy" means that another process is asking it."""

    source: str
    status: Literal["running", "succeeded", "failed", "busy"]
    tally: Tally = field(default_factory=Tally)
    announced: int | None = None
    until: date | None = None
    """The last day of change that was asked for."""
    reason: str = ""
    warnings: tuple[str, ...] = ()

    def with_texts(self, texts: "SourceReport") -> "SourceReport":
        """What a run and the one for full texts after it brought together."""
        return replace(
            self,
            status=texts.status,
            tally=self.tally.with_texts(texts.tally),
            reason=texts.reason,
            warnings=tuple(dict.fromkeys((*self.warnings, *texts.warnings))),
        )

    def as_dict(self) -> dict[str, Any]:
        """The same for a program, its counts beside the rest."""
        told = asdict(self)
        counts: dict[str, int] = told.pop("tally")
        return told | counts | {"until": self.until.isoformat() if self.until else None}


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What became of all sources; `refreshed` is None where nothing had to be derived anew."""

    sources: tuple[SourceReport, ...]
    refreshed: RefreshReport | None

    @property
    def failed(self) -> bool:
        """Whether any source failed."""
        return any(source.status == "failed" for source in self.sources)

    @property
    def changed(self) -> bool:
        """Whether anything is there now that was not there before."""
        derived = self.refreshed is not None and self.refreshed.changed
        return derived or any(source.tally.changed for source in self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """Where sources are asked, and who looks on.

    `begun` is told of the runs as soon as they have their numbers, before any source is asked: of none
    where other processes are asking all of them. `watch` is told of a run after each of its pages; every source ends with the page it is at once
    `stop` is set.
    """

    engine: Engine
    topic: Topic
    clock: Clock
    begun: Callable[[Sequence[SourceRun]], object] = lambda _runs: None
    watch: Watcher = lambda _run: None
    stop: Event = field(default_factory=Event)


def ingest(
    engine: Engine, topic: Topic, order: Order, clock: Clock, watch: Watcher = lambda _run: None
) -> IngestReport:
    """Ask every source for what is new, then bring derived data up to date if anything came.

    A source that fails is reported and stops no other. Killed at any moment and called again, it
    goes on from each source's last page. `watch` is told of a run after each of its pages.
    """
    return ingest_at(Workplace(engine=engine, topic=topic, clock=clock, watch=watch), order)


def ingest_at(place: Workplace, order: Order) -> IngestReport:
    """As `ingest`, at a place that somebody may stop.

    Raises:
        InvalidQueryError: If it asks for what changes on days still to come.
    """
    today = place.clock().date()
    if order.wanted.since is not None and order.wanted.since > today:
        raise InvalidQueryError("since", f"{order.wanted.since}", (f"days until {today}",))
    asked = ask(place, order)
    succeeded = {report.source for report in asked if report.status == "succeeded"}
    return complete(place, asked, [one for one in order.sources if one.name in succeeded])


def ask(place: Workplace, order: Order) -> tuple[SourceReport, ...]:
    """Ask every source that no other process is asking, and keep what they give.

    Derived data stay as they were.
    """
    with store.claimed(place.engine, [_work(source) for source in order.sources]) as mine:
        ours = [source for source in order.sources if _work(source) in mine]
        runs = begin_runs(place.engine, place.topic, replace(order, sources=ours), place.clock)
        place.begun(runs)
        _ask_all(place, zip(ours, runs, strict=True))
    reports = {run.source: _report(run) for run in runs}
    busy = {s.name: SourceReport(source=s.name, status="busy") for s in order.sources}
    log.info("asked", runs={run.source: run.id for run in runs})
    return tuple((busy | reports).values())


def complete(
    place: Workplace, asked: Sequence[SourceReport], givers: Sequence[Source]
) -> IngestReport:
    """Bring derived data up to date, and ask the givers for the full texts that are open then.

    Which reports these are is known only when everything has been derived: they are asked for in
    runs of their own, after those of `asked`.
    """
    refreshed = refresh_if_behind(place.engine, place.topic, place.clock)
    first = IngestReport(sources=tuple(asked), refreshed=refreshed)
    with store.reading(place.engine) as db:
        giving = [one for one in givers if texts_of(db, one, place.clock())]
    if not giving or place.stop.is_set():
        return first
    texts = ask(place, Order(sources=giving, only_texts=True))
    refreshed = refresh_if_behind(place.engine, place.topic, place.clock)
    return _together(first, IngestReport(sources=texts, refreshed=refreshed))


def _together(first: IngestReport, texts: IngestReport) -> IngestReport:
    """One report: what the second run of a source brought is added to what its first one did."""
    second = {source.source: source for source in texts.sources if source.status != "busy"}
    sources = tuple(
        source.with_texts(second[source.source]) if source.source in second else source
        for source in first.sources
    )
    return IngestReport(sources=sources, refreshed=texts.refreshed or first.refreshed)


def _work(source: Source) -> str:
    return f"ingest {source.name}"


def _ask_all(place: Workplace, runs: Iterable[tuple[Source, SourceRun]]) -> None:
    left = Event()

    def is_over() -> bool:
        return left.is_set() or place.stop.is_set()

    def ask_one(source: Source, run: SourceRun) -> None:
        # A thread begins without what was bound before it: its lines get the run's number here.
        with bound_contextvars(run=run.id, source=run.source):
            try:
                with source.opened() as upstream:
                    _receive(upstream, run, place.watch, is_over)
            except CoregapError as error:
                run.fail(str(error))
            place.watch(run)

    with ThreadPoolExecutor(MOST_SOURCES, thread_name_prefix="source") as pool:
        asked = {pool.submit(ask_one, source, run): run for source, run in runs}
        try:
            while wait(asked, timeout=ATTENTION_S).not_done:
                continue
        finally:  # after a person's Ctrl-C every source ends with the page it is at
            left.set()
    for future, run in asked.items():
        _note_defect(future, run)


def _receive(
    upstream: Upstream, run: SourceRun, watch: Watcher, is_over: Callable[[], bool]
) -> None:
    while run.plan.searches:
        search = run.plan.searches[0]
        for page in upstream.pages(search, run.plan.position):
            run.store(page)
            watch(run)
            if is_over():
                run.fail(STOPPED)
                return
            if not page.position:
                break
        else:
            raise UpstreamError(run.source, "its pages ended before the last one")
    run.succeed()


def _note_defect(future: "Future[None]", run: SourceRun) -> None:
    """A mistake of ours in one source fails that source, with its place in the log."""
    error = future.exception()
    if error is not None:
        log.error("source_broke", source=run.source, run=run.id, exc_info=error)
        run.fail(f"{type(error).__name__}: a defect of coregap; the log says where.")


def _report(run: SourceRun) -> SourceReport:
    return SourceReport(
        source=run.source,
        status=run.status,
        tally=run.tally,
        announced=run.announced,
        until=run.plan.until,
        reason=run.reason,
        warnings=run.warnings,
    )
