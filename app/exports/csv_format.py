"""A table as CSV that a spreadsheet opens without running anything in it."""

import csv
import io

from app.exports.tables import Table

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by spreadsheets (OWASP, CSV injection)."""


def as_csv(table: Table) -> str:
    """RFC 4180, comma and CRLF; text that would run as a formula gets a leading apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_inert(value) for value in row])
    return out.getvalue()


def _inert(value: str | int | None) -> str | int:
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(STARTS_FORMULA):
        return "'" + value
    return value
