"""Participation-to-prevalence ratio: who took part, against how common their skin type is."""

from dataclasses import dataclass
from enum import StrEnum

from app.gapmap.representation import PeopleShare

SIMILAR_FROM, SIMILAR_TO = 0.8, 1.2
"""Between these a group counts as represented as it is in the population (FDA Office of Women's
Health, as cited for drug approvals)."""


class Participation(StrEnum):
    """What a ratio says; `unclear` where its bounds do not agree."""

    UNDER = "under"
    SIMILAR = "similar"
    OVER = "over"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationRatio:
    """The ratio at least and at most: people of a type are often known as bounds only."""

    lowest: float
    highest: float
    says: Participation


def participation_ratio(share: PeopleShare, percent: float) -> ParticipationRatio | None:
    """The ratio of a share of people to the percent of a population; None where either is nothing."""
    if share.lowest is None or share.highest is None or percent <= 0:
        return None
    lowest, highest = 100 * share.lowest / percent, 100 * share.highest / percent
    said = {_said(lowest), _said(highest)}
    return ParticipationRatio(
        lowest=lowest, highest=highest, says=said.pop() if len(said) == 1 else Participation.UNCLEAR
    )


def _said(ratio: float) -> Participation:
    if ratio < SIMILAR_FROM:
        return Participation.UNDER
    return Participation.OVER if ratio > SIMILAR_TO else Participation.SIMILAR
