"""A table's description as Frictionless Table Schema, and back."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.exports.package_cells import AS_BASE64, AS_TEXT, FORM
from app.store import ColumnKind, ColumnShape, ForeignKey, TableShape

Json = dict[str, Any]

TYPES = {
    ColumnKind.TEXT: "string",
    ColumnKind.NUMBER: "integer",
    ColumnKind.TRUTH: "boolean",
    ColumnKind.DAY: "date",
    ColumnKind.MOMENT: "datetime",
    ColumnKind.PAYLOAD: "string",
}
OBJECTS = frozenset(
    {
        ("report", "fields_from"),
        ("report", "fields_because"),
        ("study", "follow_up_evidence"),
        ("run", "counts"),
        ("change", "change"),
        ("checkpoint", "plan"),
        ("upkeep", "counts"),
    }
)
"""Columns of JSON that hold an object; the others hold an array."""
KIND = "coregap:kind"
"""What coregap keeps in a column, where its type does not say."""
NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


def schema_of(shape: TableShape) -> Json:
    """Fields with types and constraints, primary key and foreign keys (Table Schema v1)."""
    schema: Json = {
        "fields": [field for column in shape.columns for field in _fields(shape, column)],
        "missingValues": [""],
        "primaryKey": list(shape.primary_key),
    }
    if shape.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": list(key.columns),
                "reference": {"resource": key.table, "fields": list(key.target)},
            }
            for key in shape.foreign_keys
        ]
    return schema


def shape_of(name: str, schema: Mapping[str, Any]) -> TableShape:
    """The table that a schema describes.

    Raises:
        ValueError: If it is not of the form that `schema_of` gives.
    """
    try:
        columns = tuple(_columns(schema["fields"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{name}: its fields are not described: {error}") from error
    if not all(NAME.fullmatch(one) for one in (name, *(c.name for c in columns))):
        raise ValueError(f"{name[:60]!r}: a name that no table or column of coregap has")
    keys = (
        ForeignKey(
            columns=tuple(key["fields"]),
            table=key["reference"]["resource"],
            target=tuple(key["reference"]["fields"]),
        )
        for key in schema.get("foreignKeys", ())
    )
    return TableShape(
        name=name,
        part="",
        meaning="",
        columns=columns,
        primary_key=tuple(schema.get("primaryKey", ())),
        foreign_keys=tuple(keys),
    )


def _fields(shape: TableShape, column: ColumnShape) -> Iterator[Json]:
    field: Json = {"name": column.name, "type": _type(shape.name, column)}
    constraints: Json = {}
    if not column.nullable and column.kind not in (ColumnKind.TEXT, ColumnKind.PAYLOAD):
        constraints["required"] = True
    if column.unique or shape.primary_key == (column.name,):
        constraints["unique"] = True
    if constraints:
        field["constraints"] = constraints
    if column.kind in (ColumnKind.JSON, ColumnKind.PAYLOAD):
        field[KIND] = column.kind.value
    yield field
    if column.kind is ColumnKind.PAYLOAD:
        yield {
            "name": column.name + FORM,
            "type": "string",
            "description": f"How {column.name} is written.",
            "constraints": {"required": True, "enum": [AS_TEXT, AS_BASE64]},
            KIND: "form",
        }


def _type(table: str, column: ColumnShape) -> str:
    if column.kind is ColumnKind.JSON:
        return "object" if (table, column.name) in OBJECTS else "array"
    return TYPES[column.kind]


def _columns(fields: list[Mapping[str, Any]]) -> Iterator[ColumnShape]:
    kinds = {name: kind for kind, name in TYPES.items() if kind is not ColumnKind.PAYLOAD}
    for field in fields:
        own = field.get(KIND)
        if own == "form":
            continue
        kind = ColumnKind(own) if own else kinds[field["type"]]
        required = field.get("constraints", {}).get("required", False)
        yield ColumnShape(name=field["name"], kind=kind, nullable=not required)
