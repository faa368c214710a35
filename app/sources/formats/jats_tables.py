"""Tables and figures of JATS: every span expanded, one line a row, one tab between cells."""

import re
from collections.abc import Iterator

from lxml import etree

from app.records import Passage, Section
from app.sources.formats.jats_text import cell_prose, prose, title_prose

# Spans beyond any printed table: a wrong attribute must not fill the memory.
_WIDEST = 200
_TALLEST = 1000
_MOST_REPEATED = 20
"""Times the text of a whole table that its spans may repeat; printed tables stay under 5."""


def table_passages(wrap: etree._Element) -> Iterator[Passage]:
    """Each table of a table-wrap, then its notes; of a table that is an image, the caption."""
    label = title_prose(wrap.find("label")).rstrip(" .:")
    caption = prose(wrap.find("caption")).replace("\n", " ")
    heading = ". ".join(part for part in (label, caption) if part)
    grids = [text for table in _tables(wrap) if (text := grid_text(table))]
    for text in grids:
        yield Passage(Section.TABLE, text, heading)
    if not grids and caption:
        yield Passage(Section.CAPTION, caption, label)
    if notes := "\n".join(filter(None, map(_note_text, wrap.iterfind("table-wrap-foot")))):
        yield Passage(Section.CAPTION, notes, f"{label} notes".strip())


def figure_passages(figure: etree._Element) -> Iterator[Passage]:
    """The caption of a figure; the figure itself cannot be read."""
    if caption := prose(figure.find("caption")).replace("\n", " "):
        yield Passage(Section.CAPTION, caption, title_prose(figure.find("label")).rstrip(" .:"))


def grid_text(table: etree._Element) -> str:
    """The table's rows with spans expanded; rows without any text are left out."""
    columns = {name: at for at, name in enumerate(_column_names(table))}
    rows = [row for row in table.iter("tr", "row") if _table_of(row) is table]
    lines = []
    open_spans: dict[int, tuple[str, int]] = {}
    repeats = _Repeats(_MOST_REPEATED * sum(map(len, table.itertext())))
    for row in rows:
        cells, open_spans = _expanded(row, open_spans, columns, repeats)
        if any(cells):
            lines.append("\t".join(cells))
    return "\n".join(lines)


def _tables(wrap: etree._Element) -> Iterator[etree._Element]:
    """Those of the wrap itself; a wrap inside a cell is given by itself."""
    return (
        t
        for t in wrap.iter("table")
        if next(t.iterancestors("table-wrap"), wrap) is wrap
        and (t.find(".//tr") is not None or t.find(".//row") is not None)
    )


def _table_of(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors("table"), None)


def _note_text(foot: etree._Element) -> str:
    notes = [prose(note) for fn in foot.iter("fn") for note in fn.iterfind("p")]
    loose = [prose(note) for note in foot.iterfind("p")]
    return "\n".join(text for text in (*loose, *notes) if text)


def _column_names(table: etree._Element) -> list[str]:
    """CALS tables name their columns, and spans by those names."""
    return [spec.get("colname", str(at)) for at, spec in enumerate(table.iter("colspec"))]


class _Repeats:
    """What spans may still repeat of a table's text; a cell beyond that stays empty."""

    def __init__(self, characters: int) -> None:
        self._left = characters

    def again(self, text: str) -> str:
        """The text once more, or nothing where too much was repeated."""
        self._left -= len(text)
        return text if self._left >= 0 else ""


def _expanded(
    row: etree._Element,
    above: dict[int, tuple[str, int]],
    columns: dict[str, int],
    repeats: _Repeats,
) -> tuple[list[str], dict[int, tuple[str, int]]]:
    """The cells of a row with what hangs down from the rows above, and what hangs on below."""
    cells: list[str] = []
    below: dict[int, tuple[str, int]] = {}

    def place(text: str, rows_left: int) -> None:
        if rows_left > 0:
            below[len(cells)] = (text, rows_left)
        cells.append(text)

    def hang_down() -> None:
        while len(cells) in above:
            text, rows_left = above[len(cells)]
            place(repeats.again(text), rows_left - 1)

    for cell in row.iterchildren("td", "th", "entry"):
        hang_down()
        text = cell_prose(cell)
        width, height = _spans(cell, columns)
        for copy in range(min(width, _WIDEST - len(cells))):
            place(repeats.again(text) if copy else text, height - 1)
    hang_down()
    for at in sorted(at for at in above if at >= len(cells)):
        cells.extend("" for _ in range(at - len(cells)))
        place(repeats.again(above[at][0]), above[at][1] - 1)
    return cells, below


def _spans(cell: etree._Element, columns: dict[str, int]) -> tuple[int, int]:
    first, last = cell.get("namest", ""), cell.get("nameend", "")
    if first in columns and last in columns:
        width = columns[last] - columns[first] + 1
    else:
        width = _number(cell.get("colspan"))
    height = _number(cell.get("rowspan")) if "morerows" not in cell.attrib else _number(cell.get("morerows")) + 1  # fmt: skip
    return max(1, min(width, _WIDEST)), max(1, min(height, _TALLEST))


def _number(text: str | None) -> int:
    found = re.match(r"\s*(\d{1,6})", text or "")
    return int(found.group(1)) if found else 1
