"""A view as it is written to a file: what was asked, and everything that stands behind the answer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Flag, StrEnum, auto

from pydantic import BaseModel
from sqlmodel import Session

from app import store
from app.answers.questions import CellQuestion, GapsQuestion, MapQuestion, StudySelection
from app.answers.reads import answer_gaps
from app.answers.searched import answer_searched
from app.gapmap import (
    NONE_STATED,
    PRIMARY_ONLY,
    Axis,
    AxisValue,
    Cell,
    Gap,
    Layer,
    MappedStudy,
    Matrix,
    cell,
    matrix,
)
from app.store import (
    LoggedPage,
    ReportOfStudy,
    SourceSummary,
    Statement,
    StudyFilter,
    StudySummary,
)
from app.topic import Topic

MOST_GAPS = 1000
NOT_CONDITIONS = frozenset({"limit", "cursor", "format", "rows", "columns"})
"""Fields of a question that choose no evidence."""
ANY = "any"
"""Stands for the row or column of a cell that has no value there."""
AXIS_WORD = {
    Axis.FITZPATRICK: "skin type",
    Axis.INDICATION: "indication",
    Axis.OUTCOME: "outcome",
}
LABELLED = ("indication", "outcome", "body_site", "procedure", "design")


class ViewName(StrEnum):
    """What can be written to a file."""

    MAP = "map"
    CELL = "cell"
    STUDIES = "studies"
    GAPS = "gaps"
    EVIDENCE = "evidence"
    DATASET = "dataset"


class Part(Flag):
    """What of a view is to be read; the rest stays empty."""

    MAP = auto()
    GAPS = auto()
    STUDIES = auto()
    STATEMENTS = auto()
    REPORTS = auto()
    SEARCHES = auto()
    ALL = MAP | GAPS | STUDIES | STATEMENTS | REPORTS | SEARCHES


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view with what was asked for of it."""

    name: ViewName
    topic: Topic
    title: str
    conditions: tuple[tuple[str, str], ...]
    """Name and values of each filter, in words."""
    at: datetime
    revision: str
    matrix: Matrix | None = None
    gaps: tuple[Gap, ...] = ()
    mapped: tuple[MappedStudy, ...] = ()
    """The studies as the map sees them, in the order of `studies`."""
    studies: tuple[StudySummary, ...] = ()
    statements: tuple[Statement, ...] = ()
    reports: tuple[ReportOfStudy, ...] = ()
    searches: tuple[LoggedPage, ...] = ()
    sources: tuple[SourceSummary, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks for a view: from where, when, and for what of it."""

    db: Session
    topic: Topic
    at: datetime
    parts: Part = Part.ALL


def _searched(asking: Asking) -> bool:
    return answer_searched(asking.db, asking.topic).ever


def answer_map_view(asking: Asking, question: MapQuestion) -> View:
    """The map with the studies of its layers that stand in any of its cells.

    Raises:
        InvalidQueryError: If a filter's value is not in the topic's vocabulary.
    """
    query = question.as_query(asking.topic)
    mapped = store.list_mapped_studies(asking.db, question.as_filter(asking.topic))
    drawn = matrix(mapped, query, asking.topic, searched=_searched(asking))
    title = f"Gap map: {AXIS_WORD[query.rows]} by {AXIS_WORD[query.columns]}"
    view = _begun(asking, ViewName.MAP, title, question, query.layers)
    return _filled(asking, replace(view, matrix=drawn), _drawn(drawn, mapped))


def answer_cell_view(asking: Asking, question: CellQuestion) -> View:
    """A map of one cell, with the studies of its indication and outcome, counted in it or not.

    Raises:
        InvalidQueryError: If a filter's value is not in the topic's vocabulary.
    """
    key, wider = question.as_key(asking.topic), question.as_map_question()
    layers = wider.as_query(asking.topic).layers
    mapped = store.list_mapped_studies(asking.db, wider.as_filter(asking.topic))
    found = cell(mapped, key, asking.topic, layers, searched=_searched(asking))
    behind = {*found.study_ids, *found.other_ids}
    view = _begun(asking, ViewName.CELL, "One cell of the gap map", question, layers)
    view = replace(view, matrix=_map_of_one(found, asking.topic, layers))
    return _filled(asking, view, [study for study in mapped if study.public_id in behind])


def answer_studies_view(asking: Asking, question: StudySelection) -> View:
    """All studies of a list, whatever page of it was asked for.

    Raises:
        InvalidQueryError: If a filter's value is not in the topic's vocabulary.
    """
    mapped = store.list_mapped_studies(asking.db, question.as_filter(asking.topic))
    return _filled(asking, _begun(asking, ViewName.STUDIES, "Studies", question), mapped)


def answer_gaps_view(asking: Asking, question: GapsQuestion) -> View:
    """The ranked gaps, with the studies of the layer that they are ranked by.

    Raises:
        InvalidQueryError: If a filter's value is not in the topic's vocabulary.
    """
    mapped = store.list_mapped_studies(asking.db, StudyFilter())
    view = _begun(asking, ViewName.GAPS, "Gaps worth filling", question)
    view = replace(view, gaps=answer_gaps(asking.db, asking.topic, question))
    return _filled(asking, view, [study for study in mapped if study.layer is Layer.PRIMARY])


def answer_evidence_view(asking: Asking) -> View:
    """Every statement of every study that counts, with the words that it rests on."""
    mapped = store.list_mapped_studies(asking.db, StudyFilter())
    return _filled(asking, _begun(asking, ViewName.EVIDENCE, "All evidence"), mapped)


def answer_dataset_view(asking: Asking) -> View:
    """Everything that counts: the whole map of primary evidence, all gaps, studies of all layers."""
    mapped = store.list_mapped_studies(asking.db, StudyFilter())
    view = _begun(asking, ViewName.DATASET, "Everything that counts", layers=PRIMARY_ONLY)
    if Part.MAP in asking.parts:
        query = MapQuestion().as_query(asking.topic)
        view = replace(view, matrix=matrix(mapped, query, asking.topic, searched=_searched(asking)))
    if Part.GAPS in asking.parts:
        asked = GapsQuestion(limit=MOST_GAPS)
        view = replace(view, gaps=answer_gaps(asking.db, asking.topic, asked))
    return _filled(asking, view, mapped)


def _begun(
    asking: Asking,
    name: ViewName,
    title: str,
    question: BaseModel | None = None,
    layers: tuple[Layer, ...] = (),
) -> View:
    conditions = dict(_conditions(question, asking.topic)) if question else {}
    if layers:
        conditions |= {"layer": ", ".join(layer.value for layer in layers)}
    return View(
        name=name,
        topic=asking.topic,
        title=title,
        conditions=tuple(conditions.items()),
        at=asking.at,
        revision=store.revision(asking.db),
    )


def _conditions(question: BaseModel, topic: Topic) -> Iterator[tuple[str, str]]:
    asked = question.model_dump(mode="json", exclude_defaults=True)
    for name, value in asked.items():
        if name not in NOT_CONDITIONS and value not in ("", [], None):
            values = value if isinstance(value, list) else [value]
            yield name, ", ".join(_in_words(topic, name, str(one)) for one in values)


def _in_words(topic: Topic, name: str, value: str) -> str:
    if name not in LABELLED:
        return value
    return "none stated" if value == NONE_STATED else topic.label(name, value)


def _filled(asking: Asking, view: View, mapped: list[MappedStudy]) -> View:
    """The view with what was asked for of its studies."""
    db, parts, ids = asking.db, asking.parts, [study.public_id for study in mapped]
    return replace(
        view,
        mapped=tuple(mapped),
        studies=store.list_summaries(db, ids) if Part.STUDIES in parts else (),
        statements=tuple(store.list_statements(db, ids)) if Part.STATEMENTS in parts else (),
        reports=tuple(store.list_reports_of_studies(db, ids)) if Part.REPORTS in parts else (),
        searches=tuple(store.list_search_log(db)) if Part.SEARCHES in parts else (),
        sources=tuple(store.list_sources(db)) if Part.SEARCHES in parts else (),
    )


def _drawn(drawn: Matrix, mapped: list[MappedStudy]) -> list[MappedStudy]:
    """The studies that `drawn.studies` counts: of its layers, in any of its cells."""
    cells = (one for row in drawn.cells for one in row)
    behind = {study_id for one in cells for study_id in (*one.study_ids, *one.other_ids)}
    return [s for s in mapped if s.public_id in behind and s.layer in drawn.layers]


def _map_of_one(found: Cell, topic: Topic, layers: tuple[Layer, ...]) -> Matrix:
    key = found.key
    roman = key.fitzpatrick.name if key.fitzpatrick else ""
    outcome = AxisValue(id=key.outcome or ANY, label=_label(topic, "outcome", key.outcome))
    skin_type = AxisValue(id=roman or ANY, label=f"Type {roman}" if roman else "Any skin type")
    return Matrix(
        row_axis=Axis.OUTCOME,
        column_axis=Axis.FITZPATRICK,
        rows=(outcome,),
        columns=(skin_type,),
        cells=((found,),),
        layers=layers,
        studies=found.studies,
        people=found.people,
    )


def _label(topic: Topic, dimension: str, value: str | None) -> str:
    if value is None:
        return f"Any {dimension}"
    return f"No {dimension} stated" if value == NONE_STATED else topic.label(dimension, value)
