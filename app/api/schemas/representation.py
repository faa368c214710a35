"""Who took part in studies, in JSON; every share is from 0 to 1."""

from typing import Annotated

from pydantic import AliasPath, Field

from app.api.schemas.proportions import Interval, Proportion
from app.api.schemas.words import OrNone, People, Roman, Shape
from app.gapmap import Layer, Participation


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
