"""Intervals against SciPy over a grid, at the edges, and against published tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, binomtest

from app.gapmap.incomplete_beta import Beta
from app.gapmap.proportions import (
    Interval,
    IntervalRule,
    clopper_pearson,
    one_sided,
    proportion,
    wilson,
)

NEAR = 1e-9
SIZES = (1, 2, 3, 5, 10, 15, 16, 17, 20, 30, 51, 112, 461, 1419, 14_763, 10**6, 10**9)
CONFIDENCES = (0.5, 0.9, 0.95, 0.999)


def parts_of(people: int) -> list[int]:
    """Events at both edges, next to them and in the middle."""
    wanted = {0, 1, 2, people // 10, people // 3, people // 2, people - 2, people - 1, people}
    return sorted(x for x in wanted if 0 <= x <= people)


@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_the_exact_limits_are_those_of_scipy(people: int, confidence: float) -> None:
    tail = (1 - confidence) / 2
    for events in parts_of(people):
        found = clopper_pearson(events, people, confidence)
        lower = beta.ppf(tail, events, people - events + 1) if events else 0
        upper = beta.isf(tail, events + 1, people - events) if events < people else 1
        assert found.lower == pytest.approx(lower, abs=NEAR), events
        assert found.upper == pytest.approx(upper, abs=NEAR), events
        above = one_sided(events, people, confidence)
        top = beta.isf(2 * tail, events + 1, people - events) if events < people else 1
        assert (above.lower, above.upper) == (0, pytest.approx(top, abs=NEAR)), events


@pytest.mark.parametrize("people", [n for n in SIZES if n < 10**9])
def test_the_wilson_interval_is_that_of_scipy(people: int) -> None:
    for events in parts_of(people):
        for confidence in CONFIDENCES:
            known = binomtest(events, people).proportion_ci(confidence, "wilson")
            found = wilson(events, people, confidence)
            assert found.lower == pytest.approx(known.low, abs=NEAR)
            assert found.upper == pytest.approx(known.high, abs=NEAR)


@settings(deadline=None, max_examples=150)
@given(people=st.integers(1, 3000), data=st.data(), confidence=st.floats(0.5, 0.9999))
def test_any_exact_interval_is_that_of_scipy(
    people: int, data: st.DataObject, confidence: float
) -> None:
    events = data.draw(st.integers(0, people))
    known = binomtest(events, people).proportion_ci(confidence, "exact")
    found = clopper_pearson(events, people, confidence)
    assert found.lower == pytest.approx(known.low, abs=NEAR)
    assert found.upper == pytest.approx(known.high, abs=NEAR)
    assert found.lower <= events / people <= found.upper


@pytest.mark.parametrize(
    ("a", "b", "at"), [(1, 1, 0.3), (2, 9, 0.5), (40, 3, 0.99), (700, 900, 0.44), (5, 10**8, 1e-7)]
)
def test_both_tails_are_those_of_scipy(a: int, b: int, at: float) -> None:
    below, above = Beta(a, b).tails(at)
    assert below == pytest.approx(beta.cdf(at, a, b), rel=1e-7)
    assert above == pytest.approx(beta.sf(at, a, b), rel=1e-7)
    assert Beta(a, b).tails(0.0) == (0, 1)
    assert Beta(a, b).tails(1.0) == (1, 0)


@pytest.mark.parametrize(
    ("people", "above", "both"),
    [(5, 45.1, 52.2), (10, 25.9, 30.8), (20, 13.9, 16.8), (30, 9.5, 11.6), (51, 5.7, 7.0),
     (112, 2.6, 3.2)],
)  # fmt: skip
def test_what_no_event_in_so_many_people_can_rule_out(
    people: int, above: float, both: float
) -> None:
    """The table of zero events: one-sided exact, and Clopper-Pearson two-sided."""
    assert round(100 * one_sided(0, people).upper, 1) == above
    assert round(100 * clopper_pearson(0, people).upper, 1) == both


@pytest.mark.parametrize(
    ("count", "of", "share", "lower", "upper"),
    [(345, 461, 74.8, 70.7, 78.6), (95, 345, 27.5, 23.1, 32.5)],
)
def test_the_wilson_interval_is_the_one_that_a_review_printed(
    count: int, of: int, share: float, lower: float, upper: float
) -> None:
    """Manjaly 2023: trials that report phototype, and those of them with type V or VI."""
    found = proportion(count, of)
    assert found.share is not None
    assert found.interval is not None
    shown = (found.share, found.interval.lower, found.interval.upper)
    assert tuple(round(100 * one, 1) for one in shown) == (share, lower, upper)


def test_every_interval_names_its_rule() -> None:
    rules = [clopper_pearson(1, 9).rule, one_sided(1, 9).rule, wilson(1, 9).rule]
    assert rules == [IntervalRule.CLOPPER_PEARSON, IntervalRule.ONE_SIDED, IntervalRule.WILSON]


def test_nobody_is_no_proportion() -> None:
    found = proportion(0, 0)
    assert (found.share, found.interval) == (None, None)


@pytest.mark.parametrize(("count", "of"), [(1, 0), (-1, 5), (6, 5), (0, -1)])
def test_what_is_no_part_of_the_whole_is_refused(count: int, of: int) -> None:
    for interval in (clopper_pearson, one_sided, wilson):
        with pytest.raises(ValueError, match=r"."):
            interval(count, of)


@pytest.mark.parametrize("confidence", [0.0, 1.0, -0.1, 95.0])
def test_a_confidence_lies_between_nothing_and_certainty(confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        clopper_pearson(1, 9, confidence)


def test_more_people_without_an_event_leave_less_room() -> None:
    tops = [one_sided(0, people).upper for people in (1, 10, 100, 1000, 10**9)]
    assert tops == sorted(tops, reverse=True)
    assert isinstance(clopper_pearson(0, 1), Interval)
