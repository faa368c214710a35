"""A table as JSON: an array of objects, unknown values as null."""

import json

from app.exports.tables import Table


def as_json(table: Table) -> str:
    """UTF-8 text, one object a row, keys in the order of the columns."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
