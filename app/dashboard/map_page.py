"""The gap map as finished values: rows in groups, cells with their words, the choices made."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from app.answers import MapQuestion, ViewName
from app.dashboard import forms, links, words
from app.dashboard.export_menu import ExportMenu, export_menu
from app.dashboard.legend import Sign, signs_in
from app.dashboard.marks import Mark, type_marks
from app.exports.map_words import (
    AXIS_WORD,
    axis_label,
    cell_words,
    ladder,
    layers_in_words,
    sign_of,
    size_of,
)
from app.gapmap import Axis, Cell, Depth, Footing, Matrix
from app.topic import Topic

PATH = "/gap-map"
_ANSWERING = (Footing.REPORTED_BY_TYPE, Footing.COUNTED, Footing.STUDIED)
"""Studies that make up a cell's answer: their number and depth stand in the cell already."""
FACETS = ("layer", "fitzpatrick", "indication", "outcome", "body_site", "procedure", "design")


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
    exports: ExportMenu


def map_view(matrix: Matrix, question: MapQuestion, topic: Topic) -> MapView:
    """Everything that the map's page shows."""
    rows, columns = AXIS_WORD[matrix.row_axis], AXIS_WORD[matrix.column_axis]
    return MapView(
        caption=f"{rows} by {columns.lower()}",
        corner=f"{rows} \N{DOWNWARDS ARROW} {columns} \N{RIGHTWARDS ARROW}",
        scope=_scope(matrix),
        columns=tuple(axis_label(matrix.column_axis, column) for column in matrix.columns),
        span=len(matrix.columns) + 1,
        groups=tuple(_groups(matrix, question)),
        key=signs_in(cell for row in matrix.cells for cell in row),
        rows_choice=axis_choice("rows", "Rows", question.rows),
        columns_choice=axis_choice("columns", "Columns", question.columns),
        facets=forms.facets(topic, question, FACETS),
        chips=forms.chips(topic, PATH, question, FACETS),
        year_from=str(question.year_from or ""),
        year_to=str(question.year_to or ""),
        reset=PATH,
        empty=not matrix.studies,
        exports=export_menu(ViewName.MAP, "this map", question),
    )


def cell_view(cell: Cell, href: str) -> CellView:
    """One cell in a few words; the sentence says all of it."""
    split = cell.key.fitzpatrick is not None
    said = cell_words(cell)
    return CellView(
        href=href,
        css=sign_of(cell.depth, cell.reason) if split or not cell.studies else "cell-open",
        word=said.word,
        people=said.people,
        note=said.note,
        footings=words.footings(cell.footings, _ANSWERING) if split else "",
        rungs=ladder(cell.depth) if split and cell.depth > Depth.NONE else (),
        marks=type_marks(cell.by_type) if cell.studies else (),
        sentence=cell.sentence,
    )


def _groups(matrix: Matrix, question: MapQuestion) -> Iterator[RowGroup]:
    lines = zip(matrix.rows, matrix.cells, strict=True)
    for group, members in groupby(lines, key=lambda line: line[0].group):
        rows = tuple(
            RowView(
                axis_label(matrix.row_axis, row),
                tuple(cell_view(cell, href_of(cell, question)) for cell in cells),
            )
            for row, cells in members
        )
        yield RowGroup(words.OUTCOME_KIND_WORD.get(group, group), rows)


def href_of(cell: Cell, question: MapQuestion) -> str:
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


def _scope(matrix: Matrix) -> str:
    shown = layers_in_words(matrix.layers)
    return f"{size_of(matrix)}; {shown}".capitalize()


def axis_choice(name: str, label: str, chosen: Axis) -> forms.Facet:
    """What rows or columns may be, as a list of choices."""
    options = tuple(forms.Option(a.value, AXIS_WORD[a], a is chosen) for a in Axis)
    return forms.Facet(name, label, options, AXIS_WORD[chosen])
