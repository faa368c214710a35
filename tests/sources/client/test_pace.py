from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sources.client.pace import Pace, announced_gap, retry_after

NOW = datetime(2026, 11, 20, 12, 0, 0, tzinfo=UTC)


def test_turns_are_evenly_apart_and_never_saved_up() -> None:
    pace = Pace(per_second=4)
    assert [pace.reserve(100.0) for _ in range(3)] == [0.0, 0.25, 0.5]
    assert pace.reserve(200.0) == 0.0
    assert pace.reserve(200.1) == pytest.approx(0.15)


def test_a_hold_moves_the_next_turn_and_a_shorter_one_does_not() -> None:
    pace = Pace(per_second=4)
    pace.hold(110.0)
    pace.hold(105.0)
    assert pace.reserve(100.0) == 10.0


@pytest.mark.parametrize(
    ("headers", "gap"),
    [
        ({"x-rate-limit-limit": "5", "x-rate-limit-interval": "1s"}, 0.2),
        ({"x-ratelimit-limit": "60", "x-ratelimit-interval": "1m"}, 1.0),
        ({"x-rate-limit-limit": "0", "x-rate-limit-interval": "1s"}, None),
        ({"x-rate-limit-limit": "5"}, None),
        ({"x-rate-limit-limit": "many", "x-rate-limit-interval": "1s"}, None),
        ({"x-rate-limit-limit": "5", "x-rate-limit-interval": "soon"}, None),
        ({}, None),
    ],
)
def test_a_limit_counts_with_its_interval(headers: dict[str, str], gap: float | None) -> None:
    assert announced_gap(headers) == gap


@pytest.mark.parametrize(
    ("headers", "gap"),
    [
        ({"x-rate-limit-limit": "1", "x-rate-limit-interval": "1s"}, 1.0),
        ({"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s"}, 0.25),
        ({}, 0.25),
    ],
)
def test_headers_slow_the_pace_and_never_hurry_it(headers: dict[str, str], gap: float) -> None:
    pace = Pace(per_second=4)
    pace.heed({"x-rate-limit-limit": "2", "x-rate-limit-interval": "1s"}, 100.0, 1.0)
    pace.heed(headers, 100.0, 1.0)
    pace.reserve(100.0)
    assert pace.reserve(100.0) == gap


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"x-ratelimit-remaining": "0"}, 1.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "7"}, 7.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "36000"}, 1.0),
        ({"x-ratelimit-remaining": "1", "x-ratelimit-reset": "7"}, 0.0),
    ],
)
def test_nothing_left_is_a_pause(headers: dict[str, str], wait: float) -> None:
    pace = Pace(per_second=4)
    pace.heed(headers, 100.0, 1.0)
    assert pace.reserve(100.0) == wait


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120.0),
        (" 0.5 ", 0.5),
        ("Fri, 20 Nov 2026 12:01:00 GMT", 60.0),
        ("Friday, 20-Nov-26 12:01:00 GMT", 60.0),
        ("Fri Nov 20 12:01:00 2026", 60.0),
        ("Fri, 20 Nov 2026 11:59:00 GMT", None),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("", None),
    ],
)
def test_retry_after_in_both_forms(told: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": told}, NOW) == seconds


def test_a_date_counts_by_the_clock_of_its_sender() -> None:
    headers = {
        "retry-after": "Fri, 20 Nov 2026 15:00:30 GMT",
        "date": "Fri, 20 Nov 2026 15:00:00 GMT",
    }
    assert retry_after(headers, NOW) == 30.0


@given(st.text(), st.text())
def test_no_header_stops_the_client(told: str, date: str) -> None:
    wait = retry_after({"retry-after": told, "date": date}, NOW)
    assert wait is None or wait > 0
    Pace(per_second=1).heed({"x-ratelimit-remaining": told, "x-ratelimit-reset": date}, 0.0, 1.0)
