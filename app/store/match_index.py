"""Where records are found by what they share: kept beside derived data, and as they are.

Nothing here is evidence. It says which records a change can reach, so that no other need be read.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, TypeVarTuple

from sqlalchemy import BigInteger, Select, delete, select, text
from sqlalchemy import Row as RowOf
from sqlmodel import Field, Session, col

from app.matching import Indexed
from app.store.batches import chosen, in_batches, insert_rows
from app.store.columns import Json, Row, UniqueWords, Words
from app.store.engine import is_sqlite

Ts = TypeVarTuple("Ts")


class _MemberRow(Row):
    arrival: int = Field(primary_key=True)
    key: UniqueWords
    compared: Words
    """What others are held against."""
    names: Json
    """The buckets in which it is found by what it is called and speaks about; empty of a report."""


class MatchRecordRow(_MemberRow, table=True):
    """A record of the index, under its place among all by arrival."""


class MatchReportRow(_MemberRow, table=True):
    """A report of the index, under its arrival: one that tells of people."""


class MatchBucketRow(Row, table=True):
    """In which buckets a record lies, or a report: which of the two, the bucket says."""

    __table_args__: ClassVar[dict[str, bool]] = {"sqlite_with_rowid": False}

    bucket: int = Field(sa_type=BigInteger, primary_key=True)
    arrival: int = Field(primary_key=True)


Model = type[MatchRecordRow] | type[MatchReportRow]


class Kept(NamedTuple):
    """A record or a report of the index, without the buckets that follow from what is kept."""

    arrival: int
    key: str
    compared: str
    names: Sequence[int] = ()
    """Left out where it was found by a bucket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexChange:
    """What was in the index, and what is to be there in its place."""

    records_before: Sequence[Indexed] = ()
    records: Sequence[Indexed] = ()
    reports_before: Sequence[Indexed] = ()
    reports: Sequence[Indexed] = ()


_Place = tuple[int, int]

_ADD = {
    True: "INSERT INTO match_bucket (bucket, arrival) VALUES (?, ?)",
    False: "INSERT INTO match_bucket (bucket, arrival) "
    "SELECT * FROM unnest(CAST(:buckets AS bigint[]), CAST(:arrivals AS integer[]))",
}
_REMOVE = {
    True: "DELETE FROM match_bucket WHERE bucket = ? AND arrival = ?",
    False: "DELETE FROM match_bucket AS held USING "
    "unnest(CAST(:buckets AS bigint[]), CAST(:arrivals AS integer[])) AS gone (bucket, arrival) "
    "WHERE held.bucket = gone.bucket AND held.arrival = gone.arrival",
}


def forget_match_index(db: Session) -> None:
    """Throw the index away."""
    for model in (MatchBucketRow, MatchRecordRow, MatchReportRow):
        db.connection().execute(delete(model))


def change_match_index(db: Session, change: IndexChange) -> None:
    """Put members in the place of others; what is the same is left alone."""
    _replace(db, MatchRecordRow, change.records_before, change.records)
    _replace(db, MatchReportRow, change.reports_before, change.reports)


def last_indexed(db: Session) -> tuple[int, str]:
    """Arrival and key of the record that arrived last; 0 and nothing where the index is empty."""
    last = db.connection().execute(
        select(col(MatchRecordRow.arrival), col(MatchRecordRow.key))
        .order_by(col(MatchRecordRow.arrival).desc())
        .limit(1)
    )
    found = last.one_or_none()
    return (found.arrival, found.key) if found else (0, "")


def kept_records(db: Session, keys: Collection[str]) -> dict[str, Kept]:
    """Records of the index by their keys; unknown keys are left out."""
    rows = chosen(db, _kept(MatchRecordRow), col(MatchRecordRow.key), keys)
    return {row.key: Kept(*row) for row in rows}


def kept_reports(db: Session, arrivals: Collection[int]) -> list[Kept]:
    """Reports of the index by their arrivals; unknown ones are left out."""
    rows = chosen(db, _kept(MatchReportRow), col(MatchReportRow.arrival), arrivals)
    return [Kept(*row) for row in rows]


def records_in(db: Session, buckets: Collection[int]) -> dict[int, list[Kept]]:
    """What is kept of the records in each bucket."""
    return _members_in(db, MatchRecordRow, buckets)


def reports_in(db: Session, buckets: Collection[int]) -> dict[int, list[Kept]]:
    """What is kept of the reports in each bucket."""
    return _members_in(db, MatchReportRow, buckets)


def keys_in(db: Session, buckets: Collection[int]) -> set[str]:
    """Keys of the records in any of the buckets."""
    wanted = select(col(MatchRecordRow.key))
    return {row.key for row in _in_buckets(db, MatchRecordRow, wanted, buckets)}


def _members_in(db: Session, model: Model, buckets: Collection[int]) -> dict[int, list[Kept]]:
    wanted = select(
        col(MatchBucketRow.bucket), col(model.arrival), col(model.key), col(model.compared)
    )
    found: defaultdict[int, list[Kept]] = defaultdict(list)
    for bucket, arrival, key, compared in _in_buckets(db, model, wanted, buckets):
        found[bucket].append(Kept(arrival, key, compared))
    return dict(found)


def _in_buckets(
    db: Session, model: Model, wanted: Select[*Ts], buckets: Collection[int]
) -> Iterator[RowOf[*Ts]]:
    joined = wanted.select_from(MatchBucketRow).join(
        model, col(MatchBucketRow.arrival) == col(model.arrival)
    )
    return chosen(db, joined, col(MatchBucketRow.bucket), buckets)


def _kept(model: Model) -> Select[int, str, str, Any]:
    return select(col(model.arrival), col(model.key), col(model.compared), col(model.names))


def _replace(
    db: Session,
    model: Model,
    was: Sequence[Indexed],
    now: Sequence[Indexed],
) -> None:
    before, after = set(was), set(now)
    gone, come = before - after, after - before
    left, taken = _places(gone), _places(come)
    _change_places(db, _REMOVE, sorted(left - taken))
    _change_places(db, _ADD, sorted(taken - left))
    old, new = ({_row(one) for one in some} for some in (gone, come))
    for some in in_batches(sorted(arrival for arrival, *_ in old - new)):
        db.connection().execute(delete(model).where(col(model.arrival).in_(some)))
    rows = [
        {"arrival": arrival, "key": key, "compared": compared, "names": list(names)}
        for arrival, key, compared, names in sorted(new - old)
    ]
    if rows:
        insert_rows(db, model, rows)


def _row(one: Indexed) -> tuple[int, str, str, tuple[int, ...]]:
    return one.arrival, one.key, one.compared, one.names


def _places(members: set[Indexed]) -> set[_Place]:
    return {(bucket, one.arrival) for one in members for bucket in one.buckets}


def _change_places(db: Session, statement: dict[bool, str], places: Sequence[_Place]) -> None:
    """A million places are written at once: a statement for each would take minutes."""
    if not places:
        return
    connection = db.connection()
    if is_sqlite(connection):
        connection.exec_driver_sql(statement[True], list(places))
    else:
        buckets, arrivals = zip(*places, strict=True)
        at_once = {"buckets": list(buckets), "arrivals": list(arrivals)}
        connection.execute(text(statement[False]), at_once)
