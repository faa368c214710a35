"""The map from tallies in place of studies: the same in everything, but that it names no study."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from app.gapmap.cells import cell_from
from app.gapmap.content import NOBODY, CellContent, Crowd, Registered, answers, told
from app.gapmap.gists import Pair
from app.gapmap.matrix import MapQuery, check_axes, check_values, held_key, key_at, values_on
from app.gapmap.stances import Stance
from app.gapmap.tallies import NOTHING_SHARED, Shared, Tally
from app.gapmap.values import (
    NONE_STATED,
    Axis,
    AxisValue,
    Bounds,
    Cell,
    CellKey,
    Layer,
    Matrix,
)
from app.records import SkinType
from app.topic import Topic


@dataclass(frozen=True, slots=True)
class Tallied:
    """One cell as tallies, with what is shared in it by the layers that are asked for."""

    stances: Mapping[Stance, Tally] = field(default_factory=dict)
    shared: Shared = NOTHING_SHARED

    def numbers(self) -> dict[Stance, int]:
        """How many studies have each stance."""
        return {stance: tally.studies for stance, tally in self.stances.items()}


PairTallied = Mapping[SkinType | None, Tallied]
"""The cells of one indication and outcome: of any type, and of each."""
NO_CELL = Tallied()
Inside = Mapping[SkinType, Mapping[Stance, int]]
NO_TYPES: Inside = {t: {} for t in SkinType}


class TalliedStudies(Protocol):
    """Studies that a map is drawn from, as tallies of the layers that are asked for."""

    def pair(self, pair: Pair, types: Collection[SkinType | None]) -> PairTallied:
        """The cells of these types; those that no study stands in may be missing, or others be there."""

    def inside(self, pair: Pair) -> Inside:
        """How many studies have each stance to each type: all that a cell of none tells of them."""

    def scope(self) -> Tallied:
        """All studies of the indications and outcomes asked for, as the cell of any type."""

    def registered(self, numbers: Collection[int]) -> Mapping[int, Registered]:
        """What registries say of studies, by their numbers."""


def tallied_matrix(
    studies: TalliedStudies, query: MapQuery, topic: Topic, *, searched: bool = True
) -> Matrix:
    """The map as `matrix` gives it, without the names of studies and registrations.

    Raises:
        InvalidQueryError: If rows and columns are the same axis, or a value is not in the topic.
    """
    check_axes(query)
    check_values(query, topic)
    rows, columns = (_values(axis, studies, query, topic) for axis in (query.rows, query.columns))
    held = held_key(query)
    keys = [[key_at(held, query, row, column) for column in columns] for row in rows]
    types = {key.fitzpatrick for line in keys for key in line}
    pairs = {(key.indication, key.outcome): NO_PAIR for line in keys for key in line}
    pairs |= {pair: studies.pair(pair, types) for pair in pairs}
    registered = studies.registered(_alone(pairs.values()))
    asked = Asked(query.layers, registered, searched=searched)
    whole = asked.content(CellKey(), studies.scope())

    def at(key: CellKey) -> Cell:
        pair = key.indication, key.outcome
        own = pairs[pair].get(key.fitzpatrick, NO_CELL)
        inside = {} if key.fitzpatrick else studies.inside(pair)
        return cell_from(asked.content(key, own, inside), topic)

    return Matrix(
        row_axis=query.rows,
        column_axis=query.columns,
        rows=rows,
        columns=columns,
        cells=tuple(tuple(map(at, line)) for line in keys),
        layers=query.layers,
        studies=sum(whole.asked.values()),
        people=whole.answer.people,
    )


NO_PAIR: PairTallied = {}


def inside_of(pair: PairTallied) -> Inside:
    """Of cells of all types what `TalliedStudies.inside` tells."""
    return {t: pair.get(t, NO_CELL).numbers() for t in SkinType}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of tallies, and what registries say of the registrations among them."""

    layers: tuple[Layer, ...]
    registered: Mapping[int, Registered]
    searched: bool = True

    def content(self, key: CellKey, own: Tallied, inside: Inside = NO_TYPES) -> CellContent:
        """The content of a cell; `inside` are the stances to each type where it is of none."""
        return CellContent(
            key=key,
            layers=self.layers,
            concerned=own.numbers(),
            answer=self._answer(own, key.fitzpatrick),
            silent=self._silent(own),
            by_type=inside,
            alone={
                stance: self.registered[tally.number]
                for stance, tally in own.stances.items()
                if _is_alone(stance, tally) and tally.number in self.registered
            },
            searched=self.searched,
        )

    def _answer(self, own: Tallied, skin_type: SkinType | None) -> Crowd:
        found = {s: t for s, t in self._asked(own) if answers(s, skin_type)}
        tallies, layers, shared = found.values(), {s.layer for s in found}, own.shared
        people = _bounds((t.least, t.most, t.boundless) for t in tallies)
        of_type = _bounds((t.of_least, t.of_most, t.of_boundless) for t in tallies)
        people = _less(people, shared.least, shared.most)
        of_type = _less(of_type, shared.of_least, shared.of_most) if skin_type else people
        return Crowd(
            people=told(people, layers),
            of_type=told(of_type, layers),
            together=shared.together,
        )

    def _silent(self, own: Tallied) -> Bounds | None:
        silent = {s: t for s, t in self._asked(own) if s.silent}
        if not silent:
            return NOBODY
        people = _bounds((t.least, t.most, t.boundless) for t in silent.values())
        people = _less(people, own.shared.silent_least, own.shared.silent_most)
        return told(people, {s.layer for s in silent})

    def _asked(self, own: Tallied) -> Iterator[tuple[Stance, Tally]]:
        return ((s, t) for s, t in own.stances.items() if s.layer in self.layers)


def _bounds(parts: Iterable[tuple[int, int, int]]) -> Bounds:
    """The sum of tallies: least, most, and how many have no upper limit."""
    lower, upper, boundless = 0, 0, 0
    for least, most, without in parts:
        lower, upper, boundless = lower + least, upper + most, boundless + without
    return Bounds(lower, None if boundless else upper)


def _less(bounds: Bounds, least: int, most: int) -> Bounds:
    upper = None if bounds.upper is None else bounds.upper - most
    return Bounds(bounds.lower - least, upper)


def _values(
    axis: Axis, studies: TalliedStudies, query: MapQuery, topic: Topic
) -> tuple[AxisValue, ...]:
    def is_unstated() -> bool:
        """Whether a study of the scope and of the layers asked for states no value on the axis."""
        others: tuple[str | None, ...] = query.outcome or (None,)
        if axis is Axis.OUTCOME:
            others = query.indication or (None,)
        own = query.wanted(axis)
        if own and NONE_STATED not in own:
            return False
        pairs: Iterable[Pair] = ((NONE_STATED, other) for other in others)
        if axis is Axis.OUTCOME:
            pairs = ((other, NONE_STATED) for other in others)
        cells = (studies.pair(pair, (None,)).get(None, NO_CELL) for pair in pairs)
        return any(s.layer in query.layers for cell in cells for s in cell.stances)

    return values_on(axis, query, topic, is_unstated)


def _alone(pairs: Iterable[PairTallied]) -> set[int]:
    """Numbers of registrations that no other study has the stance of, in any cell."""
    return {
        tally.number
        for pair in pairs
        for cell in pair.values()
        for stance, tally in cell.stances.items()
        if _is_alone(stance, tally)
    }


def _is_alone(stance: Stance, tally: Tally) -> bool:
    return stance.layer is Layer.PLANNED and tally.studies == 1
