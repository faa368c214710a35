"""People treated over the years as finished values: a chart, its table, and who is in neither."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.answers import (
    OverTime,
    TimelineAnswer,
    TimelineQuestion,
    TypeSoFar,
    Unplaced,
    YearSoFar,
    unplaced_words,
)
from app.dashboard import forms, links, words
from app.dashboard.charts import ChartView, chart_view
from app.gapmap import Layer
from app.records import SkinType
from app.topic import Topic

PATH = "/timeline"


@dataclass(frozen=True, slots=True)
class PeopleCell:
    """The people of one type so far, and in how many studies."""

    people: str
    studies: str
    reported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """A row of the table."""

    year: int
    href: str
    studies: str
    reporting: str
    so_far: str
    by_type: tuple[PeopleCell, ...]
    silent: str
    people: str


@dataclass(frozen=True, slots=True)
class UnplacedLine:
    """A study that is in no line of people."""

    href: str
    title: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """The whole page."""

    points: tuple[str, ...]
    layer: forms.Facet
    indication: forms.Facet
    chart: ChartView | None
    """None where no year has a study."""
    types: tuple[str, ...]
    years: tuple[YearLine, ...]
    has_people: bool
    without_year: tuple[UnplacedLine, ...]
    without_number: tuple[UnplacedLine, ...]
    notes: tuple[str, ...]


def timeline_view(answer: TimelineAnswer, question: TimelineQuestion, topic: Topic) -> TimelineView:
    """Everything that the page shows."""
    found = answer.over_time
    label = f"Chart. {' '.join(answer.sentences)} The table below says all of it."
    return TimelineView(
        points=answer.sentences,
        layer=forms.one_of("layer", "Layer of evidence", _layers(), question.layer.value),
        indication=forms.one_of(
            "indication", "Indication", _indications(topic), *question.indication[:1]
        ),
        chart=chart_view(PATH, label, question) if found.years else None,
        types=tuple(f"Type {t.name}" for t in SkinType),
        years=tuple(_line(year, question) for year in reversed(found.years)),
        has_people=not answer.adds_nobody,
        without_year=tuple(_unplaced(found.without_year)),
        without_number=() if answer.adds_nobody else tuple(_unplaced(found.without_number)),
        notes=tuple(_notes(found, answer)),
    )


def _line(year: YearSoFar, question: TimelineQuestion) -> YearLine:
    asked = {
        "layer": question.layer.value,
        "indication": question.indication,
        "design": question.design,
        "year_from": year.year,
        "year_to": year.year,
    }
    return YearLine(
        year=year.year,
        href=links.with_query("/studies", asked),
        studies=f"{year.studies:,}",
        reporting=f"{year.reporting:,} of {year.studies:,}",
        so_far=f"{year.studies_so_far:,}",
        by_type=tuple(map(_people, year.by_type)),
        silent=f"{year.people_silent:,}",
        people=f"{year.people:,}",
    )


def _people(one: TypeSoFar) -> PeopleCell:
    told = "not reported" if one.people is None else words.span(one.people)
    return PeopleCell(told, words.studies(one.studies), one.people is not None)


def _unplaced(studies: Iterable[Unplaced]) -> Iterator[UnplacedLine]:
    for study in studies:
        year = f"{study.year}: " if study.year else ""
        yield UnplacedLine(
            links.study_url(study.public_id),
            study.title or f"Title not known ({study.public_id})",
            f"{year}{unplaced_words(study)}",
        )


def _notes(found: OverTime, answer: TimelineAnswer) -> Iterator[str]:
    yield (
        "A year is that of publication. Numbers of people are those so far: of all studies up to "
        "the end of the year."
    )
    if answer.adds_nobody:
        return
    yield (
        "At least and at most: a study of several types does not say how many were of each. A study "
        "that names types is taken to name all that took part. Studies that name no type stand "
        "apart: their people may be of any."
    )
    yield (
        "Not reported: no study with a year and a number of people says anything of the type. That "
        "is not nobody."
    )
    if found.overlapping:
        yield f"Counted once, for they may share people: {', '.join(found.overlapping)}."


def _layers() -> Iterator[tuple[str, str]]:
    return ((layer.value, words.LAYER_WORD[layer]) for layer in Layer)


def _indications(topic: Topic) -> Iterator[tuple[str, str]]:
    yield "", "Any indication"
    yield from ((value.id, value.label) for value in topic.values_of("indication"))
