"""Some of all studies, chosen from their columns, as tallies of the cells they stand in."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from operator import add

import numpy as np

from app.gapmap.columns import Columns, Numbers, having_any
from app.gapmap.content import Registered
from app.gapmap.gists import Gist, Pair
from app.gapmap.matrix import MapQuery
from app.gapmap.packed import TYPES
from app.gapmap.stances import Stance
from app.gapmap.tallied import PairTallied, Tallied
from app.gapmap.tallies import NOTHING_SHARED, Shared, Tally, shared_in
from app.gapmap.values import NONE_STATED, Axis, Layer
from app.records import Dimension, SkinType

FindRegistered = Callable[[Collection[int]], Mapping[int, Registered]]
OF_AXIS = ((Axis.INDICATION, Dimension.INDICATION), (Axis.OUTCOME, Dimension.OUTCOME))
LEAST, MOST = 0, 1


@dataclass(slots=True)
class Selection:
    """The studies of a filter that are in the scope of a question."""

    columns: Columns
    chosen: Numbers
    """Which studies, by place."""
    layers: tuple[Layer, ...]
    find: FindRegistered
    _kinds: dict[str | None, Numbers] = field(default_factory=dict)
    _named: dict[tuple[Dimension, str], Numbers] = field(default_factory=dict)
    _gists: dict[int, Gist] = field(default_factory=dict)
    _shared: dict[tuple[tuple[int, ...], SkinType | None], Shared] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many studies."""
        return int(np.count_nonzero(self.chosen))

    def pair(self, pair: Pair) -> PairTallied:
        """As `TalliedStudies`."""
        places = self._places(pair)
        return self._tallied(places, pair[1], TYPES) if len(places) else {}

    def scope(self) -> Tallied:
        """As `TalliedStudies`."""
        return self._tallied(np.flatnonzero(self.chosen), None, (None,))[None]

    def registered(self, numbers: Collection[int]) -> Mapping[int, Registered]:
        """As `TalliedStudies`."""
        return self.find(numbers) if numbers else {}

    def _places(self, pair: Pair) -> Numbers:
        indication, outcome = pair
        if outcome is None:
            places = np.flatnonzero(self.chosen)
        else:
            places = _of(self.columns, Dimension.OUTCOME, outcome)
            places = places[self.chosen[places]]
        if indication is None:
            return places
        return places[self._naming(Dimension.INDICATION, indication)[places]]

    def _naming(self, dimension: Dimension, value: str) -> Numbers:
        if (dimension, value) not in self._named:
            named = np.zeros(len(self.columns), bool)
            named[_of(self.columns, dimension, value)] = True
            self._named[dimension, value] = named
        return self._named[dimension, value]

    def _tallied(
        self, places: Numbers, outcome: str | None, types: Collection[SkinType | None]
    ) -> dict[SkinType | None, Tallied]:
        if outcome not in self._kinds:
            self._kinds[outcome] = self.columns.kinds_for(outcome)
        by_kind = _ByKind.of(self.columns, places, self._kinds[outcome][places])
        groups = self._groups(places)
        return {t: Tallied(by_kind.tallies(t), self._shared_by(groups, t)) for t in types}

    def _groups(self, places: Numbers) -> list[tuple[int, ...]]:
        """Of the places those that hang together, where there are several."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for place in places[self.columns.shares[places]].tolist():
            found[self.columns.together[place]].append(place)
        return [tuple(group) for group in found.values() if len(group) > 1]

    def _shared_by(self, groups: Iterable[tuple[int, ...]], skin_type: SkinType | None) -> Shared:
        total = NOTHING_SHARED
        for group in groups:
            if (group, skin_type) not in self._shared:
                members = [self._gist(place) for place in group]
                self._shared[group, skin_type] = shared_in(members, skin_type, self.layers)
            total = Shared._make(map(add, total, self._shared[group, skin_type]))
        return total

    def _gist(self, place: int) -> Gist:
        if place not in self._gists:
            self._gists[place] = self.columns.gist(place)
        return self._gists[place]


def in_scope_of(columns: Columns, query: MapQuery) -> Numbers:
    """Which studies name one of the indications and one of the outcomes asked for."""
    chosen = np.ones(len(columns), bool)
    for axis, dimension in OF_AXIS:
        wanted = query.wanted(axis)
        if wanted:
            named = having_any(columns, dimension, wanted)
            if NONE_STATED in wanted:
                named[columns.without[dimension]] = True
            chosen &= named
    return chosen


def _of(columns: Columns, dimension: Dimension, value: str) -> Numbers:
    if value == NONE_STATED:
        return columns.without[dimension]
    return columns.places_of((dimension.value, value))


@dataclass(frozen=True, slots=True)
class _ByKind:
    """Studies counted by their kind, and the sums of their people."""

    columns: Columns
    kinds: Numbers
    """Those that occur."""
    studies: Numbers
    names: Numbers
    """Of registrations alone."""
    people: tuple[tuple[Numbers, ...], tuple[Numbers, ...]]
    """Least and most, of all and of each type."""

    @classmethod
    def of(cls, columns: Columns, places: Numbers, kind_at: Numbers) -> "_ByKind":
        """Of the studies at these places, whose kinds are these."""
        counts = np.bincount(kind_at, minlength=len(columns.kinds))
        kinds = np.flatnonzero(counts)
        row = np.zeros(len(columns.kinds), np.int64)
        row[kinds] = np.arange(len(kinds))
        at = row[kind_at]

        registered = columns.registered[kind_at] == 1

        def sums(numbers: tuple[Numbers, ...]) -> tuple[Numbers, ...]:
            return tuple(_sums(at, one[places], len(kinds)) for one in numbers)

        return cls(
            columns=columns,
            kinds=kinds,
            studies=counts[kinds],
            names=_sums(at[registered], columns.names[places[registered]], len(kinds)),
            people=(sums(columns.least), sums(columns.most)),
        )

    def tallies(self, skin_type: SkinType | None) -> dict[Stance, Tally]:
        """By the stance that each kind has to a type."""
        columns, n = self.columns, TYPES.index(skin_type)
        boundless = [columns.boundless[t][self.kinds] * self.studies for t in (None, skin_type)]
        least, most = self.people
        own = (least[n], most[n], boundless[1]) if skin_type else [self.studies * 0] * 3
        parts = (self.studies, self.names, least[0], most[0], boundless[0], *own)
        sums = np.zeros((len(columns.stances), len(parts)), np.int64)
        np.add.at(sums, columns.stance_at[skin_type][self.kinds], np.stack(parts, axis=1))
        codes = np.flatnonzero(sums[:, 0])
        stances = map(columns.stances.__getitem__, codes.tolist())
        return dict(zip(stances, map(Tally._make, sums[codes].tolist()), strict=True))


def _sums(at: Numbers, numbers: Numbers, size: int) -> Numbers:
    """The sum of the numbers at each place, exactly."""
    if numbers.dtype == np.int32:  # below 2**53 a float is exact, and ten times as fast
        return np.bincount(at, weights=numbers, minlength=size).astype(np.int64)
    found = np.zeros(size, np.int64)
    np.add.at(found, at, numbers)
    return found
