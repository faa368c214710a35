"""How one study stands in one cell: what every reason, footing and sentence of the cell rests on."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, Protocol

from app.gapmap.values import CellKey, Depth, Layer, TrialState
from app.records import SkinType, Standing


class Stance(NamedTuple):
    """All that a cell depends on in a study, but its people: studies of one stance are alike in it."""

    layer: Layer
    standing: Standing
    """To the cell's skin type; where it is of none, the strongest to any type."""
    rung: Depth
    excludes: bool
    """It excludes the cell's skin type; where it is of none, any type."""
    silent: bool
    """It says nothing of any skin type."""
    is_whole: bool
    """All of it was read: its full text, or a registration as its registry shows it."""
    state: TrialState | None
    """Of a registration; None of anything else."""

    @property
    def gives_hope(self) -> bool:
        """Whether it is a registration that may still report: under way, or completed."""
        return self.state in (TrialState.UNDER_WAY, TrialState.UNREPORTED)

    @property
    def code(self) -> int:
        """The stance as one number below 2**15, to be kept; `stance_of_code` is its way back."""
        return _code(self)


VALUES: tuple[tuple[object, ...], ...] = (
    tuple(Layer),
    tuple(Standing),
    tuple(Depth),
    (False, True),
    (False, True),
    (False, True),
    (None, *TrialState),
)
"""All that each part of a stance can be, in an order that what is kept rests on."""


@cache
def _code(stance: Stance) -> int:
    code = 0
    for value, values in zip(stance, VALUES, strict=True):
        code = code * len(values) + values.index(value)
    return code


@cache
def stance_of_code(code: int) -> Stance:
    """The stance of a number."""
    parts: list[Any] = []
    for values in reversed(VALUES):
        code, place = divmod(code, len(values))
        parts.append(values[place])
    return Stance(*reversed(parts))


class Placed(Protocol):
    """A study of which it was worked out how it stands to the six types."""

    @property
    def layer(self) -> Layer:
        """The sort of evidence that it is."""

    @property
    def standing(self) -> Mapping[SkinType, Standing]:
        """To all six types."""

    @property
    def counted(self) -> frozenset[SkinType]:
        """Types of which it says how many took part."""

    @property
    def reported(self) -> frozenset[tuple[SkinType, str | None]]:
        """Types with an outcome reported for them; with None where any outcome is."""

    @property
    def silent(self) -> bool:
        """Whether it says nothing of any type."""

    @property
    def is_whole(self) -> bool:
        """Whether all of it was read."""

    @property
    def state(self) -> TrialState | None:
        """Of a registration; None of anything else."""


def stance_of(study: Placed, key: CellKey) -> Stance:
    """The stance of a study that is of the cell's indication and outcome."""
    skin_type = key.fitzpatrick
    if skin_type is not None:
        standing = study.standing[skin_type]
        rung = rung_of(study, skin_type, key.outcome)
        excludes = standing is Standing.EXCLUDED
    else:
        standings = study.standing.values()
        standing = next(one for one in Standing if one in standings)
        rung = max(rung_of(study, t, key.outcome) for t in SkinType)
        excludes = Standing.EXCLUDED in standings
    return Stance(study.layer, standing, rung, excludes, study.silent, study.is_whole, study.state)


def rung_of(study: Placed, skin_type: SkinType, outcome: str | None) -> Depth:
    """The rung of one type and one outcome, or any; the same as `depth` of its study."""
    match study.standing[skin_type]:
        case Standing.ELIGIBLE:
            return Depth.ELIGIBLE
        case Standing.STUDIED:
            if (skin_type, outcome) in study.reported:
                return Depth.REPORTED_BY_TYPE
            return Depth.COUNTED if skin_type in study.counted else Depth.STUDIED
        case _:
            return Depth.NONE


def reached(stance: Stance, layers: tuple[Layer, ...]) -> Depth:
    """The rung that the stance gives a cell of these layers.

    A registration reaches no further than the types it plans to enrol, and one that will not report
    reaches nothing.
    """
    if not may_enrol(stance, layers):
        return Depth.NONE
    return min(stance.rung, Depth.ELIGIBLE) if stance.layer is Layer.PLANNED else stance.rung


def may_enrol(stance: Stance, layers: tuple[Layer, ...]) -> bool:
    """Whether its criteria count: of the layers asked for, and registrations where people are meant.

    Of registrations that were not asked for only those that may still report.
    """
    if stance.layer in layers:
        return True
    return Layer.PRIMARY in layers and stance.gives_hope
