import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exports import Table, as_csv, as_json
from app.exports.inert import as_it_was, inert, runs_as_formula

VALUES = st.one_of(st.none(), st.integers(), st.text(st.characters(exclude_categories=["Cs"])))


STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    "  =",
    "\ufeff@",
]
"""Signs, their full-width forms, and signs behind what is not seen."""


@pytest.mark.parametrize("start", STARTS)
def test_a_cell_that_a_spreadsheet_would_run_is_made_inert(start: str) -> None:
    written = as_csv(Table(("title",), ((f"{start}HYPERLINK(1)",),)))
    [_, [cell]] = csv.reader(io.StringIO(written, newline=""))
    assert cell == f"'{start}HYPERLINK(1)"


@given(st.text(st.sampled_from("'=+-@\t\r\n\uff1d\uff20 a1\u200b"), max_size=6))
def test_no_text_is_lost_to_what_makes_it_inert(text: str) -> None:
    cell = inert(text)
    assert not runs_as_formula(cell)
    assert as_it_was(cell) == text


def test_plain_text_stays_as_it_is() -> None:
    assert [inert(text) for text in ("1 - 2", "a=b", "'quoted'", "\u2013 dash", "")] == [
        "1 - 2", "a=b", "'quoted'", "\u2013 dash", "",
    ]  # fmt: skip


def test_a_negative_number_stays_a_number() -> None:
    assert as_csv(Table(("n",), ((-3,), (-0.5,)))).splitlines() == ["n", "-3", "-0.5"]


def test_a_moment_is_written_in_utc() -> None:
    table = Table(("at",), ((datetime(2026, 11, 22, 8, 30, tzinfo=UTC),),))
    assert as_csv(table).splitlines() == ["at", "2026-11-22T08:30:00Z"]
    assert json.loads(as_json(table)) == [{"at": "2026-11-22T08:30:00Z"}]


def test_an_unknown_value_is_an_empty_cell_and_null() -> None:
    table = Table(("people_upper",), ((None,),))
    assert as_csv(table) == 'people_upper\r\n""\r\n'
    assert json.loads(as_json(table)) == [{"people_upper": None}]


@given(st.lists(st.tuples(VALUES, VALUES), max_size=6))
def test_what_is_written_as_json_is_read_back(rows: list[tuple[str | int | None, ...]]) -> None:
    table = Table(("a", "b"), tuple(rows))
    assert [tuple(row.values()) for row in json.loads(as_json(table))] == rows


@given(st.lists(st.tuples(VALUES, VALUES), max_size=6))
def test_every_row_of_a_csv_is_read_back_with_its_cells(
    rows: list[tuple[str | int | None, ...]],
) -> None:
    read = list(csv.reader(io.StringIO(as_csv(Table(("a", "b"), tuple(rows))), newline="")))
    assert len(read) == len(rows) + 1
    for cells, row in zip(read[1:], rows, strict=True):
        assert [
            as_it_was(c) if isinstance(v, str) else c for c, v in zip(cells, row, strict=True)
        ] == ["" if value is None else str(value) for value in row]
