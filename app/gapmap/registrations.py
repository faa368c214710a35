"""What a registered study that has reported nothing may still tell."""

from collections.abc import Iterable

from app.gapmap.standing import standing_of
from app.gapmap.values import Layer, MappedStudy, Trial, TrialState
from app.records import SkinType, Standing

UNDER_WAY = frozenset(
    {"recruiting", "not_yet_recruiting", "enrolling_by_invitation", "active_not_recruiting"}
)
"""States of a study that is going on or about to begin (ClinicalTrials.gov, overallStatus)."""
ENDED = frozenset({"completed"})
STOPPED = frozenset({"terminated", "suspended", "withdrawn", "no_longer_available", "withheld"})
ORDER = tuple(TrialState)


def state_of(study: MappedStudy) -> TrialState:
    """What may be hoped of it; a status that no registry uses is unknown, as is none at all."""
    status = study.status.casefold().replace(",", "").replace(" ", "_")
    if status in UNDER_WAY:
        return TrialState.UNDER_WAY
    if status in ENDED:
        return TrialState.UNREPORTED
    return TrialState.STOPPED if status in STOPPED else TrialState.UNKNOWN


def gives_hope(study: MappedStudy) -> bool:
    """Whether it is a registration that may still report: under way, or completed."""
    return study.layer is Layer.PLANNED and state_of(study) in (
        TrialState.UNDER_WAY,
        TrialState.UNREPORTED,
    )


def trial_of(study: MappedStudy, skin_type: SkinType | None) -> Trial:
    """The registration as a cell of this skin type shows it."""
    return Trial(
        public_id=study.public_id,
        title=study.title,
        registrations=study.registrations,
        state=state_of(study),
        status=study.status,
        ends=study.ends,
        planned=study.planned,
        standing=standing_of(study, skin_type) if skin_type else None,
        sentence=_sentence(study),
    )


def _sentence(study: MappedStudy) -> str:
    """Status, end and size: "Recruiting, to end 2027-03; 30 people planned."."""
    status = study.status.replace("_", " ").capitalize()
    size = f"; {study.planned} {'person' if study.planned == 1 else 'people'} planned"
    planned = size if study.planned else ""
    match state_of(study):
        case TrialState.UNDER_WAY:
            ends = f", to end {study.ends}" if study.ends else ", no end stated"
            return f"{status}{ends}{planned}."
        case TrialState.UNREPORTED:
            ends = f" {study.ends}" if study.ends else ""
            return f"{status}{ends}; nothing is reported yet."
        case TrialState.STOPPED:
            return f"{status}: no answer is to be expected of it."
        case TrialState.UNKNOWN:
            return f"Its status is not known: it is not to be counted on{planned}."


def trials_of(studies: Iterable[MappedStudy], skin_type: SkinType | None) -> tuple[Trial, ...]:
    """The registrations among the studies: those under way first, of these the soonest to end."""
    trials = [trial_of(s, skin_type) for s in studies if s.layer is Layer.PLANNED]
    return tuple(
        sorted(trials, key=lambda t: (ORDER.index(t.state), t.ends or "9999", t.public_id))
    )


def is_open_to(trial: Trial) -> bool:
    """Whether it is under way and does not exclude the skin type."""
    return trial.state is TrialState.UNDER_WAY and trial.standing is not Standing.EXCLUDED
