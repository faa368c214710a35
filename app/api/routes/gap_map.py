"""The gap map, the evidence of a cell, and the ranked gaps."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.answers import (
    CellQuestion,
    GapPageQuestion,
    GapsQuestion,
    MapFileQuestion,
    MapQuestion,
    answer_cell,
    answer_facts,
    answer_gap_page,
    answer_map,
    answer_map_file,
)
from app.answers.dependencies import CurrentTopic, Db, Now
from app.api import schemas
from app.api.conditional import FromEvidence, FromEvidenceToday
from app.api.routes.pages import linked
from app.api.routes.questions import NoQuestion
from app.exports import MAP_MEDIA_TYPES, Asked, map_file

router = APIRouter(tags=["gap map"])
CONDITIONS = ("body_site", "procedure", "design", "layer", "year_from", "year_to")
"""Parameters that choose studies and go on to the cells of a map."""
A_FILE = {"type": "string", "format": "binary"}


@router.get("/gap-map", summary="The gap map", dependencies=[FromEvidence])
def get_gap_map(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    question: Annotated[MapQuestion, Query()],
) -> schemas.GapMap:
    """Skin type, indication and outcome, two of them as rows and columns.

    `fitzpatrick`, `indication` and `outcome` choose the rows and columns that are shown; the
    other filters choose the studies that the map is drawn from. Without `layer`, cells count the
    primary evidence alone.
    """
    answer = answer_map(db, topic, question)
    return schemas.shaped(schemas.GapMap, answer, topic, conditions=conditions_of(request))


@router.get(
    "/gap-map/file",
    summary="The gap map as a file",
    response_class=Response,
    responses={
        200: {"content": {of: {"schema": A_FILE} for of in MAP_MEDIA_TYPES.values()}},
    },
    dependencies=[FromEvidenceToday],
)
def get_map_file(
    response: Response,
    db: Db,
    topic: CurrentTopic,
    now: Now,
    question: Annotated[MapFileQuestion, Query()],
) -> Response:
    """Any view of the map to be printed, shown or sent, with its legend, date and revision.

    `svg`, `png` and `pdf` are one drawing, made for a landscape sheet of A4. `html` is one file
    that works without the service and holds every axis, cell, study and quote of the view.
    """
    answer = answer_map_file(db, topic, question)
    asked = Asked(question=question, topic=topic, provenance=answer.provenance, on=now.date())
    file = map_file(answer, question.format, asked)
    headers = {**response.headers, "Content-Disposition": file.disposition}
    headers.pop("content-length", None)
    return Response(file.body, headers=headers, media_type=file.media_type)


@router.get("/gap-map/cell", summary="The evidence of a cell", dependencies=[FromEvidence])
def get_cell(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    question: Annotated[CellQuestion, Query()],
) -> schemas.CellAnswer:
    """One cell of the map with the studies that count in it, those that do not, and the evidence.

    An axis that is left out means any value there.
    """
    answer = answer_cell(db, topic, question)
    return schemas.shaped(schemas.CellAnswer, answer, topic, conditions=conditions_of(request))


@router.get("/gaps", summary="Ranked gaps", dependencies=[FromEvidence])
def list_gaps(
    request: Request,
    response: Response,
    db: Db,
    topic: CurrentTopic,
    question: Annotated[GapPageQuestion, Query()],
) -> schemas.Gaps:
    """The gaps worth filling, the most urgent first, each with the rules that placed it."""
    answer = answer_gap_page(db, topic, question)
    page = schemas.shaped(schemas.Gaps, answer, topic, conditions=_layers_asked(question))
    return linked(page, request, response)


@router.get("/facts", summary="What is known of each skin type", dependencies=[FromEvidence])
def get_facts(db: Db, topic: CurrentTopic, _: Annotated[NoQuestion, Query()]) -> schemas.Facts:
    """The one-screen answer: each skin type in numbers and in one sentence."""
    return schemas.shaped(schemas.Facts, answer_facts(db, topic), topic)


def _layers_asked(question: GapsQuestion) -> list[tuple[str, str]]:
    return [("layer", layer.value) for layer in question.layer]


def conditions_of(request: Request) -> list[tuple[str, str]]:
    """The conditions on studies of this request, as they were asked."""
    asked = request.query_params.multi_items()
    return [(name, value) for name, value in asked if name in CONDITIONS and value]
