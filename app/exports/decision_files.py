"""The trail of decisions as a table for other programs."""

from collections.abc import Sequence
from typing import Any, Literal

from app.exports.csv_format import as_csv
from app.exports.json_format import as_json
from app.exports.tables import Table, Value
from app.store import TrailLine

COLUMNS = (
    "kind", "id", "at", "who", "about", "dimension", "value", "before", "after", "why", "quote",
    "takes_back", "undone",
)  # fmt: skip
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def trail_file(lines: Sequence[TrailLine], form: Literal["csv", "json"]) -> tuple[str, str]:
    """The content and its media type; of one that takes another back the number of that one."""
    rows = tuple(tuple(_value(line, name) for name in COLUMNS) for line in lines)
    table = Table(columns=COLUMNS, rows=rows)
    return (as_csv(table) if form == "csv" else as_json(table)), MEDIA_TYPES[form]


def _value(line: TrailLine, name: str) -> Value:
    value: Any = getattr(line, name)
    if name == "undone":
        return "yes" if value else "no"
    said: Value = value.value if name == "kind" else value
    return said
