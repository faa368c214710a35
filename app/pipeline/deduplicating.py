"""The records of a file to groups, without storing anything: what `coregap dedupe` does."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from app.matching import DedupRow, cluster_rows
from app.records import SourceRecord
from app.sources import FileItem, Format, read_file

Cluster = tuple[str, str, str]
"""record_id, cluster_id and the rule that put it there."""


def dedupe_file(path: Path, *, limit_mb: int) -> list[Cluster]:
    """Group the records of any importable file, in the file's order.

    A table's columns `record_id` and `dataset` are kept to; elsewhere a record is named by its
    identifier. What could not be read is left out; `coregap import` quarantines it.

    Raises:
        UnreadableFileError: If the file as a whole cannot be read.
    """
    opened = read_file(path, limit_mb=limit_mb, each_once=False)
    is_table = opened.format is Format.CSV
    return cluster_rows([_row(record, is_table=is_table) for record in _readable(opened.items)])


def _readable(items: Iterator[FileItem]) -> Iterator[SourceRecord]:
    return (one for one in items if isinstance(one, SourceRecord))


def _row(record: SourceRecord, *, is_table: bool) -> DedupRow:
    columns = _columns(record.payload) if is_table else {}
    return DedupRow(
        record_id=columns.get("record_id") or record.source_id,
        dataset=columns.get("dataset", ""),
        bibliography=record.bibliography,
        kind=record.kind,
    )


def _columns(payload: bytes) -> dict[str, str]:
    """The cells of a row by the names in its table's header."""
    reader = csv.DictReader(io.StringIO(payload.decode("utf-8"), newline=""))
    row: dict[str, str] = next(reader, {})
    return {name.strip().lower(): value for name, value in row.items() if name and value}
