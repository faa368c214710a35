"""The flow as a drawing: where every box, line of text and arrow stands, for a page to draw."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.exports import Box, BoxId, Flow, Part

LINE = 19
"""Height of a line of text, in units of the drawing: pixels where it is shown at its own size."""

PADDING = 13
GAP = 26
"""Between one row and the next, arrow included."""

CHARACTER = 7.4
"""Mean width at 13 px of the widest font that pages may get, DejaVu Sans: 7.3 in Chromium."""

BOLD_CHARACTER = 8.1
"""The same in bold: 8.05 in Chromium."""

INDENT = 12
"""Of sources under their group."""

SHOWN_PARTS = 8
"""More reasons than these are added up in one line; the table beside has them all."""


@dataclass(frozen=True, slots=True)
class Text:
    """One line. `number` stands at the right end, empty where there is none."""

    x: int
    y: int
    words: str
    number: str
    sort: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBox:
    """One box with its lines; numbers end at `right`."""

    x: int
    y: int
    width: int
    height: int
    right: int
    sort: str
    lines: tuple[Text, ...]

    @property
    def bottom(self) -> int:
        """Where it ends."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line and its head, as SVG paths."""

    line: str
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A part of the flow, named at its left."""

    name: str
    y: int
    height: int

    @property
    def middle(self) -> int:
        """Where the name stands."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """All of it; `phases` are empty where there is no room for them."""

    name: str
    width: int
    height: int
    boxes: tuple[DrawnBox, ...]
    arrows: tuple[Arrow, ...]
    phases: tuple[Phase, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """What goes on, and beside it what leaves."""

    phase: str
    main: BoxId
    sides: tuple[BoxId, ...] = ()


_ROWS = (
    _Row("Identification", BoxId.IDENTIFIED, (BoxId.REMOVED, BoxId.UNMATCHED)),
    _Row(
        "Screening",
        BoxId.SCREENED,
        (BoxId.EXCLUDED_BY_AUTOMATION, BoxId.EXCLUDED_BY_PERSON, BoxId.AWAITING_PERSON),
    ),
    _Row("Screening", BoxId.SOUGHT, (BoxId.NOT_RETRIEVED,)),
    _Row("Screening", BoxId.ASSESSED, (BoxId.EXCLUDED_AT_ASSESSMENT,)),
    _Row("Included", BoxId.REPORTS),
    _Row("Included", BoxId.STUDIES),
)
_ONLY_IF_ANY = (BoxId.UNMATCHED,)
_GROUPS = (BoxId.DATABASES, BoxId.REGISTERS, BoxId.OTHER_SOURCES)
_STAYING = (BoxId.NOT_RETRIEVED,)
"""Beside the flow and yet in it: a line without an arrow leads there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Columns as (x, width), the line that runs down, and whether what leaves stands beside it."""

    name: str
    width: int
    main: tuple[int, int]
    side: tuple[int, int]
    trunk: int
    beside: bool


_WIDE = _Layout(name="wide", width=760, main=(38, 326), side=(408, 351), trunk=201, beside=True)
_NARROW = _Layout(name="narrow", width=358, main=(1, 356), side=(33, 324), trunk=14, beside=False)


def wide_drawing(flow: Flow) -> Drawing:
    """Two columns, as the template has it: what goes on at the left, what leaves at the right."""
    return _drawing(flow, _WIDE)


def narrow_drawing(flow: Flow) -> Drawing:
    """One column for a telephone: what leaves is set in under what it leaves."""
    return _drawing(flow, _NARROW)


def _drawing(flow: Flow, layout: _Layout) -> Drawing:
    boxes: list[DrawnBox] = []
    arrows: list[Arrow] = []
    spans: dict[str, tuple[int, int]] = {}
    y, foot = 1, 0
    for row in _ROWS:
        main, sides = _row(flow, row, layout, y)
        if foot:
            arrows.append(_down(layout.trunk, foot, y))
        arrows += [_across(main, side, layout.trunk) for side in sides]
        boxes += [main, *sides]
        bottom = max(box.bottom for box in (main, *sides))
        spans[row.phase] = (spans.get(row.phase, (y, y))[0], bottom)
        y, foot = bottom + GAP, main.bottom
    phases = tuple(Phase(name=n, y=top, height=end - top) for n, (top, end) in spans.items())
    return Drawing(
        name=layout.name,
        width=layout.width,
        height=y - GAP + 1,
        boxes=tuple(boxes),
        arrows=tuple(arrows),
        phases=phases if layout.beside else (),
    )


def _row(flow: Flow, row: _Row, layout: _Layout, y: int) -> tuple[DrawnBox, list[DrawnBox]]:
    main = _drawn(flow, row.main, layout.main, y)
    below = y if layout.beside else main.bottom + PADDING
    sides: list[DrawnBox] = []
    for wanted in _sides_of(flow, row):
        sides.append(_drawn(flow, wanted, layout.side, below))
        below = sides[-1].bottom + PADDING
    return main, sides


def _sides_of(flow: Flow, row: _Row) -> Sequence[BoxId]:
    return [b for b in row.sides if b not in _ONLY_IF_ANY or flow.box(b).total]


def _drawn(flow: Flow, wanted: BoxId, column: tuple[int, int], y: int) -> DrawnBox:
    x, width = column
    box = flow.box(wanted)
    texts: list[Text] = []
    grouped = wanted is BoxId.IDENTIFIED
    at = y + PADDING - 5
    for words, number, sort in _texts(flow, box, width - 2 * PADDING):
        at += LINE
        indent = INDENT if grouped and sort == "part" else 0
        texts.append(Text(x + PADDING + indent, at, words, number, sort))
    sort = "main" if any(row.main is wanted for row in _ROWS) else "side"
    return DrawnBox(
        x=x,
        y=y,
        width=width,
        height=at - y + PADDING,
        right=x + width - PADDING,
        sort="staying" if wanted in _STAYING else sort,
        lines=tuple(texts),
    )


def _texts(flow: Flow, box: Box, room: int) -> Iterator[tuple[str, str, str]]:
    """Words, number and sort of every line of a box."""
    yield from _lines(box.title, box.total, "title", room, BOLD_CHARACTER)
    if box.id is BoxId.IDENTIFIED:
        for group in map(flow.box, _GROUPS):
            label = group.title.removeprefix("Records identified from ").capitalize()
            yield from _lines(label, group.total, "group", room, BOLD_CHARACTER)
            yield from _part_lines(group.parts, room - INDENT)
    else:
        yield from _part_lines(box.parts, room)
    for words in textwrap.wrap(box.note, int(room / CHARACTER)):
        yield words, "", "note"


def _part_lines(parts: Sequence[Part], room: int) -> Iterator[tuple[str, str, str]]:
    shown = parts if len(parts) <= SHOWN_PARTS else parts[: SHOWN_PARTS - 1]
    for part in shown:
        yield from _lines(part.label, part.count, "part", room, CHARACTER)
    rest = parts[len(shown) :]
    if rest:
        label = f"{len(rest)} more, in the table"
        yield from _lines(label, sum(p.count for p in rest), "part", room, CHARACTER)


def _lines(
    words: str, count: int, sort: str, room: int, character: float
) -> Iterator[tuple[str, str, str]]:
    """Wrapped words, the number behind the first line."""
    number = f"{count:,}"
    kept_free = (len(number) + 1) * BOLD_CHARACTER
    wrapped = textwrap.wrap(words, int((room - kept_free) / character)) or [""]
    yield wrapped[0], number, sort
    for line in wrapped[1:]:
        yield line, "", sort


def _down(x: int, top: int, bottom: int) -> Arrow:
    return Arrow(f"M{x} {top}V{bottom - 6}", f"M{x} {bottom}l-5 -8h10z")


def _across(main: DrawnBox, side: DrawnBox, trunk: int) -> Arrow:
    """To a box beside, from the edge of the main one, or from the line that runs down under it."""
    y = side.y + PADDING + 10
    begin = main.x + main.width if y < main.bottom else trunk
    if side.sort == "staying":
        return Arrow(f"M{begin} {y}H{side.x}", "")
    return Arrow(f"M{begin} {y}H{side.x - 6}", f"M{side.x} {y}l-8 -5v10z")
