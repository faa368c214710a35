"""The rungs that assessed studies reach, without asking what was worked out before."""

from collections.abc import Iterable

from app.gapmap.assessed import Assessed
from app.gapmap.stances import rung_of
from app.gapmap.values import CellKey, Depth, Layer


def deepest_of(studies: Iterable[Assessed], key: CellKey) -> Depth:
    """The deepest rung of studies that concern the cell, for its skin type.

    The same as `cells.deepest` of those that may enrol; a registration reaches no further than
    the types it plans to enrol.
    """
    reached, skin_type = Depth.NONE, key.fitzpatrick
    if skin_type is None:
        return reached
    for assessed in studies:
        rung = rung_of(assessed, skin_type, key.outcome)
        planned = assessed.study.layer is Layer.PLANNED
        reached = max(reached, min(rung, Depth.ELIGIBLE) if planned else rung)
    return reached
