"""Why a cell is empty or weak, in the one order that decides between several reasons."""

from collections.abc import Collection

from app.gapmap.stances import Stance, may_enrol
from app.gapmap.values import Depth, Footing, Layer, Reason, TrialState
from app.records import SkinType, Standing

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
    concerned: Collection[Stance],
    skin_type: SkinType | None,
    layers: tuple[Layer, ...],
    *,
    searched: bool = True,
) -> Reason:
    """The reason for one cell, of all stances in it.

    A study that says nothing of the type never makes it excluded; one study that lists the type as
    eligible outweighs any that excludes it. Silence counts as "not reported" only where a full text
    was read. `searched`: whether any source was ever asked.
    """
    asked = [s for s in concerned if s.layer in layers]
    if skin_type is None:
        return Reason.STUDIED if asked else _of_other_layers(concerned, searched=searched)
    standings = {s.standing for s in asked}
    if Standing.STUDIED in standings:
        return Reason.STUDIED
    if any(s.standing is Standing.ELIGIBLE and may_enrol(s, layers) for s in concerned):
        return Reason.ELIGIBLE_ONLY
    if Standing.EXCLUDED in standings:
        return Reason.EXCLUDED
    if asked:
        in_full = any(s.is_whole for s in asked)
        return Reason.NOT_REPORTED if in_full else Reason.ABSTRACT_ONLY
    return _of_other_layers(concerned, searched=searched)


def footing_of(stance: Stance, skin_type: SkinType | None, layers: Collection[Layer]) -> Footing:
    """How a study of this stance stands in a cell of the type, or of none."""
    if stance.state is not None:
        without = skin_type is not None and stance.excludes
        return Footing.PLANNED_WITHOUT if without else OF_STATE[stance.state]
    if stance.layer not in layers:
        return OF_LAYER[stance.layer]
    footing = OF_DEPTH.get(stance.rung)
    if footing is not None:
        return footing
    if stance.excludes:
        return Footing.EXCLUDED
    return Footing.NOT_REPORTED if stance.is_whole else Footing.ABSTRACT_ONLY


def _of_other_layers(concerned: Collection[Stance], *, searched: bool) -> Reason:
    present = {s.layer for s in concerned}
    if any(s.gives_hope for s in concerned):
        return Reason.ONLY_PLANNED
    told = next((reason for layer, reason in ONLY if layer in present), None)
    if told is not None:
        return told
    if Layer.PLANNED in present:
        return Reason.ONLY_STOPPED
    return Reason.NEVER_STUDIED if searched else Reason.NEVER_SEARCHED
