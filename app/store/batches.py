"""Long lists of ids in pieces that a database takes in one statement."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar, TypeVarTuple

from sqlalchemy import Column, Dialect, Row, Select, SQLColumnExpression, Table, insert
from sqlmodel import Session

from app.store.columns import JsonText, SafeText, table_of
from app.store.columns import Row as TableRow
from app.store.engine import is_sqlite

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

BATCH = 5000  # values; SQLite takes 32,766 in a statement, PostgreSQL 65,535


def in_batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in order, some thousands at a time."""
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


def insert_rows(db: Session, model: type[TableRow], rows: Sequence[Mapping[str, Any]]) -> None:
    """Many rows at once, each with a value for the same columns.

    SQLite is given whole columns of values: to bind them row by row, as SQLAlchemy does, takes
    three times as long, and of a whole database's reports a tenth of all the time.
    """
    connection, table = db.connection(), table_of(model)
    if not is_sqlite(connection):
        connection.execute(insert(table), rows)
        return
    statement = _insertion(table, tuple(rows[0]), connection.dialect)
    columns = [_bound(table.columns[name], rows, connection.dialect) for name in statement.order]
    connection.exec_driver_sql(statement.text, list(zip(*columns, strict=True)))


class _Insertion(NamedTuple):
    text: str
    order: tuple[str, ...]
    """Names of the columns as their values follow each other."""


@lru_cache
def _insertion(table: Table, names: tuple[str, ...], dialect: Dialect) -> _Insertion:
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    return _Insertion(str(compiled), tuple(compiled.positiontup or ()))


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
