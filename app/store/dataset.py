"""All tables as they stand, for a dataset that can be kept and restored: described, read, written."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    LargeBinary,
    Table,
    TableClause,
    Text,
    column,
    func,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import TypeEngine
from sqlmodel import Session, col

from app.records.packing import pack
from app.screening import Screened
from app.store.columns import JsonText, Row, SafeText, UtcDateTime
from app.store.derived import DocumentRow, ReportRow
from app.store.engine import is_sqlite
from app.store.search import index_reports, searchable

AT_ONCE = 200  # rows in memory together: a payload or a text may be large
PEOPLE = "people"
"""The part that a backup holds and no dataset: accounts, how people come in, and what one of two
readers said before the other has spoken."""
_PARTS = {
    "received": "received",
    "decided": "decided",
    "derived": "derived",
    "match_index": "derived",
    "operational": "operational",
    "frozen": "operational",
    "people": PEOPLE,
    "sealed": PEOPLE,
}
"""Of which part the tables of a module of this room are. One that is not named here is in no file."""
MAPS = frozenset({"mapped_study", "map_word", "cell", "cell_shared", "map_revision"})
MEMORIES = frozenset({"reading_cache", "idempotent_request", "sent_decision"})
PRESENCE = frozenset({"sign_in", "sign_in_failure", "visit"})
LEFT_OUT = MAPS | MEMORIES | PRESENCE
"""Memories that change no answer, or of a day and nobody else's; who is signed in just now, or tried
to be, or was here when. The search index is made of the documents, and what maps are answered from
of the studies."""


class ColumnKind(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    DAY = "day"
    MOMENT = "moment"
    JSON = "json"
    """Canonical JSON as text."""
    PAYLOAD = "payload"
    """Bytes as they came from a source; the database keeps them compressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnShape:
    """One column. Text is never unknown: where it may be, it is empty."""

    name: str
    kind: ColumnKind
    nullable: bool
    unique: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """Columns that name a row of another table."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShape:
    """One table; tables come in an order in which each refers only to those before it."""

    name: str
    part: str
    """Which kind of data it is: received, decided, derived, operational, or people."""
    meaning: str
    columns: tuple[ColumnShape, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]


KINDS: Sequence[tuple[type[TypeEngine[Any]], ColumnKind]] = (
    (JsonText, ColumnKind.JSON),
    (SafeText, ColumnKind.TEXT),
    (UtcDateTime, ColumnKind.MOMENT),
    (Boolean, ColumnKind.TRUTH),
    (BigInteger, ColumnKind.NUMBER),
    (Integer, ColumnKind.NUMBER),
    (Date, ColumnKind.DAY),
    (LargeBinary, ColumnKind.PAYLOAD),
    (Text, ColumnKind.TEXT),
)
TYPES: Mapping[ColumnKind, TypeEngine[Any]] = {
    ColumnKind.TEXT: SafeText(),
    ColumnKind.NUMBER: BigInteger(),
    ColumnKind.TRUTH: Boolean(),
    ColumnKind.DAY: Date(),
    ColumnKind.MOMENT: UtcDateTime(),
    ColumnKind.JSON: Text(),
    ColumnKind.PAYLOAD: LargeBinary(),
}
"""How a value is written, whatever version of a table it goes into."""


class RowDigest:
    """Names a set of rows, whatever order they come in: equal digests, equal rows."""

    def __init__(self) -> None:
        self._sum = 0
        self.rows = 0

    def add(self, row: Sequence[Any]) -> None:
        """Take one more row in."""
        values = "\0".join(_named(value) for value in row)
        self._sum += int.from_bytes(hashlib.sha256(values.encode()).digest())
        self.rows += 1

    def __str__(self) -> str:
        return f"{self.rows}:{self._sum % (1 << 256):064x}"


def dataset_tables(*, private: bool = False) -> tuple[TableShape, ...]:
    """Every table that a dataset holds, those that others refer to first; `private`: a backup."""
    shapes = (_shape(own) for own in _tables())
    return tuple(shape for shape in shapes if private or shape.part != PEOPLE)


def list_dataset_rows(db: Session, shape: TableShape) -> Iterator[tuple[Any, ...]]:
    """All rows of a table by its key, some at a time; JSON as text, payloads as they came."""
    return list_rows(db.connection(), shape)


def list_rows(connection: Connection, shape: TableShape) -> Iterator[tuple[Any, ...]]:
    """As `list_dataset_rows`, of a table as it is in this database, of whatever version that is."""
    own = _light(shape)
    query = select(*own.columns).order_by(*(own.columns[name] for name in shape.primary_key))
    payloads = [n for n, c in enumerate(shape.columns) if c.kind is ColumnKind.PAYLOAD]
    for row in connection.execute(query, execution_options={"yield_per": AT_ONCE}):
        values = list(row)
        for place in payloads:
            values[place] = zlib.decompress(values[place])
        yield tuple(values)


def schema_version(connection: Connection) -> str:
    """The newest migration that was applied; empty where the database has no tables of ours."""
    from alembic.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision() or ""


def first_table_in_use(connection: Connection) -> str:
    """The name of a table that holds anything; empty where none does."""
    there = set(inspect(connection).get_table_names())
    for own in _tables():
        if own.name in there and connection.execute(select(1).select_from(own).limit(1)).first():
            return own.name
    return ""


def column_names(connection: Connection, name: str) -> frozenset[str]:
    """The columns that a table has in this database; none where there is no such table."""
    here = inspect(connection)
    if not here.has_table(name):
        return frozenset()
    return frozenset(found["name"] for found in here.get_columns(name))


def write_rows(connection: Connection, shape: TableShape, rows: Iterable[tuple[Any, ...]]) -> int:
    """Insert rows as `list_dataset_rows` gives them; how many there were."""
    into = _light(shape)
    payloads = [c.name for c in shape.columns if c.kind is ColumnKind.PAYLOAD]
    names = [c.name for c in shape.columns]
    written, waiting = 0, iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        values = [dict(zip(names, row, strict=True)) for row in some]
        for value in values:
            value |= {name: pack(value[name]) for name in payloads}
        connection.execute(into.insert(), values)
        written += len(some)
    _count_on(connection, shape)
    return written


def check_references(connection: Connection) -> str:
    """The first reference that leads nowhere, in words; empty where all lead somewhere."""
    if not is_sqlite(connection):
        try:
            connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        except IntegrityError as error:
            return str(error.orig).strip().splitlines()[0]
        return ""
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    return f"table {broken[0]} refers to a row of {broken[2]} that is not there" if broken else ""


def index_everything(db: Session) -> None:
    """Make the search index anew of an empty one, as deriving makes it."""
    report = Row.metadata.tables["report"]
    document = Row.metadata.tables["document"]
    columns = [*report.columns, document.columns["text"]]
    rows = db.connection().execute(
        select(*columns)
        .join(document, col(DocumentRow.report_id) == col(ReportRow.report_id))
        .where(col(ReportRow.screened) == Screened.INCLUDED.value)
        .execution_options(yield_per=AT_ONCE)
    )
    while some := rows.fetchmany(AT_ONCE):
        found = [dict(row._mapping) for row in some]
        index_reports(db, [searchable(one, one) for one in found])


def _tables() -> list[Table]:
    dataset_tables_of = Row.metadata.sorted_tables
    return [own for own in dataset_tables_of if own.name not in LEFT_OUT]


def _shape(own: Table) -> TableShape:
    alone = {next(iter(i.columns)).name for i in _unique_sets(own) if len(i.columns) == 1}
    model = _models()[own.name]
    module = model.__module__.removeprefix(f"{__package__}.").partition(".")[0]
    return TableShape(
        name=own.name,
        part=_PARTS[module],
        meaning=" ".join((model.__doc__ or "").split("\n\n")[0].split()),
        columns=tuple(
            ColumnShape(
                name=c.name,
                kind=_kind(c),
                nullable=bool(c.nullable),
                unique=bool(c.unique) or c.name in alone,
            )
            for c in own.columns
        ),
        primary_key=tuple(c.name for c in own.primary_key.columns),
        foreign_keys=tuple(
            sorted(
                (
                    ForeignKey(
                        columns=tuple(c.name for c in key.columns),
                        table=key.referred_table.name,
                        target=tuple(e.column.name for e in key.elements),
                    )
                    for key in own.foreign_key_constraints
                ),
                key=lambda key: key.columns,
            )
        ),
    )


def _models() -> dict[str, type[Row]]:
    """The class of each table."""
    waiting, found = [Row], dict[str, type[Row]]()
    while waiting:
        model = waiting.pop()
        waiting.extend(model.__subclasses__())
        if hasattr(model, "__table__"):
            found[model.__table__.name] = model
    return found


def _unique_sets(own: Table) -> Iterator[Any]:
    return (c for c in own.constraints if type(c).__name__ == "UniqueConstraint")


def _kind(of: Column[Any]) -> ColumnKind:
    return next(kind for sort, kind in KINDS if isinstance(of.type, sort))


def _light(shape: TableShape) -> TableClause:
    """The table without what this version knows of it."""
    return table(shape.name, *(column(c.name, TYPES[c.kind]) for c in shape.columns))


def _named(value: Any) -> str:
    if isinstance(value, bytes):
        return f"b{hashlib.sha256(value).hexdigest()}"
    if isinstance(value, str):
        return f"s{value}"
    if isinstance(value, datetime):
        return f"m{value.astimezone(UTC).isoformat()}"
    return f"v{value}"


def _count_on(connection: Connection, shape: TableShape) -> None:
    """Let PostgreSQL number new rows after those that were written with their numbers."""
    if is_sqlite(connection) or shape.primary_key != ("id",):
        return
    own = table(shape.name, column("id", BigInteger()))
    highest = connection.execute(select(func.max(own.c.id))).scalar()
    if highest is not None:
        sequence = func.pg_get_serial_sequence(shape.name, "id")
        connection.execute(select(func.setval(sequence, highest)))
