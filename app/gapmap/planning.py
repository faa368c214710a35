"""How many people a study needs so that a rate of harm can be ruled out."""

import math
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.gapmap.proportions import CONFIDENCE, IntervalRule, clopper_pearson, one_sided

RATES = (0.01, 0.02, 0.05, 0.10, 0.20)
"""The rates that every table names: from rare to common harm."""

MOST_PEOPLE = 100_000_000
"""More than anybody will enrol; a plan beyond it is refused."""

ROUNDING = 1e-12  # relative: logarithms of floats may miss a whole number by so much


class Sided(StrEnum):
    """Where the error of a limit may lie."""

    ONE = "one"
    """All of it above: the usual question of safety."""
    TWO = "two"
    """Half of it on each side: the upper end of a two-sided interval."""


@dataclass(frozen=True, slots=True)
class Enough:
    """So many people without an event put both limits at or under the rate."""

    rate: float
    one_sided: int
    two_sided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanQuestion:
    """A rate to rule out, and what is expected.

    `events` may occur among all people and the rate is still ruled out; `drop_out` is the share
    of those enrolled who are lost; `treated` people were treated without an event before.
    """

    rate: float
    confidence: float = CONFIDENCE
    sided: Sided = Sided.ONE
    events: int = 0
    drop_out: float = 0.0
    treated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the question comes to.

    `limit` is the upper limit that `people` with the expected events reach; `limit_short` the one
    that one person fewer would reach, None where that is nobody.
    """

    question: PlanQuestion
    rule: IntervalRule
    people: int
    """All that are needed, those treated before among them."""
    further: int
    """Of these, the ones still to be treated and followed."""
    enrol: int
    """To enrol so that `further` remain after the drop-out."""
    limit: float
    limit_short: float | None


TABLE_QUESTIONS = (Sided.ONE, Sided.TWO)


def enough_without_event(confidence: float = CONFIDENCE) -> tuple[Enough, ...]:
    """The smallest numbers of people for each of `RATES`."""
    return tuple(
        Enough(
            rate,
            *(people_without_event(rate, confidence, sided) for sided in TABLE_QUESTIONS),
        )
        for rate in RATES
    )


def people_without_event(
    rate: float, confidence: float = CONFIDENCE, sided: Sided = Sided.ONE
) -> int:
    """The smallest number of people whose upper limit, with no event, is not above the rate.

    Raises:
        ValueError: If the rate or the confidence is not between 0 and 1.
    """
    _check_between("rate", rate)
    _check_between("confidence", confidence)
    needed = math.log(_tail(confidence, sided)) / math.log1p(-rate)
    return max(1, math.ceil(needed * (1 - ROUNDING)))


def plan(question: PlanQuestion) -> Plan:
    """What a study needs to rule the rate out.

    Raises:
        ValueError: If the question cannot be answered: a rate, confidence or drop-out out of
            range, or more people than `MOST_PEOPLE`.
    """
    if not 0 <= question.drop_out < 1:
        raise ValueError(f"drop_out lies from 0 to under 1: {question.drop_out}.")
    if question.events < 0 or question.treated < 0:
        raise ValueError("events and treated are no less than 0.")
    people = _people(question)
    if people > MOST_PEOPLE:
        raise ValueError(f"That would take over {MOST_PEOPLE:,} people: ask for a higher rate.")
    further = max(0, people - question.treated)
    staying = 1 - Fraction(str(question.drop_out))
    return Plan(
        question=question,
        rule=RULE_OF[question.sided],
        people=people,
        further=further,
        enrol=math.ceil(further / staying),
        limit=_limit(question, people),
        limit_short=_limit(question, people - 1) if people - 1 > question.events else None,
    )


RULE_OF = {Sided.ONE: IntervalRule.ONE_SIDED, Sided.TWO: IntervalRule.CLOPPER_PEARSON}


def _people(question: PlanQuestion) -> int:
    """The smallest number; the limit falls as people are added, so it is searched by halving."""
    least = people_without_event(question.rate, question.confidence, question.sided)
    if question.events == 0 or least > MOST_PEOPLE:
        return least
    short, enough = question.events, max(least, question.events) + 1
    while _limit(question, enough) > question.rate:
        short, enough = enough, 2 * enough
        if short > MOST_PEOPLE:
            return short
    while enough - short > 1:
        middle = (short + enough) // 2
        if _limit(question, middle) > question.rate:
            short = middle
        else:
            enough = middle
    return enough


def _limit(question: PlanQuestion, people: int) -> float:
    interval = one_sided if question.sided is Sided.ONE else clopper_pearson
    return interval(question.events, people, question.confidence).upper


def _tail(confidence: float, sided: Sided) -> float:
    return (1 - confidence) / (1 if sided is Sided.ONE else 2)


def _check_between(name: str, value: float) -> None:
    if not 0 < value < 1:
        raise ValueError(f"{name} lies between 0 and 1: {value}.")
