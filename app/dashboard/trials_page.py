"""Trials to come as finished values: by state, with their plan and the cells they would fill."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.answers import PlannedTrial, TrialsAnswer, TrialsQuestion, Trust
from app.dashboard import forms, links, words
from app.dashboard.cell_page import TrialLine, trial_lines
from app.dashboard.evidence_pieces import Piece, piece
from app.dashboard.study_page import planned_words
from app.gapmap import CellKey, TrialState, types_in_words
from app.records import SkinType
from app.topic import Topic

PATH = "/trials"
FACETS = ("fitzpatrick", "standing", "indication", "outcome", "state")
MOST_CELLS = 60  # links of one trial; the JSON has them all

STATE_HEADING = {
    TrialState.UNDER_WAY: "Under way",
    TrialState.UNREPORTED: "Completed, and nothing reported",
    TrialState.STOPPED: "Stopped or withdrawn",
    TrialState.UNKNOWN: "Of unknown status",
}
STATE_MEANING = {
    TrialState.UNDER_WAY: "Recruiting, or about to. The soonest to end stands first.",
    TrialState.UNREPORTED: "The people have been treated; what came of it is not known.",
    TrialState.STOPPED: "Terminated, suspended or withdrawn. No answer is to be expected of these.",
    TrialState.UNKNOWN: "Their registry does not say how they stand. They are not to be counted on.",
}
TRUST_WORD = {
    Trust.MAY_REPORT: "May report",
    Trust.LATE: "Late",
    Trust.NO_END: "No end stated",
    Trust.NONE: "No hope",
}


@dataclass(frozen=True, slots=True)
class TypePlan:
    """One of six marks: what the plan says of a type."""

    roman: str
    word: str
    css: str


@dataclass(frozen=True, slots=True)
class CellLink:
    """An empty cell that it would fill."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialView:
    """One registration."""

    line: TrialLine
    trust: str
    trust_css: str
    because: str
    people: str
    types: tuple[TypePlan, ...]
    types_told: str
    shares: tuple[Piece, ...]
    about: str
    fills: str
    """How many empty cells it would fill, or why none is named."""
    cells: tuple[CellLink, ...]
    more: str


@dataclass(frozen=True, slots=True)
class StateGroup:
    """The registrations of one state."""

    heading: str
    meaning: str
    trials: tuple[TrialView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialsView:
    """The whole page."""

    caution: str
    count: str
    groups: tuple[StateGroup, ...]
    facets: tuple[forms.Facet, ...]
    chips: tuple[forms.Chip, ...]
    reset: str
    empty: str
    first_href: str
    next_href: str
    json_href: str


def trials_view(found: TrialsAnswer, question: TrialsQuestion, topic: Topic) -> TrialsView:
    """Everything that the page shows."""
    shown = question.offset + len(found.trials)
    first = question.model_copy(update={"offset": 0})
    return TrialsView(
        caution=found.caution,
        count=_count(found),
        groups=tuple(_groups(found.trials, topic)),
        facets=forms.facets(topic, question, FACETS),
        chips=forms.chips(topic, PATH, first, FACETS),
        reset=PATH,
        empty=_empty(found),
        first_href=links.url_of(PATH, first) if question.offset else "",
        next_href=links.url_of(PATH, question, offset=shown) if shown < found.total else "",
        json_href=links.url_of("/api/v1/trials", question),
    )


def _count(found: TrialsAnswer) -> str:
    if not found.total:
        return ""
    total = words.counted(
        found.total, "registration without results", "registrations without results"
    )
    shown = f", {len(found.trials)} on this page" if len(found.trials) < found.total else ""
    return f"{total}{shown}"


def _empty(found: TrialsAnswer) -> str:
    if not found.registered:
        return "No registration without results was read. ClinicalTrials.gov is asked when sources are."
    if not found.total:
        return (
            f"No registration without results of the {found.registered} that were read meets this. Remove a "
            "condition: a plan that names no skin type is found under “not reported”."
        )
    return ""


def _groups(trials: Sequence[PlannedTrial], topic: Topic) -> Iterator[StateGroup]:
    for state, same in groupby(trials, key=lambda one: one.trial.state):
        views = tuple(_trial(one, topic) for one in same)
        yield StateGroup(STATE_HEADING[state], STATE_MEANING[state], views)


def _trial(one: PlannedTrial, topic: Topic) -> TrialView:
    [line] = trial_lines((one.trial,))
    return TrialView(
        line=line,
        trust=TRUST_WORD[one.trust],
        trust_css=f"trust-{words.slug(one.trust.value)}",
        because=one.because,
        people=_people(one),
        types=tuple(_type_plan(one, t) for t in SkinType),
        types_told=_types_told(one),
        shares=tuple(piece(planned_words(share), share.evidence) for share in one.shares),
        about=_about(one, topic),
        fills=_fills(one),
        cells=tuple(_cell(key, topic) for key in one.fills[:MOST_CELLS]),
        more=f"and {len(one.fills) - MOST_CELLS} more" if len(one.fills) > MOST_CELLS else "",
    )


def _people(one: PlannedTrial) -> str:
    told = []
    if one.trial.planned is not None:
        told.append(words.counted(one.trial.planned, "person planned", "people planned"))
    if one.enrolled is not None:
        told.append(words.counted(one.enrolled, "person enrolled", "people enrolled"))
    return ", ".join(told) or "number of people not stated"


def _type_plan(one: PlannedTrial, skin_type: SkinType) -> TypePlan:
    if skin_type in one.eligible:
        return TypePlan(skin_type.name, "admitted by the plan", "depth-eligible")
    if skin_type in one.excluded:
        return TypePlan(skin_type.name, "excluded by the plan", "why-excluded")
    return TypePlan(skin_type.name, "not named by the plan", "why-not-reported")


def _types_told(one: PlannedTrial) -> str:
    """The plan in words: what is not named is not excluded."""
    if not one.eligible and not one.excluded:
        return "Its plan names no skin type: none is thereby admitted or excluded."
    told = []
    if one.eligible:
        told.append(f"admits {types_in_words(one.eligible)}")
    if one.excluded:
        told.append(f"excludes {types_in_words(one.excluded)}")
    if one.not_named:
        told.append(f"does not name {types_in_words(one.not_named)}")
    return f"Its plan {', '.join(told)}."


def _about(one: PlannedTrial, topic: Topic) -> str:
    indications = ", ".join(topic.label("indication", i) for i in one.indications)
    outcomes = ", ".join(topic.label("outcome", o) for o in one.outcomes)
    return f"{indications or 'No indication named'}; measures: {outcomes or 'no outcome named'}"


def _fills(one: PlannedTrial) -> str:
    if one.trust is Trust.NONE:
        return ""
    if one.fills:
        cells = words.counted(len(one.fills), "empty cell", "empty cells")
        return f"Would fill {cells} of the map"
    if not one.eligible:
        return "Which cells it would fill cannot be told: its plan names no skin type."
    return "Every cell that it would stand in has a study already."


def _cell(key: CellKey, topic: Topic) -> CellLink:
    parts = (
        f"Type {key.fitzpatrick.name}" if key.fitzpatrick else "Any type",
        topic.label("indication", key.indication) if key.indication else "",
        topic.label("outcome", key.outcome) if key.outcome else "",
    )
    return CellLink(", ".join(part for part in parts if part), links.cell_url(key))
