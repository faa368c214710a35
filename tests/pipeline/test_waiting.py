"""A worker in one process, on a clock that moves only while it sleeps or is told to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from sqlalchemy import Engine

from app import pipeline, store
from app.errors import SettingsError
from app.pipeline import Duties, Workplace
from app.pipeline.jobs import TRY_AGAIN
from app.pipeline.waiting import LOOK_AGAIN, work_in_process
from app.schedule import Schedule
from app.sources import Source
from tests.faults.six import TOPIC
from tests.pipeline.upstreams import Shelf, a_source, an_article

MONDAYS = "0 6 * * 1"
MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
SUNDAY = MONDAY - timedelta(hours=6, minutes=10)
TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
def dialect() -> str:
    return "sqlite"


@dataclass
class Clock:
    """Sleeping moves it; at `until` the worker is told to stop."""

    now: datetime = SUNDAY
    until: datetime = SUNDAY + timedelta(days=8)
    stop: Event = field(default_factory=Event)
    sleeps: list[timedelta] = field(default_factory=list)
    step: Callable[[], None] = lambda: None

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, pause: timedelta) -> None:
        self.sleeps.append(pause)
        self.now += pause
        self.step()
        if self.now >= self.until:
            self.stop.set()


def duties(engine: Engine, clock: Clock, schedule: str, *shelves: Shelf) -> Duties:
    place = Workplace(engine=engine, topic=TOPIC, clock=clock, stop=clock.stop)
    sources: Mapping[str, Source] = {shelf.name: a_source(shelf) for shelf in shelves}
    return Duties(place=place, schedule=Schedule.parsed(schedule), sources=sources)


def begun(engine: Engine, source: str) -> list[datetime]:
    with store.reading(engine) as db:
        return [run.started_at for run in store.list_source_runs(db, source=source)][::-1]


def test_each_source_is_asked_at_its_times(engine: Engine) -> None:
    pubmed, openfda = Shelf(records=[an_article(1)]), Shelf(name="openfda")
    clock = Clock(until=MONDAY + TEN_MINUTES)
    work = duties(engine, clock, "openfda=0 */3 * * *; *=0 6 * * 1", pubmed, openfda)
    work_in_process(work, once=False, sleep=clock.sleep)
    assert begun(engine, "pubmed") == [SUNDAY, MONDAY]
    on_the_hour = [MONDAY - timedelta(hours=h) for h in (6, 3, 0)]
    assert begun(engine, "openfda") == [SUNDAY, *on_the_hour]
    assert max(clock.sleeps) <= LOOK_AGAIN


def test_what_came_counts_at_once(engine: Engine) -> None:
    clock = Clock()
    shelf = Shelf(records=[an_article(1), an_article(2)])
    work_in_process(duties(engine, clock, MONDAYS, shelf), once=True, sleep=clock.sleep)
    with store.reading(engine) as db:
        assert store.count_everything(db).studies == 2
    assert clock.sleeps == []


def test_a_time_that_passed_while_no_worker_ran_is_made_up_for_once(engine: Engine) -> None:
    shelf, clock = Shelf(), Clock()
    for _ in range(2):
        work_in_process(duties(engine, clock, MONDAYS, shelf), once=True, sleep=clock.sleep)
    assert begun(engine, "pubmed") == [SUNDAY]


def test_what_a_person_asked_since_then_is_not_asked_again(engine: Engine) -> None:
    shelf, clock = Shelf(), Clock()
    order = pipeline.Order(sources=[a_source(shelf)])
    pipeline.ingest(engine, TOPIC, order, lambda: SUNDAY - TEN_MINUTES)
    work_in_process(duties(engine, clock, MONDAYS, shelf), once=True, sleep=clock.sleep)
    assert begun(engine, "pubmed") == [SUNDAY - TEN_MINUTES]


def test_a_source_that_failed_is_tried_again_later_and_then_at_its_next_time(
    engine: Engine,
) -> None:
    shelf = Shelf(records=[an_article(n) for n in range(6)], breaks_at=1)
    clock = Clock(until=MONDAY + TEN_MINUTES)
    work_in_process(duties(engine, clock, MONDAYS, shelf), once=False, sleep=clock.sleep)
    first, second, third = TRY_AGAIN
    tries = [SUNDAY, SUNDAY + first, SUNDAY + first + second, SUNDAY + first + second + third]
    assert begun(engine, "pubmed") == [*tries, MONDAY]


def test_a_source_that_recovers_is_done(engine: Engine) -> None:
    shelf = Shelf(records=[an_article(n) for n in range(6)], breaks_at=1)
    clock = Clock(until=SUNDAY + timedelta(hours=1))

    def recover() -> None:
        shelf.breaks_at = None

    clock.step = recover
    work_in_process(duties(engine, clock, MONDAYS, shelf), once=False, sleep=clock.sleep)
    assert begun(engine, "pubmed") == [SUNDAY, SUNDAY + TRY_AGAIN[0]]
    with store.reading(engine) as db:
        assert store.count_everything(db).studies == 6


def test_stopped_it_ends_with_its_page_and_the_next_worker_goes_on(engine: Engine) -> None:
    shelf, clock = Shelf(records=[an_article(n) for n in range(8)]), Clock()
    work = duties(engine, clock, MONDAYS, shelf)
    pages: list[int] = []

    def watch(run: pipeline.SourceRun) -> None:
        pages.append(run.tally.pages)
        clock.stop.set()

    place = Workplace(engine=engine, topic=TOPIC, clock=clock, watch=watch, stop=clock.stop)
    stopped = Duties(place=place, schedule=work.schedule, sources=work.sources)
    work_in_process(stopped, once=False, sleep=clock.sleep)
    assert set(pages) == {1}
    with store.reading(engine) as db:
        [run] = store.list_source_runs(db)
    assert (run.status, run.counts["received"]) == ("failed", 2)
    assert "stopped" in run.reason
    clock.stop.clear()
    work_in_process(work, once=True, sleep=clock.sleep)
    with store.reading(engine) as db:
        last = store.list_source_runs(db)[0]
        assert store.count_everything(db).studies == 8
    assert (last.status, last.counts["received"], last.search_id) == ("succeeded", 6, run.id)


def test_a_search_of_an_earlier_day_is_ended_and_then_what_changed_since_is_asked(
    engine: Engine,
) -> None:
    shelf = Shelf(records=[an_article(n) for n in range(4)], breaks_at=1)
    order = pipeline.Order(sources=[a_source(shelf)])
    pipeline.ingest(engine, TOPIC, order, lambda: SUNDAY - timedelta(days=30))
    shelf.breaks_at, clock = None, Clock()
    work_in_process(duties(engine, clock, MONDAYS, shelf), once=True, sleep=clock.sleep)
    with store.reading(engine) as db:
        runs = store.list_source_runs(db, status="succeeded")
    assert [run.until for run in runs] == [SUNDAY.date(), (SUNDAY - timedelta(days=30)).date()]


def test_a_source_that_another_process_asks_is_looked_at_again(engine: Engine) -> None:
    shelf, clock = Shelf(), Clock(until=SUNDAY + TEN_MINUTES)
    with store.claimed(engine, ["ingest pubmed"]):
        work_in_process(duties(engine, clock, MONDAYS, shelf), once=False, sleep=clock.sleep)
        assert begun(engine, "pubmed") == []
    clock.stop.clear()
    clock.until += TEN_MINUTES
    work_in_process(duties(engine, clock, MONDAYS, shelf), once=False, sleep=clock.sleep)
    assert len(begun(engine, "pubmed")) == 1


def test_a_schedule_for_a_source_that_is_not_there_is_refused(engine: Engine) -> None:
    with pytest.raises(SettingsError, match=r"COREGAP_SCHEDULE: medline.*pubmed"):
        duties(engine, Clock(), "medline=0 5 * * *", Shelf())
