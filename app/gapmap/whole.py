"""Every cell of every map that can be drawn from the same studies: all axes, values and layers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from app.gapmap.assessed import Assessed, assess
from app.gapmap.cells import cell_of
from app.gapmap.depth import concerns
from app.gapmap.matrix import MapQuery, axis_values, check_values, in_scope
from app.gapmap.values import Axis, AxisValue, Cell, CellKey, Layer, MappedStudy
from app.records import SkinType
from app.topic import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class LayeredCells:
    """The cells of one choice of layers. A cell that no study concerns is left out."""

    layers: tuple[Layer, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeMap:
    """All axes with their values, and the cells of each choice of layers, the asked one first."""

    axes: dict[Axis, tuple[AxisValue, ...]]
    layered: tuple[LayeredCells, ...]
    nothing: Cell
    """What every cell that is left out says; its key is that of any value."""


def whole_map(
    studies: Sequence[MappedStudy], query: MapQuery, topic: Topic, *, searched: bool = True
) -> WholeMap:
    """Every cell, each the same as in the map that shows it; any value is one more value.

    `searched`: whether any source was ever asked; if not, empty cells say that.

    Raises:
        InvalidQueryError: If a value is not in the topic.
    """
    check_values(query, topic)
    assessed = assess(s for s in studies if in_scope(s, query))
    axes = {axis: axis_values(axis, query, topic, assessed) for axis in Axis}
    places = list(_places(axes, assessed))
    choices = dict.fromkeys([query.layers, *((layer,) for layer in Layer)])
    return WholeMap(
        axes=axes,
        layered=tuple(
            LayeredCells(
                layers=layers,
                cells=tuple(
                    cell_of(here, key, topic, layers, searched=searched) for key, here in places
                ),
            )
            for layers in choices
        ),
        nothing=cell_of((), CellKey(), topic, query.layers, searched=searched),
    )


def _places(
    axes: dict[Axis, tuple[AxisValue, ...]], assessed: Sequence[Assessed]
) -> Iterator[tuple[CellKey, list[Assessed]]]:
    """Every place that a study concerns, with its studies: sought once for all types and layers."""
    types = (None, *(SkinType[value.id] for value in axes[Axis.FITZPATRICK]))
    of_indication = (None, *(value.id for value in axes[Axis.INDICATION]))
    of_outcome = (None, *(value.id for value in axes[Axis.OUTCOME]))
    for indication, outcome in product(of_indication, of_outcome):
        key = CellKey(indication=indication, outcome=outcome)
        here = [one for one in assessed if concerns(one.study, key)]
        if here:
            for skin_type in types:
                yield CellKey(skin_type, indication, outcome), here
