"""What registrations without results may still tell, and how far to trust them; pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product

from app.gapmap import CellKey, Layer, MappedStudy, Trial, TrialState, trials_of
from app.gapmap.registrations import gives_hope
from app.gapmap.standing import standing_of
from app.records import PlannedShare, SkinType, Standing

ENDS = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
"""A year, a month or a day, as registries write when a study ends."""
RESULTS_DUE = 1
"""Years after its end within which a trial has to report (42 CFR 11.44: one year after the primary
completion date, for the trials that the rule is about)."""


class Trust(StrEnum):
    """How far a registration that has reported nothing may be counted on."""

    MAY_REPORT = "may_report"
    LATE = "late"
    """Its end has passed, or results would be due; nothing was reported."""
    NO_END = "no_end"
    """Under way, and nobody says until when."""
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTrial:
    """A registration with its plan. It is no evidence: nothing counts it."""

    trial: Trial
    eligible: tuple[SkinType, ...]
    excluded: tuple[SkinType, ...]
    not_named: tuple[SkinType, ...]
    """Types of which the plan says nothing; they are not excluded."""
    enrolled: int | None
    """People whom the registry says to have enrolled; they are in no count of people."""
    shares: tuple[PlannedShare, ...]
    indications: tuple[str, ...]
    outcomes: tuple[str, ...]
    trust: Trust
    because: str
    """Why it deserves that trust."""
    fills: tuple[CellKey, ...]
    """Cells that no primary study has filled; of no type where the plan names none."""


def trials_to_come(
    studies: Sequence[MappedStudy],
    shares: Mapping[str, Sequence[PlannedShare]],
    today: date,
) -> tuple[PlannedTrial, ...]:
    """Every registration without results: those under way first, of these the soonest to end."""
    planned = {s.public_id: s for s in studies if s.layer is Layer.PLANNED}
    filled = _filled(s for s in studies if s.layer is Layer.PRIMARY)
    return tuple(
        _planned(trial, planned[trial.public_id], shares.get(trial.public_id, ()), today, filled)
        for trial in trials_of(planned.values(), None)
    )


def _planned(
    trial: Trial,
    study: MappedStudy,
    shares: Sequence[PlannedShare],
    today: date,
    filled: frozenset[CellKey],
) -> PlannedTrial:
    trust, because = _trust(trial, today)
    eligible = _types(study, Standing.ELIGIBLE, Standing.STUDIED)
    return PlannedTrial(
        trial=trial,
        eligible=eligible,
        excluded=_types(study, Standing.EXCLUDED),
        not_named=_types(study, Standing.NOT_REPORTED),
        enrolled=study.participants,
        shares=tuple(shares),
        indications=tuple(sorted(study.indications)),
        outcomes=tuple(sorted(study.outcomes)),
        trust=trust,
        because=because,
        fills=_fills(study, eligible, filled) if gives_hope(study) else (),
    )


def _types(study: MappedStudy, *standings: Standing) -> tuple[SkinType, ...]:
    return tuple(t for t in SkinType if standing_of(study, t) in standings)


def _filled(primary: Iterable[MappedStudy]) -> frozenset[CellKey]:
    """Every cell that a primary study stands in, and those of any type, indication or outcome."""
    return frozenset(
        CellKey(skin_type, indication, outcome)
        for study in primary
        for skin_type, indication, outcome in product(
            (None, *_types(study, Standing.STUDIED)),
            (None, *study.indications),
            (None, *study.outcomes),
        )
    )


def _fills(
    study: MappedStudy, eligible: tuple[SkinType, ...], filled: frozenset[CellKey]
) -> tuple[CellKey, ...]:
    """What it does not name stays open: any indication, any outcome, no type."""
    if not study.indications and not study.outcomes and not eligible:
        return ()
    keys = (
        CellKey(skin_type, indication, outcome)
        for skin_type, indication, outcome in product(
            eligible or (None,),
            sorted(study.indications) or (None,),
            sorted(study.outcomes) or (None,),
        )
    )
    return tuple(key for key in keys if key not in filled)


def _trust(trial: Trial, today: date) -> tuple[Trust, str]:
    match trial.state:
        case TrialState.STOPPED:
            return Trust.NONE, "It was stopped or withdrawn: no answer is to be expected of it."
        case TrialState.UNKNOWN:
            return (
                Trust.NONE,
                "It is not known how it stands: it is not to be counted on.",
            )
        case TrialState.UNREPORTED:
            return _of_ended(trial, today)
        case TrialState.UNDER_WAY:
            return _of_under_way(trial, today)


def _of_ended(trial: Trial, today: date) -> tuple[Trust, str]:
    due = today.replace(year=today.year - RESULTS_DUE, day=min(today.day, 28))
    if is_past(trial.ends, due):
        return (
            Trust.LATE,
            f"Completed {trial.ends}, more than a year ago, and nothing is reported: it may never be.",
        )
    when = f" {trial.ends}" if trial.ends else ""
    return Trust.MAY_REPORT, f"Completed{when}: results may still come."


def _of_under_way(trial: Trial, today: date) -> tuple[Trust, str]:
    if not ENDS.fullmatch(trial.ends):
        return Trust.NO_END, "Under way, with no end stated."
    if is_past(trial.ends, today):
        return (
            Trust.LATE,
            f"It was to end {trial.ends} and is still registered as under way.",
        )
    return Trust.MAY_REPORT, f"Under way until {trial.ends}; it may report after that."


def is_past(ends: str, today: date) -> bool:
    """Whether the whole day, month or year that a registry names is over; False if it names none."""
    return bool(ENDS.fullmatch(ends)) and ends < today.isoformat()[: len(ends)]
