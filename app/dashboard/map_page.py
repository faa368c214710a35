"""The gap map as finished values: rows in groups, cells with their words, the choices made."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from app.answers import MapQuestion
from app.dashboard import forms, links, words
from app.dashboard.legend import Sign, signs_in
from app.dashboard.marks import Mark, css_of, ladder, state_word, type_marks
from app.gapmap import Axis, AxisValue, Bounds, Cell, Depth, Footing, Layer, Matrix, Reason
from app.topic import Topic

PATH = "/gap-map"
_ANSWERING = (Footing.REPORTED_BY_TYPE, Footing.COUNTED, Footing.STUDIED)
"""Studies that make up a cell's answer: their number and depth stand in the cell already."""
FACETS = ("layer", "fitzpatrick", "indication", "outcome", "body_site", "procedure", "design")
AXIS_WORD = {
    Axis.FITZPATRICK: "Skin type",
    Axis.INDICATION: "Indication",
    Axis.OUTCOME: "Outcome",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """One cell: a link with a few words, its sign, and the whole sentence for who asks."""

    href: str
    css: str
    word: str
    people: str
    note: str
    footings: str
    """How every study of the cell stands in it, by number; empty where the word says it all."""
    rungs: tuple[bool, ...]
    marks: tuple[Mark, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row header with its cells."""

    label: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows of one kind; `label` is empty where rows have no kinds."""

    label: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """The whole page."""

    caption: str
    corner: str
    scope: str
    columns: tuple[str, ...]
    span: int
    groups: tuple[RowGroup, ...]
    key: tuple[Sign, ...]
    rows_choice: forms.Facet
    columns_choice: forms.Facet
    facets: tuple[forms.Facet, ...]
    chips: tuple[forms.Chip, ...]
    year_from: str
    year_to: str
    reset: str
    empty: bool


def map_view(matrix: Matrix, question: MapQuestion, topic: Topic) -> MapView:
    """Everything that the map's page shows."""
    rows, columns = AXIS_WORD[matrix.row_axis], AXIS_WORD[matrix.column_axis]
    return MapView(
        caption=f"{rows} by {columns.lower()}",
        corner=f"{rows} \N{DOWNWARDS ARROW} {columns} \N{RIGHTWARDS ARROW}",
        scope=_scope(matrix),
        columns=tuple(_head(matrix.column_axis, column) for column in matrix.columns),
        span=len(matrix.columns) + 1,
        groups=tuple(_groups(matrix, question)),
        key=signs_in(cell for row in matrix.cells for cell in row),
        rows_choice=_axis_choice("rows", "Rows", question.rows),
        columns_choice=_axis_choice("columns", "Columns", question.columns),
        facets=forms.facets(topic, question, FACETS),
        chips=forms.chips(topic, PATH, question, FACETS),
        year_from=str(question.year_from or ""),
        year_to=str(question.year_to or ""),
        reset=PATH,
        empty=not matrix.studies,
    )


def cell_view(cell: Cell, href: str) -> CellView:
    """One cell in a few words; the sentence says all of it."""
    known = cell.reason in (Reason.STUDIED, Reason.ELIGIBLE_ONLY) and cell.studies > 0
    split = cell.key.fitzpatrick is not None
    return CellView(
        href=href,
        css=css_of(cell.depth, cell.reason) if split or not cell.studies else "cell-open",
        word=_word(cell),
        people=_people(cell) if known or cell.studies else "",
        note=_note(cell),
        footings=words.footings(cell.footings, _ANSWERING) if split else "",
        rungs=ladder(cell.depth) if split and cell.depth > Depth.NONE else (),
        marks=type_marks(cell.by_type) if cell.studies else (),
        sentence=cell.sentence,
    )


def people_of(bounds: Bounds, participants: int | None) -> str:
    """Bounds with the number they are part of: "1-34 of 38 people"."""
    exact = bounds.lower == bounds.upper == participants
    if participants is None or exact or bounds.upper is None:
        return words.people(bounds)
    return f"{words.span(bounds)} of {words.counted(participants, 'person', 'people')}"


def _word(cell: Cell) -> str:
    if cell.studies:
        return words.studies(cell.studies)
    return words.REASON_WORD[cell.reason]


def _people(cell: Cell) -> str:
    return people_of(cell.people, cell.participants)


def _note(cell: Cell) -> str:
    if cell.key.fitzpatrick is None:
        return ""
    return state_word(cell.depth, cell.reason) if cell.studies else ""


def _groups(matrix: Matrix, question: MapQuestion) -> Iterator[RowGroup]:
    lines = zip(matrix.rows, matrix.cells, strict=True)
    for group, members in groupby(lines, key=lambda line: line[0].group):
        rows = tuple(
            RowView(
                _head(matrix.row_axis, row),
                tuple(cell_view(cell, _href(cell, question)) for cell in cells),
            )
            for row, cells in members
        )
        yield RowGroup(words.OUTCOME_KIND_WORD.get(group, group), rows)


def _href(cell: Cell, question: MapQuestion) -> str:
    """Where a cell leads: its evidence or, where it spans several values, the map of these.

    Several indications (or outcomes) chosen on the axis that is not drawn are one cell here; the
    page of a cell knows one value or any, so such a cell opens split by them.
    """
    axes = (question.rows, question.columns)
    held = next(axis for axis in Axis if axis not in axes)
    if held is Axis.FITZPATRICK or len(getattr(question, held.value)) < 2:
        return links.cell_url(cell.key, question)
    pinned = next(axis for axis in axes if axis is not Axis.FITZPATRICK)
    value = [getattr(cell.key, pinned.value)]
    columns = Axis.FITZPATRICK.value
    return links.url_of(PATH, question, rows=held.value, columns=columns, **{pinned.value: value})


def _head(axis: Axis, value: AxisValue) -> str:
    if axis is Axis.FITZPATRICK and not value.label.lower().startswith("type"):
        return f"Type {value.id}"
    return value.label


def _scope(matrix: Matrix) -> str:
    layers = ", ".join(words.LAYER_WORD[layer].lower() for layer in matrix.layers)
    alone = matrix.layers == (Layer.PRIMARY,)
    shown = "primary evidence alone" if alone else f"layers shown: {layers}"
    return f"{words.studies(matrix.studies)}, {words.people(matrix.people)}; {shown}".capitalize()


def _axis_choice(name: str, label: str, chosen: Axis) -> forms.Facet:
    options = tuple(forms.Option(a.value, AXIS_WORD[a], a is chosen) for a in Axis)
    return forms.Facet(name, label, options, AXIS_WORD[chosen])
