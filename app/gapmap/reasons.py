"""Why a cell is empty or weak, in the one order that decides between several reasons."""

from collections.abc import Sequence

from app.gapmap.assessed import Assessed
from app.gapmap.depth import depth
from app.gapmap.registrations import gives_hope, state_of
from app.gapmap.values import CellKey, Depth, Footing, Layer, Reason, TrialState
from app.records import Extent, SkinType, Standing

ONLY = (
    (Layer.PRECLINICAL, Reason.ONLY_PRECLINICAL),
    (Layer.SECONDARY, Reason.ONLY_SECONDARY),
    (Layer.INDIRECT, Reason.ONLY_INDIRECT),
)
"""What is said of a cell that has only studies of other layers; the first that is there.

Registrations come before all of these while they may still report, and after them when not.
"""

OF_LAYER = {
    Layer.PRIMARY: Footing.PRIMARY,
    Layer.PRECLINICAL: Footing.PRECLINICAL,
    Layer.SECONDARY: Footing.SECONDARY,
    Layer.INDIRECT: Footing.INDIRECT,
}

OF_STATE = {
    TrialState.UNDER_WAY: Footing.UNDER_WAY,
    TrialState.UNREPORTED: Footing.UNREPORTED,
    TrialState.STOPPED: Footing.STOPPED,
    TrialState.UNKNOWN: Footing.STOPPED,
}

OF_DEPTH = {
    Depth.REPORTED_BY_TYPE: Footing.REPORTED_BY_TYPE,
    Depth.COUNTED: Footing.COUNTED,
    Depth.STUDIED: Footing.STUDIED,
    Depth.ELIGIBLE: Footing.ELIGIBLE,
}


def reason_of(
    concerned: Sequence[Assessed],
    skin_type: SkinType | None,
    layers: Sequence[Layer],
    *,
    searched: bool = True,
) -> Reason:
    """The reason for one cell, of all studies of its indication and outcome.

    A study that says nothing of the type never makes it excluded; one study that lists the type as
    eligible outweighs any that excludes it. Silence counts as "not reported" only where a full text
    was read. `searched`: whether any source was ever asked.
    """
    asked = [s for s in concerned if s.study.layer in layers]
    if skin_type is None:
        return Reason.STUDIED if asked else _of_other_layers(concerned, searched=searched)
    standings = {s.standing[skin_type] for s in asked}
    if Standing.STUDIED in standings:
        return Reason.STUDIED
    if any(s.standing[skin_type] is Standing.ELIGIBLE for s in may_enrol(concerned, layers)):
        return Reason.ELIGIBLE_ONLY
    if Standing.EXCLUDED in standings:
        return Reason.EXCLUDED
    if asked:
        in_full = any(_is_read_whole(s) for s in asked)
        return Reason.NOT_REPORTED if in_full else Reason.ABSTRACT_ONLY
    return _of_other_layers(concerned, searched=searched)


def footing_of(assessed: Assessed, key: CellKey, layers: Sequence[Layer]) -> Footing:
    """How one study of the cell's indication and outcome stands in it."""
    study = assessed.study
    if study.layer is Layer.PLANNED:
        without = key.fitzpatrick and assessed.standing[key.fitzpatrick] is Standing.EXCLUDED
        return Footing.PLANNED_WITHOUT if without else OF_STATE[state_of(study)]
    if study.layer not in layers:
        return OF_LAYER[study.layer]
    reached = OF_DEPTH.get(depth(study, key))
    if reached is not None:
        return reached
    types = (key.fitzpatrick,) if key.fitzpatrick else tuple(SkinType)
    if any(assessed.standing[t] is Standing.EXCLUDED for t in types):
        return Footing.EXCLUDED
    return Footing.NOT_REPORTED if _is_read_whole(assessed) else Footing.ABSTRACT_ONLY


def _is_read_whole(assessed: Assessed) -> bool:
    """A registration is whole as its registry shows it."""
    study = assessed.study
    return study.extent is Extent.FULL_TEXT or study.layer is Layer.PLANNED


def may_enrol(concerned: Sequence[Assessed], layers: Sequence[Layer]) -> list[Assessed]:
    """The studies whose criteria count: those asked for, and registrations where people are meant.

    Of registrations only those that may still report.
    """
    enrolling = may_enrol_in(layers)
    return [
        s
        for s in concerned
        if s.study.layer in enrolling and (s.study.layer in layers or gives_hope(s.study))
    ]


def may_enrol_in(layers: Sequence[Layer]) -> frozenset[Layer]:
    """The layers whose criteria count where these are asked for."""
    return frozenset(layers) | ({Layer.PLANNED} if Layer.PRIMARY in layers else set())


def _of_other_layers(concerned: Sequence[Assessed], *, searched: bool) -> Reason:
    present = {s.study.layer for s in concerned}
    if any(gives_hope(s.study) for s in concerned):
        return Reason.ONLY_PLANNED
    told = next((reason for layer, reason in ONLY if layer in present), None)
    if told is not None:
        return told
    if Layer.PLANNED in present:
        return Reason.ONLY_STOPPED
    return Reason.NEVER_STUDIED if searched else Reason.NEVER_SEARCHED
