"""The whole database as tables that are read one after another, each row once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app import store
from app.store import SourceSummary, TableShape
from app.topic import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Everything that was received, decided and derived, and how it came about.

    `schema` is the version of the tables; `rows` reads those of one table, by its key, for as long
    as the session lives that the dataset was asked of.
    """

    topic: Topic
    at: datetime
    revision: str
    schema: str
    tables: tuple[TableShape, ...]
    sources: tuple[SourceSummary, ...]
    rows: Callable[[TableShape], Iterator[tuple[Any, ...]]]
    private: bool
    """Whether accounts are in it: then it is a backup, and for nobody else's eyes."""


def answer_dataset(db: Session, topic: Topic, at: datetime, *, private: bool = False) -> Dataset:
    """The database as it stands at this moment; accounts only where it is `private`."""
    return Dataset(
        topic=topic,
        at=at,
        revision=store.revision(db),
        schema=store.schema_version(db.connection()),
        tables=store.dataset_tables(private=private),
        sources=tuple(store.list_sources(db)),
        rows=lambda shape: store.list_dataset_rows(db, shape),
        private=private,
    )
