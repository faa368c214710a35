"""Rates of harm by skin type, and plans of trials, in JSON; every share is from 0 to 1."""

from typing import Annotated

from pydantic import AliasPath, Field

from app.api.schemas.proportions import Enough, Rate
from app.api.schemas.studies import Evidence
from app.api.schemas.words import Design, Outcome, People, Roman, Shape
from app.gapmap import IntervalRule, Sided, WhyNoRate


class StudyRate(Shape):
    """The rate of one result of one study, for exactly `types` together."""

    public_id: str
    title: str
    year: int | None
    designs: tuple[Design, ...]
    types: Annotated[
        tuple[Roman, ...], Field(description="Empty: of all people of the study together.")
    ]
    mix: Annotated[
        tuple[Roman, ...], Field(description="Types that took part; empty: the study names none.")
    ]
    rate: Rate
    measure: str
    timepoint: str
    within_person: Annotated[
        bool, Field(description="Sides or sites of the same people are compared (split-face).")
    ]
    overlaps: Annotated[
        tuple[str, ...], Field(description="Studies that may hold the same people.")
    ]
    evidence: Evidence


class PooledRate(Shape):
    """People of studies of one design added up, without weights."""

    design: Design
    types: tuple[Roman, ...]
    study_ids: tuple[str, ...]
    rate: Rate


class NotPooled(Shape):
    """A study that is in no pooled rate, and why."""

    public_id: str
    because: str


class WithoutRate(Shape):
    """A study that treated the type and gives no rate."""

    public_id: str
    title: str
    why: WhyNoRate
    people: Annotated[People, Field(description="Of the skin type.")]
    participants: int | None
    clause: str


class TypeSafety(Shape):
    """One harm in one skin type; primary evidence alone."""

    outcome: Outcome
    fitzpatrick: Annotated[Roman | None, Field(description="Null: all people together.")]
    rates: tuple[StudyRate, ...]
    pooled: tuple[PooledRate, ...]
    not_pooled: tuple[NotPooled, ...]
    without: tuple[WithoutRate, ...]
    sentence: str


class TreatedBefore(Shape):
    """People treated without an event who need not be treated again; 0 where they may not count."""

    people: int
    study_ids: tuple[str, ...]
    sentence: str


class Planner(Shape):
    """How many people are needed to rule a rate out."""

    rate: Annotated[float, Field(validation_alias=AliasPath("plan", "question", "rate"))]
    confidence: Annotated[
        float, Field(validation_alias=AliasPath("plan", "question", "confidence"))
    ]
    sided: Annotated[Sided, Field(validation_alias=AliasPath("plan", "question", "sided"))]
    events: Annotated[int, Field(validation_alias=AliasPath("plan", "question", "events"))]
    drop_out: Annotated[float, Field(validation_alias=AliasPath("plan", "question", "drop_out"))]
    rule: Annotated[IntervalRule, Field(validation_alias=AliasPath("plan", "rule"))]
    people: Annotated[
        int,
        Field(validation_alias=AliasPath("plan", "people"), description="All that are needed."),
    ]
    further: Annotated[
        int,
        Field(
            validation_alias=AliasPath("plan", "further"),
            description="Of these, the ones not treated without an event before.",
        ),
    ]
    enrol: Annotated[
        int,
        Field(
            validation_alias=AliasPath("plan", "enrol"),
            description="To enrol so that `further` remain after the drop-out.",
        ),
    ]
    limit: Annotated[
        float,
        Field(
            validation_alias=AliasPath("plan", "limit"), description="Upper limit that is reached."
        ),
    ]
    limit_short: Annotated[
        float | None,
        Field(
            validation_alias=AliasPath("plan", "limit_short"),
            description="Upper limit with one person fewer.",
        ),
    ]
    before: TreatedBefore | None
    known: Annotated[
        TypeSafety | None, Field(description="What is known of the harm in this skin type.")
    ]
    table: Annotated[
        tuple[Enough, ...], Field(description="People without an event, at this confidence.")
    ]
    sentence: str
