"""A row read for comparing says what the record of it says, whatever stands in the table."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.records import Bibliography, ReportKind, SourceRecord
from app.sources.formats.csv_pieces import ROWS, row_outlines, table_pieces
from app.sources.formats.csv_table import read_csv
from app.sources.formats.reference import hashed_id

HEADER = "record_id,Title,Author,Year,DOI,NCT Number,Type,Abstract,Journal,Pages"
CELLS = (
    "", " ", "7", "Coring of the face", '"Coring, of <i>the</i> face"', '"=""12"""', "2019",
    "Doe A.Roe B. C.", "Doe A; Roe B et al.", '"Doe, Ada and Roe, Bo"', "10.1000/a", "NCT00000001",
    "Trial registry record", "review", '"Trial registration: NCT00000002. Nine of 12 improved."',
    '"two\nlines"', 'a 5" tube', '"open', '"closed" late', "x,y", "A meta-analysis of reviews", "117-24",
)  # fmt: skip
Said = tuple[str, ReportKind, Bibliography]
tables = st.lists(
    st.lists(st.sampled_from(CELLS), min_size=9, max_size=11).map(",".join), max_size=12
)


def of_records(lines: Sequence[str]) -> list[Said]:
    found = [one for one in read_csv(iter(lines), "a.csv") if isinstance(one, SourceRecord)]
    return [(one.source_id, one.kind, told(one.kind, one.bibliography)) for one in found]


def of_rows(lines: Sequence[str]) -> list[Said]:
    return [
        (one.stable_id or hashed_id(piece.raw(cells).payload), one.kind, told(one.kind, one.bibliography))
        for piece in table_pieces(iter(lines))
        for cells, one in zip(piece.rows, row_outlines(piece), strict=True)
        if one is not None
    ]  # fmt: skip


def told(kind: ReportKind, known: Bibliography) -> Bibliography:
    """Without the numbers that a paper's abstract names: they tell no two papers apart."""
    return known if kind is ReportKind.REGISTRATION else replace(known, registrations=())


@settings(deadline=None)
@given(tables)
def test_a_row_says_what_its_record_says(rows: list[str]) -> None:
    lines = [line for row in [HEADER, *rows] for line in row.split("\n")]
    assert of_rows(lines) == of_records(lines)


def test_the_pieces_of_a_long_table_are_its_rows_in_order() -> None:
    lines = ["Title,Year", *(f"Coring of face number {n},2019" for n in range(2 * ROWS + 1))]
    pieces = list(table_pieces(iter(lines)))
    assert [len(piece.rows) for piece in pieces] == [ROWS, ROWS, 1]
    assert [row for piece in pieces for row in piece.rows] == [
        tuple(s.split(",")) for s in lines[1:]
    ]


def test_of_columns_with_one_name_the_last_that_is_filled_counts() -> None:
    lines = ["Record_ID,Title,Year,record_id", "a,T,2019,b", "a,T,2019,", ",T,2019,"]
    (piece,) = table_pieces(iter(lines))
    assert piece.column("record_id") == ["b", "a", ""]
