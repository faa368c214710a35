import pytest

from app.gapmap import NONE_STATED, CellKey, Depth, MappedStudy, depth
from app.records import SkinType, Standing
from tests.gapmap.micro_coring import NECK, RETROSPECTIVE, a_study, count, result, studied

V = SkinType.V


@pytest.mark.parametrize(
    ("study", "rung"),
    [
        (a_study(), Depth.NONE),
        (a_study(standing={V: Standing.EXCLUDED}), Depth.NONE),
        (a_study(standing={V: Standing.ELIGIBLE}), Depth.ELIGIBLE),
        (a_study(standing=studied("V")), Depth.STUDIED),
        (a_study(standing=studied("IV V"), counts=(count("IV V", 5),)), Depth.STUDIED),
        (a_study(standing=studied("IV V"), counts=(count("V", 5),)), Depth.COUNTED),
        (a_study(counts=(count("V", 5),)), Depth.NONE),
        (a_study(standing=studied("V"), counts=(count("V", 0),)), Depth.NONE),
    ],
    ids=["silent", "excluded", "eligible", "studied", "in a range", "counted", "a count alone",
         "nobody"],
)  # fmt: skip
def test_each_rung_of_the_ladder(study: MappedStudy, rung: Depth) -> None:
    assert depth(study, CellKey(V)) is rung


@pytest.mark.parametrize(
    ("types", "rung"),
    [
        ("", Depth.STUDIED),
        ("V", Depth.REPORTED_BY_TYPE),
        ("IV V", Depth.REPORTED_BY_TYPE),
        ("III IV V", Depth.STUDIED),
        ("IV", Depth.STUDIED),
    ],
)
def test_a_result_for_all_types_together_is_not_by_type(types: str, rung: Depth) -> None:
    study = a_study(
        standing=studied("III IV V"),
        outcomes="hyperpigmentation",
        results=(result("hyperpigmentation", types),),
    )
    assert depth(study, CellKey(V, None, "hyperpigmentation")) is rung


def test_a_result_by_type_counts_for_its_own_outcome_alone() -> None:
    study = a_study(
        standing=studied("IV V"), outcomes="hyperpigmentation pain", results=(result("pain", "V"),)
    )
    assert depth(study, CellKey(V, None, "hyperpigmentation")) is Depth.STUDIED
    assert depth(study, CellKey(V)) is Depth.REPORTED_BY_TYPE


def test_treating_a_type_and_measuring_an_outcome_does_not_report_it_by_type() -> None:
    assert depth(RETROSPECTIVE, CellKey(V, None, "hyperpigmentation")) is Depth.STUDIED


def test_a_study_of_something_else_reaches_no_rung() -> None:
    assert depth(RETROSPECTIVE, CellKey(V, "striae")) is Depth.NONE
    assert depth(RETROSPECTIVE, CellKey(V, None, NONE_STATED)) is Depth.NONE
    assert (
        depth(a_study(standing=studied("V")), CellKey(V, NONE_STATED, NONE_STATED)) is Depth.STUDIED
    )


def test_without_a_type_the_deepest_type_decides() -> None:
    assert depth(NECK, CellKey(None, "wrinkles")) is Depth.COUNTED
