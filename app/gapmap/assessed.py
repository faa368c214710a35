"""A study together with what follows from it, worked out once for all cells it stands in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol, TypeVar

from app.gapmap.depth import is_by_type
from app.gapmap.people import bounds_by_type, people_of
from app.gapmap.registrations import state_of
from app.gapmap.standing import standing_of
from app.gapmap.values import Bounds, Layer, MappedStudy, TrialState
from app.records import Extent, SkinType, Standing

Name = str | int
"""Of a study, as it is known where its people are counted."""


class Overlapping(Protocol):
    """A study, and those that may hold the same people."""

    @property
    def name(self) -> Name:
        """No other study has it."""

    @property
    def overlaps(self) -> AbstractSet[Name]:
        """Names of the others."""


StudyT = TypeVar("StudyT", bound=Overlapping)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """A study, its standing to all six types, and bounds of its people."""

    study: MappedStudy
    standing: dict[SkinType, Standing]
    by_type: dict[SkinType, Bounds]
    people: Bounds
    silent: bool
    counted: frozenset[SkinType]
    """Types of which it says how many took part."""
    reported: frozenset[tuple[SkinType, str | None]]
    """Types with an outcome reported for them; with None where any outcome is."""

    is_whole: bool
    """All of it was read; a registration is whole as its registry shows it."""
    state: TrialState | None
    """Of a registration; None of anything else."""

    def of_type(self, skin_type: SkinType | None) -> Bounds:
        """Its people of one type, or all of them."""
        return self.people if skin_type is None else self.by_type[skin_type]

    @property
    def public_id(self) -> str:
        """The study's."""
        return self.study.public_id

    @property
    def name(self) -> str:
        """The study's public id."""
        return self.study.public_id

    @property
    def layer(self) -> Layer:
        """The study's."""
        return self.study.layer

    @property
    def overlaps(self) -> frozenset[str]:
        """The study's."""
        return self.study.overlaps


def assess(studies: Iterable[MappedStudy]) -> list[Assessed]:
    """Work out what follows from each study."""
    return [_assessed(study) for study in studies]


def _assessed(study: MappedStudy) -> Assessed:
    standing = {t: standing_of(study, t) for t in SkinType}
    planned = study.layer is Layer.PLANNED
    return Assessed(
        study=study,
        standing=standing,
        by_type=bounds_by_type(study),
        people=people_of(study),
        silent=all(one is Standing.NOT_REPORTED for one in standing.values()),
        counted=frozenset(c.types[0] for c in study.counts if len(c.types) == 1 and c.people),
        reported=frozenset(_reported(study)),
        is_whole=planned or study.extent is Extent.FULL_TEXT,
        state=state_of(study) if planned else None,
    )


def _reported(study: MappedStudy) -> Iterator[tuple[SkinType, str | None]]:
    for result in study.results:
        for skin_type in result.types:
            if is_by_type(result, study, skin_type):
                yield skin_type, result.outcome
                yield skin_type, None


def total_people(studies: Sequence[StudyT], people: Callable[[StudyT], Bounds]) -> Bounds:
    """The sum over studies; of studies that may hold the same people only the largest counts.

    The upper bound is unknown as soon as that of one study is.
    """
    if len(studies) < 2:  # as in most cells
        return people(studies[0]) if studies else Bounds(0, 0)
    lower, upper = 0, 0
    unlimited = False
    for together in overlapping(studies):
        bounds = [people(s) for s in together]
        tops = [b.upper for b in bounds if b.upper is not None]
        unlimited = unlimited or len(tops) < len(bounds)
        lower += max(b.lower for b in bounds)
        upper += max(tops, default=0)
    return Bounds(lower, None if unlimited else upper)


def overlapping(studies: Sequence[StudyT]) -> list[list[StudyT]]:
    """The studies in groups connected by a possible overlap, most of them alone."""
    if not any(s.overlaps for s in studies):
        return [[s] for s in studies]  # as most are; maps ask this often
    by_id: dict[Name, StudyT] = {s.name: s for s in studies}
    neighbours: dict[Name, set[Name]] = {name: set() for name in by_id}
    for name, study in by_id.items():
        for other in by_id.keys() & study.overlaps:
            neighbours[name].add(other)
            neighbours[other].add(name)
    groups: list[list[StudyT]] = []
    seen: set[Name] = set()
    for start in by_id:
        if start not in seen:
            group = _reachable(start, neighbours)
            seen |= group
            groups.append([by_id[member] for member in sorted(group, key=str)])
    return groups


def _reachable(start: Name, neighbours: dict[Name, set[Name]]) -> set[Name]:
    reached = {start}
    waiting = [start]
    while waiting:
        further = neighbours[waiting.pop()] - reached
        reached |= further
        waiting.extend(further)
    return reached
