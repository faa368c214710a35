"""How many people rule a rate out: published numbers, and that one person fewer does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from app.gapmap.planning import (
    RATES,
    Plan,
    PlanQuestion,
    Sided,
    enough_without_event,
    people_without_event,
    plan,
)
from app.gapmap.proportions import IntervalRule, clopper_pearson, one_sided


def test_the_smallest_numbers_without_an_event_are_the_published_ones() -> None:
    table = {one.rate: (one.one_sided, one.two_sided) for one in enough_without_event()}
    assert table == {
        0.01: (299, 368),
        0.02: (149, 183),
        0.05: (59, 72),
        0.10: (29, 36),
        0.20: (14, 17),
    }


def test_a_hundred_and_twelve_people_cannot_rule_out_one_in_forty() -> None:
    assert people_without_event(0.025) > 112


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
@pytest.mark.parametrize("sided", list(Sided))
def test_so_many_are_enough_and_one_fewer_are_not(
    rate: float, confidence: float, sided: Sided
) -> None:
    limit = one_sided if sided is Sided.ONE else clopper_pearson
    people = people_without_event(rate, confidence, sided)
    assert limit(0, people, confidence).upper <= rate
    assert people == 1 or limit(0, people - 1, confidence).upper > rate


def test_a_whole_number_is_not_missed_by_rounding() -> None:
    """0.5 to the second power is 0.25 exactly; 0.9 to the second 0.81."""
    assert people_without_event(0.5, 0.75) == 2
    assert people_without_event(0.1, 0.19) == 2


@settings(deadline=None, max_examples=60)
@given(
    rate=st.floats(0.005, 0.6),
    confidence=st.floats(0.6, 0.999),
    events=st.integers(0, 12),
    sided=st.sampled_from(Sided),
)
def test_with_expected_events_too(
    rate: float, confidence: float, events: int, sided: Sided
) -> None:
    found = plan(PlanQuestion(rate=rate, confidence=confidence, events=events, sided=sided))
    tail = (1 - confidence) / (1 if sided is Sided.ONE else 2)
    assert found.limit == pytest.approx(beta.isf(tail, events + 1, found.people - events), abs=1e-9)
    assert found.limit <= rate * (1 + 1e-9)
    if found.limit_short is not None:
        assert found.limit_short > rate * (1 - 1e-9)


def planned(**asked: float) -> Plan:
    return plan(PlanQuestion(**{"rate": 0.05, **asked}))  # type: ignore[arg-type]  # builder


def test_those_treated_before_need_not_be_treated_again() -> None:
    assert (planned().people, planned().further) == (59, 59)
    assert (planned(treated=20).people, planned(treated=20).further) == (59, 39)
    assert (planned(treated=80).further, planned(treated=80).enrol) == (0, 0)


@pytest.mark.parametrize(
    ("drop_out", "enrol"), [(0.0, 59), (0.1, 66), (0.15, 70), (0.5, 118), (0.9, 590)]
)
def test_drop_out_is_made_up_for(drop_out: float, enrol: int) -> None:
    """59 / 0.9 is 65.6: whole people are enrolled; 59 / 0.1 is 590, not 591."""
    assert planned(drop_out=drop_out).enrol == enrol


def test_the_rule_is_named() -> None:
    assert planned().rule is IntervalRule.ONE_SIDED
    two = plan(PlanQuestion(rate=0.05, sided=Sided.TWO))
    assert (two.rule, two.people) == (IntervalRule.CLOPPER_PEARSON, 72)


@pytest.mark.parametrize(
    "asked",
    [
        {"rate": 0.0},
        {"rate": 1.0},
        {"confidence": 1.0},
        {"drop_out": 1.0},
        {"drop_out": -0.1},
        {"events": -1},
        {"treated": -1},
        {"rate": 1e-9},
        {"rate": 1e-7, "events": 5},
    ],
)
def test_what_cannot_be_planned_is_refused(asked: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"."):
        planned(**asked)
