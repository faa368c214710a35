"""Our jobs on Procrastinate's queue: when they are queued, and what becomes of those of the dead."""

import asyncio
import time
from collections.abc import Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from procrastinate.periodic import PeriodicDeferrer
from sqlalchemy import Engine, text

from app import store
from app.pipeline import Duties, Workplace
from app.pipeline.jobs import Job, Later
from app.pipeline.queueing import Queue, Rhythm, work_on_queue
from app.pipeline.queueing import put_back_the_dead as put_back
from app.schedule import Schedule
from app.sources import Page, Search
from app.store.engine import WRITES
from tests.faults.six import TOPIC
from tests.pipeline.upstreams import Shelf, a_source, an_article

pytestmark = pytest.mark.postgres

MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
RHYTHM = Rhythm(dead_after=60)
QUICK = Rhythm(poll=0.1, soon=0.2)


@pytest.fixture
def dialect() -> str:
    return "postgresql"


@pytest.fixture
def queue(engine: Engine) -> Queue:
    store.prepare_job_schema(engine)
    return queue_of(engine)


def queue_of(engine: Engine, *shelves: Shelf) -> Queue:
    place = Workplace(engine=engine, topic=TOPIC, clock=lambda: MONDAY)
    schedule = Schedule.parsed("0 6 * * 1" if shelves else "openfda=0 3 * * *; *=0 6 * * 1")
    sources = {one.name: a_source(one) for one in shelves or (Shelf(), Shelf(name="openfda"))}
    return Queue(Duties(place=place, schedule=schedule, sources=sources))


def on(queue: Queue, *steps: Coroutine[Any, Any, Any]) -> None:
    async def run() -> None:
        async with queue.app.open_async():
            for step in steps:
                await step

    asyncio.run(run())


def jobs(engine: Engine, what: str = "queue_name, status::text") -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        query = text(f"SELECT {what} FROM coregap_jobs.procrastinate_jobs ORDER BY id")  # noqa: S608 - ours
        return [tuple(row) for row in connection.execute(query)]


def change(engine: Engine, *statements: str) -> None:
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(text("SET LOCAL search_path TO coregap_jobs"))
        for statement in statements:
            connection.execute(text(statement))


def tick(queue: Queue, at: datetime) -> None:
    """What Procrastinate does in every worker at a time of the schedule."""
    deferrer = PeriodicDeferrer(queue.app.periodic_registry)
    on(queue, deferrer.defer_jobs(deferrer.get_previous_tasks(at.timestamp())))


def test_when_a_time_comes_the_workers_queue_one_job_for_its_source(engine: Engine) -> None:
    store.prepare_job_schema(engine)
    machines = [queue_of(engine) for _ in range(2)]
    for queue in machines:
        queue.follow_schedule()
        tick(queue, MONDAY - timedelta(hours=1))
    assert jobs(engine) == []
    for queue in machines:
        tick(queue, MONDAY + timedelta(seconds=1))
    due = int(MONDAY.timestamp())
    assert jobs(engine, "queue_name, lock, args") == [
        ("pubmed", "pubmed", {"source": "pubmed", "timestamp": due})
    ]


def test_a_source_waits_in_the_queue_once(engine: Engine, queue: Queue) -> None:
    later = Later(job=Job(source="pubmed", due=MONDAY), after=timedelta())
    for _ in range(2):
        on(queue, asyncio.to_thread(queue.put, later))
    assert jobs(engine) == [("pubmed", "todo")]


def test_what_is_due_is_done_and_what_follows_from_it(engine: Engine) -> None:
    shelf = Shelf(records=[an_article(n) for n in range(3)])
    work_on_queue(queue_of(engine, shelf).duties, concurrency=2, once=True, rhythm=QUICK)
    with store.reading(engine) as db:
        [run] = store.list_source_runs(db)
        assert store.count_everything(db).studies == 3
    assert run.status == "succeeded"
    assert jobs(engine) == []


def test_a_source_that_failed_waits_for_its_next_try(engine: Engine) -> None:
    shelf = Shelf(records=[an_article(n) for n in range(6)], breaks_at=1)
    work_on_queue(queue_of(engine, shelf).duties, concurrency=2, once=True, rhythm=QUICK)
    [(queue, status, args, waits)] = jobs(
        engine, "queue_name, status::text, args, scheduled_at > now() + interval '10 minutes'"
    )
    assert (queue, status, args["attempt"], waits) == ("pubmed", "todo", 1, True)


DEAD = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '2 minutes')"
HELD = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)"


def test_the_job_of_a_dead_worker_is_put_back(engine: Engine, queue: Queue) -> None:
    later = Later(job=Job(source="pubmed", due=MONDAY), after=timedelta())
    on(queue, asyncio.to_thread(queue.put, later))
    change(engine, DEAD, HELD)
    on(queue, put_back(queue.app, RHYTHM, None), put_back(queue.app, RHYTHM, None))
    assert jobs(engine) == [("pubmed", "todo")]


def test_it_is_dropped_where_the_same_work_is_waiting(engine: Engine, queue: Queue) -> None:
    later = Later(job=Job(source="pubmed", due=MONDAY), after=timedelta())
    on(queue, asyncio.to_thread(queue.put, later))
    change(engine, DEAD, HELD)
    on(queue, asyncio.to_thread(queue.put, later), put_back(queue.app, RHYTHM, None))
    assert jobs(engine) == [("pubmed", "todo")]


def test_the_job_of_a_living_worker_is_left(engine: Engine, queue: Queue) -> None:
    later = Later(job=Job(source="pubmed", due=MONDAY), after=timedelta())
    on(queue, asyncio.to_thread(queue.put, later))
    change(engine, DEAD.replace("2 minutes", "20 seconds"), HELD)
    on(queue, put_back(queue.app, RHYTHM, None))
    assert jobs(engine) == [("pubmed", "doing")]


class Slow(Shelf):
    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        for page in super().pages(search, position):
            time.sleep(0.25)
            yield page


def test_a_worker_late_with_its_sign_of_life_does_not_take_itself_for_dead(engine: Engine) -> None:
    slow = Slow(records=[an_article(n) for n in range(10)])
    slower = Slow(name="europepmc", records=[an_article(n) for n in range(5)])
    others = [slower, Slow(name="crossref", records=[an_article(9)])]
    late = Rhythm(heartbeat=30, dead_after=0.2, look=0.1, poll=0.1, soon=0.2)
    work_on_queue(queue_of(engine, slow, *others).duties, concurrency=2, once=True, rhythm=late)
    assert len(slow.searches) == 1
    assert jobs(engine) == []


def test_what_follows_waits_for_the_last_source(engine: Engine, queue: Queue) -> None:
    later = Later(job=Job(source="pubmed", due=MONDAY), after=timedelta())
    complete = queue.app.tasks["complete"]
    on(queue, asyncio.to_thread(queue.put, later), asyncio.to_thread(complete))
    assert jobs(engine) == [("pubmed", "todo"), ("complete", "todo")]
    change(engine, DEAD.replace("2 minutes", "1 second"), HELD)
    change(engine, "DELETE FROM procrastinate_jobs WHERE queue_name = 'complete'")
    on(queue, asyncio.to_thread(complete))
    assert jobs(engine) == [("pubmed", "doing"), ("complete", "todo")]
    change(engine, "DELETE FROM procrastinate_jobs")
    on(queue, asyncio.to_thread(complete))
    assert jobs(engine) == []
