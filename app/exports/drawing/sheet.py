"""A drawing of the map laid out: every rectangle, line and word at its place."""

from collections.abc import Iterator

from app.exports.drawing import fitting
from app.exports.drawing.fitting import (
    CELL_SIZE,
    GROUP,
    HEAD,
    LABEL_SIZE,
    LINE,
    MARGIN,
    MARK,
    MARK_GAP,
    PAD,
    STRIP,
    Fit,
)
from app.exports.drawing.legend import legend_pieces
from app.exports.drawing.lettering import width, wrapped
from app.exports.drawing.palette import Palette
from app.exports.drawing.signs import RUNGS, Box, sign_pieces, tint_of
from app.exports.drawing.values import (
    Area,
    DrawnCell,
    DrawnMap,
    DrawnMark,
    DrawnRow,
    Fill,
    Line,
    Piece,
    Sheet,
    Text,
)

TITLE_SIZE = 25.0
SCOPE_SIZE = 13.0
GROUP_SIZE = 10.0
NUMERAL_SIZE = 9.0


def laid_out(drawn: DrawnMap, palette: Palette) -> Sheet:
    """The drawing on its sheet, as large in print as its words allow."""
    fit = fitting.fit(drawn)
    pieces = (
        *_heading(drawn, fit, palette),
        *_bands(drawn, fit, palette),
        *legend_pieces(drawn, fit, palette),
    )
    return Sheet(
        wide=fit.wide,
        high=fit.high,
        title=drawn.title,
        paper=palette.paper,
        ink=palette.ink,
        pieces=pieces,
    )


def _heading(drawn: DrawnMap, fit: Fit, palette: Palette) -> Iterator[Piece]:
    """The question and what is counted, smaller where they are long."""
    room = fit.wide - 2 * MARGIN
    size, lines = _shrunk(drawn.title, room, TITLE_SIZE, most=1, bold=True)
    y = MARGIN + TITLE_SIZE
    yield Text(MARGIN, y, lines[0], size, palette.ink, bold=True)
    size, lines = _shrunk(drawn.scope, room, SCOPE_SIZE, most=2, bold=False)
    for number, line in enumerate(lines):
        yield Text(MARGIN, y + 23 + number * size * 1.35, line, size, palette.soft)


def _shrunk(
    text: str, room: float, size: float, *, most: int, bold: bool
) -> tuple[float, tuple[str, ...]]:
    """The largest size, up to the given one, in which the text takes no more lines than `most`."""
    lines = wrapped(text, room, size, bold=bold)
    while len(lines) > most:
        size *= 0.94
        lines = wrapped(text, room, size, bold=bold)
    return size, lines


def _bands(drawn: DrawnMap, fit: Fit, palette: Palette) -> Iterator[Piece]:
    y = HEAD
    for band in fit.bands:
        yield from _band(drawn, fit, palette, _places(fit, band), y)
        y += fit.band_high(fitting.groups_of(drawn)) + LINE


def _places(fit: Fit, band: tuple[int, ...]) -> dict[int, Box]:
    """Where the columns of a band stand from left to right, by their number."""
    x, places = MARGIN + fit.label, {}
    for number in band:
        places[number] = Box(x, 0, x + fit.columns[number], 0)
        x += fit.columns[number]
    return places


def _band(
    drawn: DrawnMap, fit: Fit, palette: Palette, places: dict[int, Box], top: float
) -> Iterator[Piece]:
    right = max((place.x2 for place in places.values()), default=MARGIN + fit.label)
    base = top + fit.head
    yield Text(MARGIN, base - PAD - 1, drawn.corner, CELL_SIZE, palette.soft)
    for number, place in places.items():
        lines = fitting.head_lines(drawn.columns[number].label, fit.columns[number])
        yield from _label(lines, place.x + PAD, base - PAD - 1, palette)
    y, group = base, ""
    for row, high in zip(drawn.rows, fit.rows, strict=True):
        if row.group and row.group != group:
            yield from _group(row.group, Box(MARGIN, y, right, y + GROUP), palette)
            y += GROUP
        group = row.group
        yield from _row(row, Box(MARGIN, y, right, y + high), fit, palette, places)
        y += high
    yield Line(MARGIN, base, right, base, palette.ink, 1.6)
    yield Line(MARGIN, y, right, y, palette.strong, 1)


def _label(lines: tuple[str, ...], x: float, last: float, palette: Palette) -> Iterator[Piece]:
    """A label whose last line stands at `last`."""
    for above, line in enumerate(reversed(lines)):
        yield Text(x, last - above * LINE, line, LABEL_SIZE, palette.ink, bold=True)


def _group(name: str, box: Box, palette: Palette) -> Iterator[Piece]:
    yield Fill(box.x, box.y, box.x2, box.y2, palette.sunk)
    yield Text(box.x + PAD, box.y2 - 6, name.upper(), GROUP_SIZE, palette.soft, bold=True)


def _row(
    row: DrawnRow, line: Box, fit: Fit, palette: Palette, places: dict[int, Box]
) -> Iterator[Piece]:
    lines = wrapped(row.label, fit.label - 2 * PAD, LABEL_SIZE, bold=True)
    last = (line.y + line.y2) / 2 + (len(lines) - 1) * LINE / 2 + LABEL_SIZE * 0.36
    yield from _label(lines, MARGIN + PAD, last, palette)
    for number, place in places.items():
        box = Box(place.x, line.y, place.x2, line.y2)
        yield from _cell(row.cells[number], box, fit, palette)
    yield Line(MARGIN, line.y, line.x2, line.y, palette.rule, 0.8)


def _cell(cell: DrawnCell, box: Box, fit: Fit, palette: Palette) -> Iterator[Piece]:
    yield Fill(box.x, box.y, box.x2, box.y2, tint_of(cell.sign, palette), palette.rule)
    if cell.marks:
        yield from _open_cell(cell, box, fit, palette)
    else:
        strip = Box(box.x + 1.5, box.y + 2, box.x + STRIP, box.y2 - 2)
        yield from sign_pieces(cell.sign, strip, palette)
        lines = fitting.cell_lines(cell, fit.lines)
        top = (box.y + box.y2 - len(lines) * LINE) / 2
        yield from _words(cell, lines, box.x + STRIP + PAD, top, palette)
    told = (cell.name, cell.sentence, cell.href)
    yield Area(box.x, box.y, box.x2, box.y2, cell.sign, *told)


def _open_cell(cell: DrawnCell, box: Box, fit: Fit, palette: Palette) -> Iterator[Piece]:
    """A cell of all types: its words, and the six types below them."""
    lines = fitting.cell_lines(cell, fit.lines)
    top = (box.y + box.y2 - len(lines) * LINE - MARK[1] - 3) / 2
    yield from _words(cell, lines, box.x + PAD, top, palette)
    y = top + len(lines) * LINE + 3
    for number, mark in enumerate(cell.marks):
        x = box.x + PAD + number * (MARK[0] + MARK_GAP)
        yield from _mark(mark, Box(x, y, x + MARK[0], y + MARK[1]), palette)


def _mark(mark: DrawnMark, box: Box, palette: Palette) -> Iterator[Piece]:
    """The numeral on paper and its sign below, so that both can be read."""
    yield Fill(box.x, box.y, box.x2, box.y2, tint_of(mark.sign, palette), palette.strong)
    wide = width(mark.roman, NUMERAL_SIZE, bold=True)
    x = (box.x + box.x2 - wide) / 2
    yield Text(x, box.y + 10, mark.roman, NUMERAL_SIZE, palette.ink, bold=mark.sign in RUNGS)
    yield from sign_pieces(mark.sign, Box(box.x, box.y + 12, box.x2, box.y2), palette)


def _words(
    cell: DrawnCell, lines: tuple[str, ...], x: float, top: float, palette: Palette
) -> Iterator[Piece]:
    """What the cell is in bold where there is evidence, the rest behind or below it."""
    known = bool(cell.marks) or cell.sign in RUNGS
    y = top + CELL_SIZE * 0.86 + 1
    word = cell.words.word
    yield Text(x, y, word, CELL_SIZE, palette.ink, bold=known)
    rest = lines[0].removeprefix(word).lstrip()
    if rest:
        x_rest = x + width(word + " ", CELL_SIZE, bold=known)
        yield Text(x_rest, y, rest, CELL_SIZE, palette.ink if known else palette.soft)
    for number, line in enumerate(lines[1:], start=1):
        colour = palette.ink if known else palette.soft
        yield Text(x, y + number * LINE, line, CELL_SIZE, colour)
