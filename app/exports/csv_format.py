"""A table as CSV that a spreadsheet opens without running anything in it."""

import csv
import io
from datetime import datetime

from app.exports.inert import inert
from app.exports.tables import Table, Value, written_moment


def as_csv(table: Table) -> str:
    """RFC 4180, comma and CRLF; text that would run as a formula gets a leading apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: Value) -> str | int | float:
    match value:
        case None:
            return ""
        case datetime():
            return written_moment(value)
        case str():
            return inert(value)
        case _:
            return value
