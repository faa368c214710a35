"""Long lists of ids in pieces that a database takes in one statement."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

BATCH = 5000  # values; SQLite takes 32,766 in a statement, PostgreSQL 65,535


def in_batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in order, some thousands at a time."""
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))
