"""The map for one question: every cell of two axes, the third one open or held at a value."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.errors import InvalidQueryError
from app.gapmap.assessed import Assessed, assess, total_people
from app.gapmap.cells import cell_about, most_people_first
from app.gapmap.content import told
from app.gapmap.depth import concerns
from app.gapmap.values import (
    NONE_STATED,
    PRIMARY_ONLY,
    Axis,
    AxisValue,
    Cell,
    CellKey,
    Layer,
    MappedStudy,
    Matrix,
)
from app.records import SkinType
from app.topic import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class MapQuery:
    """What the map is asked. An empty tuple leaves an axis whole.

    On the axis that is neither rows nor columns one value makes every cell one of that value;
    several keep the studies that name any of them (for skin types: all studies, since silence
    about a type is part of the answer).
    """

    rows: Axis = Axis.INDICATION
    columns: Axis = Axis.OUTCOME
    fitzpatrick: tuple[SkinType, ...] = ()
    indication: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    layers: tuple[Layer, ...] = PRIMARY_ONLY

    def wanted(self, axis: Axis) -> tuple[str, ...]:
        """The ids asked for on an axis; skin types by their roman numeral."""
        match axis:
            case Axis.FITZPATRICK:
                return tuple(t.name for t in self.fitzpatrick)
            case Axis.INDICATION:
                return self.indication
            case Axis.OUTCOME:
                return self.outcome


WHOLE_MAP = MapQuery()
"""Every value of every axis."""


def matrix(
    studies: Sequence[MappedStudy], query: MapQuery, topic: Topic, *, searched: bool = True
) -> Matrix:
    """Every cell of the map, rows and columns in the order of the vocabulary.

    `searched`: whether any source was ever asked; if not, empty cells say that.

    Raises:
        InvalidQueryError: If rows and columns are the same axis, or a value is not in the topic.
    """
    check_axes(query)
    check_values(query, topic)
    scope = assess(s for s in studies if in_scope(s, query))
    scope.sort(key=most_people_first)
    asked = [s for s in scope if s.study.layer in query.layers]
    rows = axis_values(query.rows, query, topic, asked)
    columns = axis_values(query.columns, query, topic, asked)
    held = held_key(query)
    keys = [[key_at(held, query, row, column) for column in columns] for row in rows]
    about = {
        (key.indication, key.outcome): [s for s in scope if concerns(s.study, key)]
        for key in _one_a_pair(key for line in keys for key in line)
    }

    def at(key: CellKey) -> Cell:
        here = about[key.indication, key.outcome]
        return cell_about(here, key, topic, query.layers, searched=searched)

    return Matrix(
        row_axis=query.rows,
        column_axis=query.columns,
        rows=rows,
        columns=columns,
        cells=tuple(tuple(map(at, line)) for line in keys),
        layers=query.layers,
        studies=len(asked),
        people=told(total_people(asked, lambda s: s.people), {s.layer for s in asked}),
    )


def _one_a_pair(keys: Iterable[CellKey]) -> Iterable[CellKey]:
    """A cell of each indication and outcome: studies are of these, whatever the skin type."""
    return {(key.indication, key.outcome): key for key in keys}.values()


def check_axes(query: MapQuery) -> None:
    """Refuse a question whose rows and columns are the same.

    Raises:
        InvalidQueryError: Naming the axes that the columns can have.
    """
    if query.rows is query.columns:
        others = tuple(axis.value for axis in Axis if axis is not query.rows)
        raise InvalidQueryError("columns", query.columns.value, others)


def check_values(query: MapQuery, topic: Topic) -> None:
    """Refuse a question for a value that the topic does not have.

    Raises:
        InvalidQueryError: Naming the field and the values it can have.
    """
    for axis in (Axis.INDICATION, Axis.OUTCOME):
        allowed = (*(value.id for value in topic.values_of(axis.value)), NONE_STATED)
        for wanted in query.wanted(axis):
            if wanted not in allowed:
                raise InvalidQueryError(axis.value, wanted, allowed)


def axis_values(
    axis: Axis, query: MapQuery, topic: Topic, asked: Sequence[Assessed]
) -> tuple[AxisValue, ...]:
    """The rows or columns: those asked for, or all, and "none stated" where a study needs it."""
    return values_on(axis, query, topic, lambda: any(not _values(s.study, axis) for s in asked))


def values_on(
    axis: Axis, query: MapQuery, topic: Topic, is_unstated: Callable[[], bool]
) -> tuple[AxisValue, ...]:
    """The same, where it is asked whether any study states no value on the axis."""
    wanted = query.wanted(axis)
    if axis is Axis.FITZPATRICK:
        values = [AxisValue(id=t.name, label=f"Type {t.name}") for t in SkinType]
    else:
        values = [
            AxisValue(id=value.id, label=value.label, group=value.kind or "")
            for value in topic.values_of(axis.value)
        ]
        if is_unstated():
            values.append(AxisValue(id=NONE_STATED, label=f"No {axis.value} stated"))
    return tuple(value for value in values if not wanted or value.id in wanted)


def held_key(query: MapQuery) -> CellKey:
    """What every cell has in common: the one value asked for on the axis that is not drawn."""
    key = CellKey()
    for axis in Axis:
        if axis not in (query.rows, query.columns) and len(query.wanted(axis)) == 1:
            key = _with(key, axis, query.wanted(axis)[0])
    return key


def key_at(held: CellKey, query: MapQuery, row: AxisValue, column: AxisValue) -> CellKey:
    """The coordinates of the cell in this row and column."""
    return _with(_with(held, query.rows, row.id), query.columns, column.id)


def _with(key: CellKey, axis: Axis, value: str) -> CellKey:
    match axis:
        case Axis.FITZPATRICK:
            return CellKey(SkinType[value], key.indication, key.outcome)
        case Axis.INDICATION:
            return CellKey(key.fitzpatrick, value, key.outcome)
        case Axis.OUTCOME:
            return CellKey(key.fitzpatrick, key.indication, value)


def in_scope(study: MappedStudy, query: MapQuery) -> bool:
    """Whether the study names one of the indications and one of the outcomes asked for."""
    for axis in (Axis.INDICATION, Axis.OUTCOME):
        wanted = query.wanted(axis)
        values = _values(study, axis) or {NONE_STATED}
        if wanted and values.isdisjoint(wanted):
            return False
    return True


def _values(study: MappedStudy, axis: Axis) -> frozenset[str] | set[str]:
    return study.indications if axis is Axis.INDICATION else study.outcomes
