"""A dataset taken into an empty database: all of it in one transaction, or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, IntegrityError, StatementError
from sqlmodel import Session

from app import store
from app.errors import DatabaseUnavailableError, DatasetError
from app.store import TableShape


class StoredDataset(Protocol):
    """A dataset whose checksums were found right."""

    @property
    def schema(self) -> str:
        """The version of its tables."""

    @property
    def tables(self) -> Sequence[TableShape]:
        """Its tables, those that others refer to first."""

    @property
    def digests(self) -> Mapping[str, str]:
        """What names the rows of a table (`store.RowDigest`), where it is known."""

    def rows(self, shape: TableShape) -> Iterator[tuple[Any, ...]]:
        """The rows of one table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreReport:
    """What was taken in."""

    tables: int
    rows: int
    records: int
    studies: int
    revision: str

    def as_dict(self) -> dict[str, Any]:
        """The same for a program."""
        return asdict(self)


def restore_dataset(engine: Engine, dataset: StoredDataset) -> RestoreReport:
    """Fill an empty database with a dataset, older tables included, and bring it up to date.

    Every table is read back and compared with what the dataset says of it before anything is kept.

    Raises:
        DatasetError: If the database holds anything, or a row does not fit; nothing is written.
    """
    with store.alone(engine) as connection:
        _prepare(connection, dataset.schema)
        rows = {shape.name: _write(connection, shape, dataset) for shape in dataset.tables}
        if broken := store.check_references(connection):
            raise DatasetError(f"The dataset does not hold together: {broken}.")
        for shape in dataset.tables:
            _compare(connection, shape, dataset)
        store.upgrade(connection)
        with Session(connection, join_transaction_mode="rollback_only") as db:
            store.index_everything(db)
            store.fill_map(db)
            return RestoreReport(
                tables=len(rows),
                rows=sum(rows.values()),
                records=store.count_everything(db).records,
                studies=store.count_everything(db).studies,
                revision=store.revision(db),
            )


def _prepare(connection: Connection, schema: str) -> None:
    """An empty database with the tables of the dataset's version."""
    if name := store.first_table_in_use(connection):
        raise DatasetError(
            f"The database is not empty: the table {name} holds rows. A dataset replaces nothing: "
            "point COREGAP_DATABASE_URL or COREGAP_HOME at a new database."
        )
    here = store.schema_version(connection)
    if here and here != schema:
        raise DatasetError(
            f"The empty database has tables of version {here}, the dataset of version {schema}. "
            "Point COREGAP_DATABASE_URL or COREGAP_HOME at a database that does not exist yet."
        )
    try:
        store.upgrade(connection, schema)
    except DatabaseUnavailableError as error:
        raise DatasetError(
            f"The dataset has tables of version {schema}, which this coregap does not know. "
            "It was made by a newer one: install that."
        ) from error


def _write(connection: Connection, shape: TableShape, dataset: StoredDataset) -> int:
    expected = store.column_names(connection, shape.name)
    given = {column.name for column in shape.columns}
    if given != expected:
        wrong = ", ".join(sorted(given ^ expected)) or "no column"
        raise DatasetError(
            f"Table {shape.name}: its columns are not those of version {dataset.schema}: {wrong}."
        )
    try:
        return store.write_rows(connection, shape, dataset.rows(shape))
    except (IntegrityError, DataError, StatementError) as error:
        reason = str(error.orig or error).strip().splitlines()[0]
        raise DatasetError(f"Table {shape.name}: a row does not fit: {reason}") from error


def _compare(connection: Connection, shape: TableShape, dataset: StoredDataset) -> None:
    expected = dataset.digests.get(shape.name)
    if expected is None:
        return
    found = store.RowDigest()
    for row in store.list_rows(connection, shape):
        found.add(row)
    if str(found) != expected:
        rows = expected.partition(":")[0]
        raise DatasetError(
            f"Table {shape.name}: what was written is not what the dataset was made from "
            f"({found.rows} rows of {rows}, or other values). Nothing was kept."
        )
