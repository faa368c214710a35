"""Of how many people the skin type is known: a range of types is not a type."""

import pytest

from app.gapmap import MappedStudy, people_of_known_type
from tests.gapmap.micro_coring import a_study, count, studied


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ({"participants": 38, "standing": studied("I II III IV V")}, 0),
        ({"participants": 20, "standing": studied("IV")}, 0),  # another may have gone unnamed
        ({"participants": 20, "counts": (count("III", 12), count("IV", 5), count("V", 3))}, 20),
        ({"participants": 20, "counts": (count("III", 12), count("IV V", 8))}, 12),
        ({"counts": (count("IV", 2),)}, 2),
        ({"participants": 12}, 0),
    ],
)
def test_only_people_of_one_single_type_count(told: dict[str, object], known: int) -> None:
    assert people_of_known_type([a_study(**told)]) == known


def test_people_of_several_studies_add_up() -> None:
    assert people_of_known_type([counted("S1"), counted("S2")]) == 4
    assert people_of_known_type([]) == 0


def test_nobody_knows_where_the_same_people_may_be_in_two_studies() -> None:
    assert people_of_known_type([counted("S1"), counted("S2", "S1")]) is None


def counted(public_id: str, overlaps: str = "") -> MappedStudy:
    return a_study(public_id, counts=(count("IV", 2),), overlaps=overlaps)
