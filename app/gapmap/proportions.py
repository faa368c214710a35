"""Intervals of a proportion, each with the rule that made it."""

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from app.gapmap.incomplete_beta import Beta

CONFIDENCE = 0.95


class IntervalRule(StrEnum):
    """How an interval was worked out; it is named wherever one is shown."""

    CLOPPER_PEARSON = "clopper_pearson"
    """Exact, two-sided: Clopper & Pearson, Biometrika 1934;26:404-413."""
    ONE_SIDED = "one_sided"
    """The upper end alone, exact: all of the error lies above it."""
    WILSON = "wilson"
    """Two-sided score interval: Wilson, J Am Stat Assoc 1927;22:209-212."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Where a proportion may lie, as shares from 0 to 1."""

    lower: float
    upper: float
    rule: IntervalRule
    confidence: float = CONFIDENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportion:
    """So many of so many; without any there is neither a share nor an interval."""

    count: int
    of: int
    share: float | None
    interval: Interval | None


def proportion(count: int, of: int) -> Proportion:
    """The share with its Wilson interval.

    Raises:
        ValueError: If the count is negative or larger than what it is a part of.
    """
    if of == 0 and count == 0:
        return Proportion(count=0, of=0, share=None, interval=None)
    return Proportion(count=count, of=of, share=count / of, interval=wilson(count, of))


def wilson(count: int, of: int, confidence: float = CONFIDENCE) -> Interval:
    """Wilson's interval, for shares of studies (Brown, Cai & DasGupta, Stat Sci 2001;16:101-133).

    Raises:
        ValueError: If `of` is less than 1, `count` is no part of it, or `confidence` is not
            between 0 and 1.
    """
    _check(count, of, confidence)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, square = count / of, z * z
    centre = share + square / (2 * of)
    reach = z * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    scale = 1 + square / of
    return Interval(
        lower=max(0.0, (centre - reach) / scale) if count else 0.0,
        upper=min(1.0, (centre + reach) / scale) if count < of else 1.0,
        rule=IntervalRule.WILSON,
        confidence=confidence,
    )


def clopper_pearson(events: int, people: int, confidence: float = CONFIDENCE) -> Interval:
    """The exact two-sided interval of events among people.

    Raises:
        ValueError: As of `wilson`.
    """
    _check(events, people, confidence)
    tail = (1 - confidence) / 2
    return Interval(
        lower=_lower(events, people, tail),
        upper=_upper(events, people, tail),
        rule=IntervalRule.CLOPPER_PEARSON,
        confidence=confidence,
    )


def one_sided(events: int, people: int, confidence: float = CONFIDENCE) -> Interval:
    """The exact upper limit with all of the error above it; the lower end is 0.

    Raises:
        ValueError: As of `wilson`.
    """
    _check(events, people, confidence)
    return Interval(
        lower=0.0,
        upper=_upper(events, people, 1 - confidence),
        rule=IntervalRule.ONE_SIDED,
        confidence=confidence,
    )


def _check(count: int, of: int, confidence: float) -> None:
    if of < 1:
        raise ValueError(f"A proportion needs somebody: {count} of {of}.")
    if not 0 <= count <= of:
        raise ValueError(f"{count} is no part of {of}.")
    if not 0 < confidence < 1:
        raise ValueError(f"A confidence lies between 0 and 1: {confidence}.")


def _lower(events: int, people: int, tail: float) -> float:
    if events == 0:
        return 0.0
    if events == people:
        return math.exp(math.log(tail) / people)
    return Beta(events, people - events + 1).point(tail, above=False)


def _upper(events: int, people: int, tail: float) -> float:
    if events == people:
        return 1.0
    if events == 0:
        return -math.expm1(math.log(tail) / people)
    return Beta(events + 1, people - events).point(tail, above=True)
