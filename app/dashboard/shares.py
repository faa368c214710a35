"""Shares, intervals and rates in the words of a table: never a percent without what it is of."""

from dataclasses import dataclass

from app.dashboard import words
from app.gapmap import Interval, IntervalRule, PeopleShare, Proportion, percent

RULE_WORD = {
    IntervalRule.CLOPPER_PEARSON: "two-sided, Clopper-Pearson",
    IntervalRule.ONE_SIDED: "one-sided, exact",
    IntervalRule.WILSON: "Wilson",
}
EN_DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, and the percent with its interval."""

    count: str
    percent: str


def share_of(share: Proportion) -> Share:
    """A proportion for a table."""
    return Share(of_words(share), percent_words(share))


def of_words(share: Proportion) -> str:
    """The count and its whole: "2 of 8"."""
    return f"{share.count:,} of {share.of:,}"


def percent_words(share: Proportion) -> str:
    """The percent with its interval: "25 %, 7.1-59.1 %"; nothing where there is nothing."""
    if share.share is None or share.interval is None:
        return "no share of nothing"
    return f"{percent(share.share)} ({between(share.interval)})"


def between(interval: Interval) -> str:
    """Both ends: "7.1-59.1 %" with an en dash."""
    return f"{percent(interval.lower).removesuffix(' %')}{EN_DASH}{percent(interval.upper)}"


def people_of_words(share: PeopleShare) -> str:
    """The people as bounds, and all of them: "1-34 of 38"; silence is not nobody."""
    if share.people is None:
        return "not reported"
    return f"{words.span(share.people)} of {share.of:,}"


def people_percent_words(share: PeopleShare) -> str:
    """The share at least and at most, with the interval round both."""
    if share.lowest is None or share.highest is None or share.interval is None:
        return ""
    low, high = percent(share.lowest), percent(share.highest)
    told = low if low == high else f"{low.removesuffix(' %')}{EN_DASH}{high}"
    return f"{told} ({between(share.interval)})"
