"""How many people a study would need: a plan, and what is known already of the skin type."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlmodel import Session

from app import store
from app.answers.questions import CellQuestion, Roman, known_ids
from app.gapmap import (
    Enough,
    Plan,
    PlanQuestion,
    Sided,
    TreatedBefore,
    TypeSafety,
    enough_without_event,
    plan,
    safety_of,
    treated_before,
)
from app.topic import Topic


def _none_if_empty(value: object) -> object:
    return None if value == "" else value


Percent = Annotated[float, Field(allow_inf_nan=False)]


class PlannerQuestion(BaseModel):
    """A rate to rule out, in percent, and what is expected of the study."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rate: Annotated[
        Percent, Field(ge=0.01, le=99, description="Rate of the harm to rule out, in percent.")
    ] = 5.0
    confidence: Annotated[
        Percent, Field(ge=50, le=99.999, description="Confidence of the limit, in percent.")
    ] = 95.0
    sided: Annotated[
        Sided,
        Field(
            description="`one`: all of the error above the limit. `two`: the upper end of a "
            "two-sided interval."
        ),
    ] = Sided.ONE
    events: Annotated[
        int, Field(ge=0, le=1000, description="Events that may occur and the rate is ruled out.")
    ] = 0
    drop_out: Annotated[
        Percent, Field(ge=0, le=95, description="Expected drop-out, in percent of those enrolled.")
    ] = 0.0
    fitzpatrick: Annotated[
        Roman | None,
        BeforeValidator(_none_if_empty),
        Field(description="Skin type whose people, treated before without an event, are counted."),
    ] = None
    indication: Annotated[
        str | None,
        BeforeValidator(_none_if_empty),
        Field(description="Only people treated for this before."),
    ] = None
    outcome: Annotated[
        str | None,
        BeforeValidator(_none_if_empty),
        Field(description="The harm; without it nobody treated before is counted."),
    ] = None

    def as_plan(self, treated: int) -> PlanQuestion:
        """The same in shares; people treated without an event count where none may occur."""
        return PlanQuestion(
            rate=self.rate / 100,
            confidence=self.confidence / 100,
            sided=self.sided,
            events=self.events,
            drop_out=self.drop_out / 100,
            treated=treated,
        )

    def as_cell(self) -> CellQuestion:
        """The cell whose evidence is looked at."""
        return CellQuestion(
            fitzpatrick=self.fitzpatrick, indication=self.indication, outcome=self.outcome
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannerAnswer:
    """The plan, the usual table for the same confidence, and who was treated before.

    `before` is None where no skin type and outcome were named, `known` also where nothing is known.
    """

    plan: Plan
    table: tuple[Enough, ...]
    before: TreatedBefore | None
    known: TypeSafety | None
    sentence: str


def answer_planner(db: Session, topic: Topic, question: PlannerQuestion) -> PlannerAnswer:
    """How many people of a skin type are needed beyond those treated without an event.

    Raises:
        InvalidQueryError: If an id is not in the topic's vocabulary.
    """
    for name in ("indication", "outcome"):
        value = getattr(question, name)
        known_ids(topic, name, [value] if value else [])
    known = _known(db, topic, question)
    before = treated_before(known) if known else _nobody(topic, question)
    found = plan(question.as_plan(before.people if before else 0))
    return PlannerAnswer(
        plan=found,
        table=enough_without_event(question.confidence / 100),
        before=before,
        known=known,
        sentence=plan_sentence(found, question),
    )


def plan_sentence(found: Plan, question: PlannerQuestion) -> str:
    """The plan as one would write it into a protocol."""
    events = "no event" if question.events == 0 else f"at most {question.events} events"
    events = "at most 1 event" if question.events == 1 else events
    whom = f"people of type {question.fitzpatrick}" if question.fitzpatrick else "people"
    limit = "one-sided" if question.sided is Sided.ONE else "two-sided"
    needed = (
        f"{found.people:,} {whom} with {events} rule out a rate of {question.rate:g} % or more "
        f"({limit} {question.confidence:g} % limit, exact)."
    )
    if found.further == 0:
        return f"{needed} As many were treated before: no more are needed."
    more = f"{found.further:,} more are to be followed to the end"
    if found.further == found.people:
        more = "All of them are still to be followed to the end"
    if not question.drop_out:
        return f"{needed} {more}."
    lost = f"with {question.drop_out:g} % drop-out, enrol {found.enrol:,}"
    return f"{needed} {more}; {lost}."


def _known(db: Session, topic: Topic, question: PlannerQuestion) -> TypeSafety | None:
    """What is known of the harm in the type; None where none is named, or no study looked for it."""
    cell = question.as_cell()
    key = cell.as_key(topic)
    if key.fitzpatrick is None or key.outcome is None:
        return None
    studies = store.list_mapped_studies(db, cell.as_map_question().as_filter(topic))
    return next(iter(safety_of(studies, key, topic)), None)


def _nobody(topic: Topic, question: PlannerQuestion) -> TreatedBefore | None:
    """Why nobody is counted where a type and an outcome are named and nothing is known."""
    if question.fitzpatrick is None or question.outcome is None:
        return None
    kinds = {value.id: value.kind for value in topic.values_of("outcome")}
    label = topic.label("outcome", question.outcome)
    if kinds.get(question.outcome) != "safety":
        because = f"{label} is no harm: nobody is counted as treated without it."
    else:
        because = f"No study in people is known to have looked for {label.lower()} here."
    return TreatedBefore(people=0, study_ids=(), sentence=because)
