"""A study together with what follows from it, worked out once for all cells it stands in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.gapmap.depth import is_by_type
from app.gapmap.people import bounds_by_type, people_of
from app.gapmap.standing import is_silent, standing_of
from app.gapmap.values import Bounds, MappedStudy
from app.records import SkinType, Standing


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

    def of_type(self, skin_type: SkinType | None) -> Bounds:
        """Its people of one type, or all of them."""
        return self.people if skin_type is None else self.by_type[skin_type]


def assess(studies: Iterable[MappedStudy]) -> list[Assessed]:
    """Work out what follows from each study."""
    return [
        Assessed(
            study=study,
            standing={t: standing_of(study, t) for t in SkinType},
            by_type=bounds_by_type(study),
            people=people_of(study),
            silent=is_silent(study),
            counted=frozenset(c.types[0] for c in study.counts if len(c.types) == 1 and c.people),
            reported=frozenset(_reported(study)),
        )
        for study in studies
    ]


def _reported(study: MappedStudy) -> Iterator[tuple[SkinType, str | None]]:
    for result in study.results:
        for skin_type in result.types:
            if is_by_type(result, study, skin_type):
                yield skin_type, result.outcome
                yield skin_type, None


def total_people(studies: Sequence[Assessed], people: Callable[[Assessed], Bounds]) -> Bounds:
    """The sum over studies; of studies that may hold the same people only the largest counts.

    The upper bound is unknown as soon as that of one study is.
    """
    lower, upper = 0, 0
    unlimited = False
    for together in overlapping(studies):
        bounds = [people(s) for s in together]
        tops = [b.upper for b in bounds if b.upper is not None]
        unlimited = unlimited or len(tops) < len(bounds)
        lower += max(b.lower for b in bounds)
        upper += max(tops, default=0)
    return Bounds(lower, None if unlimited else upper)


def overlapping(studies: Sequence[Assessed]) -> list[list[Assessed]]:
    """The studies in groups connected by a possible overlap, most of them alone."""
    by_id = {s.study.public_id: s for s in studies}
    neighbours: dict[str, set[str]] = {public_id: set() for public_id in by_id}
    for public_id, assessed in by_id.items():
        for other in assessed.study.overlaps & by_id.keys():
            neighbours[public_id].add(other)
            neighbours[other].add(public_id)
    groups: list[list[Assessed]] = []
    seen: set[str] = set()
    for public_id in by_id:
        if public_id not in seen:
            group = _reachable(public_id, neighbours)
            seen |= group
            groups.append([by_id[member] for member in sorted(group)])
    return groups


def _reachable(start: str, neighbours: dict[str, set[str]]) -> set[str]:
    reached = {start}
    waiting = [start]
    while waiting:
        further = neighbours[waiting.pop()] - reached
        reached |= further
        waiting.extend(further)
    return reached
