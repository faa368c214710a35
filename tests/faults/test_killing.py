"""Killed at any moment and started again, a run ends in the database of an undisturbed one."""

import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.faults.killing import Run, Worker, check_same, kill, prepare
from tests.faults.shelves import ON_A_PAGE, SIZES, serve
from tests.postgresql_databases import fresh_postgresql
from tests.upstreams.server import StandIn

KILLS = 25
LATE = 6  # of them after the last page
PAGES = sum(-(-size // ON_A_PAGE) for size in SIZES.values())
NOW = "2026-11-22T09:00:00+00:00"


@pytest.fixture(scope="module")
def upstreams() -> Iterator[StandIn]:
    with serve() as server:
        yield server


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


@pytest.mark.slow
def test_twenty_five_kills_change_nothing(
    tmp_path: Path, sqlite_template: Path, upstreams: StandIn, worker: Worker
) -> None:
    undisturbed, disturbed = (
        f"sqlite:///{shutil.copy(sqlite_template, tmp_path / name)}" for name in ("one", "other")
    )
    prepare(undisturbed)
    prepare(disturbed)
    worker.start(Run(database=undisturbed, upstreams=upstreams.url))
    assert worker.ended() == 0
    chance = random.Random(4)  # noqa: S311 - the same points every time
    run = Run(database=disturbed, upstreams=upstreams.url)
    endings = [kill_once(worker, run, upstreams, chance) for _ in range(KILLS - LATE)]
    endings += [kill_late(worker, run, upstreams, chance) for _ in range(LATE)]
    assert endings.count(-9) > KILLS // 2, "most runs must die before they end by themselves"
    worker.start(Run(database=disturbed, upstreams=upstreams.url))
    assert worker.ended() == 0
    check_same(undisturbed, disturbed)


def kill_once(worker: Worker, run: Run, upstreams: StandIn, chance: random.Random) -> int:
    """Kill a run some pages and some moments after it began."""
    process = worker.start(run)
    wait_for_requests(upstreams, len(upstreams.received) + chance.randint(0, PAGES // 4))
    time.sleep(chance.uniform(0, 0.08))
    kill(process)
    return worker.ended()


def kill_late(worker: Worker, run: Run, upstreams: StandIn, chance: random.Random) -> int:
    """Kill a run after its last page, while it ends or derives."""
    process = worker.start(run)
    before = len(upstreams.received)
    wait_for_requests(upstreams, before + 1)
    while (asked := len(upstreams.received)) != before:
        before = asked
        time.sleep(0.1)
    time.sleep(chance.uniform(0, 0.3))
    kill(process)
    return worker.ended()


def wait_for_requests(upstreams: StandIn, number: int) -> None:
    ends = time.monotonic() + 2
    while len(upstreams.received) < number and time.monotonic() < ends:
        time.sleep(0.001)


@pytest.mark.slow
@pytest.mark.postgres
def test_kills_of_two_workers_on_one_postgresql_change_nothing(
    postgresql: URL, postgresql_template: str, upstreams: StandIn, worker: Worker
) -> None:
    fresh = contextmanager(fresh_postgresql)
    with (
        fresh(postgresql, postgresql_template) as undisturbed,
        fresh(postgresql, postgresql_template) as disturbed,
        Worker() as second,
    ):
        prepare(undisturbed)
        prepare(disturbed)
        worker.start(Run(database=undisturbed, upstreams=upstreams.url, now=NOW))
        assert worker.ended() == 0
        forwards = Run(database=disturbed, upstreams=upstreams.url, now=NOW)
        backwards = Run(database=disturbed, upstreams=upstreams.url, now=NOW, backwards=True)
        chance = random.Random(5)  # noqa: S311 - the same points every time
        for number in range(KILLS):
            processes = [worker.start(forwards), second.start(backwards)]
            chance.shuffle(processes)
            for process in processes[: 1 if number >= KILLS - LATE else 2]:
                wait_for_requests(upstreams, len(upstreams.received) + chance.randint(0, 4))
                time.sleep(chance.uniform(0, 0.08))
                kill(process)
            assert {worker.ended(), second.ended()} <= {0, -9}
        worker.start(forwards)
        assert worker.ended() == 0
        check_same(undisturbed, disturbed)
