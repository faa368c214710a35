"""The rungs that assessed studies reach, without asking what was worked out before."""

from collections.abc import Iterable

from app.gapmap.assessed import Assessed
from app.gapmap.values import CellKey, Depth, Layer
from app.records import Standing


def deepest_of(studies: Iterable[Assessed], key: CellKey) -> Depth:
    """The deepest rung of studies that concern the cell, for its skin type.

    The same as `cells.deepest` of those that may enrol; a registration reaches no further than
    the types it plans to enrol.
    """
    reached = Depth.NONE
    for assessed in studies:
        rung = _rung(assessed, key)
        planned = assessed.study.layer is Layer.PLANNED
        reached = max(reached, min(rung, Depth.ELIGIBLE) if planned else rung)
    return reached


def _rung(assessed: Assessed, key: CellKey) -> Depth:
    skin_type = key.fitzpatrick
    if skin_type is None:
        return Depth.NONE
    match assessed.standing[skin_type]:
        case Standing.ELIGIBLE:
            return Depth.ELIGIBLE
        case Standing.STUDIED:
            if (skin_type, key.outcome) in assessed.reported:
                return Depth.REPORTED_BY_TYPE
            return Depth.COUNTED if skin_type in assessed.counted else Depth.STUDIED
        case _:
            return Depth.NONE
