"""People treated by skin type over the years: worked out from one layer's studies, purely."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.gapmap import Bounds, Layer, MappedStudy
from app.gapmap.assessed import Assessed, assess, overlapping
from app.gapmap.people import tells_of
from app.records import SkinType, Standing

People = Callable[[Assessed], Bounds]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeSoFar:
    """One skin type at the end of a year.

    `people` is None as long as no study that gives a year and a number says anything of the type:
    that is not reported, and not nobody. `studies` says in how many somebody of it took part, with
    a number of people or without.
    """

    fitzpatrick: SkinType
    people: Bounds | None
    studies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSoFar:
    """A year with studies, and all that was known at its end; years without any are left out."""

    year: int
    studies: int
    """Published in this very year."""
    reporting: int
    """Of these, the ones that name any skin type."""
    studies_so_far: int
    people: int
    """Everybody so far, in studies with a number."""
    people_silent: int
    """So far, in studies that name no skin type."""
    by_type: tuple[TypeSoFar, ...]
    """So far, in studies that name any skin type."""
    study_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A study that is not in the lines of people, with what it does say."""

    public_id: str
    title: str
    year: int | None
    participants: int | None
    types: tuple[SkinType, ...]
    """Skin types of which somebody took part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """The years of one layer; layers are never added up.

    A study without a year is in no year; one without a number counts among the studies of its year
    and is in no line of people. People of studies that may overlap are counted once, as far as is
    known today: a line never falls.
    """

    layer: Layer
    studies: int
    years: tuple[YearSoFar, ...]
    without_year: tuple[Unplaced, ...]
    without_number: tuple[Unplaced, ...]
    """With a year, and without a number."""
    overlapping: tuple[str, ...]


def over_time(studies: Iterable[MappedStudy], layer: Layer) -> OverTime:
    """The studies of one layer, year by year."""
    here = assess(s for s in studies if s.layer is layer)
    dated = [s for s in here if s.study.year is not None]
    counted = [s for s in dated if s.study.participants is not None]
    ids = {s.study.public_id for s in counted}
    return OverTime(
        layer=layer,
        studies=len(here),
        years=_years(dated, counted),
        without_year=tuple(_unplaced(s) for s in here if s.study.year is None),
        without_number=tuple(_unplaced(s) for s in dated if s.study.participants is None),
        overlapping=tuple(s.study.public_id for s in counted if s.study.overlaps & ids),
    )


def _years(dated: Sequence[Assessed], counted: Sequence[Assessed]) -> tuple[YearSoFar, ...]:
    of_year: defaultdict[int, list[Assessed]] = defaultdict(list)
    for study in dated:
        of_year[_year(study)].append(study)
    years = sorted(of_year)
    everybody = _so_far(counted, years, _all)
    silent = _so_far([s for s in counted if s.silent], years, _all)
    by_type = [_type_so_far(t, dated, counted, years) for t in SkinType]
    return tuple(
        YearSoFar(
            year=year,
            studies=len(of_year[year]),
            reporting=sum(not s.silent for s in of_year[year]),
            studies_so_far=so_far,
            people=everybody[at].lower,
            people_silent=silent[at].lower,
            by_type=tuple(line[at] for line in by_type),
            study_ids=tuple(s.study.public_id for s in of_year[year]),
        )
        for at, (year, so_far) in enumerate(
            zip(years, accumulate(len(of_year[y]) for y in years), strict=True)
        )
    )


def _type_so_far(
    skin_type: SkinType, dated: Sequence[Assessed], counted: Sequence[Assessed], years: list[int]
) -> list[TypeSoFar]:
    reporting = [s for s in counted if not s.silent]
    people = _so_far(reporting, years, lambda s: _of_type(s, skin_type))
    told = [_year(s) for s in reporting if tells_of(s.study, (skin_type,))]
    since = min(told, default=None)
    including = Counter(_year(s) for s in dated if s.standing[skin_type] is Standing.STUDIED)
    studies = accumulate(including[year] for year in years)
    return [
        TypeSoFar(
            fitzpatrick=skin_type,
            people=bounds if since is not None and year >= since else None,
            studies=number,
        )
        for year, bounds, number in zip(years, people, studies, strict=True)
    ]


def _so_far(studies: Sequence[Assessed], years: list[int], people: People) -> list[Bounds]:
    """The sum at the end of each year; of studies that may share people only the largest counts."""
    least: Counter[int] = Counter()
    most: Counter[int] = Counter()
    for together in overlapping(studies):
        low = high = 0
        for study in sorted(together, key=_year):
            bounds = people(study)
            top = bounds.lower if bounds.upper is None else bounds.upper
            least[_year(study)] += max(0, bounds.lower - low)
            most[_year(study)] += max(0, top - high)
            low, high = max(low, bounds.lower), max(high, top)
    sums = zip(
        accumulate(least[year] for year in years),
        accumulate(most[year] for year in years),
        strict=True,
    )
    return [Bounds(lower, upper) for lower, upper in sums]


def _of_type(study: Assessed, skin_type: SkinType) -> Bounds:
    """Its people of one type; of those whose number is known never more than all."""
    everybody = study.study.participants or 0
    bounds = study.by_type[skin_type]
    upper = everybody if bounds.upper is None else min(bounds.upper, everybody)
    lower = min(bounds.lower, everybody)
    return Bounds(lower, max(lower, upper))


def _all(study: Assessed) -> Bounds:
    return study.people


def _year(study: Assessed) -> int:
    return study.study.year or 0


def _unplaced(study: Assessed) -> Unplaced:
    of = study.study
    return Unplaced(
        public_id=of.public_id,
        title=of.title,
        year=of.year,
        participants=of.participants,
        types=tuple(t for t in SkinType if study.standing[t] is Standing.STUDIED),
    )
