"""Records of a file made ready to be kept: by several processes where one file is worth it."""

from collections.abc import Iterator
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

import structlog

from app.pipeline.pieces import in_processes, processes_for, started
from app.records.packing import PackedRecord
from app.sources import (
    ImportedFile,
    NotInPiecesError,
    Packed,
    Piece,
    Taken,
    may_be_in_pieces,
    pack_item,
    pack_piece,
)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Packers:
    """Processes that make records ready."""

    pool: Executor
    processes: int


@contextmanager
def packers_for(path: Path, processes: int | None = None) -> Iterator[Packers | None]:
    """Processes for a file that is read in pieces: so many, or one a core where it is worth it.

    None is there for any other file, and where one process is enough: this one.
    """
    number = processes or processes_for(_size_of(path))
    if number == 1 or not may_be_in_pieces(path):
        yield None
        return
    with started(number) as pool:
        yield Packers(pool, number)


def packed_records(opened: ImportedFile, packers: Packers | None) -> Iterator[Packed]:
    """What stands in a file, in its order, whoever makes it ready.

    Raises:
        UnreadableFileError: If the file was damaged since it was opened.
    """
    if opened.pieces is None or packers is None:
        return map(pack_item, opened.items)
    return _from_pieces(opened, opened.pieces, packers)


def _size_of(path: Path) -> int:
    with suppress(OSError, ValueError):  # which opening it will tell
        return path.stat().st_size
    return 0


def _from_pieces(
    opened: ImportedFile, pieces: Iterator[Piece], packers: Packers
) -> Iterator[Packed]:
    given, taken = 0, Taken(versions=True)
    pack = partial(pack_piece, file=Path(opened.file).name)
    try:
        packed = in_processes(packers.pool, pack, pieces, packers.processes)
        for one in chain.from_iterable(packed):
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
