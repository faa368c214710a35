"""Shares and rates with their intervals, in JSON; every share is from 0 to 1."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.words import Shape
from app.gapmap import IntervalRule


class Interval(Shape):
    """Where a proportion may lie, with the rule that made the interval."""

    lower: float
    upper: float
    rule: IntervalRule
    confidence: float


class Proportion(Shape):
    """So many of so many; share and interval are null where there is nothing to count."""

    count: int
    of: int
    share: float | None
    interval: Interval | None


class Enough(Shape):
    """So many people without an event put the limit at or under the rate."""

    rate: float
    one_sided: int
    two_sided: int


class Rate(Shape):
    """Events among people, never among sides, lesions or sessions."""

    events: int
    people: int
    share: float
    exact: Annotated[Interval, Field(description="Two-sided, Clopper-Pearson.")]
    upper: Annotated[Interval, Field(description="One-sided upper limit, exact.")]
    ruled_out: Annotated[
        tuple[float, ...],
        Field(description="Of 1, 2, 5, 10 and 20 %, those not under the one-sided limit."),
    ]
    next_aim: Annotated[
        Enough | None,
        Field(description="The next rate that more people without an event rule out."),
    ]
    sentence: str
