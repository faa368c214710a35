"""What is known of a harm in a skin type: rates, what is pooled of them, and what gives none."""

from dataclasses import dataclass
from enum import StrEnum

from app.gapmap.rates import Rate
from app.gapmap.values import Bounds
from app.records import Evidence, SkinType


class WhyNoRate(StrEnum):
    """Why a study that treated the type gives no rate of the harm in it."""

    NOT_BY_TYPE = "not_by_type"
    """Its people of the type are known at most as bounds, and no result is of them alone."""
    NO_NUMBERS = "no_numbers"
    """It reports the outcome for the type without both events and people."""
    NOT_PEOPLE = "not_people"
    """It counts more than it has people: sides, lesions or sessions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRate:
    """The rate that one result of one study gives, for exactly `types` together.

    `types` is empty for a result of all its people; `mix` says which types those were, as far as
    known. `within_person`: sides of the same people are compared.
    """

    public_id: str
    title: str
    year: int | None
    designs: tuple[str, ...]
    types: tuple[SkinType, ...]
    mix: tuple[SkinType, ...]
    rate: Rate
    measure: str
    timepoint: str
    within_person: bool
    overlaps: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutRate:
    """A study that treated the type and gives no rate; `people` are those of the type."""

    public_id: str
    title: str
    why: WhyNoRate
    people: Bounds
    participants: int | None
    clause: str
    """Whom it treated and why that gives no rate, as said of "the study"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledRate:
    """People of several studies of one design added up, without weights: named as pooled.

    What was measured and when may differ between them.
    """

    design: str
    types: tuple[SkinType, ...]
    study_ids: tuple[str, ...]
    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPooled:
    """A study whose people are in no pooled figure, and why."""

    public_id: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeSafety:
    """One harm in one skin type, or in all people together where `fitzpatrick` is None.

    Primary evidence alone. Each result stands for itself; `pooled` adds up people of one design.
    """

    outcome: str
    fitzpatrick: SkinType | None
    rates: tuple[StudyRate, ...]
    pooled: tuple[PooledRate, ...]
    not_pooled: tuple[NotPooled, ...]
    without: tuple[WithoutRate, ...]
    sentence: str
