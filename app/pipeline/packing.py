"""Records of a file made ready to be kept: by several processes where one file is worth it."""

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import chain, islice
from pathlib import Path

import structlog

from app.pipeline.pieces import in_processes, processes_for
from app.records.packing import PackedRecord
from app.sources import (
    ImportedFile,
    NotInPiecesError,
    Packed,
    Piece,
    Taken,
    pack_item,
    pack_piece,
)

log = structlog.get_logger()


def packed_records(opened: ImportedFile, *, processes: int | None = None) -> Iterator[Packed]:
    """What stands in a file, in its order, whatever the number of processes.

    None is one a core for a file that is worth it.

    Raises:
        UnreadableFileError: If the file was damaged since it was opened.
    """
    number = processes or processes_for(opened.position.size)
    if opened.pieces is None or number == 1:
        return map(pack_item, opened.items)
    return _from_pieces(opened, opened.pieces, number)


def _from_pieces(opened: ImportedFile, pieces: Iterator[Piece], processes: int) -> Iterator[Packed]:
    given, taken = 0, Taken(versions=True)
    pack = partial(pack_piece, file=Path(opened.file).name)
    try:
        for one in chain.from_iterable(in_processes(pack, pieces, processes)):
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
