"""Why a cell is empty or weak, in the one order that decides between several reasons."""

from collections.abc import Sequence

from app.gapmap.assessed import Assessed
from app.gapmap.values import Layer, Reason
from app.records import SkinType, Standing

ONLY = (
    (Layer.PLANNED, Reason.ONLY_PLANNED),
    (Layer.PRECLINICAL, Reason.ONLY_PRECLINICAL),
    (Layer.SECONDARY, Reason.ONLY_SECONDARY),
    (Layer.INDIRECT, Reason.ONLY_INDIRECT),
)
"""What is said of a cell that has only studies of other layers; the first that is there."""


def reason_of(
    concerned: Sequence[Assessed], skin_type: SkinType | None, layers: Sequence[Layer]
) -> Reason:
    """The reason for one cell, of all studies of its indication and outcome.

    A study that says nothing of the type never makes it excluded; one study that lists the type as
    eligible outweighs any that excludes it.
    """
    asked = [s for s in concerned if s.study.layer in layers]
    if skin_type is None:
        return Reason.STUDIED if asked else _of_other_layers(concerned)
    standings = {s.standing[skin_type] for s in asked}
    if Standing.STUDIED in standings:
        return Reason.STUDIED
    if any(s.standing[skin_type] is Standing.ELIGIBLE for s in may_enrol(concerned, layers)):
        return Reason.ELIGIBLE_ONLY
    if Standing.EXCLUDED in standings:
        return Reason.EXCLUDED
    return Reason.NOT_REPORTED if asked else _of_other_layers(concerned)


def may_enrol(concerned: Sequence[Assessed], layers: Sequence[Layer]) -> list[Assessed]:
    """The studies whose criteria count: those asked for, and registrations where people are meant."""
    enrolling = may_enrol_in(layers)
    return [s for s in concerned if s.study.layer in enrolling]


def may_enrol_in(layers: Sequence[Layer]) -> frozenset[Layer]:
    """The layers whose criteria count where these are asked for."""
    return frozenset(layers) | ({Layer.PLANNED} if Layer.PRIMARY in layers else set())


def _of_other_layers(concerned: Sequence[Assessed]) -> Reason:
    present = {s.study.layer for s in concerned}
    return next((reason for layer, reason in ONLY if layer in present), Reason.NEVER_STUDIED)
