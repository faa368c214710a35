"""Which arrangement lets the words be largest on a landscape sheet of A4, whatever the map's size."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import ceil, sqrt

from app.exports.drawing.lettering import width, wrapped
from app.exports.drawing.values import DrawnCell, DrawnMap, DrawnRow

A4 = sqrt(2)
"""Width of a landscape sheet by its height."""
MARGIN = 34.0
CELL_SIZE = 11.0
LABEL_SIZE = 11.5
LINE = 13.5
PAD = 6.0
STRIP = 15.0
"""Where the sign of a cell stands, left of its words."""
MARK = (15.0, 19.0)
"""A skin type inside a cell that is not split by type: width and height."""
MARK_GAP = 2.0
MARKS = 6 * MARK[0] + 5 * MARK_GAP
GROUP = 19.0
"""Height of the line that names a group of rows."""
HEAD = 104.0
FOOT = 230.0
LEAST_WIDE = 1123.0
"""An A4 sheet at 96 pixels an inch: a small map is not blown up to fill it."""
BANDS = (1, 2, 3, 4, 5, 6)
LABELS = (150.0, 190.0, 230.0)
LEAST_COLUMN = 76.0
MOST_ROW = 1.6
"""A row grows to so many times its need where the sheet has room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """An arrangement: columns in bands below each other, cells of so many lines, and the sheet."""

    bands: tuple[tuple[int, ...], ...]
    """Numbers of the columns in each band."""
    lines: int
    label: float
    columns: tuple[float, ...]
    """Width of every column, by its number."""
    rows: tuple[float, ...]
    """Height of every row, the same in each band."""
    head: float = 0
    """Height of the labels of a band's columns."""
    wide: float = 0
    high: float = 0

    def band_high(self, groups: int) -> float:
        """Height of one band with its labels and the lines that name groups."""
        return self.head + GROUP * groups + sum(self.rows)


def fit(drawn: DrawnMap) -> Fit:
    """The arrangement on the smallest sheet: there the words are largest in print."""
    found = min(_arrangements(drawn), key=lambda one: (one.wide, len(one.bands), -one.lines))
    return _spread(found, drawn)


def cell_lines(cell: DrawnCell, lines: int) -> tuple[str, ...]:
    """The words of a cell in so many lines at most, above its marks where it has them."""
    said = cell.words
    if cell.marks and lines > 1:
        lines -= 1
    if lines == 1:
        # "1-34 of 38" is what the legend explains; other bounds keep their noun.
        bounds = said.people.removesuffix(" people") if " of " in said.people else said.people
        return (_joined(said.word, bounds, said.note),)
    if lines == 2 and said.people:
        return said.word, _joined(said.people, said.note)
    return _told(said.word, said.people, said.note)


def head_lines(label: str, column: float) -> tuple[str, ...]:
    """A column's label in lines that fit."""
    return wrapped(label, column - 2 * PAD, LABEL_SIZE, bold=True)


def groups_of(drawn: DrawnMap) -> int:
    """How many lines name a group of rows."""
    names = [row.group for row in drawn.rows]
    return sum(bool(n) and n != before for before, n in zip(["", *names], names, strict=False))


def _joined(*words: str) -> str:
    return " \N{MIDDLE DOT} ".join(_told(*words))


def _told(*words: str) -> tuple[str, ...]:
    return tuple(word for word in words if word)


def _arrangements(drawn: DrawnMap) -> Iterator[Fit]:
    counts = [count for count in BANDS if count <= max(1, len(drawn.columns))]
    for lines in (1, 2, 3):
        columns, rows = _columns(drawn, lines), _rows(drawn, lines)
        for count, label in product(counts, LABELS):
            tall = tuple(max(row, _label_high(one.label, label)) for row, one in rows)
            bands = _bands(len(drawn.columns), count)
            yield _on_sheet(
                Fit(bands=bands, lines=lines, label=label, columns=columns, rows=tall), drawn
            )


def _columns(drawn: DrawnMap, lines: int) -> tuple[float, ...]:
    """What each column needs; columns of single skin types are all as wide as the widest."""
    needs = [
        max((_cell_wide(row.cells[number], lines) for row in drawn.rows), default=LEAST_COLUMN)
        for number in range(len(drawn.columns))
    ]
    widest = max(needs, default=LEAST_COLUMN)
    return tuple(max(need, LEAST_COLUMN) if _is_open(drawn) else widest for need in needs)


def _rows(drawn: DrawnMap, lines: int) -> list[tuple[float, DrawnRow]]:
    """What each row needs for its cells."""
    return [
        (max((_cell_high(c, lines) for c in row.cells), default=LINE), row) for row in drawn.rows
    ]


def _is_open(drawn: DrawnMap) -> bool:
    """Whether cells speak of all skin types: such a map is full in few places."""
    return any(cell.marks for row in drawn.rows for cell in row.cells)


def _on_sheet(one: Fit, drawn: DrawnMap) -> Fit:
    """The same with the sheet that it needs."""
    one = replace(one, head=_head(drawn, one.columns))
    high = HEAD + FOOT + LINE * (len(one.bands) - 1)
    high += one.band_high(groups_of(drawn)) * len(one.bands)
    widest = max(sum(one.columns[number] for number in band) for band in one.bands)
    wide = max(2 * MARGIN + one.label + widest, high * A4, LEAST_WIDE)
    return replace(one, wide=wide, high=high)


def _spread(one: Fit, drawn: DrawnMap) -> Fit:
    """The sheet's room given to the columns, then what is left of its height to the rows."""
    widest = max(sum(one.columns[number] for number in band) for band in one.bands)
    wider = (one.wide - 2 * MARGIN - one.label) / max(widest, 1)
    columns = tuple(column * wider for column in one.columns)
    one = replace(one, columns=columns, head=_head(drawn, columns))
    fixed = HEAD + FOOT + LINE * (len(one.bands) - 1)
    fixed += (one.head + GROUP * groups_of(drawn)) * len(one.bands)
    taken = sum(one.rows) * len(one.bands)
    higher = min(max((one.wide / A4 - fixed) / max(taken, 1), 1), MOST_ROW)
    rows = tuple(row * higher for row in one.rows)
    return replace(one, rows=rows, high=fixed + taken * higher)


def _head(drawn: DrawnMap, columns: tuple[float, ...]) -> float:
    labels = zip(drawn.columns, columns, strict=True)
    most = max((len(head_lines(one.label, column)) for one, column in labels), default=1)
    return most * LINE + 2 * PAD


def _bands(columns: int, count: int) -> tuple[tuple[int, ...], ...]:
    """The columns in runs of nearly the same length, their order kept."""
    each = ceil(columns / count) if columns else 1
    runs = [tuple(range(at, min(at + each, columns))) for at in range(0, columns, each)]
    return tuple(runs) or ((),)


def _cell_wide(cell: DrawnCell, lines: int) -> float:
    words = cell_lines(cell, lines)
    widest = max((width(line, CELL_SIZE, bold=True) for line in words), default=0)
    if cell.marks:
        return max(widest, MARKS) + 2 * PAD
    return widest + STRIP + 2 * PAD


def _cell_high(cell: DrawnCell, lines: int) -> float:
    words = len(cell_lines(cell, lines)) * LINE
    return words + MARK[1] + 2 * PAD if cell.marks else words + 1.5 * PAD


def _label_high(label: str, room: float) -> float:
    return len(wrapped(label, room - 2 * PAD, LABEL_SIZE, bold=True)) * LINE + 1.5 * PAD
