"""How deep a study goes into skin type: six rungs, from silence to a test of interaction."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from app.gapmap.depth import is_by_type
from app.gapmap.proportions import Proportion, proportion
from app.gapmap.standing import is_silent, studied_types
from app.gapmap.values import Layer, MappedStudy
from app.records import Evidence, OutcomeResult, SkinType, TypeCount


class Rung(IntEnum):
    """The rungs in their order; each takes the ones below it for granted."""

    SILENT = 0
    """No skin type is named."""
    NAMED = 1
    """Types are named as criteria; nobody is said to have been of one."""
    MIX = 2
    """It says which types took part."""
    COUNTED = 3
    """It says how many people of at least one single type took part."""
    BY_TYPE = 4
    """It gives a result of the outcome for a type apart from the others."""
    INTERACTION = 5
    """It tests whether the outcome depends on skin type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RungReached:
    """The highest rung of one study for one outcome, with the words it rests on.

    `outcome` is None for the study as a whole. Silence and types that are only named rest on no
    result; `evidence` is None where the statement's words are those of a tag.
    """

    outcome: str | None
    rung: Rung
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RungShare:
    """The studies that stand on one rung, and those that stand there or higher."""

    rung: Rung
    on: Proportion
    reaching: Proportion
    study_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The studies of one layer by the rung they reach; `outcome` None: for any outcome."""

    outcome: str | None
    layer: Layer
    studies: int
    shares: tuple[RungShare, ...]


def ladder(
    studies: Iterable[MappedStudy], outcome: str | None, layer: Layer = Layer.PRIMARY
) -> Ladder:
    """The shares of one layer's studies on each rung, of those that look at the outcome."""
    here = [s for s in studies if s.layer is layer and (outcome is None or outcome in s.outcomes)]
    rungs = {study.public_id: rung_reached(study, outcome).rung for study in here}
    standing = Counter(rungs.values())
    return Ladder(
        outcome=outcome,
        layer=layer,
        studies=len(here),
        shares=tuple(
            RungShare(
                rung=rung,
                on=proportion(standing[rung], len(here)),
                reaching=proportion(sum(standing[r] for r in Rung if r >= rung), len(here)),
                study_ids=tuple(i for i, reached in rungs.items() if reached is rung),
            )
            for rung in Rung
        ),
    )


def rungs_by_outcome(study: MappedStudy) -> tuple[RungReached, ...]:
    """The study as a whole, and each of its outcomes in alphabetical order of their ids."""
    return tuple(rung_reached(study, outcome) for outcome in (None, *sorted(study.outcomes)))


def rung_reached(study: MappedStudy, outcome: str | None) -> RungReached:
    """The highest rung of one study for one outcome, or for any."""
    told = [r for r in study.results if outcome in (None, r.outcome)]
    tested = _first(r for r in told if r.is_interaction)
    if tested is not None:
        return RungReached(outcome=outcome, rung=Rung.INTERACTION, evidence=tested.evidence)
    apart = _first(r for r in told if any(is_by_type(r, study, t) for t in SkinType))
    if apart is not None:
        return RungReached(outcome=outcome, rung=Rung.BY_TYPE, evidence=apart.evidence)
    counted = _first(c for c in study.counts if len(c.types) == 1 and c.people > 0)
    if counted is not None:
        return RungReached(outcome=outcome, rung=Rung.COUNTED, evidence=counted.evidence)
    return RungReached(outcome=outcome, rung=_of_standing(study))


def _of_standing(study: MappedStudy) -> Rung:
    if studied_types(study):
        return Rung.MIX
    return Rung.SILENT if is_silent(study) else Rung.NAMED


def _first(found: Iterable[OutcomeResult | TypeCount]) -> OutcomeResult | TypeCount | None:
    return next(iter(found), None)
