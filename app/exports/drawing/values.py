"""What a drawing of the map shows, before anybody knows where on the sheet it stands."""

from dataclasses import dataclass

from app.exports.map_words import CellWords


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnMark:
    """One skin type inside a cell that is not split by type."""

    roman: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnCell:
    """One cell: its sign, its few words, and the sentence that says all of it.

    `sign` is empty where the cell speaks of all types at once: then its marks are the signs.
    """

    sign: str
    words: CellWords
    marks: tuple[DrawnMark, ...]
    name: str
    sentence: str
    href: str
    """Where its evidence is; empty in a file that is read away from the service."""


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row's label with its cells, in the order of the columns; `group` is the kind of its value."""

    label: str
    group: str
    cells: tuple[DrawnCell, ...]


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """A column's label; `group` is the kind of its value."""

    label: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnMap:
    """Everything that a drawing of the map says."""

    title: str
    scope: str
    foot: str
    corner: str
    columns: tuple[DrawnColumn, ...]
    rows: tuple[DrawnRow, ...]


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle; `edge` is the colour of its outline, empty for none."""

    x: float
    y: float
    x2: float
    y2: float
    fill: str
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; `wide` in the units of the sheet."""

    x: float
    y: float
    x2: float
    y2: float
    colour: str
    wide: float = 1


@dataclass(frozen=True, slots=True)
class Dot:
    """A small filled circle."""

    x: float
    y: float
    colour: str


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """What a reader can point at: a cell, or a sign of the legend (then `sentence` is empty)."""

    x: float
    y: float
    x2: float
    y2: float
    sign: str
    name: str
    sentence: str
    href: str


Piece = Fill | Line | Dot | Text | Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A finished layout: every piece at its place on a sheet of `wide` by `high`."""

    wide: float
    high: float
    title: str
    paper: str
    ink: str
    pieces: tuple[Piece, ...]
