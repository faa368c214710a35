"""Intervals narrowed by totals until nothing changes: exact arithmetic on six unknown numbers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from app.records import SkinType

ALL_TYPES = frozenset(SkinType)

BEYOND_COUNT = 10**12
"""Stands for "no upper limit"; no study has so many people."""

MOST_ROUNDS = 1000
"""Totals of six numbers settle within a few rounds; a bound keeps nonsense from running on."""

_Bits = int
"""Some types in one number, each a bit: to compare and to subtract these is most of the work."""
_Range = tuple[int, int]
"""The least and the most of a total."""

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
    least = {t: lower for t, (lower, _) in start.items()}
    most = {t: upper for t, (_, upper) in start.items()}
    for _ in range(MOST_ROUNDS):
        narrowed = [_narrow(least, most, total) for total in everything]
        if any(least[t] > most[t] for t in start):
            return None
        if not any(narrowed):
            return {t: (least[t], most[t]) for t in start}
    return None


def _narrow(least: dict[SkinType, int], most: dict[SkinType, int], total: Total) -> bool:
    """Leave each type what the total leaves it when all its others are at their least, or their most.

    Whether that changed anything.
    """
    lowest, highest = sum(least[t] for t in total.types), sum(most[t] for t in total.types)
    changed = False
    for t in total.types:
        lower, upper = least[t], most[t]
        least_here = total.least - (highest - upper)
        most_here = total.most - (lowest - lower)
        if least_here > lower:
            least[t], lowest, changed = least_here, lowest + least_here - lower, True
        if most_here < upper:
            most[t], highest, changed = most_here, highest + most_here - upper, True
    return changed


def _with_differences(totals: Iterable[Total]) -> list[Total] | None:
    """Also what follows from one total lying within another: IV-VI 12 and IV 5 give V-VI 7."""
    known: dict[_Bits, _Range] = {}
    waiting = [(_bits(total.types), (total.least, total.most)) for total in totals]
    for _ in range(MOST_ROUNDS):
        if not waiting:
            break
        types, found = waiting.pop()
        found = _both(found, known.get(types, found))
        if found[0] > found[1]:
            return None
        if known.get(types) != found:
            known[types] = found
            waiting += _differences(types, found, known)
    return [Total(_TYPES_OF[types], least, most) for types, (least, most) in known.items()]


def _bits(types: Iterable[SkinType]) -> _Bits:
    return sum(1 << t for t in types)


_TYPES_OF = {
    _bits(types): frozenset(types)
    for number in range(len(SkinType) + 1)
    for types in combinations(SkinType, number)
}


def _both(one: _Range, other: _Range) -> _Range:
    return max(one[0], other[0]), min(one[1], other[1])


def _differences(
    types: _Bits, total: _Range, known: Mapping[_Bits, _Range]
) -> Iterator[tuple[_Bits, _Range]]:
    """What the total leaves of those it lies in, and those in it of the total, where that is news."""
    for other, told in known.items():
        if other == types or (shared := types & other) not in (types, other):
            continue
        outer, inner = (total, told) if shared == other else (told, total)
        least, most = max(0, outer[0] - inner[1]), outer[1] - inner[0]
        held = known.get(types ^ other)
        if held is None or held[0] < least or held[1] > most:
            yield types ^ other, (least, most)
