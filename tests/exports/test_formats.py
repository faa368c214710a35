import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exports import Table, as_csv, as_json

VALUES = st.one_of(st.none(), st.integers(), st.text(st.characters(exclude_categories=["Cs"])))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_inert(start: str) -> None:
    written = as_csv(Table(("title",), ((f"{start}HYPERLINK(1)",),)))
    [_, [cell]] = csv.reader(io.StringIO(written, newline=""))
    assert cell == f"'{start}HYPERLINK(1)"


def test_a_negative_number_stays_a_number() -> None:
    assert as_csv(Table(("n",), ((-3,),))).splitlines() == ["n", "-3"]


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
        assert [cell.removeprefix("'") for cell in cells] == [
            "" if value is None else str(value).removeprefix("'") for value in row
        ]
