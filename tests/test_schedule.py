from datetime import UTC, datetime

import pytest

from app.schedule import Schedule

SUNDAY = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_one_expression_is_for_every_source() -> None:
    schedule = Schedule.parsed("0 6 * * 1")
    assert schedule.last_time("pubmed", SUNDAY) == day("2026-11-16T06:00")
    assert schedule.next_time("crossref", SUNDAY) == day("2026-11-23T06:00")
    assert schedule.named == frozenset()


def test_a_source_may_have_a_time_of_its_own() -> None:
    schedule = Schedule.parsed("pubmed = 0 5 * * * ; *=0 6 * * mon;")
    assert schedule.next_time("pubmed", SUNDAY) == day("2026-11-23T05:00")
    assert schedule.next_time("openfda", SUNDAY) == day("2026-11-23T06:00")
    assert schedule.named == {"pubmed"}


def test_without_a_time_for_the_others_they_are_never_asked() -> None:
    schedule = Schedule.parsed("pubmed=0 5 * * *")
    assert schedule.cron_of("openfda") == ""
    assert schedule.next_time("openfda", SUNDAY) is None
    assert schedule.last_time("openfda", SUNDAY) is None


@pytest.mark.parametrize(
    ("now", "last", "following"),
    [
        ("2026-11-23T05:59:59.999999", "2026-11-16T06:00", "2026-11-23T06:00"),
        ("2026-11-23T06:00", "2026-11-23T06:00", "2026-11-30T06:00"),
        ("2026-11-23T06:00:30", "2026-11-23T06:00", "2026-11-30T06:00"),
    ],
)
def test_a_time_has_come_with_its_first_moment(now: str, last: str, following: str) -> None:
    schedule = Schedule.parsed("0 6 * * 1")
    assert schedule.last_time("pubmed", day(now)) == day(last)
    assert schedule.next_time("pubmed", day(now)) == day(following)


@pytest.mark.parametrize(
    "text",
    [
        "monday", "0 5 * *", "0 0 5 * * *", "0 25 * * *", "0 0 31 2 *", "@daily", "R 5 * * *",
        "0 R(1-5) * * *", "H 5 * * *", "pubmed=", "=0 5 * * *", "pubmed=0 5 * * *; pubmed=0 6 * * *",
        "0 5 * * *; 0 6 * * *",
    ],
)  # fmt: skip
def test_what_is_no_schedule_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"0 6 \* \* 1|0 5 \* \* \*"):
        Schedule.parsed(text)


def test_days_of_the_week_may_have_names_with_an_r() -> None:
    assert Schedule.parsed("0 6 * mar fri").cron_of("pubmed") == "0 6 * mar fri"
