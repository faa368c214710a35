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
from app.gapmap.tallied import Inside, PairTallied, Tallied
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
    _occurring: dict[Pair, tuple[Numbers, Numbers]] = field(default_factory=dict)
    """Kinds of the studies of a pair, and how many are of each."""

    @property
    def size(self) -> int:
        """How many studies."""
        return int(np.count_nonzero(self.chosen))

    def pair(self, pair: Pair, types: Collection[SkinType | None]) -> PairTallied:
        """As `TalliedStudies`."""
        places = self._places(pair)
        if not len(places):
            return {}
        kind_at = self._kinds_at(places, pair[1])
        self._occurring[pair] = _occurring(self.columns, kind_at)
        return self._tallied(places, kind_at, types)

    def inside(self, pair: Pair) -> Inside:
        """As `TalliedStudies`."""
        if pair not in self._occurring:
            kind_at = self._kinds_at(self._places(pair), pair[1])
            self._occurring[pair] = _occurring(self.columns, kind_at)
        return {t: _stances(self.columns, *self._occurring[pair], t) for t in SkinType}

    def scope(self) -> Tallied:
        """As `TalliedStudies`."""
        places = np.flatnonzero(self.chosen)
        return self._tallied(places, self._kinds_at(places, None), (None,))[None]

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
        self, places: Numbers, kind_at: Numbers, types: Collection[SkinType | None]
    ) -> dict[SkinType | None, Tallied]:
        by_kind = _ByKind.of(self.columns, places, kind_at, types)
        groups = self._groups(places)
        return {
            t: Tallied(tallies, self._shared_by(groups, t))
            for t, tallies in by_kind.tallies().items()
        }

    def _kinds_at(self, places: Numbers, outcome: str | None) -> Numbers:
        if outcome not in self._kinds:
            self._kinds[outcome] = self.columns.kinds_for(outcome)
        return self._kinds[outcome][places]

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


def _occurring(columns: Columns, kind_at: Numbers) -> tuple[Numbers, Numbers]:
    """The kinds that occur, and how many studies are of each."""
    counts = np.bincount(kind_at, minlength=len(columns.kinds))
    kinds = np.flatnonzero(counts)
    return kinds, counts[kinds]


def _stances(
    columns: Columns, kinds: Numbers, studies: Numbers, skin_type: SkinType
) -> dict[Stance, int]:
    """How many of these studies have each stance to a type."""
    counts = np.bincount(columns.stance_at[skin_type][kinds], weights=studies).astype(np.int64)
    codes = np.flatnonzero(counts)
    return dict(
        zip(map(columns.stances.__getitem__, codes.tolist()), counts[codes].tolist(), strict=True)
    )


@dataclass(frozen=True, slots=True)
class _ByKind:
    """Studies counted by their kind, and the sums of their people."""

    columns: Columns
    kinds: Numbers
    """Those that occur."""
    studies: Numbers
    names: Numbers
    """Of registrations alone."""
    people: Mapping[SkinType | None, tuple[Numbers, Numbers]]
    """Least and most, of all, and of the types whose cells are asked for."""
    types: tuple[SkinType | None, ...]

    @classmethod
    def of(
        cls,
        columns: Columns,
        places: Numbers,
        kind_at: Numbers,
        types: Collection[SkinType | None],
    ) -> "_ByKind":
        """Of the studies at these places, whose kinds are these."""
        kinds, studies = _occurring(columns, kind_at)
        row = np.zeros(len(columns.kinds), np.int64)
        row[kinds] = np.arange(len(kinds))
        at = row[kind_at]
        registered = columns.registered[kind_at] == 1

        def sums(numbers: Numbers) -> Numbers:
            return _sums(at, numbers[places], len(kinds))

        return cls(
            columns=columns,
            kinds=kinds,
            studies=studies,
            names=_sums(at[registered], columns.names[places[registered]], len(kinds)),
            people={
                t: (sums(columns.least[n]), sums(columns.most[n]))
                for n, t in enumerate(TYPES)
                if t is None or t in types
            },
            types=tuple(types),
        )

    def tallies(self) -> dict[SkinType | None, dict[Stance, Tally]]:
        """By the stance that each kind has to each of the types: all of them in one sum."""
        stances, size = self.columns.stances, len(self.columns.stances)
        at = [self.columns.stance_at[t][self.kinds] + n * size for n, t in enumerate(self.types)]
        sums = np.zeros((len(self.types) * size, len(Tally._fields)), np.int64)
        np.add.at(sums, np.concatenate(at), np.concatenate([self._parts(t) for t in self.types]))
        held = np.flatnonzero(sums[:, 0])
        found: dict[SkinType | None, dict[Stance, Tally]] = {t: {} for t in self.types}
        for place, row in zip(held.tolist(), sums[held].tolist(), strict=True):
            n, code = divmod(place, size)
            found[self.types[n]][stances[code]] = Tally._make(row)
        return found

    def _parts(self, skin_type: SkinType | None) -> Numbers:
        """What each kind adds to a tally of a cell of this type, in the order of its fields."""
        people = (*self.people[None], self._boundless(None))
        nobody = np.zeros_like(self.studies)
        of_type = (nobody, nobody, nobody)
        if skin_type is not None:
            of_type = (*self.people[skin_type], self._boundless(skin_type))
        return np.stack((self.studies, self.names, *people, *of_type), axis=1)

    def _boundless(self, skin_type: SkinType | None) -> Numbers:
        return self.columns.boundless[skin_type][self.kinds] * self.studies


def _sums(at: Numbers, numbers: Numbers, size: int) -> Numbers:
    """The sum of the numbers at each place, exactly."""
    if numbers.dtype == np.int32:  # below 2**53 a float is exact, and ten times as fast
        return np.bincount(at, weights=numbers, minlength=size).astype(np.int64)
    found = np.zeros(size, np.int64)
    np.add.at(found, at, numbers)
    return found
