"""Documents of a file to tags, on all cores, without storing anything: what `coregap tag` does."""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from app.errors import CoregapError
from app.pipeline.given_documents import (
    Given,
    GivenRecord,
    GivenUnreadable,
    given_in,
    name_of_line,
    open_given,
)
from app.pipeline.tagged_lines import Line, line_of
from app.tagging import Lexicon, compile_lexicon, read_document
from app.topic import Topic

CHUNK = 200_000  # characters that a process is given at a time: less than half a second of reading
FEW = 2_000_000  # characters below which starting processes costs more than it saves
WINDOW = 3  # chunks a process that are under way or waiting: bounds memory on a long stream


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggingOptions:
    """How to tag: `processes` None means one a core; `explain` adds what was rejected and why."""

    limit_mb: int
    explain: bool = False
    processes: int | None = None


def tag_file(path: Path, topic: Topic, options: TaggingOptions) -> Iterator[Line]:
    """One line a document in the file's order: its tags, counts, people, and their evidence.

    The lines do not depend on the number of processes.

    Raises:
        UnreadableFileError: If the file is of none of the formats; says what to do.
        WorkerLostError: If the system ended a process.
    """
    chunks = _chunks(given_in(path, limit_mb=options.limit_mb))
    processes = options.processes or available_cores()
    first = _first_chunks(chunks) if processes > 1 else []
    if processes == 1 or _weight(chain.from_iterable(first)) < FEW:
        return _tag_here(chain(first, chunks), topic, options)
    return _tag_in_processes(chain(first, chunks), topic, options, processes)


class WorkerLostError(CoregapError):
    """A process that tags was ended from outside, most often because memory ran out."""

    title = "Tagging was interrupted"


def available_cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_Chunk = list[Given]


def _chunks(given: Iterable[Given]) -> Iterator[_Chunk]:
    """Documents in their order, put together to about equal work."""
    chunk: _Chunk = []
    weight = 0
    for one in given:
        chunk.append(one)
        weight += one.weight
        if weight >= CHUNK:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


def _first_chunks(chunks: Iterator[_Chunk]) -> list[_Chunk]:
    """As many chunks as show whether there is much to do, or all where there is not."""
    first: list[_Chunk] = []
    weight = 0
    for chunk in chunks:
        first.append(chunk)
        weight += _weight(chunk)
        if weight >= FEW:
            break
    return first


def _weight(given: Iterable[Given]) -> int:
    return sum(one.weight for one in given)


def _tag_here(chunks: Iterable[_Chunk], topic: Topic, options: TaggingOptions) -> Iterator[Line]:
    lexicon = compile_lexicon(topic)
    for given in chain.from_iterable(chunks):
        yield _tagged(given, lexicon, explain=options.explain)


def _tag_in_processes(
    chunks: Iterable[_Chunk], topic: Topic, options: TaggingOptions, processes: int
) -> Iterator[Line]:
    """Chunks are handed out ahead of what was answered, a few a process, and answered in order."""
    # Spawned, not forked: a progress bar's thread may hold a lock at the moment of a fork.
    pool = ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_start, initargs=(topic, options.explain)
    )
    under_way: deque[Future[list[Line]]] = deque()
    try:
        for chunk in chunks:
            under_way.append(pool.submit(_tag_chunk, chunk))
            if len(under_way) >= WINDOW * processes:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerLostError(
            "The system ended a process that tags, most often for lack of memory. "
            "Run the command again with --processes 1."
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


class _Worker:
    """What a process keeps between its chunks: the lexicon, compiled once."""

    lexicon: Lexicon
    explain: bool


def _start(topic: Topic, explain: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends the pool
    _Worker.lexicon = compile_lexicon(topic)
    _Worker.explain = explain


def _tag_chunk(chunk: _Chunk) -> list[Line]:
    return [_tagged(given, _Worker.lexicon, explain=_Worker.explain) for given in chunk]


def _tagged(given: Given, lexicon: Lexicon, *, explain: bool) -> Line:
    if isinstance(given, GivenUnreadable):
        return {"doc": given.doc, "error": given.reason}
    try:
        opened = open_given(given)
    except CoregapError as error:
        doc = given.doc if isinstance(given, GivenRecord) else name_of_line(given)
        return {"doc": doc, "error": str(error)}
    return line_of(opened, read_document(opened.document, lexicon), explain=explain)
