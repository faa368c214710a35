from datetime import UTC, datetime

from app.answers import as_plain
from app.gapmap import Bounds, CellKey, Depth, Layer
from app.records import SkinType, Standing


def test_skin_types_are_roman_and_depths_are_words() -> None:
    assert as_plain({SkinType.IV: Depth.REPORTED_BY_TYPE}) == {"IV": "reported_by_type"}


def test_values_become_objects_with_what_is_unknown_as_null() -> None:
    assert as_plain(Bounds(2, None)) == {"lower": 2, "upper": None}
    assert as_plain(CellKey(SkinType.I)) == {
        "fitzpatrick": "I",
        "indication": None,
        "outcome": None,
    }


def test_sets_are_sorted_so_that_the_same_answer_reads_the_same() -> None:
    assert as_plain(frozenset({Layer.PRIMARY, Layer.INDIRECT})) == ["indirect", "primary"]


def test_moments_are_iso_8601() -> None:
    assert as_plain((datetime(2026, 11, 22, tzinfo=UTC), Standing.NOT_REPORTED)) == [
        "2026-11-22T00:00:00+00:00",
        "not_reported",
    ]
