"""Public claims and published figures on skin types, as a person keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.records import SkinType

Types = tuple[SkinType, ...]
"""One type, or several that a source counts together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something said in public. An empty scope means that the claim names none there.

    `speaks_for` and `speaks_against` are keys of bundled files; news and regulatory documents may
    stand among them and are no studies.
    """

    id: str
    text: str
    made_in: tuple[str, ...]
    fitzpatrick: Types = ()
    indications: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)
    """What each of these files says that bears on the claim, in the reader's words."""
    differs_by_type: bool = True
    """False for what is the same in all skin types, such as the width of a needle."""
    untested: str = ""
    """The part of the claim on which none of these files bears."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that people ask, and what an answer is put together from."""

    id: str
    asks: str
    fitzpatrick: Types = ()
    outcomes: tuple[str, ...] = ()
    body_sites: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    """Other procedures that are to be compared or combined with the topic's."""
    claims: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    """Keys of context files."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """So many percent of people are of these types together."""

    types: Types
    percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceDistribution:
    """How skin types are spread in a population, as far as published; `shares` may be empty.

    Types that the source does not give are absent: they are not what is left to 100.
    """

    id: str
    citation: str
    population: str
    shares: tuple[Share, ...]
    note: str
    seen_at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrialShare:
    """Trials with participants of any of these types, and their percent of those reporting type."""

    types: Types
    trials: int
    percent: float


@dataclass(frozen=True, slots=True)
class ConditionShare:
    """The percent of trials of one condition that reports type and includes any of these types."""

    condition: str
    types: Types
    percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedLine:
    """Who took part in a set of trials, as a review counted it.

    Every percent is of the `reporting` trials that state skin type, not of all `trials`.
    """

    id: str
    citation: str
    period: str
    trials: int
    participants: int
    reporting: int
    including: tuple[TrialShare, ...]
    by_condition: tuple[ConditionShare, ...]
    note: str
    seen_at: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """A published expectation about a population."""

    id: str
    statement: str
    note: str
    seen_at: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Everything of `data/reference`, in the file's order."""

    distributions: tuple[ReferenceDistribution, ...]
    lines: tuple[PublishedLine, ...]
    projections: tuple[Projection, ...]
