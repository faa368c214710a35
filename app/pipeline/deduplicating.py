"""The records of a file to groups, without storing anything: what `coregap dedupe` does."""

from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import chain
from pathlib import Path

import structlog

from app.matching import DedupRow, cluster_rows
from app.pipeline.pieces import in_processes, processes_for, started
from app.pipeline.uncollected import uncollected
from app.records import SourceRecord
from app.sources import ImportedFile, TablePiece, Taken, compared_rows, read_file

log = structlog.get_logger()

Cluster = tuple[str, str, str]
"""record_id, cluster_id and the rule that put it there."""


def dedupe_file(path: Path, *, limit_mb: int, processes: int | None = None) -> list[Cluster]:
    """Group the records of any importable file, in the file's order.

    A table's columns `record_id` and `dataset` are kept to; elsewhere a record is named by its
    identifier. What could not be read is left out; `coregap import` quarantines it. Processes are
    one a core for a table that is worth it.

    Raises:
        UnreadableFileError: If the file as a whole cannot be read.
    """
    opened = read_file(path, limit_mb=limit_mb, each_once=False)
    number = processes or processes_for(opened.position.size)
    try:
        with uncollected():
            return cluster_rows(list(_rows_of(opened, number)))
    except BrokenProcessPool as error:
        log.info("read_in_one_process", file=opened.file, because=str(error))
        return dedupe_file(path, limit_mb=limit_mb, processes=1)


def _rows_of(opened: ImportedFile, processes: int) -> Iterator[DedupRow]:
    if opened.table is not None:
        return _rows(opened.table, processes)
    return (_row(one) for one in opened.items if isinstance(one, SourceRecord))


def _row(record: SourceRecord) -> DedupRow:
    return DedupRow(
        record_id=record.source_id,
        dataset="",
        bibliography=record.bibliography,
        kind=record.kind,
    )


def _rows(table: Iterator[TablePiece], processes: int) -> Iterator[DedupRow]:
    """The rows of a table; one without a name of its own is named as a record of it would be."""
    taken = Taken()
    for source_id, row in chain.from_iterable(_compared(table, processes)):
        name = taken.name(source_id, b"", each_once=False) if source_id else ""
        yield row if row.record_id else replace(row, record_id=name)


def _compared(
    table: Iterator[TablePiece], processes: int
) -> Iterator[Sequence[tuple[str, DedupRow]]]:
    if processes == 1:
        yield from map(compared_rows, table)
        return
    with started(processes) as pool:
        yield from in_processes(pool, compared_rows, table, processes)
