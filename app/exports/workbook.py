"""Tables as an XLSX workbook: frozen headers, widths, numbers as numbers, no cell that runs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from typing import Any

from app.errors import CannotBeWrittenError
from app.exports.inert import runs_as_formula
from app.exports.tables import Table, Value

MOST_ROWS = 1_048_576  # of a worksheet, its header included (ECMA-376; Excel's specification)
LONGEST_TEXT = 32_767  # characters in a cell
CUT = " [cut here: the whole text is in the CSV file]"
WRAPPED = 40
"""Columns of this width, in characters, and wider show long text on several lines."""
LINE_POINTS = 15.0
"""Height of a line in the default font."""
MOST_LINES = 8
ROOM_FOR_WORDS = 1.1  # lines end between words: a tenth of each stays empty
WIDTHS = {
    "sentence": 60, "because": 50, "title": 50, "evidence": 70, "citation": 50, "authors": 30,
    "journal": 30, "notices": 30, "request": 70, "body": 30, "warnings": 40, "study_ids": 24,
    "row_label": 28, "column_label": 18, "at": 19, "row": 24, "column": 14, "outcome": 20, "indication": 20, "result": 40, "url": 30, "seen_at": 24,
    "indications": 24, "outcomes": 36, "reason": 18, "depth": 18, "rule": 26, "doi": 26,
}  # fmt: skip
NOT_TEXT = re.compile("[\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold; control characters are escaped by the format itself."""


@dataclass(frozen=True, slots=True)
class Line:
    """Cells of a sheet that is no table, each with the name of its style."""

    cells: tuple[tuple[Value, str], ...] = ()
    height: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: a table, or lines. `frozen` are rows and columns that stay in sight."""

    name: str
    table: Table | None = None
    lines: Sequence[Line] = ()
    widths: Sequence[float] = ()
    frozen: tuple[int, int] = (0, 0)
    landscape: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """Sheets in their order, with what the file says of itself."""

    title: str
    subject: str
    created: datetime
    sheets: Sequence[Sheet] = ()
    styles: dict[str, dict[str, Any]] = field(default_factory=dict)


def as_xlsx(book: Workbook) -> bytes:
    """The file. Rows are written as they come: memory does not grow with a sheet.

    Raises:
        CannotBeWrittenError: If a table has more rows than a sheet can hold.
    """
    from xlsxwriter import Workbook as Writer  # type: ignore[import-untyped]  # ships no types

    out = BytesIO()
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"}
    with Writer(out, options) as writer:
        writer.set_properties(_properties(book))
        styles = _Styles(writer, book.styles)
        for sheet in book.sheets:
            page = writer.add_worksheet(sheet.name)
            _write_sheet(page, sheet, styles)
    return out.getvalue()


def _properties(book: Workbook) -> dict[str, Any]:
    created = book.created.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    return {"title": book.title, "subject": book.subject, "author": "coregap", "created": created}


class _Styles:
    """Formats of the workbook, each made once."""

    def __init__(self, writer: Any, own: dict[str, dict[str, Any]]) -> None:
        self._writer = writer
        self._known: dict[str, dict[str, Any]] = {
            "": {"valign": "top"},
            "wrap": {"valign": "top", "text_wrap": True},
        }
        self._known |= own
        self._made: dict[tuple[str, bool], Any] = {}

    def named(self, name: str, *, quoted: bool = False) -> Any:
        """The format; `quoted` keeps text from becoming a formula when it is edited or saved."""
        if (name, quoted) not in self._made:
            look = self._known[name] | ({"quote_prefix": True} if quoted else {})
            self._made[name, quoted] = self._writer.add_format(look)
        return self._made[name, quoted]


def _write_sheet(page: Any, sheet: Sheet, styles: _Styles) -> None:
    if sheet.table is not None:
        _prepare_table(page, sheet.name, sheet.table)
        lines = _table_lines(sheet.table)
    else:
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        lines = iter(sheet.lines)
        page.freeze_panes(*sheet.frozen)
    page.hide_gridlines(2 if sheet.table is None else 1)
    if sheet.landscape:
        page.set_landscape()
    page.set_paper(9 if sheet.table is None else 8)  # A4, or A3
    page.fit_to_pages(1, 0)
    for row, line in enumerate(lines):
        if line.height is not None:
            page.set_row(row, line.height)
        for column, (value, style) in enumerate(line.cells):
            _write_cell(page, (row, column), value, (styles, style))


def _prepare_table(page: Any, name: str, table: Table) -> None:
    if len(table.rows) >= MOST_ROWS:
        raise CannotBeWrittenError(
            f"{name}: {len(table.rows):,} rows do not fit a worksheet, which holds {MOST_ROWS:,}. "
            "Choose fewer studies, or write CSV."
        )
    for number, column in enumerate(table.columns):
        page.set_column(number, number, WIDTHS.get(column, max(11, len(column) + 3)))
    page.freeze_panes(1, 1)
    page.repeat_rows(0)
    page.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _table_lines(table: Table) -> Iterable[Line]:
    yield Line(tuple((name, "head") for name in table.columns))
    widths = [WIDTHS.get(name, 0) for name in table.columns]
    styles = ["wrap" if width >= WRAPPED else "" for width in widths]
    for row in table.rows:
        cells = tuple(zip(row, styles, strict=True))
        yield Line(cells, _height(row, widths))


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Points that the longest wrapped text needs: LibreOffice does not find out by itself."""
    lines = (
        len(value) / width * ROOM_FOR_WORDS
        for value, width in zip(row, widths, strict=True)
        if isinstance(value, str) and width >= WRAPPED
    )
    return LINE_POINTS * min(MOST_LINES, ceil(max(1.0, *lines, 1.0)))


def _write_cell(page: Any, place: tuple[int, int], value: Value, look: tuple[_Styles, str]) -> None:
    styles, style = look
    if value is None or value == "":
        page.write_blank(*place, None, styles.named(style))
    elif isinstance(value, str):
        text = _fitting(value)
        page.write_string(*place, text, styles.named(style, quoted=runs_as_formula(text)))
    elif isinstance(value, datetime):
        page.write_datetime(*place, value.astimezone(UTC).replace(tzinfo=None))
    else:
        page.write_number(*place, value, styles.named(style))


def _fitting(text: str) -> str:
    plain = NOT_TEXT.sub("\ufffd", text)
    return plain if len(plain) <= LONGEST_TEXT else plain[: LONGEST_TEXT - len(CUT)] + CUT
