"""What maps are answered from, brought up to the studies: only cells that a change touches."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import and_, bindparam, delete, select
from sqlmodel import Session, col

from app.errors import CoregapError
from app.gapmap import MappedStudy
from app.gapmap.assessed import overlapping
from app.gapmap.gists import Gist, gist_of
from app.gapmap.packed import LAYOUT, Packed, Word, code_of, packed, unpacked, words_of
from app.gapmap.tallies import Place, Tallies
from app.matching import number_of
from app.store.batches import chosen, in_batches, insert_rows
from app.store.columns import Row, table_of
from app.store.engine import is_sqlite
from app.store.map_tables import (
    ANY,
    CellRow,
    CellSharedRow,
    MappedStudyRow,
    MapRevisionRow,
    MapWordRow,
)
from app.store.operational import DERIVED, RevisionRow
from app.store.studies import iterate_mapped_studies
from app.store.values import StudyFilter

Values = tuple[Any, ...]
"""A row, in the order of the columns."""
SUMS: tuple[type[MappedStudyRow | CellRow | CellSharedRow], ...]
SUMS = (MappedStudyRow, CellRow, CellSharedRow)
AT_ONCE = 5000


def change_map(db: Session, ids: Collection[str] | None, studies: Iterable[MappedStudy]) -> None:
    """Bring it up to these studies as they now are, or are no more; None: to all of them.

    `studies` are those of them that count.

    The sums are whole numbers that studies come into and leave: they are those that all at once
    would give. Overlaps are told by both studies, so that a change of one reaches the other.
    """
    change = _Change(db, ids)
    change.take_in(studies)
    change.save()


def make_map(db: Session) -> None:
    """Make it of all studies, whatever it was before: that may have been written in other codes."""
    forget_map(db)
    change_map(db, None, iterate_mapped_studies(db, StudyFilter(), ()))


def forget_map(db: Session) -> None:
    """Throw it away: a mistake in sums that follow changes would follow them too."""
    for model in (*SUMS, MapRevisionRow):
        db.connection().execute(delete(model))


def is_map_of(db: Session, revision: str) -> bool:
    """Whether maps can be answered from it: it is of this revision of derived data."""
    return db.connection().execute(_OF_REVISION, {"of": _name(revision)}).scalar() is not None


def note_map_of(db: Session, revision: str) -> None:
    """Note of which revision of derived data it is."""
    db.connection().execute(delete(MapRevisionRow))
    db.connection().execute(table_of(MapRevisionRow).insert(), {"revision": _name(revision)})


_OF_REVISION = select(col(MapRevisionRow.revision)).where(
    col(MapRevisionRow.revision) == bindparam("of")
)


def _name(revision: str) -> str:
    """What a version with other codes wrote is of no revision."""
    return f"{revision} {LAYOUT:08x}"


def fill_map(db: Session) -> None:
    """Make it of the present revision where it is of none, as after an upgrade."""
    named = db.get(RevisionRow, DERIVED)
    if named is not None and not is_map_of(db, named.revision):
        make_map(db)
        note_map_of(db, named.revision)


def dump_map(db: Session) -> dict[str, list[Values]]:
    """Every row but the words, which only grow."""
    found: dict[str, list[Values]] = {model.__tablename__: [] for model in SUMS}
    for table, *row in iterate_map(db):
        found[table].append(tuple(row))
    return {table: sorted(rows, key=repr) for table, rows in found.items()}


def iterate_map(db: Session) -> Iterator[Values]:
    """The same one by one, with the name of the table before each."""
    for model in SUMS:
        rows = select(*table_of(model).columns).execution_options(yield_per=AT_ONCE)
        for row in db.connection().execute(rows):
            yield model.__tablename__, *row


def add_tallies(db: Session, tallies: Tallies) -> None:
    """Add tallies to those of the cells; a cell that comes to nothing goes."""
    _add_up(db, CellRow, list(_cell_rows(tallies)))
    _add_up(db, CellSharedRow, list(_shared_rows(tallies)))


class WordClashError(CoregapError):
    """Two words of the vocabulary have the same code."""


class _Change:
    """Studies as they were and as they are now, of those that may differ."""

    def __init__(self, db: Session, ids: Collection[str] | None) -> None:
        self._db = db
        self._words = list_words(db)
        self._new_words: dict[int, Word] = {}
        names = None if ids is None else frozenset(map(number_of, ids))
        self._before = _kept(db, names)
        self._gone = dict(self._before)
        self._come: dict[int, Packed] = {}
        self._gists: dict[Packed, Gist] = {}
        """Of a part; of all studies they would not fit."""
        self._is_part = ids is not None

    def take_in(self, studies: Iterable[MappedStudy]) -> None:
        """The studies as they now are."""
        for study in studies:
            gist = gist_of(study, number_of)
            now = packed(gist)
            if self._gone.get(now.name) == now:
                del self._gone[now.name]
            else:
                self._come[now.name] = now
                if self._is_part:
                    self._gists[now] = gist
                self._learn(words_of(gist))

    def save(self) -> None:
        """Write the difference."""
        _add(self._db, MapWordRow, [_word_row(c, w) for c, w in self._new_words.items()])
        tallies = Tallies()
        for before, after in self._clusters():
            for cluster in before:
                tallies.add(cluster, -1)
            for cluster in after:
                tallies.add(cluster)
        for some in in_batches(sorted(self._gone)):
            self._db.connection().execute(
                delete(MappedStudyRow).where(col(MappedStudyRow.name).in_(some))
            )
        _add(self._db, MappedStudyRow, [one._asdict() for one in self._come.values()])
        add_tallies(self._db, tallies)

    def _learn(self, words: Iterable[Word]) -> None:
        for word in words:
            known = self._words.get(code_of(word))
            if known is None:
                self._words[code_of(word)] = self._new_words[code_of(word)] = word
            elif known != word:
                raise WordClashError(
                    f"{word[1]} and {known[1]} have the same code in the map's tables. Rename one "
                    "of the two in the topic file."
                )

    def _clusters(self) -> Iterator[tuple[list[list[Gist]], list[list[Gist]]]]:
        """Studies that overlap, as they were and as they are: most are alone."""
        tied: set[int] = set()
        for name in self._gone.keys() | self._come.keys():
            was, now = (self._gist(kept.get(name)) for kept in (self._gone, self._come))
            if (was and was.overlaps) or (now and now.overlaps):
                tied.add(name)
            else:
                yield [[was]] if was else [], [[now]] if now else []
        reached = self._reached(tied)
        was_tied = [was for was, _ in reached if was]
        now_tied = [now for _, now in reached if now]
        yield overlapping(was_tied), overlapping(now_tied)

    def _reached(self, tied: set[int]) -> list[tuple[Gist | None, Gist | None]]:
        """The studies of these names and all that hang together with them, before or now."""
        found: dict[int, tuple[Gist | None, Gist | None]] = {}
        waiting = tied
        while waiting:
            kept = self._before | _kept(self._db, waiting - self._before.keys())
            for name in waiting:
                was = kept.get(name)
                now = self._come.get(name, None if name in self._gone else was)
                found[name] = self._gist(was), self._gist(now)
            ties = (one.overlaps for name in waiting for one in found[name] if one)
            waiting = set().union(*ties) - found.keys()
        return list(found.values())

    def _gist(self, kept: Packed | None) -> Gist | None:
        if kept is None:
            return None
        return self._gists.get(kept) or unpacked(kept, self._words)


def list_words(db: Session) -> dict[int, Word]:
    """All words of the map's tables, by their codes."""
    rows = db.connection().execute(select(*table_of(MapWordRow).columns))
    return {code: (dimension, value) for code, dimension, value in rows}


def _kept(db: Session, names: Collection[int] | None) -> dict[int, Packed]:
    columns = table_of(MappedStudyRow).columns
    rows = chosen(db, select(*columns), columns["name"], names)
    return {row[0]: Packed(*row) for row in rows}


def _word_row(code: int, word: Word) -> dict[str, Any]:
    return {"code": code, "dimension": word[0], "value": word[1]}


def _cell_rows(tallies: Tallies) -> Iterator[Values]:
    for place, code, tally in tallies.held():
        yield *_place(place), code, *tally


def _shared_rows(tallies: Tallies) -> Iterator[Values]:
    for place, layer, shared in tallies.shared():
        yield *_place(place), layer.value, *shared


def _place(place: Place) -> tuple[str, str, int]:
    indication, outcome, skin_type = place
    return indication or ANY, outcome or ANY, int(skin_type or 0)


def _add(db: Session, model: type[Row], rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        insert_rows(db, model, rows)


def _add_up(db: Session, model: type[Row], rows: Sequence[Values]) -> None:
    """Add to the rows that are there; those that come to nothing go."""
    if not rows:
        return
    own = table_of(model)
    keys = [column.name for column in own.primary_key.columns]
    names = [column.name for column in own.columns]
    sums = [name for name in names if name not in keys]
    added = ", ".join(f"{name} = {own.name}.{name} + excluded.{name}" for name in sums)
    insert = f"INSERT INTO {own.name} ({', '.join(names)})"
    then = f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {added}"
    connection = db.connection()
    if is_sqlite(connection):
        marks = ", ".join("?" * len(names))
        connection.exec_driver_sql(f"{insert} VALUES ({marks}) {then}", list(rows))
    else:  # a statement for each of thousands of rows would take seconds
        types = [column.type.compile(connection.dialect) for column in own.columns]
        lists = ", ".join(f"CAST(%s AS {of}[])" for of in types)
        columns = tuple(map(list, zip(*rows, strict=True)))
        statement = f"{insert} SELECT * FROM unnest({lists}) {then}"  # noqa: S608 - names of columns
        connection.exec_driver_sql(statement, columns)
    nothing = and_(*(own.columns[name] == 0 for name in sums))
    connection.execute(delete(own).where(nothing))
