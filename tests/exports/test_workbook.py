"""The workbook as openpyxl reads it: sheets, types, widths, and nothing that runs."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Read
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from app.answers import ViewName
from app.errors import CannotBeWrittenError
from app.exports import FileFormat, Table
from app.exports.workbook import LONGEST_TEXT, Sheet, Workbook, as_xlsx
from tests.exports.conftest import FileOf
from tests.exports.searched import BODY

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\uff1d1+1")


def a_book(table: Table) -> Read:
    book = Workbook(title="t", subject="s", created=NOW, sheets=(Sheet(name="A", table=table),))
    book.styles["head"] = {"bold": True}
    return load_workbook(BytesIO(as_xlsx(book)))


def rows(sheet: Any) -> list[dict[str, Any]]:
    names, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in found]


@pytest.fixture(scope="module")
def book(file: FileOf) -> Read:
    """The workbook of the whole map."""
    return load_workbook(BytesIO(file(ViewName.MAP, FileFormat.XLSX)))


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_is_text_and_stays_it_when_edited(text: str) -> None:
    cell = a_book(Table(("title",), ((text,),)))["A"]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix


def test_other_text_has_no_sign_before_it() -> None:
    assert not a_book(Table(("title",), (("Cores of skin",),)))["A"]["A2"].quotePrefix


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_text_of_any_kind_comes_back(texts: list[str]) -> None:
    sheet = a_book(Table(("title",), tuple((text,) for text in texts)))["A"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    for text, row in zip(texts, sheet.iter_rows(min_row=2, values_only=True), strict=True):
        written = unescape(row[0] or "")
        assert written.replace("\r\n", "\n") == plain(text)


def plain(text: str) -> str:
    """What is left of a text that XML cannot hold whole."""
    kept = "".join(
        "\ufffd" if c in "\ufffe\uffff" or "\ud800" <= c <= "\udfff" else c for c in text
    )
    return kept.replace("\r\n", "\n")


def test_numbers_are_numbers_and_moments_are_dates() -> None:
    sheet = a_book(Table(("a", "b", "at"), ((3, -0.5, NOW),)))["A"]
    assert [cell.data_type for cell in sheet[2]] == ["n", "n", "d"]
    assert [cell.value for cell in sheet[2]] == [3, -0.5, datetime(2026, 11, 22, 12)]  # noqa: DTZ001 - a sheet knows no zones


def test_an_unknown_number_is_an_empty_cell() -> None:
    assert a_book(Table(("people_upper",), ((None,),)))["A"]["A2"].value is None


def test_text_that_is_too_long_is_cut_and_says_so() -> None:
    value = a_book(Table(("evidence",), (("x" * 40_000,),)))["A"]["A2"].value
    assert len(value) == LONGEST_TEXT
    assert value.endswith("[cut here: the whole text is in the CSV file]")


def test_more_rows_than_a_sheet_holds_are_refused_in_words() -> None:
    with pytest.raises(CannotBeWrittenError, match=r"1,048,576 rows do not fit.*CSV"):
        a_book(Table(("n",), ((1,),) * 1_048_576))


def test_a_map_has_its_sheets(book: Read) -> None:
    assert book.sheetnames == [
        "Read me", "Gap map", "Cells", "Studies", "Tags", "Reports", "Search log",
    ]  # fmt: skip


def test_headers_stay_in_sight_and_columns_have_widths(book: Read) -> None:
    for sheet in book.worksheets[2:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(sheet.column_dimensions[c.column_letter].width >= 11 for c in sheet[1])
    assert book["Gap map"].freeze_panes == "B2"
    assert book["Cells"].column_dimensions["H"].width >= 60


def test_the_read_me_says_what_was_asked_and_when(file: FileOf) -> None:
    asked = {"indication": ["acne_scars"], "layer": ["primary", "planned"]}
    read = load_workbook(BytesIO(file(ViewName.MAP, FileFormat.XLSX, **asked)))["Read me"]
    said = {row[0]: row[1] for row in read.iter_rows(values_only=True) if row[0]}
    assert said["View"] == "Gap map: outcome by skin type"
    assert said["Indication"] == "Acne scars"
    assert said["Layer"] == "primary, planned"
    assert said["Written"] == "2026-11-22 12:00 UTC"
    assert "the same name: the same evidence" in said["State of the evidence"]
    assert "Not reported" not in said["reason: studied"]
    assert "says nothing" in said["standing: not_reported"]


def test_the_map_shows_bounds_of_people_and_why_a_cell_is_empty(book: Read) -> None:
    head, *_ = book["Gap map"].iter_rows(values_only=True)
    assert head[1:] == tuple(f"Type {t}" for t in ("I", "II", "III", "IV", "V", "VI"))
    found = {row[0]: row[1:] for row in book["Gap map"].iter_rows(values_only=True)}
    assert found["Hyperpigmentation"][4] == "1 study\n1 to 34 of 38 people\nstudied"
    assert found["Hyperpigmentation"][5] == "Read only as abstract"


def test_a_silent_cell_has_no_number_of_people(book: Read) -> None:
    [cell] = [
        row
        for row in rows(book["Cells"])
        if (row["row"], row["column"]) == ("hyperpigmentation", "VI")
    ]
    assert (cell["reason"], cell["studies"]) == ("abstract_only", 0)
    assert cell["people_lower"] is None
    assert cell["people_upper"] is None
    assert cell["standing_not_reported"] > 0
    assert cell["standing_excluded"] == 0


def test_every_tag_has_its_evidence(book: Read) -> None:
    tags = rows(book["Tags"])
    assert {row["dimension"] for row in tags} >= {"fitzpatrick", "indication", "outcome", "design"}
    assert {row["statement"] for row in tags} >= {"tag", "participants", "result"}
    assert all(row["evidence"] for row in tags)
    studies = {row["id"] for row in rows(book["Studies"])}
    assert {row["study"] for row in tags} <= studies


def test_the_search_log_has_each_request_and_counts_an_answer_once(book: Read) -> None:
    first, second = rows(book["Search log"])
    assert (first["announced"], first["received"], first["new"]) == (4, 3, 2)
    assert first["body"] == BODY
    assert (second["status"], second["received"]) == (200, None)


def test_a_list_of_studies_has_no_map(file: FileOf) -> None:
    """Chosen by what they say of a type, studies would draw a map of what was asked for."""
    book = load_workbook(BytesIO(file(ViewName.STUDIES, FileFormat.XLSX, fitzpatrick=["V"])))
    assert book.sheetnames == ["Read me", "Studies", "Tags", "Reports", "Search log"]
    assert len(rows(book["Studies"])) == 1


def test_a_cell_and_the_gaps_are_workbooks_too(file: FileOf) -> None:
    asked = {"fitzpatrick": "V", "outcome": "hyperpigmentation"}
    cell = load_workbook(BytesIO(file(ViewName.CELL, FileFormat.XLSX, **asked)))
    [only] = rows(cell["Cells"])
    assert (only["people_lower"], only["people_upper"], only["participants"]) == (1, 34, 38)
    gaps = load_workbook(BytesIO(file(ViewName.GAPS, FileFormat.XLSX, limit=3)))
    assert [row["rank"] for row in rows(gaps["Gaps"])] == [1, 2, 3]
