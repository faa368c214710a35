"""What maps are answered from, as it is kept beside the studies: sums of cells, and packed studies."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, inspect, select
from sqlmodel import Session, col

from app.gapmap import Layer
from app.gapmap.content import Registered
from app.gapmap.gists import Pair
from app.gapmap.stances import Stance, stance_of_code
from app.gapmap.tallied import NO_PAIR, Inside, PairTallied, Tallied, inside_of
from app.gapmap.tallies import NOTHING_SHARED, Shared, Tally
from app.matching import number_of, public_id_of_number
from app.records import SkinType
from app.store.batches import chosen
from app.store.derived import REGISTRATION, StudyRow, StudyValueRow
from app.store.engine import is_sqlite
from app.store.map_tables import ANY, CellRow, CellSharedRow, MappedStudyRow

AT_ONCE = 20_000  # studies read together: some 5 MB
KEYS = 4
"""Columns of a cell before its sums."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellsWanted:
    """Which cells to read; None on an axis: all of them. "Any" is a value too."""

    indication: Collection[str | None] | None = None
    outcome: Collection[str | None] | None = None


@dataclass(frozen=True, slots=True)
class StoredCells:
    """Cells of one layer as they are kept."""

    db: Session
    layer: Layer
    pairs: Mapping[Pair, PairTallied]
    within: Pair
    """Indication and outcome of all studies that are asked about."""

    def pair(self, pair: Pair, types: Collection[SkinType | None]) -> PairTallied:
        """As `TalliedStudies`."""
        kept = self.pairs.get(pair, NO_PAIR)
        return {t: kept[t] for t in types if t in kept}

    def inside(self, pair: Pair) -> Inside:
        """As `TalliedStudies`."""
        return inside_of(self.pairs.get(pair, NO_PAIR))

    def scope(self) -> Tallied:
        """As `TalliedStudies`."""
        return self.pairs.get(self.within, NO_PAIR).get(None, Tallied())

    def registered(self, numbers: Collection[int]) -> Mapping[int, Registered]:
        """As `TalliedStudies`."""
        return find_registered(self.db, numbers)


def list_cells(db: Session, layer: Layer, wanted: CellsWanted) -> dict[Pair, PairTallied]:
    """The cells with what is shared in them in an answer of the layer."""
    shared: dict[tuple[Pair, SkinType | None], Shared] = {}
    for row in _rows(db, CellSharedRow, wanted, layer):
        shared[_pair(row[0], row[1]), _type(row[2])] = Shared(*row[KEYS:])
    held: defaultdict[Pair, defaultdict[SkinType | None, dict[Stance, Tally]]]
    held = defaultdict(lambda: defaultdict(dict))
    for row in _rows(db, CellRow, wanted):
        stance = stance_of_code(row[3])
        held[_pair(row[0], row[1])][_type(row[2])][stance] = Tally(*row[KEYS:])
    return {
        pair: {
            t: Tallied(stances, shared.get((pair, t), NOTHING_SHARED))
            for t, stances in by_type.items()
        }
        for pair, by_type in held.items()
    }


def count_mapped_studies(db: Session) -> int:
    """Studies that count, as they are kept for maps."""
    return int(db.connection().execute(_ALL_COUNTED).scalar_one())


_ALL_COUNTED = select(func.coalesce(func.sum(col(CellRow.studies)), 0)).where(
    col(CellRow.indication) == ANY, col(CellRow.outcome) == ANY, col(CellRow.fitzpatrick) == 0
)
"""The cell of any indication, outcome and type."""


def iterate_packed(db: Session) -> Iterator[tuple[bytes, bytes]]:
    """Heads and tails of all studies that count, some thousands at a time, by their numbers."""
    columns = (col(MappedStudyRow.head), col(MappedStudyRow.tail))
    wanted = str(select(*columns).order_by(col(MappedStudyRow.name)))
    # Past SQLAlchemy, whose rows would take three quarters of the time.
    with closing(_cursor(db)) as cursor:
        cursor.execute(wanted)
        while some := cursor.fetchmany(AT_ONCE):
            heads, tails = zip(*some, strict=True)
            yield b"".join(heads), b"".join(tails)


def _cursor(db: Session) -> Any:
    """Of the driver, within the session's transaction; on PostgreSQL one that keeps no row here."""
    connection = db.connection()
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("The session's connection is closed.")
    if is_sqlite(connection):
        return driver.cursor()
    return driver.cursor(name="packed", binary=True)


def find_registered(db: Session, numbers: Collection[int]) -> dict[int, Registered]:
    """What registries say of studies, by their numbers."""
    ids = [public_id_of_number(number) for number in numbers]
    said = select(col(StudyRow.public_id), col(StudyRow.status), col(StudyRow.ends))
    counted = chosen(db, said.where(col(StudyRow.counted)), col(StudyRow.public_id), ids)
    registrations = _registrations(db, ids)
    return {
        number_of(public_id): Registered(
            registrations=tuple(registrations[public_id]), status=status, ends=ends
        )
        for public_id, status, ends in counted
    }


def _registrations(db: Session, ids: Collection[str]) -> Mapping[str, list[str]]:
    value = StudyValueRow
    named = (
        select(col(value.public_id), col(value.value))
        .where(col(value.dimension) == REGISTRATION)
        .order_by(col(value.value))
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for public_id, number in chosen(db, named, col(value.public_id), ids):
        found[public_id].append(number)
    return found


def _rows(
    db: Session,
    model: type[CellRow] | type[CellSharedRow],
    wanted: CellsWanted,
    layer: Layer | None = None,
) -> Iterable[Sequence[Any]]:
    query = select(*inspect(model).columns)
    for column, values in (
        (col(model.indication), wanted.indication),
        (col(model.outcome), wanted.outcome),
    ):
        if values is not None:
            query = query.where(column.in_([value or ANY for value in values]))
    if layer is not None:
        query = query.where(col(CellSharedRow.layer) == layer.value)
    return db.connection().execute(query)


def _pair(indication: str, outcome: str) -> Pair:
    return indication or None, outcome or None


def _type(number: int) -> SkinType | None:
    return SkinType(number) if number else None
