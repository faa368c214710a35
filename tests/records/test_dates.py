import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.dates import PartialDate, month_number, partial_date


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2015 Jul", "2015-07"), ("1997 Apr 1", "1997-04-01"), ("2000 May-Jun", "2000-05"),
        ("2019 Winter", "2019"), ("2019//", "2019"), ("2016/11//Nov/Dec2016", "2016-11"),
        ("1948/07//", "1948-07"), ("Start date: 20170812", "2017-08-12"),
        ("2019/10//undefined", "2019-10"), ("1998 Dec-1999 Jan", "1998-12"),
        ("2011 May 12-18", "2011-05"), ("1984 1st Quart", "1984"), ("Summer 1976", "1976"),
        ("2019~", "2019"), ("May 5, 2019", "2019-05-05"), ("5 May 2019", "2019-05-05"),
        ("2019-05/2019-06", "2019-05"), ("2018-09-17T09:00:00Z", "2018-09-17"),
        ("n.d.", "None"), ("AUG 15", "None"), ("12345", "None"), ("2019-13-40", "2019"),
    ],
)  # fmt: skip
def test_a_date_keeps_the_precision_it_has(printed: str, date: str) -> None:
    assert str(partial_date(printed)) == date


def test_a_month_may_come_from_another_field_of_the_same_year() -> None:
    assert str(partial_date("2018", "", "SEP")) == "2018-09"
    assert str(partial_date("2019", "2020/01")) == "2019"
    assert partial_date("", "AUG 15") is None


@settings(deadline=None)
@given(st.dates())
def test_iso_dates_are_read_back(date) -> None:
    expected = str(date) if 1600 <= date.year <= 2100 else "None"
    assert str(partial_date(str(date))) == expected


def test_months_are_numbers_or_names() -> None:
    assert [month_number(text) for text in ("05", "5", "May", "december", "Winter", "13")] == [
        5,
        5,
        5,
        12,
        None,
        None,
    ]
    assert str(PartialDate(987)) == "0987"
