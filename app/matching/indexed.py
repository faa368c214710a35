"""Records and reports with all that they are found by, as an index keeps them."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.matching.blocking import near_buckets
from app.matching.compared import name_buckets, read_record, written, written_telling
from app.matching.description import Description
from app.matching.people import Telling, people_buckets
from app.matching.suspecting import asked_buckets


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """A record or a report with all buckets in which it lies, those of its names included."""

    arrival: int
    key: str
    compared: str
    """What others are held against, written."""
    buckets: frozenset[int]
    names: tuple[int, ...] = ()
    """Of a record: where it is found by what it is called and speaks about."""


def indexed_record(one: Description, *, may_count: bool) -> Indexed:
    """A record; one whose report may count is also found by what raises a question."""
    names = name_buckets(one.candidate)
    return Indexed(
        arrival=one.candidate.arrival,
        key=one.key,
        compared=written(one),
        buckets=_record_buckets(one, names, may_count=may_count),
        names=tuple(sorted(names)),
    )


def indexed_before(
    arrival: int, key: str, compared: str, names: Iterable[int], *, may_count: bool
) -> Indexed:
    """A record as it was indexed, from what was kept of it."""
    known = tuple(names)
    return Indexed(
        arrival=arrival,
        key=key,
        compared=compared,
        buckets=_record_buckets(read_record(key, compared), known, may_count=may_count),
        names=known,
    )


def indexed_report(member: Telling) -> Indexed:
    """A report that tells of people."""
    return Indexed(
        arrival=member.one.candidate.arrival,
        key=member.key,
        compared=written_telling(member),
        buckets=frozenset(people_buckets(member)),
    )


def _record_buckets(one: Description, names: Iterable[int], *, may_count: bool) -> frozenset[int]:
    return frozenset({*near_buckets(one), *names, *(asked_buckets(one) if may_count else ())})
