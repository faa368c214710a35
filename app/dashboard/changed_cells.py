"""Cells that say something else than before, as a table: what was said, what is said, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.answers import CellQuestion, CellSince, ChangedCell, MapQuestion
from app.dashboard import links, words
from app.exports.map_words import AXIS_WORD, people_of, state_word
from app.gapmap import NONE_STATED, Axis, Cell, CellKey, Footing
from app.records import SkinType
from app.topic import Topic

OF_THE_TYPE = {
    Footing.ELIGIBLE: "admitting it",
    Footing.EXCLUDED: "excluding it",
    Footing.NOT_REPORTED: "silent",
    Footing.ABSTRACT_ONLY: "silent, read as abstract only",
    Footing.PLANNED_WITHOUT: "planned without it",
}
"""How studies stand to a skin type that they do not treat."""
REGISTERED = {
    Footing.UNDER_WAY: "registered, under way",
    Footing.UNREPORTED: "registered, completed, not reported",
    Footing.STOPPED: "registered, stopped or of unknown status",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedView:
    """One cell that differs; `events` are numbers of the list below the table."""

    href: str
    was: str
    now: str
    sentence: str
    events: tuple[int, ...]
    by_rules: bool


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row with at least one cell that differs; None where one says the same as before."""

    label: str
    cells: tuple[ChangedView | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedTable:
    """Rows and columns in which anything differs."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[ChangedRow, ...]


def changed_table(
    cells: Sequence[ChangedCell | CellSince],
    axes: tuple[Axis, Axis],
    question: MapQuestion | CellQuestion,
    topic: Topic,
) -> ChangedTable:
    """The cells under the rows and columns of their view, whole rows and columns first."""
    at = {_place(one, axes): _view(one, question) for one in cells}
    rows = list(dict.fromkeys(row for row, _ in at))
    found = {column for _, column in at}
    columns = [value for value in (None, *_values(axes[1], topic)) if value in found]
    return ChangedTable(
        corner=f"{AXIS_WORD[axes[0]]} \N{DOWNWARDS ARROW} "
        f"{AXIS_WORD[axes[1]]} \N{RIGHTWARDS ARROW}",
        columns=tuple(axis_label(axes[1], value, topic) for value in columns),
        rows=tuple(
            ChangedRow(
                axis_label(axes[0], row, topic), tuple(at.get((row, column)) for column in columns)
            )
            for row in rows
        ),
    )


def axis_label(axis: Axis, value: str | None, topic: Topic) -> str:
    """A row or a column by name; None is the whole of it."""
    if value is None:
        return "All types" if axis is Axis.FITZPATRICK else f"Any {axis.value}"
    if axis is Axis.FITZPATRICK:
        return f"Type {value}"
    return f"No {axis.value} stated" if value == NONE_STATED else topic.label(axis.value, value)


def _values(axis: Axis, topic: Topic) -> Iterator[str]:
    if axis is Axis.FITZPATRICK:
        yield from (t.name for t in SkinType)
        return
    yield from (value.id for value in topic.values_of(axis.value))
    yield NONE_STATED


def _place(one: ChangedCell | CellSince, axes: tuple[Axis, Axis]) -> tuple[str | None, str | None]:
    key = one.difference.key
    return _coordinate(key, axes[0]), _coordinate(key, axes[1])


def _coordinate(key: CellKey, axis: Axis) -> str | None:
    match axis:
        case Axis.FITZPATRICK:
            return key.fitzpatrick.name if key.fitzpatrick else None
        case Axis.INDICATION:
            return key.indication
        case Axis.OUTCOME:
            return key.outcome


def _view(one: ChangedCell | CellSince, question: MapQuestion | CellQuestion) -> ChangedView:
    difference = one.difference
    was, now = _differing(difference.before, difference.after)
    return ChangedView(
        href=links.cell_url(difference.key, question),
        was=was,
        now=now,
        sentence=difference.after.sentence,
        events=one.events,
        by_rules=isinstance(one, CellSince) and one.by_rules,
    )


def _differing(before: Cell, after: Cell) -> tuple[str, str]:
    """The words of both that differ; what is the same in both is said in neither."""
    pairs = list(zip(_words(before), _words(after), strict=True))
    differing = [pair for pair in pairs if pair[0] != pair[1]] or [
        ("other studies than now", "other studies than before")
    ]
    was, now = (", ".join(filter(None, side)) for side in zip(*differing, strict=True))
    return was or "nothing of it", now or "nothing of it"


def _words(cell: Cell) -> Iterator[str]:
    """What a cell says, part by part in a fixed order; a part is empty where it says nothing."""
    if cell.studies:
        yield f"{words.studies(cell.studies)}, {people_of(cell.people, cell.participants)}"
    else:
        yield words.REASON_WORD[cell.reason].lower()
    has_depth = cell.studies and cell.key.fitzpatrick is not None
    yield state_word(cell.depth, cell.reason).lower() if has_depth else ""
    beside = REGISTERED | (OF_THE_TYPE if cell.key.fitzpatrick is not None else {})
    for footing in (*OF_THE_TYPE, *REGISTERED):
        number = cell.footings.get(footing, 0) if footing in beside else 0
        yield f"{words.studies(number)} {beside[footing]}" if number else ""
    unknown = cell.people_of_unknown_type
    yield f"{words.counted(unknown, 'person', 'people')} of unknown type" if unknown else ""
