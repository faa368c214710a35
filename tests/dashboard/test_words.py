"""Numbers in words: never a figure without its denominator, never a bound as a count."""

import pytest

from app.answers import MapQuestion
from app.dashboard import links, words
from app.exports.map_words import people_of
from app.gapmap import Bounds, CellKey
from app.records import SkinType


@pytest.mark.parametrize(
    ("bounds", "participants", "said"),
    [
        (Bounds(1, 34), 38, "1\N{EN DASH}34 of 38 people"),
        (Bounds(0, 34), 38, "up to 34 of 38 people"),
        (Bounds(2, 2), 12, "2 of 12 people"),
        (Bounds(38, 38), 38, "38 people"),
        (Bounds(1, 1), None, "1 person"),
        (Bounds(2, None), None, "2 or more people"),
        (Bounds(0, None), None, "number of people not stated"),
    ],
)
def test_people_are_given_with_bounds_and_denominator(
    bounds: Bounds, participants: int | None, said: str
) -> None:
    assert people_of(bounds, participants) == said


@pytest.mark.parametrize(("number", "said"), [(0, "no study"), (1, "1 study"), (7, "7 studies")])
def test_studies_are_counted(number: int, said: str) -> None:
    assert words.studies(number) == said


def test_an_address_leaves_defaults_out_and_repeats_lists() -> None:
    question = MapQuestion(indication=["wrinkles", "scars"], year_from=2020)
    assert (
        links.url_of("/gap-map", question)
        == "/gap-map?indication=wrinkles&indication=scars&year_from=2020"
    )


def test_a_cell_keeps_the_conditions_of_its_map_and_not_its_axes() -> None:
    question = MapQuestion(indication=["wrinkles"], year_from=2020)
    key = CellKey(SkinType.V, None, "pain")
    assert links.cell_url(key, question) == (
        "/gap-map/cell?fitzpatrick=V&outcome=pain&year_from=2020"
    )
