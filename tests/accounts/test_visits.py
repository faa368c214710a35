"""A visit ends with hours of silence; what was seen in the one before is no news in this one."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.accounts import VISIT_ENDS, Visit, continued

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
A_WEEK = timedelta(days=7)


def test_the_first_visit_has_none_before_it() -> None:
    first = continued(None, MONDAY)
    assert first == Visit(MONDAY, None)
    assert continued(first, MONDAY + timedelta(minutes=40)).before is None


def test_next_week_all_is_new_since_the_last_page_of_this_one() -> None:
    last_page = MONDAY + timedelta(hours=3)
    seen = continued(continued(None, MONDAY), last_page)
    back = continued(seen, MONDAY + A_WEEK)
    assert back == Visit(MONDAY + A_WEEK, before=last_page)
    after_lunch = continued(back, back.seen_at + timedelta(hours=1))
    assert after_lunch.before == last_page


def test_a_clock_that_was_set_back_ends_no_visit() -> None:
    known = Visit(MONDAY, before=MONDAY - A_WEEK)
    assert continued(known, MONDAY - timedelta(minutes=1)) == known


@given(st.lists(st.timedeltas(timedelta(), timedelta(days=3)), min_size=1, max_size=20))
@settings(deadline=None)
def test_before_is_always_the_last_moment_followed_by_hours_of_silence(
    pauses: list[timedelta],
) -> None:
    at, visit, expected = MONDAY, continued(None, MONDAY), None
    for pause in pauses:
        if pause >= VISIT_ENDS:
            expected = at
        at += pause
        visit = continued(visit, at)
    assert visit == Visit(at, expected)
