"""A table as JSON: an array of objects, unknown values as null."""

import json
from datetime import datetime
from typing import Any

from app.exports.tables import Table, Value, written_moment


def as_json(table: Table) -> str:
    """UTF-8 text, one object a row, keys in the order of the columns."""
    return json.dumps(as_objects(table), ensure_ascii=False, indent=1) + "\n"


def as_objects(table: Table) -> list[dict[str, Any]]:
    """One object a row."""
    return [dict(zip(table.columns, map(_plain, row), strict=True)) for row in table.rows]


def _plain(value: Value) -> str | int | float | None:
    return written_moment(value) if isinstance(value, datetime) else value
