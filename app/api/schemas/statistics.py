"""Rates of harm, plans, who took part, and how deep studies go, in JSON; every share is from 0 to 1."""

from typing import Annotated, Any, Literal

from pydantic import AliasPath, BeforeValidator, Field

from app.api.schemas.studies import Evidence
from app.api.schemas.words import Design, OrNone, Outcome, People, Roman, Shape
from app.gapmap import IntervalRule, Layer, Participation, Rung, Sided, WhyNoRate


def _rung_word(value: Any) -> Any:
    return value.name.lower() if isinstance(value, Rung) else value


RungWord = Annotated[
    Literal["silent", "named", "mix", "counted", "by_type", "interaction"],
    BeforeValidator(_rung_word),
    Field(
        description="silent, named (in criteria), mix (types that took part), counted (people of a "
        "type), by_type (a result for a type apart), interaction (tested whether it depends on type)."
    ),
]


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


class PeopleShare(Shape):
    """People of some types as bounds, of people whose number is known."""

    people: Annotated[
        People | None,
        Field(description="Null: no study says anything of these types, which is not nobody."),
    ]
    of: int
    lowest: float | None
    highest: float | None
    interval: Annotated[
        Interval | None,
        Field(description="Wilson: lower end for the fewest people, upper end for the most."),
    ]


class GroupShare(Shape):
    """Studies and people of any of `types`, over all studies and over those reporting type."""

    types: tuple[Roman, ...]
    studies_of_all: Proportion
    studies_of_reporting: Proportion
    people_of_all: PeopleShare
    people_of_reporting: PeopleShare
    study_ids: tuple[str, ...]


class Panel(Shape):
    """Who took part in the studies of one layer."""

    layer: Layer
    studies: int
    reporting: Annotated[Proportion, Field(description="Studies that name any skin type.")]
    people: int
    people_reporting: int
    without_number: Annotated[
        int, Field(description="Studies that do not say how many took part: in no share of people.")
    ]
    overlapping: Annotated[
        tuple[str, ...], Field(description="Studies that may share people, counted once.")
    ]
    groups: tuple[GroupShare, ...]


class LineShare(Shape):
    """Trials with participants of any of `types`."""

    types: tuple[Roman, ...]
    of_reporting: Proportion
    of_all: Proportion


class PublishedLine(Shape):
    """What a published review counted; shares are worked out from its numbers."""

    id: Annotated[str, Field(validation_alias=AliasPath("line", "id"))]
    citation: Annotated[str, Field(validation_alias=AliasPath("line", "citation"))]
    period: Annotated[str, Field(validation_alias=AliasPath("line", "period"))]
    trials: Annotated[int, Field(validation_alias=AliasPath("line", "trials"))]
    participants: Annotated[int, Field(validation_alias=AliasPath("line", "participants"))]
    note: Annotated[str, Field(validation_alias=AliasPath("line", "note"))]
    reporting: Proportion
    including: tuple[LineShare, ...]


class Ratio(Shape):
    """Participation-to-prevalence ratio, at least and at most; 0.8 to 1.2 counts as similar."""

    lowest: float
    highest: float
    says: Participation


class PopulationShare(Shape):
    """People of some types beside the population's percent."""

    types: tuple[Roman, ...]
    percent: float | None
    people: PeopleShare
    ratio: Ratio | None
    why_not: Annotated[str | None, OrNone]


class Distribution(Shape):
    """A population with which people can be compared."""

    id: str
    citation: str
    population: str
    note: str
    seen_at: tuple[str, ...]


class Population(Shape):
    """The comparison with a population, or the words with which it is refused."""

    reference: Distribution | None
    dated: Annotated[str | None, OrNone]
    shares: tuple[PopulationShare, ...]
    refusal: Annotated[str | None, OrNone]


class Representation(Shape):
    """Who took part, beside published counts and, if one is named, against a population."""

    panel: Panel
    lines: tuple[PublishedLine, ...]
    population: Population
    references: Annotated[tuple[Distribution, ...], Field(description="What `reference` can name.")]


class RungShare(Shape):
    """The studies on one rung, and those there or higher."""

    rung: RungWord
    on: Proportion
    reaching: Proportion
    study_ids: tuple[str, ...]


class Ladder(Shape):
    """The studies of one layer by the highest rung that they reach."""

    outcome: Annotated[Outcome | None, Field(description="Null: any outcome.")]
    layer: Layer
    studies: int
    shares: tuple[RungShare, ...]


class RungReached(Shape):
    """The highest rung for one outcome, with its words; silence has none."""

    outcome: Annotated[Outcome | None, Field(description="Null: the study as a whole.")]
    rung: RungWord
    evidence: Evidence | None


class StudyDepth(Shape):
    """How deep one study goes into skin type; without a rung where it counts nowhere."""

    public_id: str
    rungs: tuple[RungReached, ...]


class TypeSoFar(Shape):
    """One skin type at the end of a year."""

    fitzpatrick: Roman
    people: Annotated[
        People | None,
        Field(
            description="In studies with a year and a number of people that name any type. Null: "
            "none of them says anything of this type, which is not nobody."
        ),
    ]
    studies: Annotated[
        int, Field(description="Studies so far in which somebody of the type took part.")
    ]


class YearSoFar(Shape):
    """A year with studies; people are those of all studies up to its end."""

    year: int
    studies: Annotated[int, Field(description="Published in this very year.")]
    reporting: Annotated[int, Field(description="Of these, the ones that name any skin type.")]
    studies_so_far: int
    people: int
    people_silent: Annotated[
        int, Field(description="So far, in studies that name no skin type: of whichever they were.")
    ]
    by_type: tuple[TypeSoFar, ...]
    study_ids: Annotated[tuple[str, ...], Field(description="Studies of this very year.")]


class Unplaced(Shape):
    """A study that is in no line of people, with what it does say."""

    public_id: str
    title: str
    year: int | None
    participants: int | None
    types: Annotated[
        tuple[Roman, ...], Field(description="Skin types of which somebody took part.")
    ]


class Timeline(Shape):
    """People treated over the years, by skin type; years without a study are left out."""

    layer: Annotated[Layer, Field(validation_alias=AliasPath("over_time", "layer"))]
    studies: Annotated[int, Field(validation_alias=AliasPath("over_time", "studies"))]
    years: Annotated[tuple[YearSoFar, ...], Field(validation_alias=AliasPath("over_time", "years"))]
    without_year: Annotated[
        tuple[Unplaced, ...], Field(validation_alias=AliasPath("over_time", "without_year"))
    ]
    without_number: Annotated[
        tuple[Unplaced, ...],
        Field(
            validation_alias=AliasPath("over_time", "without_number"),
            description="With a year: counted among its studies, and in no number of people.",
        ),
    ]
    overlapping: Annotated[
        tuple[str, ...],
        Field(
            validation_alias=AliasPath("over_time", "overlapping"),
            description="Studies that may share people, counted once.",
        ),
    ]
    sentences: tuple[str, ...]
    adds_nobody: Annotated[str | None, OrNone]
