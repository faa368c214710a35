"""Who was treated over the years, by skin type, in words and numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field
from sqlmodel import Session

from app.answers.over_time import OverTime, TypeSoFar, Unplaced, YearSoFar, over_time
from app.answers.remembered import remembered
from app.answers.representation import ChartFormat, StudiesAskedOf
from app.answers.words import LAYER_WORD
from app.gapmap import Bounds, Layer, people_in_words, types_in_words
from app.records import SkinType
from app.topic import Topic

ADDS_NOBODY = {
    Layer.SECONDARY: "Reviews add nobody: their people are counted in the studies they are of.",
    Layer.PLANNED: "Registrations are no evidence: whom they plan to treat, or say to have enrolled, is "
    "in no number of people here.",
    Layer.PRECLINICAL: "Animal and laboratory work treats nobody.",
}

DARKER = (SkinType.V, SkinType.VI)
"""Types that are named one by one: of them the least is known."""


class TimelineQuestion(StudiesAskedOf):
    """Whose years are shown."""


class TimelineFileQuestion(TimelineQuestion):
    """The timeline as a file."""

    format: Annotated[
        ChartFormat, Field(description="`csv` is the table; the rest are pictures of the chart.")
    ] = ChartFormat.SVG


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineAnswer:
    """The years, and what they come to in sentences; `adds_nobody` says why there are no people."""

    over_time: OverTime
    sentences: tuple[str, ...]
    adds_nobody: str


def answer_timeline(db: Session, topic: Topic, question: TimelineQuestion) -> TimelineAnswer:
    """People treated by skin type over the years, of the studies of one layer.

    Raises:
        InvalidQueryError: If an id is not in the topic's vocabulary.
    """
    asked = TimelineQuestion(**{f: getattr(question, f) for f in TimelineQuestion.model_fields})
    return remembered(
        db,
        topic,
        f"timeline {asked.model_dump_json()}",
        lambda: timeline_of(over_time(asked.studies(db, topic), asked.layer)),
    )


def timeline_of(found: OverTime) -> TimelineAnswer:
    """The years with their sentences."""
    return TimelineAnswer(
        over_time=found,
        sentences=tuple(_sentences(found)),
        adds_nobody=ADDS_NOBODY.get(found.layer, ""),
    )


def people_so_far(one: TypeSoFar) -> str:
    """The people of a type at the end of a year in words; silence is not nobody."""
    if one.people is None:
        return "not reported"
    return "nobody" if one.people.upper == 0 else people_in_words(one.people)


def unplaced_words(study: Unplaced) -> str:
    """What a study that is in no line does say: "38 people; types I to V took part"."""
    number = study.participants
    people = "number of people not reported"
    if number is not None:
        people = people_in_words(Bounds(number, number))
    if study.types:
        return f"{people}; {types_in_words(study.types)} took part"
    return f"{people}; skin type not reported"


def _sentences(found: OverTime) -> Iterator[str]:
    if not found.studies:
        yield f"No {LAYER_WORD[found.layer].lower()} study meets this."
    elif found.layer in ADDS_NOBODY:
        yield ADDS_NOBODY[found.layer]
    else:
        if found.years:
            yield from _at_the_end(found.years[-1], found.layer)
        yield from _left(found)


def _at_the_end(last: YearSoFar, layer: Layer) -> Iterator[str]:
    studies = "study" if last.studies_so_far == 1 else "studies"
    yield (
        f"Up to {last.year}, {last.studies_so_far} {LAYER_WORD[layer].lower()} {studies} with at "
        f"least {last.people:,} people; {last.people_silent:,} of them in studies that name no "
        "skin type."
    )
    for one in last.by_type:
        if one.people is not None and one.fitzpatrick in DARKER:
            yield f"Type {one.fitzpatrick.name}: {people_so_far(one)}."
    unsaid = [one.fitzpatrick for one in last.by_type if one.people is None]
    if unsaid:
        yield (
            f"T{types_in_words(unsaid)[1:]}: not reported. "
            "That is not nobody: no study with a year and a number of people speaks of it."
        )


def _left(found: OverTime) -> Iterator[str]:
    number = len(found.without_number)
    if number:
        yield (
            f"{number} {'study does' if number == 1 else 'studies do'} not say how many people took "
            "part: they are in the studies of their year, and in no number of people."
        )
    number = len(found.without_year)
    if number:
        yield f"{number} {'study has' if number == 1 else 'studies have'} no year, and so no place here."
