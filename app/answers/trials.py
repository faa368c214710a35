"""Trials to come: which registrations without results meet a question, and what they may tell."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlmodel import Session

from app import store
from app.answers.questions import Ids, Standings, Types, known_ids, skin_types
from app.answers.remembered import remembered
from app.answers.to_come import PlannedTrial, trials_to_come
from app.gapmap import Layer, TrialState
from app.records import SkinType, Standing
from app.store import StudyFilter
from app.topic import Topic

NEVER_EVIDENCE = (
    "A registration is a promise, not evidence: nothing here is counted in the map, in any number of "
    "people, or in any claim."
)
ADMITTED = (Standing.ELIGIBLE,)
"""What a question about a skin type means that asks for no standing."""


class TrialsQuestion(BaseModel):
    """Which registrations without results: values of one field are alternatives, fields hold together."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fitzpatrick: Annotated[
        Types,
        Field(description="Only plans that admit one of these types, unless `standing` asks."),
    ] = []
    standing: Annotated[
        Standings,
        Field(
            description="How the plan stands to one of the types: eligible, excluded, or "
            "not_reported (not named, which excludes nobody). Default: eligible."
        ),
    ] = []
    indication: Ids = []
    outcome: Ids = []
    state: Annotated[
        list[TrialState],
        BeforeValidator(lambda v: [one for one in v if one != ""] if isinstance(v, list) else v),
        Field(
            description="under_way: recruiting or about to; unreported: completed without results; "
            "stopped and unknown: no hope of an answer."
        ),
    ] = []
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    offset: Annotated[
        int, Field(ge=0, le=100_000, description="How many of the first to pass over.")
    ] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialsAnswer:
    """A part of the registrations that meet the question, in the order of `trials_to_come`."""

    trials: tuple[PlannedTrial, ...]
    total: int
    registered: int
    """All without results, whatever was asked."""
    states: dict[TrialState, int]
    """How many there would be of each state, whatever states were asked for."""
    caution: str = NEVER_EVIDENCE


def answer_trials(db: Session, topic: Topic, question: TrialsQuestion, today: date) -> TrialsAnswer:
    """The registrations without results, by state, and of one state the soonest to end first.

    Raises:
        InvalidQueryError: If an id is not in the topic's vocabulary.
    """
    indications = frozenset(known_ids(topic, "indication", question.indication))
    outcomes = frozenset(known_ids(topic, "outcome", question.outcome))
    known = remembered(db, topic, f"trials {today}", lambda: _all(db, today))
    found = [
        one
        for one in known
        if _stands(one, skin_types(question.fitzpatrick), question.standing)
        and _names(one.indications, indications)
        and _names(one.outcomes, outcomes)
    ]
    chosen = [one for one in found if not question.state or one.trial.state in question.state]
    return TrialsAnswer(
        trials=tuple(chosen[question.offset : question.offset + question.limit]),
        total=len(chosen),
        registered=len(known),
        states=_by_state(found),
    )


def _all(db: Session, today: date) -> tuple[PlannedTrial, ...]:
    layers = StudyFilter(layer=(Layer.PLANNED, Layer.PRIMARY))
    studies = store.list_mapped_studies(db, layers)
    planned = [study.public_id for study in studies if study.layer is Layer.PLANNED]
    return trials_to_come(studies, store.planned_shares_by_study(db, planned), today)


def _by_state(found: Iterable[PlannedTrial]) -> dict[TrialState, int]:
    counts = Counter(one.trial.state for one in found)
    return {state: counts[state] for state in TrialState}


def _names(told: tuple[str, ...], wanted: frozenset[str]) -> bool:
    return not wanted or not wanted.isdisjoint(told)


def _stands(one: PlannedTrial, types: tuple[SkinType, ...], standing: list[Standing]) -> bool:
    if not types and not standing:
        return True
    asked = set(standing or ADMITTED)
    of_standing: tuple[tuple[Collection[SkinType], set[Standing]], ...] = (
        (one.eligible, {Standing.ELIGIBLE, Standing.STUDIED}),
        (one.excluded, {Standing.EXCLUDED}),
        (one.not_named, {Standing.NOT_REPORTED}),
    )
    wanted = set(types or SkinType)
    return any(asked & standings and wanted & set(told) for told, standings in of_standing)
