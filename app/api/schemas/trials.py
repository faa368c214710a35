"""Trials to come, in JSON: what was registered, and never evidence."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Annotated

from pydantic import BeforeValidator, Field

from app.answers import Trust
from app.api.schemas.gap_map import Address, OfIndication, OfOutcome, OfType, Trial
from app.api.schemas.studies import PlannedShare
from app.api.schemas.words import Indication, Outcome, Roman, Shape
from app.gapmap import CellKey, TrialState


class Fill(Shape):
    """An empty cell that the trial would fill; null: what it does not name."""

    fitzpatrick: OfType
    indication: OfIndication
    outcome: OfOutcome
    href: Address


def _with_keys(keys: Iterable[CellKey]) -> list[SimpleNamespace]:
    return [SimpleNamespace(key=key) for key in keys]


class PlannedTrial(Shape):
    """A registration without results; nothing counts it as evidence."""

    trial: Trial
    eligible: Annotated[tuple[Roman, ...], Field(description="Types that the plan admits.")]
    excluded: tuple[Roman, ...]
    not_named: Annotated[
        tuple[Roman, ...],
        Field(description="Types that the plan says nothing of: that excludes nobody."),
    ]
    enrolled: Annotated[
        int | None,
        Field(description="People whom the registry says to have enrolled; in no count of people."),
    ]
    shares: Annotated[
        tuple[PlannedShare, ...], Field(description="What it sets aside for some types.")
    ]
    indications: tuple[Indication, ...]
    outcomes: tuple[Outcome, ...]
    trust: Annotated[
        Trust,
        Field(
            description="may_report; late: its end has passed or results are overdue; no_end: under "
            "way without a stated end; none: stopped, or of unknown status."
        ),
    ]
    because: Annotated[str, Field(description="Why it deserves that trust.")]
    fills: Annotated[
        tuple[Fill, ...],
        BeforeValidator(_with_keys),
        Field(description="Cells without a primary study; empty where it is not to be hoped for."),
    ]


class Trials(Shape):
    """Registrations without results: by state, and of one state the soonest to end first."""

    trials: tuple[PlannedTrial, ...]
    total: Annotated[int, Field(description="How many meet the question, shown or not.")]
    registered: Annotated[int, Field(description="All without results, whatever was asked.")]
    states: Annotated[
        dict[TrialState, int],
        Field(description="How many there would be of each state, whatever states were asked for."),
    ]
    caution: str
