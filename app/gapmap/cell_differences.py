"""Which cells of one view of the map say something else than before, and whose studies did it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.gapmap.assessed import Assessed, assess
from app.gapmap.cells import cell_of
from app.gapmap.depth import concerns
from app.gapmap.matrix import (
    MapQuery,
    axis_values,
    check_axes,
    check_values,
    held_key,
    in_scope,
)
from app.gapmap.values import Axis, AxisValue, Bounds, Cell, CellKey, Footing, MappedStudy
from app.records import SkinType
from app.topic import Topic

OTHER_LAYERS = frozenset(
    {Footing.PRIMARY, Footing.PRECLINICAL, Footing.SECONDARY, Footing.INDIRECT}
)
"""How studies stand in a cell that are not of the layers asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellDifference:
    """One cell before and after; `study_ids` came, went, or say something else than before."""

    key: CellKey
    before: Cell
    after: Cell
    study_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapState:
    """The studies of a map at one moment, and whether anything had been searched by then."""

    studies: Sequence[MappedStudy]
    searched: bool = True


def differing_cells(
    before: MapState, after: MapState, query: MapQuery, topic: Topic
) -> tuple[CellDifference, ...]:
    """The cells of a view that differ, in the order of its rows and columns, whole rows first.

    A cell can only differ where a study of its indication and outcome does, or where nothing had
    been searched before: no other is looked at.

    Raises:
        InvalidQueryError: If rows and columns are the same axis, or a value is not in the topic.
    """
    check_axes(query)
    check_values(query, topic)
    states = (before, after)
    was, now = (assess(s for s in state.studies if in_scope(s, query)) for state in states)
    changed = changed_studies([s.study for s in was], [s.study for s in now])
    found: list[CellDifference] = []
    for key in _keys(query, topic, [*was, *now]):
        ids = concerned_by(changed, key)
        if ids or before.searched is not after.searched:
            one, other = (
                cell_of(side, key, topic, query.layers, searched=state.searched)
                for side, state in zip((was, now), states, strict=True)
            )
            if not same_answer(one, other):
                found.append(CellDifference(key=key, before=one, after=other, study_ids=ids))
    return tuple(found)


def changed_studies(
    before: Iterable[MappedStudy], after: Iterable[MappedStudy]
) -> dict[str, tuple[MappedStudy, ...]]:
    """By identifier what each study is, or was, that is not the same on both sides."""
    was, now = ({s.public_id: s for s in studies} for studies in (before, after))
    return {
        public_id: tuple(side[public_id] for side in (was, now) if public_id in side)
        for public_id in sorted(was.keys() | now.keys())
        if was.get(public_id) != now.get(public_id)
    }


def concerned_by(changed: Mapping[str, Sequence[MappedStudy]], key: CellKey) -> tuple[str, ...]:
    """The changed studies that are, or were, of a cell's indication and outcome."""
    return tuple(i for i, sides in changed.items() if any(concerns(s, key) for s in sides))


def same_answer(one: Cell, other: Cell) -> bool:
    """Whether two cells say the same: state, studies, people, and how each other study stands.

    Studies of other layers than those asked for do not tell them apart, nor does the wording.
    """
    return _said(one) == _said(other)


def _said(cell: Cell) -> tuple[object, ...]:
    return (
        cell.depth,
        cell.reason,
        frozenset(cell.study_ids),
        _people(cell),
        {standing: number for standing, number in cell.standings.items() if number},
        {footing: n for footing, n in cell.footings.items() if n and footing not in OTHER_LAYERS},
    )


def _people(cell: Cell) -> tuple[Bounds | None, int | None, int | None]:
    """Of the type, of any, of none told: earlier versions froze what is unknown as 0, or from 0 on."""
    people = None if cell.people in (Bounds(0, 0), Bounds(0, None)) else cell.people
    return people, cell.participants or None, cell.people_of_unknown_type or None


def _keys(query: MapQuery, topic: Topic, both: Sequence[Assessed]) -> Iterator[CellKey]:
    """Every cell of the view; before them those of a whole row or column, the widest first."""
    asked = [s for s in both if s.study.layer in query.layers]
    rows = axis_values(query.rows, query, topic, asked)
    columns = axis_values(query.columns, query, topic, asked)
    for row in (None, *rows):
        for column in (None, *columns):
            yield _at(_at(held_key(query), query.rows, row), query.columns, column)


def _at(key: CellKey, axis: Axis, value: AxisValue | None) -> CellKey:
    if value is None:
        return key
    match axis:
        case Axis.FITZPATRICK:
            return CellKey(SkinType[value.id], key.indication, key.outcome)
        case Axis.INDICATION:
            return CellKey(key.fitzpatrick, value.id, key.outcome)
        case Axis.OUTCOME:
            return CellKey(key.fitzpatrick, key.indication, value.id)
