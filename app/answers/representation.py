"""Who took part, beside what was published elsewhere, and against a population if one is named."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlmodel import Session

from app import store
from app.answers.questions import Ids, MapQuestion, Year
from app.claims import PublishedLine, Reference, ReferenceDistribution, read_reference
from app.errors import InvalidQueryError
from app.gapmap import (
    Layer,
    MappedStudy,
    ParticipationRatio,
    PeopleShare,
    Proportion,
    Representation,
    participation_ratio,
    people_share_of,
    proportion,
    representation,
)
from app.records import SkinType
from app.topic import Topic, data_folder

NO_REFERENCE = (
    "No reference distribution for skin type is chosen, so no ratio is given: there is no census of "
    "skin type, and race does not tell it."
)
DATE = re.compile(r"\b(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?\b")
"""As a citation gives it."""


def _none_if_empty(value: object) -> object:
    return None if value == "" else value


class StudiesAskedOf(BaseModel):
    """One layer of the studies, and conditions on them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    layer: Annotated[
        Layer,
        BeforeValidator(lambda value: Layer.PRIMARY if value == "" else value),
        Field(description="Sort of evidence: one, for layers are never added up."),
    ] = Layer.PRIMARY
    indication: Ids = []
    design: Ids = []
    year_from: Year = None
    year_to: Year = None

    def studies(self, db: Session, topic: Topic) -> list[MappedStudy]:
        """The studies that meet the conditions, of every layer.

        Raises:
            InvalidQueryError: If an id is not in the topic's vocabulary.
        """
        wider = MapQuestion(
            indication=self.indication,
            design=self.design,
            year_from=self.year_from,
            year_to=self.year_to,
        )
        query = wider.as_query(topic)
        found = store.list_mapped_studies(db, wider.as_filter(topic))
        wanted = frozenset(query.indication)
        return [s for s in found if not wanted or s.indications & wanted]


class RepresentationQuestion(StudiesAskedOf):
    """The same, and the population to compare with."""

    reference: Annotated[
        str | None,
        BeforeValidator(_none_if_empty),
        Field(description="Id of a reference distribution; without one no ratio is given."),
    ] = None


class ChartFormat(StrEnum):
    """What a chart can be had as: a picture of it, or its table."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
    CSV = "csv"


class RepresentationFileQuestion(StudiesAskedOf):
    """Who took part, as a file."""

    format: Annotated[
        ChartFormat, Field(description="`csv` is the table; the rest are pictures of the chart.")
    ] = ChartFormat.SVG


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShare:
    """Trials with participants of any of some types, of those reporting type and of all."""

    types: tuple[SkinType, ...]
    of_reporting: Proportion
    of_all: Proportion


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLine:
    """A published count beside ours; shares and intervals are worked out from its numbers."""

    line: PublishedLine
    reporting: Proportion
    including: tuple[LineShare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedShare:
    """People of some types against a population's percent; `ratio` is None where `why_not` says."""

    types: tuple[SkinType, ...]
    percent: float | None
    people: PeopleShare
    ratio: ParticipationRatio | None
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPopulation:
    """The participation-to-prevalence ratios, or the words with which they are refused."""

    reference: ReferenceDistribution | None
    dated: str
    shares: tuple[ComparedShare, ...]
    refusal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationAnswer:
    """The panel, the published lines, the comparison, and what it can be compared with."""

    panel: Representation
    lines: tuple[ComparedLine, ...]
    population: ComparedPopulation
    references: tuple[ReferenceDistribution, ...]


@cache
def shipped_reference() -> Reference:
    """The published figures that come with the program."""
    return read_reference(data_folder() / "reference")


def answer_representation(
    db: Session, topic: Topic, question: RepresentationQuestion
) -> RepresentationAnswer:
    """Who took part in the studies of one layer.

    Raises:
        InvalidQueryError: If an id is not in the vocabulary, or the reference is not known.
    """
    known = shipped_reference()
    studies = question.studies(db, topic)
    chosen = _chosen(known, question.reference)
    return RepresentationAnswer(
        panel=representation(studies, question.layer),
        lines=tuple(map(_compared_line, known.lines)),
        population=_compared([s for s in studies if s.layer is question.layer], chosen),
        references=known.distributions,
    )


def answer_panel(db: Session, topic: Topic, question: StudiesAskedOf) -> Representation:
    """The shares alone, without anything to compare them with.

    Raises:
        InvalidQueryError: If an id is not in the vocabulary.
    """
    return representation(question.studies(db, topic), question.layer)


def _chosen(known: Reference, wanted: str | None) -> ReferenceDistribution | None:
    if wanted is None:
        return None
    for distribution in known.distributions:
        if distribution.id == wanted:
            return distribution
    raise InvalidQueryError("reference", wanted, tuple(d.id for d in known.distributions))


def _compared_line(line: PublishedLine) -> ComparedLine:
    return ComparedLine(
        line=line,
        reporting=proportion(line.reporting, line.trials),
        including=tuple(
            LineShare(
                types=share.types,
                of_reporting=proportion(share.trials, line.reporting),
                of_all=proportion(share.trials, line.trials),
            )
            for share in line.including
        ),
    )


def _compared(
    studies: list[MappedStudy], chosen: ReferenceDistribution | None
) -> ComparedPopulation:
    if chosen is None:
        return ComparedPopulation(reference=None, dated="", shares=(), refusal=NO_REFERENCE)
    dated = max(DATE.findall(chosen.citation), key=len, default="")
    refusal = _refusal(chosen, dated)
    return ComparedPopulation(
        reference=chosen,
        dated=dated,
        shares=() if refusal else tuple(_shares(studies, chosen)),
        refusal=refusal,
    )


def _refusal(chosen: ReferenceDistribution, dated: str) -> str:
    if not chosen.shares:
        return "This source gives no share of any skin type that was seen, so no ratio is given."
    if not dated:
        return "This source has no date, so no ratio is given."
    return ""


def _shares(studies: list[MappedStudy], chosen: ReferenceDistribution) -> list[ComparedShare]:
    """The groups that the source counts, and each type it says nothing of."""
    told = {t for share in chosen.shares for t in share.types}
    found = []
    for types, percent in (
        *((share.types, share.percent) for share in chosen.shares),
        *(((t,), None) for t in SkinType if t not in told),
    ):
        people = people_share_of(types, studies)
        ratio = participation_ratio(people, percent) if percent is not None else None
        found.append(
            ComparedShare(
                types=types,
                percent=percent,
                people=people,
                ratio=ratio,
                why_not=_why_not(percent, people) if ratio is None else "",
            )
        )
    return found


def _why_not(percent: float | None, people: PeopleShare) -> str:
    if percent is None:
        return "The source gives no share of this type: it is not worked out by subtraction."
    if people.of == 0:
        return "No study that reports skin type says how many people took part."
    if people.people is None:
        return "No study says anything of how many people of this type took part."
    return "The source says that nobody is of this type."
