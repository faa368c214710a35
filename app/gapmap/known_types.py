"""Of how many people of some studies the skin type is known, each by each."""

from collections.abc import Sequence

from app.gapmap.assessed import assess, overlapping
from app.gapmap.people import bounds_by_type
from app.gapmap.values import MappedStudy


def people_of_known_type(studies: Sequence[MappedStudy]) -> int | None:
    """People who are counted under one single skin type.

    Somebody in "types II to V" is of no known type, though the range is. None where two of the
    studies may hold the same people: nobody can say who would be counted twice.
    """
    if any(len(together) > 1 for together in overlapping(assess(studies))):
        return None
    return sum(
        bounds.lower
        for study in studies
        for bounds in bounds_by_type(study).values()
        if bounds.lower == bounds.upper
    )
