"""How many people of each skin type took part in a study: at least and at most."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.gapmap.standing import standing_of
from app.gapmap.tightening import ALL_TYPES, BEYOND_COUNT, Intervals, Total, tightened
from app.gapmap.values import Bounds, Layer, MappedStudy
from app.records import SkinType, Standing


def bounds_by_type(study: MappedStudy) -> dict[SkinType, Bounds]:
    """Bounds for all six types; the lower ones sum to at most n, the upper ones to at least n.

    A type that was studied has somebody, and a count is taken for exact. A study that names types
    or counts them has nobody of another type, unless people are then left over: those may be of
    any type that it does not exclude. Statements that cannot all be true widen the bounds.
    """
    return dict(_bounds_of(_statement(study)))


def bounds_as_told(study: MappedStudy) -> dict[SkinType, Bounds]:
    """Bounds that rest on no silence: of a type that goes unnamed there may have been people.

    Nobody is of it only where the study excludes it or counts all its people under other types.
    """
    statement = _statement(study)
    solved = _open(statement)
    if solved is None or not _holds_everybody(solved, statement.people):
        solved = _widened(statement)
    return {t: _bounds(solved[t]) for t in SkinType}


def tells_of(study: MappedStudy, types: Iterable[SkinType]) -> bool:
    """Whether the study says anything of how many of its people were of these types together.

    It does where somebody of one took part or is counted, and where nobody of any can have.
    """
    asked, statement = frozenset(types), _statement(study)
    spoken_of = statement.studied.union(*(total.types for total in statement.totals))
    if asked & spoken_of:
        return True
    told = bounds_as_told(study)
    return all(told[t].upper == 0 for t in asked)


def people_of(study: MappedStudy) -> Bounds:
    """All participants; where their number is unknown, at least those that types and counts imply.

    A review adds nobody.
    """
    if study.layer is Layer.SECONDARY:
        return Bounds(0, 0)
    if study.participants is not None:
        return Bounds(study.participants, study.participants)
    return Bounds(sum(b.lower for b in bounds_by_type(study).values()), None)


MOST_STATEMENTS = 10_000  # whose bounds are in memory: many studies say the same, as nothing of 20


@dataclass(frozen=True, slots=True)
class _Statement:
    """What one study says about the types of its participants."""

    people: int | None
    studied: frozenset[SkinType]
    excluded: frozenset[SkinType]
    totals: tuple[Total, ...]

    @property
    def most(self) -> int:
        return BEYOND_COUNT if self.people is None else self.people

    @property
    def counted(self) -> frozenset[SkinType]:
        return frozenset(t for total in self.totals if total.most for t in total.types)

    @property
    def named(self) -> frozenset[SkinType]:
        """Types that somebody can be of if the study names all its types."""
        return self.studied | self.counted

    @property
    def is_breakdown(self) -> bool:
        """Whether counts cover the studied types, all or all but one to be told by difference."""
        uncounted = len(self.studied - self.counted)
        return bool(self.totals) and uncounted <= (1 if len(self.totals) > 1 else 0)


def _statement(study: MappedStudy) -> _Statement:
    standings = {t: standing_of(study, t) for t in SkinType}
    counts: dict[frozenset[SkinType], list[int]] = {}
    for count in study.counts:
        if count.types and count.people >= 0:
            counts.setdefault(frozenset(count.types), []).append(count.people)
    return _Statement(
        people=study.participants if study.layer is not Layer.SECONDARY else 0,
        studied=frozenset(t for t in SkinType if standings[t] is Standing.STUDIED),
        excluded=frozenset(t for t in SkinType if standings[t] is Standing.EXCLUDED),
        totals=tuple(Total(types, min(told), max(told)) for types, told in counts.items()),
    )


@lru_cache(MOST_STATEMENTS)
def _bounds_of(statement: _Statement) -> Mapping[SkinType, Bounds]:
    solved = _closed(statement) or _open(statement)
    if solved is None or not _holds_everybody(solved, statement.people):
        solved = _widened(statement)
    return {t: _bounds(solved[t]) for t in SkinType}


def _closed(statement: _Statement) -> Intervals | None:
    """The types that the study names are all there are.

    Unless it breaks its people down by type, another type may have gone unnamed: then only the
    upper bounds rest on the names.
    """
    if not statement.named:
        return None
    narrow = _solved(statement, statement.named - statement.excluded, everybody_named=True)
    if narrow is None or statement.is_breakdown:
        return narrow
    wide = _open(statement)
    return narrow if wide is None else {t: (wide[t][0], narrow[t][1]) for t in SkinType}


def _open(statement: _Statement) -> Intervals | None:
    """People whose type is not told may be of any type that is not excluded, or of none told.

    They are put to no type from below; where every type has its count already they may still be of
    any of them, so that the bounds hold all people.
    """
    possible = ALL_TYPES - statement.excluded
    intervals = _solved(statement, possible, everybody_named=False)
    if intervals is None or statement.people is None or not possible:
        return intervals
    left_over = max(0, statement.people - sum(upper for _, upper in intervals.values()))
    return {
        t: (lower, upper + left_over if t in possible else upper)
        for t, (lower, upper) in intervals.items()
    }


def _solved(
    statement: _Statement, possible: frozenset[SkinType], *, everybody_named: bool
) -> Intervals | None:
    start = {
        t: (int(t in statement.studied), statement.most if t in possible else 0) for t in SkinType
    }
    totals = list(statement.totals)
    if statement.people is not None:
        least = statement.people if everybody_named else 0
        totals.append(Total(ALL_TYPES, least, statement.people))
    return tightened(start, totals)


def _holds_everybody(intervals: Intervals, people: int | None) -> bool:
    return people is None or sum(upper for _, upper in intervals.values()) >= people


def _widened(statement: _Statement) -> Intervals:
    """What can be said of statements that contradict each other: as little as needed."""
    possible = statement.named or ALL_TYPES - statement.excluded or ALL_TYPES
    somebody = len(statement.studied) <= statement.most
    largest = max((total.most for total in statement.totals), default=0)
    return {
        t: (
            int(somebody and t in statement.studied),
            max(statement.most, largest) if t in possible else 0,
        )
        for t in SkinType
    }


def _bounds(interval: tuple[int, int]) -> Bounds:
    lower, upper = interval
    return Bounds(lower, None if upper >= BEYOND_COUNT else upper)
