"""The signs of the map as shapes: a ladder for how deep evidence goes, a pattern for why it lacks.

They differ in shape, so they stay apart in greyscale, on a bad printer and for colour-blind readers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.exports.drawing.palette import Palette
from app.exports.drawing.values import Dot, Fill, Line, Piece

RUNGS = {
    "depth-eligible": 1,
    "depth-studied": 2,
    "depth-counted": 3,
    "depth-reported-by-type": 4,
}
"""How many of the four rungs are filled."""
GAP = 2.2
STEP = 4.0
STROKE = 0.8


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet."""

    x: float
    y: float
    x2: float
    y2: float

    def inside(self, margin: float) -> "Box":
        """The box without a margin on every side."""
        return Box(self.x + margin, self.y + margin, self.x2 - margin, self.y2 - margin)


def tint_of(sign: str, palette: Palette) -> str:
    """The ground that a cell's words stand on."""
    if sign in RUNGS:
        return palette.tint[RUNGS[sign] - 1]
    return palette.sunk if sign == "why-excluded" else palette.paper


def sign_pieces(sign: str, box: Box, palette: Palette) -> Iterator[Piece]:
    """The sign drawn into a box; an upright box holds an upright ladder."""
    if sign in RUNGS:
        yield from _ladder(RUNGS[sign], box.inside(2), palette)
    else:
        yield from PATTERNS[sign](box, palette)


def _ladder(filled: int, box: Box, palette: Palette) -> Iterator[Piece]:
    upright = box.y2 - box.y > box.x2 - box.x
    long = (box.y2 - box.y) if upright else (box.x2 - box.x)
    rung = (long - 3 * GAP) / 4
    for number in range(4):
        at = number * (rung + GAP)
        on = palette.accent if number < filled else palette.paper
        if upright:
            yield Fill(box.x, box.y2 - at - rung, box.x2, box.y2 - at, on, palette.accent)
        else:
            yield Fill(box.x + at, box.y, box.x + at + rung, box.y2, on, palette.accent)


def _dots(box: Box, palette: Palette) -> Iterator[Piece]:
    across, down = int((box.x2 - box.x) // STEP), int((box.y2 - box.y) // STEP)
    left = box.x + (box.x2 - box.x - (across - 1) * STEP) / 2
    top = box.y + (box.y2 - box.y - (down - 1) * STEP) / 2
    for row in range(down):
        for column in range(across):
            yield Dot(left + column * STEP, top + row * STEP, palette.pattern)


def _crossed(box: Box, palette: Palette) -> Iterator[Piece]:
    yield from _rising(box, palette, STEP)
    yield from _falling(box, palette, STEP)


def _rising(box: Box, palette: Palette, step: float = 1.5 * STEP) -> Iterator[Piece]:
    """Lines as a stroke leans: x + y stays the same along each."""
    total = box.x + box.y + step / 2
    while total < box.x2 + box.y2:
        x, x2 = max(box.x, total - box.y2), min(box.x2, total - box.y)
        yield Line(x, total - x, x2, total - x2, palette.pattern, STROKE)
        total += step


def _falling(box: Box, palette: Palette, step: float = 1.5 * STEP) -> Iterator[Piece]:
    """Lines as a backslash leans: x - y stays the same along each."""
    total = box.x - box.y2 + step / 2
    while total < box.x2 - box.y:
        x, x2 = max(box.x, total + box.y), min(box.x2, total + box.y2)
        yield Line(x, x - total, x2, x2 - total, palette.pattern, STROKE)
        total += step


def _upright(box: Box, palette: Palette) -> Iterator[Piece]:
    x = box.x + STEP / 2
    while x < box.x2:
        yield Line(x, box.y, x, box.y2, palette.pattern, STROKE)
        x += STEP


def _level(box: Box, palette: Palette) -> Iterator[Piece]:
    y = box.y + STEP / 2
    while y < box.y2:
        yield Line(box.x, y, box.x2, y, palette.pattern, STROKE)
        y += STEP


def _dashes(box: Box, palette: Palette) -> Iterator[Piece]:
    """Short level strokes, every second row set in: what was read is only a part."""
    for row in range(int((box.y2 - box.y) // STEP)):
        y = box.y + (row + 0.5) * STEP
        x = box.x + (1 + row % 2 * STEP)
        while x + STEP <= box.x2:
            yield Line(x, y, x + STEP, y, palette.pattern, STROKE)
            x += 2 * STEP


def _grid(box: Box, palette: Palette) -> Iterator[Piece]:
    """The lines of what is planned, struck through."""
    yield from _upright(box, palette)
    yield from _level(box, palette)


def _framed(box: Box, palette: Palette) -> Iterator[Piece]:
    """A dotted edge and nothing inside."""
    inner = box.inside(STEP / 2)
    x = inner.x
    while x <= inner.x2:
        yield Dot(x, inner.y, palette.pattern)
        yield Dot(x, inner.y2, palette.pattern)
        x += STEP
    y = inner.y + STEP
    while y < inner.y2:
        yield Dot(inner.x, y, palette.pattern)
        yield Dot(inner.x2, y, palette.pattern)
        y += STEP


def _blank(_box: Box, _palette: Palette) -> Iterator[Piece]:
    yield from ()


PATTERNS: dict[str, Callable[[Box, Palette], Iterator[Piece]]] = {
    "why-not-reported": _dots,
    "why-abstract-only": _dashes,
    "why-excluded": _crossed,
    "why-only-planned": _upright,
    "why-only-stopped": _grid,
    "why-only-preclinical": _level,
    "why-only-secondary": _rising,
    "why-only-indirect": _falling,
    "why-never-studied": _blank,
    "why-never-searched": _framed,
}
