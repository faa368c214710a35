"""Workers that share a queue: each source once, and nothing lost with a worker."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Event

import pytest
from sqlalchemy import URL, Engine, make_url, text

from app import pipeline, store
from app.topic import read_topic
from tests.faults.killing import ROOT, check_same, opened, prepare
from tests.faults.shelves import ON_A_PAGE, SIZES, page, serve, sources
from tests.postgresql_databases import fresh_postgresql
from tests.postgresql_server import run
from tests.upstreams.server import Received, Reply, StandIn

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

NOW = "2026-11-22T09:00:00+00:00"
PATIENCE_S = 90
NOWHERE = "http://127.0.0.1:9"
REQUESTS = {name: -(-size // ON_A_PAGE) for name, size in SIZES.items()}


class Gate:
    """Upstreams that answer some requests, and the others once the gate is open."""

    def __init__(self) -> None:
        self.open = Event()
        self.open.set()
        self.answers = 0
        self.held = Counter[str]()

    def shut(self, *, after: int) -> None:
        self.answers = after
        self.open.clear()

    def page(self, received: Received) -> Reply:
        if self.answers > 0:
            self.answers -= 1
        elif not self.open.is_set():
            self.held[received.parts[0]] += 1
            self.open.wait(PATIENCE_S)
        return page(received)


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def upstreams(gate: Gate) -> Iterator[StandIn]:
    with StandIn({f"/({'|'.join(SIZES)})": gate.page}) as server:
        yield server


@pytest.fixture
def url(postgresql: URL, postgresql_template: str) -> Iterator[str]:
    yield from fresh_postgresql(postgresql, postgresql_template)


Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(url: str, upstreams: StandIn) -> Iterator[Start]:
    started: list[subprocess.Popen[bytes]] = []

    def begin(*, once: bool = False, dead_after: float = 60) -> "subprocess.Popen[bytes]":
        place = {"database": url, "upstreams": upstreams.url, "now": NOW}
        told = {**place, "once": once, "dead_after": dead_after}
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "tests.faults.queue_worker", json.dumps(told)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()


def test_two_workers_ask_every_source_once(
    url: str, start: Start, upstreams: StandIn, reference: str
) -> None:
    prepare(url)
    workers = [start(once=True) for _ in range(2)]
    assert [worker.wait(PATIENCE_S) for worker in workers] == [0, 0]
    assert Counter(request.parts[0] for request in upstreams.received) == REQUESTS
    with opened(url) as engine:
        with store.reading(engine) as db:
            assert sorted(one.source for one in store.list_source_runs(db)) == sorted(SIZES)
        assert jobs(engine) == []
    check_same(reference, url, interrupted=False)


def test_a_dead_workers_jobs_are_taken_up_by_another(
    url: str, start: Start, gate: Gate, reference: str
) -> None:
    prepare(url)
    gate.shut(after=4)
    first = start()
    wait_until(lambda: gate.held.total() == 2)
    second = start(dead_after=2)
    wait_until(lambda: gate.held.total() == 3)
    assert busy(url) == set(SIZES)
    first.kill()
    first.wait()
    gate.open.set()
    with opened(url) as engine:
        wait_until(lambda: jobs(engine) == [] and at_work(engine) == [])
    second.send_signal(signal.SIGTERM)
    assert second.wait(PATIENCE_S) == 0
    check_same(reference, url)


def test_a_worker_told_to_stop_ends_with_its_page_and_leaves_its_jobs_to_others(
    url: str, start: Start, gate: Gate, upstreams: StandIn, reference: str
) -> None:
    prepare(url)
    gate.shut(after=4)
    first = start()
    wait_until(lambda: gate.held.total() == 2)
    first.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    gate.open.set()
    assert first.wait(PATIENCE_S) == 0
    assert len(upstreams.received) == 6
    with opened(url) as engine:
        assert sorted(jobs(engine)) == [*((name, "todo") for name in sorted([*SIZES, "complete"]))]
    assert start(once=True).wait(PATIENCE_S) == 0
    with opened(url) as engine:
        assert jobs(engine) == []
    check_same(reference, url, interrupted=False)


def test_a_worker_that_loses_the_database_says_so_and_ends(
    url: str, postgresql: URL, start: Start, gate: Gate
) -> None:
    gate.shut(after=1)
    worker = start()
    wait_until(lambda: gate.held.total() > 0)
    name = make_url(url).database
    shut = f"ALTER DATABASE {name} ALLOW_CONNECTIONS"
    ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608 - ours
    run(postgresql, f"{shut} false", ended)
    gate.open.set()
    assert worker.wait(3 * PATIENCE_S) == 1  # the pool of connections gives each up after its time
    run(postgresql, f"{shut} true")


@pytest.fixture(scope="module")
def reference(postgresql: URL, postgresql_template: str) -> Iterator[str]:
    """The database of a run that nothing disturbed; it is only read."""
    with contextmanager(fresh_postgresql)(postgresql, postgresql_template) as url, serve() as calm:
        prepare(url)
        report = ingest(url, calm.url)
        assert not report.failed
        yield url


def ingest(url: str, upstreams: str) -> pipeline.IngestReport:
    now = datetime.fromisoformat(NOW)
    with opened(url) as engine:
        order = pipeline.Order(sources=sources(upstreams))
        return pipeline.ingest(engine, read_topic(), order, lambda: now)


def busy(url: str) -> set[str]:
    """What `coregap ingest` says of sources that workers are asking."""
    report = ingest(url, NOWHERE)
    return {source.source for source in report.sources if source.status == "busy"}


def jobs(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        query = text("SELECT queue_name, status::text FROM coregap_jobs.procrastinate_jobs")
        return [(queue, status) for queue, status in connection.execute(query)]


def at_work(engine: Engine) -> list[str]:
    with store.reading(engine) as db:
        return [one.source for one in store.list_source_runs(db, status="running")]


def wait_until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < ends, "it never came to that"
        time.sleep(0.05)
