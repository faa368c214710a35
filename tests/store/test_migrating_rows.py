"""A database that lived through every version: what was put in at each of them is still there."""

import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Table
from sqlalchemy.types import TypeEngine

from app import store
from app.exports.table_schema import OBJECTS
from app.store.columns import JsonText, Row, UtcDateTime
from app.store.schema import alembic_config
from tests.store.builders import a_record

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ROWS = 2  # of each table at each version
Kept = dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]]
"""Rows by table and columns, those of the version at which they were put in."""


def versions() -> list[str]:
    scripts = ScriptDirectory.from_config(alembic_config())
    return [script.revision for script in scripts.walk_revisions()][::-1]


def is_ours(name: str) -> bool:
    """The search index is made anew from documents, and no row of ours is in Alembic's table."""
    return not name.startswith(("search", "alembic")) or name == "search_log"


def tables_of(connection: Connection) -> list[Table]:
    """The tables as they are in the database, those that others refer to first."""
    found = sa.MetaData()
    found.reflect(connection, only=lambda name, _: is_ours(name))
    return found.sorted_tables


def value(column: sa.Column[Any], number: int) -> Any:
    """A value that fits: the same for a column and for what refers to it."""
    for key in column.foreign_keys:
        return value(key.column, number)
    now = _column_now(column)
    if now is not None and isinstance(now.type, JsonText):
        return f'{{"n":{number}}}' if (column.table.name, column.name) in OBJECTS else "[]"
    match column.type:
        case sa.Boolean():
            return bool(number % 2)
        case sa.Integer():
            return number
        case sa.DateTime():
            return NOW + timedelta(minutes=number)
        case sa.Date():
            return date(2026, 1, 1) + timedelta(days=number)
        case sa.LargeBinary():
            return zlib.compress(f"payload {number}".encode())
        case _:
            return f"{column.table.name}.{column.name} {number} “ü” ≥"


def _column_now(column: sa.Column[Any]) -> sa.Column[Any] | None:
    table = Row.metadata.tables.get(column.table.name)
    return None if table is None else table.columns.get(column.name)


def written(column: sa.Column[Any]) -> TypeEngine[Any]:
    """SQLite keeps no time zone: our own type does that for both."""
    return UtcDateTime() if isinstance(column.type, sa.DateTime) else column.type


def fill(connection: Connection, start: int) -> Kept:
    """Put rows into every table; what was put in."""
    kept: Kept = {}
    for table in tables_of(connection):
        light = sa.table(table.name, *(sa.column(c.name, written(c)) for c in table.columns))
        rows = [{c.name: value(c, start + n) for c in table.columns} for n in range(ROWS)]
        connection.execute(light.insert(), rows)
        kept[table.name, tuple(c.name for c in table.columns)] = [tuple(r.values()) for r in rows]
    return kept


def found_in(connection: Connection, name: str, columns: tuple[str, ...]) -> set[str]:
    types = {c.name: written(c) for c in Row.metadata.tables[name].columns}
    plain = [
        sa.column(c, sa.Text() if isinstance(types[c], JsonText) else types[c]) for c in columns
    ]
    rows = connection.execute(sa.select(*plain).select_from(sa.table(name)))
    return {repr(tuple(row)) for row in rows}


def test_what_was_put_in_at_any_version_is_still_there(blank_url: str) -> None:
    engine = store.open_engine(blank_url)
    kept: list[tuple[str, Kept]] = []
    for number, version in enumerate(versions()):
        with store.alone(engine) as connection:
            store.upgrade(connection, version)
            kept.append((version, fill(connection, number * ROWS + 1)))
    assert store.schema_is_current(engine)
    with engine.connect() as connection:
        for version, (name, columns), rows in flat(kept):
            assert {repr(row) for row in rows} <= found_in(connection, name, columns), version
        assert store.check_references(connection) == ""
    names = {name for _, (name, _), _ in flat(kept)}
    assert {"record", "rejected", "tag_decision", "match_undo", "run", "checkpoint"} <= names
    check_it_is_in_use(engine)
    engine.dispose()


def is_kept(name: str) -> bool:
    """What is derived may be thrown away by a migration: it is made anew."""
    parts = {shape.name: shape.part for shape in store.dataset_tables(private=True)}
    return parts.get(name, "derived") != "derived"


def flat(
    kept: list[tuple[str, Kept]],
) -> Iterator[tuple[str, tuple[str, tuple[str, ...]], list[tuple[Any, ...]]]]:
    for version, tables in kept:
        for place, rows in tables.items():
            if is_kept(place[0]):
                yield version, place, rows


def check_it_is_in_use(engine: sa.Engine) -> None:
    """New rows find their place among the old ones."""
    with store.writing(engine) as db:
        if engine.dialect.name == "postgresql":  # rows were put in with their numbers
            last = db.connection().execute(sa.text("SELECT max(id) FROM record")).scalar_one()
            after = sa.select(sa.func.setval("record_id_seq", last))
            db.connection().execute(after)
        saved = store.save_records(db, [a_record()], received_at=NOW, run_id=None)
    assert saved.new == 1


@pytest.mark.parametrize("version", versions())
def test_every_migration_says_what_it_does(version: str) -> None:
    script = ScriptDirectory.from_config(alembic_config()).get_revision(version)
    assert script is not None
    assert script.doc
