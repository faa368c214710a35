"""Pieces of one file read by several processes, side by side."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

from app.pipeline.tagging_files import available_cores
from app.sources import begin_reading

WORTH_IT = (
    2_000_000  # bytes of a file as stored; reading less takes no longer than starting processes
)
WINDOW = 3  # pieces a process that are under way or waiting: bounds memory

Given = TypeVar("Given")
Made = TypeVar("Made")


def processes_for(size: int) -> int:
    """How many processes a file of so many bytes is worth: one a core, or one alone."""
    return available_cores() if size >= WORTH_IT else 1


@contextmanager
def started(processes: int) -> Iterator[Executor]:
    """So many processes; they start at once, while their parent looks at what it will give them."""
    # Spawned, not forked: a progress bar's thread may hold a lock at the moment of a fork.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=begin_reading)
    try:
        for _ in range(processes):  # each starts when there is something to do for it
            pool.submit(os.getpid)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def in_processes(
    pool: Executor, make: Callable[[Given], Made], pieces: Iterable[Given], processes: int
) -> Iterator[Made]:
    """Pieces are handed out ahead of what was answered, a few a process, and answered in order.

    Raises:
        BrokenProcessPool: If a process was killed; what came before was yielded.
    """
    under_way: deque[Future[Made]] = deque()
    for piece in pieces:
        under_way.append(pool.submit(make, piece))
        if len(under_way) >= WINDOW * processes:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()
