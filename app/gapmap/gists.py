"""What the numbers of any map depend on in one study: its stances, its people, what it is of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from app.gapmap.assessed import assess
from app.gapmap.values import NONE_STATED, Bounds, Layer, MappedStudy, TrialState
from app.records import SkinType, Standing

Pair = tuple[str | None, str | None]
"""Indication and outcome; None: any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """A study without its words: what can be kept of it in few numbers."""

    name: int
    """A number below 2**40 that no other study has."""
    year: int | None
    layer: Layer
    standing: dict[SkinType, Standing]
    by_type: dict[SkinType, Bounds]
    people: Bounds
    silent: bool
    counted: frozenset[SkinType]
    reported: frozenset[tuple[SkinType, str | None]]
    is_whole: bool
    state: TrialState | None
    indications: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    body_sites: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()
    designs: frozenset[str] = frozenset()
    overlaps: frozenset[int] = frozenset()
    """Numbers of studies that may hold the same people."""

    def of_type(self, skin_type: SkinType | None) -> Bounds:
        """Its people of one type, or all of them."""
        return self.people if skin_type is None else self.by_type[skin_type]

    def pairs(self) -> Iterator[Pair]:
        """Every indication and outcome whose cells it stands in, "any" and "none stated" too."""
        return product(
            (None, *(self.indications or (NONE_STATED,))),
            (None, *(self.outcomes or (NONE_STATED,))),
        )


def gist_of(study: MappedStudy, number_of: Callable[[str], int]) -> Gist:
    """The gist of a study; `number_of` gives the number of a public id."""
    [assessed] = assess([study])
    return Gist(
        name=number_of(study.public_id),
        year=study.year,
        layer=study.layer,
        standing=assessed.standing,
        by_type=assessed.by_type,
        people=assessed.people,
        silent=assessed.silent,
        counted=assessed.counted,
        reported=assessed.reported,
        is_whole=assessed.is_whole,
        state=assessed.state,
        indications=study.indications,
        outcomes=study.outcomes,
        body_sites=study.body_sites,
        procedures=study.procedures,
        designs=study.designs,
        overlaps=frozenset(map(number_of, study.overlaps)),
    )
