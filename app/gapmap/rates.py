"""Events among people as a rate: its limits, what they rule out, and one line that says so."""

from dataclasses import dataclass

from app.gapmap.planning import RATES, Enough, enough_without_event
from app.gapmap.proportions import CONFIDENCE, Interval, clopper_pearson, one_sided

FIRST_AIM = 0.05
"""The rate that a cell without an event is measured against first; rarer ones come after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many of so many people, with both exact limits.

    `ruled_out` are the rates of the usual table that lie above the one-sided limit; `next_aim` is
    the rarest common harm still open, None where an event was seen or all are ruled out.
    """

    events: int
    people: int
    share: float
    exact: Interval
    upper: Interval
    ruled_out: tuple[float, ...]
    next_aim: Enough | None
    sentence: str


def rate_of(events: int, people: int) -> Rate:
    """The rate at 95 % confidence.

    Raises:
        ValueError: If nobody was treated, or more had an event than were treated.
    """
    exact, upper = clopper_pearson(events, people), one_sided(events, people)
    aim = _next_aim(upper.upper) if events == 0 else None
    return Rate(
        events=events,
        people=people,
        share=events / people,
        exact=exact,
        upper=upper,
        ruled_out=tuple(rate for rate in RATES if upper.upper <= rate),
        next_aim=aim,
        sentence=_without_event(people, exact, upper, aim)
        if events == 0
        else _with_events(events, people, exact),
    )


def percent(share: float) -> str:
    """A share as percent: "13.9 %", "100 %", "0.03 %"; never 0 or 100 for what is only near it."""
    hundred = 100 * share
    if share in (0, 1):
        return f"{hundred:.0f} %"
    if hundred < 0.1:
        return f"{hundred:.1g} %" if hundred >= 0.0001 else "under 0.0001 %"
    if hundred >= 99.95:
        return "over 99.9 %"
    return f"{hundred:.1f}".removesuffix(".0") + " %"


def _next_aim(limit: float) -> Enough | None:
    """The next smaller rate that is still open, from 5 % down."""
    aims = [one for one in enough_without_event() if one.rate <= FIRST_AIM and one.rate < limit]
    return max(aims, key=lambda one: one.rate, default=None)


def _without_event(people: int, exact: Interval, upper: Interval, aim: Enough | None) -> str:
    limits = (
        f"0 of {people:,}: up to {percent(upper.upper)} (one-sided), "
        f"{percent(exact.upper)} (two-sided, Clopper-Pearson)"
    )
    if aim is None:
        return limits
    return f"{limits}; {aim.one_sided} people without an event would rule out {percent(aim.rate)}"


def _with_events(events: int, people: int, exact: Interval) -> str:
    between = f"{_bare(exact.lower)} to {percent(exact.upper)}"
    return (
        f"{events:,} of {people:,}: {percent(events / people)} "
        f"({between}, two-sided {CONFIDENCE:.0%}, Clopper-Pearson)".replace("95%", "95 %")
    )


def _bare(share: float) -> str:
    return percent(share).removesuffix(" %")
