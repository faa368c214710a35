"""Long lists of ids in pieces that a database takes in one statement."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar, TypeVarTuple, cast

from sqlalchemy import Column, Dialect, Insert, Row, Select, SQLColumnExpression, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from app.store.columns import JsonText, SafeText, table_of
from app.store.columns import Row as TableRow
from app.store.engine import is_sqlite

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

OWNERS = 500
BATCH = 5000  # values; SQLite takes 32,766 in a statement, PostgreSQL 65,535


def some_at_once(owners: Sequence[T]) -> Iterator[Sequence[T]]:
    """So many reports or studies that their rows can be in memory together."""
    return (owners[start : start + OWNERS] for start in range(0, len(owners), OWNERS))


def in_batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in order, some thousands at a time."""
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


def insert_rows(
    db: Session,
    model: type[TableRow],
    rows: Sequence[Mapping[str, Any]],
    *,
    or_update: bool = False,
) -> None:
    """Many rows at once, each with a value for the same columns.

    With `or_update` a row that is there already takes the values of columns that are in no index, and
    what rests on it stays: an index is written anew where its column is set, even to what it was.
    SQLite is given whole columns of values: to bind them row by row, as SQLAlchemy does, takes
    three times as long, and of a whole database's reports a tenth of all the time.
    """
    connection, table = db.connection(), table_of(model)
    if not is_sqlite(connection):
        connection.execute(_statement(postgresql.insert, table, or_update=or_update), rows)
        return
    statement = _insertion(table, tuple(rows[0]), connection.dialect, or_update=or_update)
    columns = [_bound(table.columns[name], rows, connection.dialect) for name in statement.order]
    connection.exec_driver_sql(statement.text, list(zip(*columns, strict=True)))


class _Insertion(NamedTuple):
    text: str
    order: tuple[str, ...]
    """Names of the columns as their values follow each other."""


@lru_cache
def _insertion(
    table: Table, names: tuple[str, ...], dialect: Dialect, *, or_update: bool
) -> _Insertion:
    statement = _statement(sqlite.insert, table, or_update=or_update)
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    return _Insertion(str(compiled), tuple(compiled.positiontup or ()))


def _statement(insert: Callable[[Table], Any], table: Table, *, or_update: bool) -> Insert:
    statement = insert(table)
    if not or_update:
        return cast(Insert, statement)
    keys = list(table.primary_key.columns)
    indexed = {column for index in table.indexes for column in index.columns}
    others = (c for c in table.columns if not (c.primary_key or c.unique or c in indexed))
    values = {column.name: statement.excluded[column.name] for column in others}
    return cast(Insert, statement.on_conflict_do_update(index_elements=keys, set_=values))


def _bound(
    column: Column[Any], rows: Sequence[Mapping[str, Any]], dialect: Dialect
) -> Iterable[Any]:
    values = [row[column.name] for row in rows]
    if isinstance(column.type, SafeText | JsonText):
        return column.type.bind_all(values)
    bind = column.type.dialect_impl(dialect).bind_processor(dialect)
    return values if bind is None else map(bind, values)


def chosen(
    db: Session,
    wanted: Select[*Ts],
    own: SQLColumnExpression[Any],
    ids: Collection[Any] | None,
) -> Iterator[Row[*Ts]]:
    """The rows of a query, or of these ids alone: each batch of them in the query's order."""
    if ids is None:
        yield from db.connection().execute(wanted)
        return
    for some in in_batches(sorted(ids)):
        yield from db.connection().execute(wanted.where(own.in_(some)))
