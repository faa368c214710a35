"""All studies as columns of numbers: what a map of any filter is counted from in one pass."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from app.gapmap.gists import Gist
from app.gapmap.packed import ANY_OUTCOME, NO_YEAR, TYPES, Kind, Word, code_of
from app.gapmap.stances import Stance
from app.records import Dimension, SkinType

Numbers = npt.NDArray[Any]


class Results(NamedTuple):
    """The studies that report an outcome by type: their places, and the kinds they are then of."""

    places: Numbers
    kinds: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Studies in the order of their names. A place is a row number."""

    names: Numbers
    years: Numbers
    kind_at: Numbers
    """Of each study, where nothing is asked of results."""
    least: tuple[Numbers, ...]
    """People at least: all, and of each type."""
    most: tuple[Numbers, ...]
    """At most; 0 where no limit can be given."""
    having: Mapping[int, Numbers]
    """Places of studies that have a word, by its code."""
    without: Mapping[Dimension, Numbers]
    """Places of studies that name no indication, or no outcome."""
    results: Mapping[int, Results]
    """By the code of the outcome."""
    kinds: tuple[Kind, ...]
    boundless: Mapping[SkinType | None, Numbers]
    """By kind 1 where no upper limit of people can be given, of all or of a type."""
    registered: Numbers
    """By kind whether it is a registration that reported nothing."""
    stances: tuple[Stance, ...]
    stance_at: Mapping[SkinType | None, Numbers]
    """By kind, for cells of any type and of each."""
    overlaps: Mapping[int, frozenset[int]]
    """Places of the studies that may hold the same people as the one at a place."""
    shares: Numbers
    """Whether the study at a place may hold the same people as another."""
    together: Mapping[int, int]
    """The first place of all that hang together with the one at a place."""

    def __len__(self) -> int:
        return len(self.names)

    @property
    def size(self) -> int:
        """Bytes that the numbers take."""
        arrays = [self.names, self.years, self.kind_at, self.shares, *self.least, *self.most]
        arrays += [*self.having.values(), *self.without.values()]
        arrays += [part for results in self.results.values() for part in results]
        return sum(int(array.nbytes) for array in arrays)

    def places_of(self, word: Word) -> Numbers:
        """Places of the studies that have a word."""
        return self.having.get(code_of(word), NOWHERE)

    def kinds_for(self, outcome: str | None) -> Numbers:
        """The kind of each study where results of this outcome are asked about, or of any."""
        code = ANY_OUTCOME if outcome is None else code_of((Dimension.OUTCOME.value, outcome))
        results = self.results.get(code)
        if results is None:
            return self.kind_at
        kinds = self.kind_at.copy()
        kinds[results.places] = results.kinds
        return kinds

    def gist(self, place: int) -> Gist:
        """The study at a place, named by it, without what it is of."""
        kind: Kind = self.kinds[self.kind_at[place]]
        columns = zip(self.least, self.most, strict=True)
        people = ((int(least[place]), int(most[place])) for least, most in columns)
        return kind.as_gist(place, dict(zip(TYPES, people, strict=True)), self.overlaps[place])


NOWHERE: Numbers = np.empty(0, np.int32)


def years_between(columns: Columns, first: int | None, last: int | None) -> Numbers:
    """Which studies are of these years; one of unknown year is of none."""
    chosen: Numbers = columns.years != NO_YEAR
    if first is not None:
        chosen &= columns.years >= first
    if last is not None:
        chosen &= columns.years <= last
    return chosen


def having_any(columns: Columns, dimension: Dimension, values: Iterable[str]) -> Numbers:
    """Which studies have any of these values."""
    chosen = np.zeros(len(columns), bool)
    for value in values:
        chosen[columns.places_of((dimension.value, value))] = True
    return chosen
