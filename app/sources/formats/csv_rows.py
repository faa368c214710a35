"""Tables separated by commas, semicolons or tabs: the header, and each row with its line."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.sources.formats.csv_columns import is_header, meanings

# The largest field that an export holds is an abstract; 16 MB leaves room for any.
csv.field_size_limit(16 << 20)

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_ROW = 5_000  # lines; a quote that is not closed would swallow the whole file
_SHORTER_ROW = 20
_READ_AGAIN = 20  # times as many lines as there are, before rows are taken to be shorter
_FREE_AGAIN = 20 * _LONGEST_ROW
"""A table in which every line opens a quote that none closes would be read a thousand times."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written."""

    delimiter: str
    header: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, its lines as they came and the number of the first."""

    cells: tuple[str, ...]
    raw: str
    line: int
    problem: str = ""


def layout_of(line: str) -> Layout | None:
    """The layout that a header line shows; None if it is no header that we know."""
    best: Layout | None = None
    for delimiter in _DELIMITERS:
        header = tuple(cell.strip() for cell in _cells(line, delimiter))
        if is_header(header) and (best is None or _known(header) > _known(best.header)):
            best = Layout(delimiter, header)
    return best


def rows(lines: Iterable[str], layout: Layout, *, first_line: int) -> Iterator[Row]:
    """The rows below the header; a row that is broken has a `problem`.

    A quote that is never closed costs its own line alone: reading goes on at the next.
    """
    source = _Lines(lines, first_line)
    while True:
        source.begin_row()
        reader = csv.reader(source, delimiter=layout.delimiter)
        try:
            cells = next(reader)
        except StopIteration:
            if source.taken == [""] * len(source.taken):
                return
            yield Row(
                (), source.give_back_all_but_first(), source.row_line, "A quote is not closed."
            )
            continue
        except csv.Error as error:
            yield Row(
                (), source.give_back_all_but_first(), source.row_line, f"Not a CSV row: {error}."
            )
            continue
        if not source.taken:
            return
        yield from _row(cells, source, layout)


def _row(cells: list[str], source: "_Lines", layout: Layout) -> Iterator[Row]:
    if not any(cell.strip() for cell in cells):
        return
    line = source.row_line
    if source.cut_short or (source.at_end and "".join(source.taken).count('"') % 2):
        yield Row((), source.give_back_all_but_first(), line, "A quote is not closed.")
        return
    wanted = len(layout.header)
    if len(cells) < wanted or any(cell.strip() for cell in cells[wanted:]):
        problem = f"The row has {len(cells)} cells where the header names {wanted}."
        # A stray quote may have drawn whole rows into this one: its other lines are read again.
        yield Row(tuple(cells), source.give_back_all_but_first(), line, problem)
        return
    yield Row(tuple(cells[:wanted]), "\n".join(source.taken), line)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _known(header: tuple[str, ...]) -> int:
    return sum(1 for field in meanings(header) if field)


class _Lines(Iterator[str]):
    """Lines for a csv reader, which remembers those of the row being read."""

    def __init__(self, lines: Iterable[str], first_line: int) -> None:
        self._lines = iter(lines)
        self._back: list[str] = []
        self._next_line = first_line
        self._again = 0
        self._longest_row = _LONGEST_ROW
        self.taken: list[str] = []
        self.row_line = first_line
        self.at_end = False
        self.cut_short = False

    def begin_row(self) -> None:
        self.taken = []
        self.cut_short = False
        self.row_line = self._next_line
        is_costly = self._again > _FREE_AGAIN + _READ_AGAIN * self._next_line
        self._longest_row = _SHORTER_ROW if is_costly else _LONGEST_ROW

    def __next__(self) -> str:
        if len(self.taken) >= self._longest_row:
            self.cut_short = True
            raise StopIteration
        line = self._back.pop() if self._back else next(self._lines, None)
        if line is None:
            self.at_end = True
            raise StopIteration
        self._next_line += 1
        self.taken.append(line)
        return line.replace("\x00", "") + "\n"

    def give_back_all_but_first(self) -> str:
        """The first line of the row; the others are read again as rows of their own."""
        first, *others = self.taken or [""]
        self._back.extend(reversed(others))
        self._again += len(others)
        self._next_line -= len(others)
        self.at_end = False
        return first
