"""The trial planner as finished values: the form as asked, the plan in words, what is known."""

from dataclasses import dataclass

from app.answers import PlannerAnswer, PlannerQuestion
from app.dashboard import links
from app.dashboard.forms import Facet, Option
from app.dashboard.safety_view import EnoughLine, RateLine, enough_line, rate_line
from app.dashboard.shares import RULE_WORD
from app.gapmap import CellKey, Sided, percent
from app.records import SkinType
from app.topic import Topic


@dataclass(frozen=True, slots=True)
class NumberField:
    """One number of the form."""

    name: str
    label: str
    value: str
    least: str
    most: str
    step: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the plan with its name and what it means."""

    name: str
    value: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannerView:
    """The whole page."""

    sentence: str
    numbers: tuple[NumberField, ...]
    choices: tuple[Facet, ...]
    indication: str
    figures: tuple[Figure, ...]
    before: str
    known: str
    rates: tuple[RateLine, ...]
    cell_href: str
    cell_label: str
    table: tuple[EnoughLine, ...]
    confidence: str


def planner_view(answer: PlannerAnswer, question: PlannerQuestion, topic: Topic) -> PlannerView:
    """Everything that the page shows."""
    known = answer.known
    key = question.as_cell().as_key(topic)
    has_cell = key.fitzpatrick is not None and key.outcome is not None
    return PlannerView(
        sentence=answer.sentence,
        numbers=tuple(_numbers(question)),
        choices=(
            _sided(question),
            _of_types(question),
            _of_harms(question, topic),
        ),
        indication=question.indication or "",
        figures=tuple(_figures(answer)),
        before=answer.before.sentence if answer.before else "",
        known=known.sentence if known else "",
        rates=tuple(
            rate_line(rate, known.outcome, known.fitzpatrick, topic) for rate in known.rates
        )
        if known
        else (),
        cell_href=links.cell_url(key) if has_cell else "",
        cell_label=_cell_label(key, topic) if has_cell else "",
        table=tuple(map(enough_line, answer.table)),
        confidence=f"{question.confidence:g} %",
    )


def _numbers(question: PlannerQuestion) -> list[NumberField]:
    def field(name: str, label: str, least: str, most: str, step: str = "any") -> NumberField:
        return NumberField(name, label, f"{getattr(question, name):g}", least, most, step)

    return [
        field("rate", "Rate to rule out, %", "0.01", "99"),
        field("events", "Events expected", "0", "1000", "1"),
        field("drop_out", "Drop-out, %", "0", "95"),
        field("confidence", "Confidence, %", "50", "99.999"),
    ]


def _sided(question: PlannerQuestion) -> Facet:
    words = {Sided.ONE: "One-sided", Sided.TWO: "Two-sided (Clopper-Pearson)"}
    options = tuple(Option(s.value, words[s], s is question.sided) for s in Sided)
    return Facet("sided", "Limit", options, "")


def _of_types(question: PlannerQuestion) -> Facet:
    options = (
        Option("", "Any", question.fitzpatrick is None),
        *(Option(t.name, f"Type {t.name}", t.name == question.fitzpatrick) for t in SkinType),
    )
    return Facet("fitzpatrick", "Skin type", options, "")


def _of_harms(question: PlannerQuestion, topic: Topic) -> Facet:
    options = (
        Option("", "Any", question.outcome is None),
        *(
            Option(value.id, value.label, value.id == question.outcome)
            for value in topic.values_of("outcome")
            if value.kind == "safety"
        ),
    )
    return Facet("outcome", "Harm", options, "")


def _figures(answer: PlannerAnswer) -> list[Figure]:
    plan = answer.plan
    rule = RULE_WORD[plan.rule]
    figures = [
        Figure("People needed", f"{plan.people:,}", f"upper limit {_close(plan.limit)} ({rule})"),
        Figure("Still to be followed", f"{plan.further:,}", _beyond(answer)),
        Figure("To enrol", f"{plan.enrol:,}", _drop_out(plan.question.drop_out)),
    ]
    if plan.limit_short is not None:
        short = f"upper limit {_close(plan.limit_short)}: not enough"
        figures.append(Figure("With one person fewer", f"{plan.people - 1:,}", short))
    return figures


def _close(share: float) -> str:
    """A percent close enough to tell two neighbours apart: "4.951 %"."""
    return f"{100 * share:.4g} %"


def _beyond(answer: PlannerAnswer) -> str:
    before = answer.before.people if answer.before else 0
    return f"beyond {before:,} treated without an event" if before else "nobody counted before"


def _drop_out(share: float) -> str:
    return f"at {percent(share)} drop-out" if share else "without drop-out"


def _cell_label(key: CellKey, topic: Topic) -> str:
    harm = topic.label("outcome", key.outcome or "")
    name = key.fitzpatrick.name if key.fitzpatrick else ""
    return f"{harm} in type {name}: the evidence"
