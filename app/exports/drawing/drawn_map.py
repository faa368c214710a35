"""The answer of the map question as what a drawing says: its title is the question."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from app.answers import MapQuestion, Provenance
from app.exports import map_words
from app.exports.drawing.values import DrawnCell, DrawnColumn, DrawnMap, DrawnMark, DrawnRow
from app.gapmap import NONE_STATED, Axis, Cell, Matrix
from app.topic import Topic

FILTERS = ("body_site", "procedure", "design")
FILTER_WORD = {
    "fitzpatrick": "Skin types",
    "indication": "Indications",
    "outcome": "Outcomes",
    "body_site": "Body sites",
    "procedure": "Procedures",
    "design": "Designs",
}
AXIS_NOUN = {Axis.FITZPATRICK: "skin type", Axis.INDICATION: "indication", Axis.OUTCOME: "outcome"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked, of which evidence, and when; `href_of` leads from a cell to its evidence."""

    question: MapQuestion
    topic: Topic
    provenance: Provenance
    on: date
    href_of: Callable[[Cell], str] = lambda _cell: ""


def drawn_map(matrix: Matrix, asked: Asked) -> DrawnMap:
    """Everything that a drawing of this map says."""
    rows, columns = (map_words.AXIS_WORD[a] for a in (matrix.row_axis, matrix.column_axis))
    return DrawnMap(
        title=title_of(matrix, asked),
        scope=". ".join(_scope(matrix, asked)) + ".",
        foot=map_words.drawn_from(asked.provenance, asked.on),
        corner=f"{rows} / {columns.lower()}",
        columns=tuple(
            DrawnColumn(map_words.axis_label(matrix.column_axis, value), _group(value.group))
            for value in matrix.columns
        ),
        rows=tuple(_rows(matrix, asked)),
    )


def title_of(matrix: Matrix, asked: Asked) -> str:
    """The question: "What is known about Micro-Coring by outcome and skin type, in acne scars?"."""
    rows, columns = AXIS_NOUN[matrix.row_axis], AXIS_NOUN[matrix.column_axis]
    held = _held(matrix, asked)
    return f"What is known about {asked.topic.title} by {rows} and {columns}{held}?"


def _held(matrix: Matrix, asked: Asked) -> str:
    """The one value that every cell has on the axis that is not drawn."""
    axis = _open_axis(matrix)
    chosen = getattr(asked.question, axis.value)
    if len(chosen) != 1:
        return ""
    name = _value_label(asked.topic, axis.value, chosen[0])
    lower = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    match axis:
        case Axis.FITZPATRICK:
            return f", in skin type {chosen[0]}"
        case Axis.INDICATION:
            return f", in studies of {lower}"
        case Axis.OUTCOME:
            return f", in studies that report {lower}"


def _open_axis(matrix: Matrix) -> Axis:
    return next(axis for axis in Axis if axis not in (matrix.row_axis, matrix.column_axis))


def _scope(matrix: Matrix, asked: Asked) -> Iterator[str]:
    size = map_words.size_of(matrix)
    yield f"{size[:1].upper()}{size[1:]}; {map_words.layers_in_words(matrix.layers)}"
    yield from conditions_of(matrix, asked)


def conditions_of(matrix: Matrix, asked: Asked) -> Iterator[str]:
    """What chose the studies, beside the axes that are drawn."""
    axis = _open_axis(matrix)
    named = (axis.value, *FILTERS) if len(getattr(asked.question, axis.value)) > 1 else FILTERS
    for name in named:
        chosen = getattr(asked.question, name)
        if chosen:
            labels = ", ".join(_value_label(asked.topic, name, value) for value in chosen)
            yield f"{FILTER_WORD[name]}: {labels}"
    yield from _years(asked.question)


def _years(question: MapQuestion) -> Iterator[str]:
    first, last = question.year_from, question.year_to
    if first and last:
        yield f"Published {first} to {last}"
    elif first:
        yield f"Published in {first} or later"
    elif last:
        yield f"Published in {last} or earlier"


def _value_label(topic: Topic, dimension: str, value: str) -> str:
    if value == NONE_STATED:
        return f"no {dimension} stated"
    return value if dimension == "fitzpatrick" else topic.label(dimension, value)


def _group(kind: str) -> str:
    return map_words.OUTCOME_KIND_WORD.get(kind, kind)


def _rows(matrix: Matrix, asked: Asked) -> Iterator[DrawnRow]:
    columns = [map_words.axis_label(matrix.column_axis, value) for value in matrix.columns]
    for row, cells in zip(matrix.rows, matrix.cells, strict=True):
        label = map_words.axis_label(matrix.row_axis, row)
        drawn = tuple(
            _cell(cell, f"{label}, {column}", asked.href_of(cell))
            for column, cell in zip(columns, cells, strict=True)
        )
        yield DrawnRow(label, _group(row.group), drawn)


def _cell(cell: Cell, name: str, href: str) -> DrawnCell:
    split = cell.key.fitzpatrick is not None
    marks = () if split or not cell.studies else cell.by_type
    return DrawnCell(
        sign="" if marks else map_words.sign_of(cell.depth, cell.reason),
        words=map_words.cell_words(cell),
        marks=tuple(
            DrawnMark(roman=m.fitzpatrick.name, sign=map_words.sign_of(m.depth, m.reason))
            for m in marks
        ),
        name=name,
        sentence=cell.sentence,
        href=href,
    )
