"""The pages: a question in, one answer, one template."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app import store
from app.answers import (
    CellQuestion,
    MapQuestion,
    StudiesQuestion,
    answer_accuracy,
    answer_cell,
    answer_map,
    answer_overview,
    answer_studies,
    answer_study,
)
from app.answers.dependencies import CurrentAccuracy, CurrentTopic, Db
from app.dashboard.about_page import about_view
from app.dashboard.accuracy_view import accuracy_view
from app.dashboard.cell_page import cell_page
from app.dashboard.legend import depth_signs, layer_signs, reason_signs
from app.dashboard.map_page import map_view
from app.dashboard.overview_page import overview_view
from app.dashboard.rendering import page
from app.dashboard.sources_page import sources_view
from app.dashboard.studies_page import studies_view
from app.dashboard.study_page import study_view

router = APIRouter(include_in_schema=False)


@router.get("/")
def show_overview(request: Request, db: Db, topic: CurrentTopic) -> Response:
    """The one-screen answer."""
    answer = answer_overview(db, topic)
    sources = store.list_sources(db)
    return page(request, "overview.html", overview=overview_view(answer, sources, topic))


@router.get("/gap-map")
def show_map(
    request: Request, db: Db, topic: CurrentTopic, question: Annotated[MapQuestion, Query()]
) -> Response:
    """The gap map for the rows, columns, filters and layers of the address."""
    view = map_view(answer_map(db, topic, question), question, topic)
    return page(
        request, "gap_map.html", map=view, depth_signs=depth_signs(), reason_signs=reason_signs()
    )


@router.get("/gap-map/cell")
def show_cell(
    request: Request, db: Db, topic: CurrentTopic, question: Annotated[CellQuestion, Query()]
) -> Response:
    """One cell with everything it rests on."""
    answer = answer_cell(db, topic, question)
    return page(request, "cell.html", cell=cell_page(answer, question, topic))


@router.get("/studies")
def show_studies(
    request: Request, db: Db, topic: CurrentTopic, question: Annotated[StudiesQuestion, Query()]
) -> Response:
    """A page of the list of studies."""
    answer = answer_studies(db, topic, question)
    return page(request, "studies.html", list=studies_view(answer, question, topic))


@router.get("/studies/{public_id}")
def show_study(
    request: Request, db: Db, topic: CurrentTopic, accuracy: CurrentAccuracy, public_id: str
) -> Response:
    """One study with its reports, tags and evidence."""
    view = study_view(answer_study(db, public_id), topic, accuracy)
    return page(request, "study.html", study=view)


@router.get("/about")
def show_about(
    request: Request, db: Db, topic: CurrentTopic, accuracy: CurrentAccuracy
) -> Response:
    """What is counted, and how."""
    return page(
        request,
        "about.html",
        about=about_view(topic, store.revision(db)),
        accuracy=accuracy_view(answer_accuracy(accuracy)),
        depth_signs=depth_signs(),
        reason_signs=reason_signs(),
        layer_signs=layer_signs(),
    )


@router.get("/sources")
def show_sources(request: Request, db: Db) -> Response:
    """Where records came from, and the input in quarantine."""
    view = sources_view(store.list_sources(db), store.list_rejected(db))
    return page(request, "sources.html", view=view)
