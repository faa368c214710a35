"""Long lists of ids in pieces that a database takes in one statement."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar, TypeVarTuple

from sqlalchemy import Row, Select, SQLColumnExpression
from sqlmodel import Session

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

BATCH = 5000  # values; SQLite takes 32,766 in a statement, PostgreSQL 65,535


def in_batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in order, some thousands at a time."""
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


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
