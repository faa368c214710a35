"""How many studies stand how in each cell, and their people: sums that studies come into and leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import add
from typing import NamedTuple, Protocol

from app.gapmap.assessed import Overlapping, overlapping, total_people
from app.gapmap.content import answers
from app.gapmap.gists import Gist, Pair
from app.gapmap.stances import Placed, stance_of
from app.gapmap.values import Bounds, CellKey, Layer
from app.records import SkinType

TYPES: tuple[SkinType | None, ...] = (None, *SkinType)
"""What a cell can be of: any type, or one; each at its own number."""


class Tally(NamedTuple):
    """Studies of one stance in one cell, taken one by one: whom they share is in `Shared`."""

    studies: int = 0
    number: int = 0
    """Of registrations: the sum of their numbers. Where there is one, its number."""
    least: int = 0
    most: int = 0
    boundless: int = 0
    """Studies whose people have no upper limit; they add nothing to `most`."""
    of_least: int = 0
    """Of the cell's skin type; this and what follows is 0 where the cell is of none."""
    of_most: int = 0
    of_boundless: int = 0


class Shared(NamedTuple):
    """What people of overlapping studies were counted too often in the tallies of one cell."""

    together: int = 0
    """Studies of the answer that may hold the same people as another of it."""
    least: int = 0
    most: int = 0
    of_least: int = 0
    of_most: int = 0
    silent_least: int = 0
    silent_most: int = 0


Place = tuple[str | None, str | None, SkinType | None]
"""Indication, outcome and skin type of a cell; None: any."""

NOTHING_SHARED = Shared()


class Countable(Overlapping, Placed, Protocol):
    """A study whose people can be counted."""

    @property
    def people(self) -> Bounds:
        """All of them."""

    def of_type(self, skin_type: SkinType | None) -> Bounds:
        """Those of one type, or all of them."""


_Key = tuple[str | None, str | None, int, int]
"""Indication, outcome, the number of the type or 0, the code of the stance: hashed many times."""


@dataclass(frozen=True, slots=True)
class Tallies:
    """The tallies of cells, and what is shared in them by layer: of an answer of that layer alone."""

    _held: dict[_Key, tuple[int, ...]] = field(default_factory=dict)
    _shared: dict[tuple[Place, Layer], tuple[int, ...]] = field(default_factory=dict)

    def add(self, cluster: Sequence[Gist], times: int = 1) -> None:
        """Let studies come in that overlap with each other and with no others; -1: let them leave."""
        for gist in cluster:
            self._add_one(gist, times)
        if len(cluster) > 1:
            for at, shared in _shared_in(cluster):
                known = self._shared.get(at, NOTHING_SHARED)
                self._shared[at] = tuple(a + b * times for a, b in zip(known, shared, strict=True))

    def _add_one(self, gist: Gist, times: int) -> None:
        # The innermost loop of every change: half a hundred cells a study.
        held, codes, reported = self._held, dict[frozenset[SkinType], list[int]](), _reported(gist)
        tallies = [tuple(number * times for number in _tally(gist, t)) for t in TYPES]
        for indication, outcome in gist.pairs():
            types = reported.get(outcome, NO_TYPES)
            if types not in codes:  # of most outcomes the same: none
                codes[types] = [stance_of(gist, CellKey(t, None, outcome)).code for t in TYPES]
            for number, code in enumerate(codes[types]):
                key = indication, outcome, number, code
                known = held.get(key)
                more = tallies[number]
                held[key] = more if known is None else tuple(map(add, known, more))

    def held(self) -> Iterator[tuple[Place, int, Tally]]:
        """Every tally that came to anything, with its place and the code of its stance."""
        for (indication, outcome, number, code), sums in self._held.items():
            if any(sums):
                yield (indication, outcome, TYPES[number]), code, Tally._make(sums)

    def shared(self) -> Iterator[tuple[Place, Layer, Shared]]:
        """All that is shared, by cell and layer."""
        for (place, layer), sums in self._shared.items():
            if any(sums):
                yield place, layer, Shared._make(sums)


NO_TYPES: frozenset[SkinType] = frozenset()


def _reported(gist: Gist) -> dict[str | None, frozenset[SkinType]]:
    """Types with a result, by outcome."""
    if not gist.reported:
        return {}
    found: dict[str | None, set[SkinType]] = {}
    for skin_type, outcome in gist.reported:
        found.setdefault(outcome, set()).add(skin_type)
    return {outcome: frozenset(types) for outcome, types in found.items()}


def _tally(gist: Gist, skin_type: SkinType | None) -> Tally:
    people, of_type = gist.people, gist.of_type(skin_type) if skin_type else Bounds(0, 0)
    return Tally(
        studies=1,
        number=gist.name if gist.layer is Layer.PLANNED else 0,
        least=people.lower,
        most=people.upper or 0,
        boundless=int(people.upper is None),
        of_least=of_type.lower,
        of_most=of_type.upper or 0,
        of_boundless=int(of_type.upper is None),
    )


def _shared_in(cluster: Sequence[Gist]) -> Iterator[tuple[tuple[Place, Layer], Shared]]:
    here: dict[Pair, list[Gist]] = {}
    for gist in cluster:
        for pair in gist.pairs():
            here.setdefault(pair, []).append(gist)
    for (indication, outcome), gists in here.items():
        for layer in {gist.layer for gist in gists}:
            for skin_type in TYPES:
                found = shared_in(gists, skin_type, (layer,))
                if found != NOTHING_SHARED:
                    yield ((indication, outcome, skin_type), layer), found


def shared_in(
    cluster: Sequence[Countable], skin_type: SkinType | None, layers: Sequence[Layer]
) -> Shared:
    """What the tallies of a cell of these layers count too often of overlapping studies in it."""
    asked = [s for s in cluster if s.layer in layers]
    answer = [s for s in asked if answers(stance_of(s, CellKey(skin_type)), skin_type)]
    least, most = _too_often(answer, None)
    silent_least, silent_most = _too_often([s for s in asked if s.silent], None)
    of_least, of_most = _too_often(answer, skin_type) if skin_type else (0, 0)
    return Shared(
        together=sum(len(group) for group in overlapping(answer) if len(group) > 1),
        least=least,
        most=most,
        of_least=of_least,
        of_most=of_most,
        silent_least=silent_least,
        silent_most=silent_most,
    )


def _too_often(studies: Sequence[Countable], skin_type: SkinType | None) -> tuple[int, int]:
    """At least and at most; of the most where all have one."""
    told = [s.of_type(skin_type) for s in studies]
    total = total_people(studies, lambda s: s.of_type(skin_type))
    most = sum(b.upper or 0 for b in told) - total.upper if total.upper is not None else 0
    return sum(b.lower for b in told) - total.lower, most
