"""Who took part: how many studies tell skin type, and what share of studies and people each type is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.gapmap.assessed import Assessed, assess, total_people
from app.gapmap.people import tells_of
from app.gapmap.proportions import Interval, IntervalRule, Proportion, proportion
from app.gapmap.values import Bounds, Layer, MappedStudy
from app.records import SkinType, Standing

Types = tuple[SkinType, ...]

GROUPS: tuple[Types, ...] = (
    *((t,) for t in SkinType),
    (SkinType.IV, SkinType.V, SkinType.VI),
    (SkinType.V, SkinType.VI),
)
"""Each type, and the two groups that published reviews count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleShare:
    """The share of people of some types, at least and at most, of people whose number is known.

    `people` is None, and so is every share, where no study says anything of these types: that is
    not nobody. `interval` reaches from the lower end for the fewest to the upper end for the most
    (Wilson).
    """

    people: Bounds | None
    of: int
    lowest: float | None
    highest: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupShare:
    """Studies and people of any of some types, over all studies and over those reporting type.

    A study includes a type when somebody of it is said to have taken part: eligible is not enough.
    """

    types: Types
    studies_of_all: Proportion
    studies_of_reporting: Proportion
    people_of_all: PeopleShare
    people_of_reporting: PeopleShare
    study_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Representation:
    """The primary studies, or those of one other layer: never several layers together.

    `without_number` studies do not say how many took part; their people are in no share. People
    of studies that may overlap are counted once.
    """

    layer: Layer
    studies: int
    reporting: Proportion
    """Studies that name any skin type, of all."""
    people: int
    people_reporting: int
    """Of these, the ones in studies that name any."""
    without_number: int
    overlapping: tuple[str, ...]
    groups: tuple[GroupShare, ...]


def representation(studies: Iterable[MappedStudy], layer: Layer = Layer.PRIMARY) -> Representation:
    """The panel of one layer."""
    here = assess(s for s in studies if s.layer is layer)
    reporting = [s for s in here if not s.silent]
    ids = {s.study.public_id for s in here}
    return Representation(
        layer=layer,
        studies=len(here),
        reporting=proportion(len(reporting), len(here)),
        people=_people(here),
        people_reporting=_people(reporting),
        without_number=sum(s.study.participants is None for s in here),
        overlapping=tuple(s.study.public_id for s in here if s.study.overlaps & ids),
        groups=tuple(_group(types, here, reporting) for types in GROUPS),
    )


def _group(types: Types, here: Sequence[Assessed], reporting: Sequence[Assessed]) -> GroupShare:
    including = [s for s in here if any(s.standing[t] is Standing.STUDIED for t in types)]
    return GroupShare(
        types=types,
        studies_of_all=proportion(len(including), len(here)),
        studies_of_reporting=proportion(len(including), len(reporting)),
        people_of_all=people_share(types, here),
        people_of_reporting=people_share(types, reporting),
        study_ids=tuple(s.study.public_id for s in including),
    )


def people_share_of(types: Types, studies: Iterable[MappedStudy]) -> PeopleShare:
    """The people of any of the types in the studies that report type, of one layer."""
    return people_share(types, [s for s in assess(studies) if not s.silent])


def people_share(types: Types, studies: Sequence[Assessed]) -> PeopleShare:
    """The people of any of the types, of all people of the studies that give their number."""
    counted = [s for s in studies if s.study.participants is not None]
    of = _people(counted)
    if of == 0 or not any(tells_of(s.study, types) for s in counted):
        return PeopleShare(people=None, of=of, lowest=None, highest=None, interval=None)
    people = total_people(counted, lambda s: _of_types(s, types))
    least, most = people.lower, min(of, of if people.upper is None else people.upper)
    fewest, largest = proportion(least, of).interval, proportion(most, of).interval
    return PeopleShare(
        people=Bounds(least, most),
        of=of,
        lowest=least / of,
        highest=most / of,
        interval=Interval(
            lower=fewest.lower if fewest else 0.0,
            upper=largest.upper if largest else 1.0,
            rule=IntervalRule.WILSON,
        ),
    )


def _of_types(assessed: Assessed, types: Types) -> Bounds:
    """Bounds of several types together: a count of the very group says more than its parts do."""
    whole = assessed.study.participants or 0
    own = [assessed.by_type[t] for t in types]
    tops = [whole if b.upper is None else b.upper for b in own]
    told: dict[frozenset[SkinType], list[int]] = {}
    for count in assessed.study.counts:
        told.setdefault(frozenset(count.types), []).append(count.people)
    group = frozenset(types)
    least = max([sum(b.lower for b in own), *(min(n) for of, n in told.items() if of <= group)])
    most = min([whole, sum(tops), *(max(n) for of, n in told.items() if of >= group)])
    return Bounds(min(least, whole), max(most, min(least, whole)))


def _people(studies: Sequence[Assessed]) -> int:
    counted = [s for s in studies if s.study.participants is not None]
    return total_people(counted, lambda s: s.people).lower
