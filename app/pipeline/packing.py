"""Records of a file made ready to be kept: by several processes where one file is worth it."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import structlog

from app.pipeline.tagging_files import available_cores
from app.records.packing import PackedRecord
from app.sources import (
    ImportedFile,
    NotInPiecesError,
    Packed,
    Piece,
    Taken,
    begin_reading,
    pack_item,
    pack_piece,
)

log = structlog.get_logger()

WORTH_IT = (
    2_000_000  # bytes of a file as stored; reading less takes no longer than starting processes
)
WINDOW = 3  # pieces a process that are under way or waiting: bounds memory


def packed_records(opened: ImportedFile, *, processes: int | None = None) -> Iterator[Packed]:
    """What stands in a file, in its order, whatever the number of processes.

    None is one a core for a file that is worth it.

    Raises:
        UnreadableFileError: If the file was damaged since it was opened.
    """
    number = processes or (available_cores() if opened.position.size >= WORTH_IT else 1)
    if opened.pieces is None or number == 1:
        return map(pack_item, opened.items)
    return _from_pieces(opened, opened.pieces, number)


def _from_pieces(opened: ImportedFile, pieces: Iterator[Piece], processes: int) -> Iterator[Packed]:
    given, taken = 0, Taken(versions=True)
    try:
        for one in _in_processes(pieces, Path(opened.file).name, processes):
            if _is_repeated(one, taken):
                continue
            yield one
            given += 1
    except (NotInPiecesError, BrokenProcessPool) as error:
        log.info("read_as_a_whole", file=opened.file, after=given, because=str(error))
        yield from map(pack_item, islice(opened.items, given, None))


def _is_repeated(one: Packed, taken: Taken) -> bool:
    return isinstance(one, PackedRecord) and not taken.name(
        one.source_id, bytes.fromhex(one.content_hash)
    )


def _in_processes(pieces: Iterator[Piece], file: str, processes: int) -> Iterator[Packed]:
    """Pieces are handed out ahead of what was answered, a few a process, and answered in order."""
    # Spawned, not forked: a progress bar's thread may hold a lock at the moment of a fork.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=begin_reading)
    under_way: deque[Future[list[Packed]]] = deque()
    try:
        for piece in pieces:
            under_way.append(pool.submit(pack_piece, piece, file))
            if len(under_way) >= WINDOW * processes:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
