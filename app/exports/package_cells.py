"""Values of the database as cells of a data package's tables, and back."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from app.exports.inert import as_it_was, inert
from app.exports.tables import written_moment
from app.store import ColumnKind, ColumnShape, TableShape

FORM = "_form"
"""Ends the name of the column that says how a payload is written."""
AS_TEXT, AS_BASE64 = "text", "base64"
_NOT_PLAIN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Cells = Sequence[str]
Row = tuple[Any, ...]


def header_of(shape: TableShape) -> list[str]:
    """Names of the columns; a payload has two."""
    return [name for column in shape.columns for name in _names(column)]


def cells_of(shape: TableShape) -> Callable[[Row], list[str]]:
    """What makes a row of a table into cells."""
    writers = [_WRITERS[column.kind] for column in shape.columns]

    def cells(row: Row) -> list[str]:
        return [
            cell
            for write, value in zip(writers, row, strict=True)
            for cell in (("",) if value is None else write(value))
        ]

    return cells


def row_of(shape: TableShape) -> Callable[[Cells], Row]:
    """What makes cells into a row; it raises ValueError with the column's name.

    A cell that is empty is unknown, but for text: there it is an empty text.
    """
    width = len(header_of(shape))

    def row(cells: Cells) -> Row:
        if len(cells) != width:
            raise ValueError(f"{len(cells)} cells in place of {width}")
        return tuple(_read(shape, cells))

    return row


def _names(column: ColumnShape) -> tuple[str, ...]:
    if column.kind is ColumnKind.PAYLOAD:
        return column.name, column.name + FORM
    return (column.name,)


def _read(shape: TableShape, cells: Cells) -> Iterator[Any]:
    waiting = iter(cells)
    for column in shape.columns:
        cell = next(waiting)
        try:
            if column.kind is ColumnKind.PAYLOAD:
                yield _payload(cell, next(waiting))
            elif cell == "" and column.kind is not ColumnKind.TEXT:
                _check_may_be_unknown(column)
                yield None
            else:
                yield _READERS[column.kind](cell)
        except ValueError as error:
            raise ValueError(f"column {column.name}: {error}") from error


def _check_may_be_unknown(column: ColumnShape) -> None:
    if not column.nullable:
        raise ValueError("the cell is empty and must not be")


def _truth(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise ValueError(f"{cell[:40]!r} is neither true nor false")
    return cell == "true"


def _moment(cell: str) -> datetime:
    found = datetime.fromisoformat(cell)
    if found.tzinfo is None:
        raise ValueError(f"{cell[:40]!r} has no time zone")
    return found.astimezone(UTC)


def _written_payload(payload: bytes) -> tuple[str, str]:
    """As text where the bytes are plain UTF-8, so that anybody can read it."""
    try:
        text = payload.decode()
    except UnicodeDecodeError:
        text = "\0"
    if _NOT_PLAIN.search(text):
        return base64.b64encode(payload).decode(), AS_BASE64
    return inert(text), AS_TEXT


def _payload(cell: str, form: str) -> bytes:
    if form == AS_TEXT:
        return as_it_was(cell).encode()
    if form != AS_BASE64:
        raise ValueError(f"{form[:40]!r} is no form of a payload")
    try:
        return base64.b64decode(cell, validate=True)
    except binascii.Error as error:
        raise ValueError(f"not base64: {error}") from error


_WRITERS: Mapping[ColumnKind, Callable[[Any], tuple[str, ...]]] = {
    ColumnKind.TEXT: lambda value: (inert(value),),
    ColumnKind.NUMBER: lambda value: (str(value),),
    ColumnKind.TRUTH: lambda value: ("true" if value else "false",),
    ColumnKind.DAY: lambda value: (value.isoformat(),),
    ColumnKind.MOMENT: lambda value: (written_moment(value),),
    ColumnKind.JSON: lambda value: (value,),
    ColumnKind.PAYLOAD: _written_payload,
}
_READERS: Mapping[ColumnKind, Callable[[str], Any]] = {
    ColumnKind.TEXT: as_it_was,
    ColumnKind.NUMBER: int,
    ColumnKind.TRUTH: _truth,
    ColumnKind.DAY: date.fromisoformat,
    ColumnKind.MOMENT: _moment,
    ColumnKind.JSON: str,
}
