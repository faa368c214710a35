"""Intervals narrowed by totals until nothing changes: exact arithmetic on six unknown numbers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.records import SkinType

ALL_TYPES = frozenset(SkinType)

BEYOND_COUNT = 10**12
"""Stands for "no upper limit"; no study has so many people."""

MOST_ROUNDS = 1000
"""Totals of six numbers settle within a few rounds; a bound keeps nonsense from running on."""

Intervals = dict[SkinType, tuple[int, int]]
"""At least and at most, by type."""


@dataclass(frozen=True, slots=True)
class Total:
    """So many people are of these types together: one number, or two where sources differ."""

    types: frozenset[SkinType]
    least: int
    most: int


def tightened(start: Intervals, totals: Iterable[Total]) -> Intervals | None:
    """The intervals that follow; None where no numbers satisfy all totals."""
    everything = _with_differences(totals)
    if everything is None:
        return None
    intervals = dict(start)
    for _ in range(MOST_ROUNDS):
        before = dict(intervals)
        for total in everything:
            for skin_type in total.types:
                intervals[skin_type] = _narrowed(intervals, total, skin_type)
        if any(lower > upper for lower, upper in intervals.values()):
            return None
        if intervals == before:
            return intervals
    return None


def _narrowed(intervals: Intervals, total: Total, skin_type: SkinType) -> tuple[int, int]:
    """What the total leaves for one type when all its others are at their least, or their most."""
    lower, upper = intervals[skin_type]
    others = [intervals[t] for t in total.types if t is not skin_type]
    least_here = total.least - sum(most for _, most in others)
    most_here = total.most - sum(least for least, _ in others)
    return max(lower, least_here), min(upper, most_here)


def _with_differences(totals: Iterable[Total]) -> list[Total] | None:
    """Also what follows from one total lying within another: IV-VI 12 and IV 5 give V-VI 7."""
    known: dict[frozenset[SkinType], Total] = {}
    waiting = list(totals)
    for _ in range(MOST_ROUNDS):
        if not waiting:
            return list(known.values())
        found = _both(waiting.pop(), known)
        if found.least > found.most:
            return None
        if known.get(found.types) != found:
            known[found.types] = found
            waiting += _differences(found, known.values())
    return list(known.values())


def _both(total: Total, known: Mapping[frozenset[SkinType], Total]) -> Total:
    other = known.get(total.types, total)
    return Total(total.types, max(total.least, other.least), min(total.most, other.most))


def _differences(total: Total, others: Iterable[Total]) -> Iterator[Total]:
    for other in list(others):
        for inner, outer in ((total, other), (other, total)):
            if inner.types < outer.types:
                yield Total(
                    outer.types - inner.types,
                    max(0, outer.least - inner.most),
                    outer.most - inner.least,
                )
