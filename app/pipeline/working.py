"""A worker: in this process on SQLite, on a queue shared with others on PostgreSQL."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event

from app import store
from app.pipeline.jobs import Duties
from app.pipeline.waiting import work_in_process


def work(duties: Duties, *, concurrency: int, once: bool) -> None:
    """Ask sources whenever they are due, until SIGINT or SIGTERM; with `once`, those due now.

    `concurrency` is how many jobs are at work at a time; on SQLite all that are due are.

    Raises:
        DatabaseUnavailableError: If the database cannot be used any more.
    """
    if not store.is_sqlite(duties.place.engine):
        # Late: half a second that only workers on PostgreSQL pay.
        from app.pipeline.queueing import work_on_queue

        work_on_queue(duties, concurrency=concurrency, once=once)
        return
    stop = duties.place.stop
    with _stopped_by_signals(stop):
        work_in_process(duties, once=once, sleep=lambda pause: _sleep(stop, pause))


def _sleep(stop: Event, pause: timedelta) -> None:
    stop.wait(pause.total_seconds())


@contextmanager
def _stopped_by_signals(stop: Event) -> Iterator[None]:
    """The first signal lets every source end with its page; a second one ends the process."""
    names = (signal.SIGINT, signal.SIGTERM)
    before = {name: signal.getsignal(name) for name in names}

    def on_signal(*_: object) -> None:
        stop.set()
        for name, handler in before.items():
            signal.signal(name, handler)

    for name in names:
        signal.signal(name, on_signal)
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
