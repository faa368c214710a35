"""Plans, who took part, and how deep studies go into skin type."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from app.answers import (
    LadderQuestion,
    PlannerQuestion,
    RepresentationFileQuestion,
    RepresentationQuestion,
    TimelineFileQuestion,
    TimelineQuestion,
    answer_ladder,
    answer_panel,
    answer_planner,
    answer_provenance,
    answer_representation,
    answer_study,
    answer_timeline,
    depth_of,
)
from app.answers.dependencies import CurrentTopic, Db, Now
from app.api import schemas
from app.api.conditional import FromEvidence, FromEvidenceToday
from app.api.routes.questions import NoQuestion
from app.exports import CHART_MEDIA_TYPES, ExportedFile, Origin, representation_file, timeline_file

router = APIRouter(tags=["statistics"], dependencies=[FromEvidence])
file_router = APIRouter(tags=["statistics"], dependencies=[FromEvidenceToday])
"""Files name the day on which they were made."""
A_FILE = {"type": "string", "format": "binary"}
CHART_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {of: {"schema": A_FILE} for of in CHART_MEDIA_TYPES.values()}}
}


@router.get("/planner", summary="People needed to rule a rate out")
def get_plan(
    db: Db, topic: CurrentTopic, question: Annotated[PlannerQuestion, Query()]
) -> schemas.Planner:
    """How many people, with how many events at most, put the upper limit at or under a rate.

    With `fitzpatrick` and a safety outcome, people of that type who were treated without an event
    before are counted, as far as they may be: results of the type alone, of one study or of
    several of one design.
    """
    return schemas.shaped(schemas.Planner, answer_planner(db, topic, question), topic)


@router.get("/representation", summary="Who took part")
def get_representation(
    db: Db, topic: CurrentTopic, question: Annotated[RepresentationQuestion, Query()]
) -> schemas.Representation:
    """Shares of studies and of people by skin type, over all and over those reporting type.

    A participation-to-prevalence ratio is given only against the population that `reference`
    names, and only for skin types of which its source gives a share.
    """
    answer = answer_representation(db, topic, question)
    return schemas.shaped(schemas.Representation, answer, topic)


@file_router.get(
    "/representation/file",
    summary="Who took part as a file",
    response_class=Response,
    responses=CHART_ANSWERS,
)
def get_representation_file(
    response: Response,
    db: Db,
    topic: CurrentTopic,
    now: Now,
    question: Annotated[RepresentationFileQuestion, Query()],
) -> Response:
    """The chart of shares as `svg`, `png` or `pdf`, or its table as `csv`."""
    panel = answer_panel(db, topic, question)
    origin = Origin(topic=topic, provenance=answer_provenance(db), on=now.date())
    return _sent(representation_file(panel, question, question.format, origin), response)


@router.get("/ladder", summary="How deep studies go into skin type")
def get_ladder(
    db: Db, topic: CurrentTopic, question: Annotated[LadderQuestion, Query()]
) -> schemas.Ladder:
    """The share of one layer's studies on each rung, from silence to a test of interaction."""
    return schemas.shaped(schemas.Ladder, answer_ladder(db, topic, question), topic)


@router.get("/studies/{public_id}/ladder", summary="How deep one study goes into skin type")
def get_study_ladder(
    db: Db,
    topic: CurrentTopic,
    public_id: Annotated[str, Path(description="Identifier of the study, as lists give it.")],
    _: Annotated[NoQuestion, Query()],
) -> schemas.StudyDepth:
    """The highest rung of the study as a whole and for each outcome, with the words it rests on."""
    return schemas.shaped(schemas.StudyDepth, depth_of(answer_study(db, public_id)), topic)


@router.get("/timeline", summary="People treated over the years")
def get_timeline(
    db: Db, topic: CurrentTopic, question: Annotated[TimelineQuestion, Query()]
) -> schemas.Timeline:
    """People so far at the end of each year of publication, by skin type, as bounds.

    Studies of one layer; those that name no type are a line of their own, those without a year or
    a number are named. People of studies that may overlap are counted once.
    """
    return schemas.shaped(schemas.Timeline, answer_timeline(db, topic, question), topic)


@file_router.get(
    "/timeline/file",
    summary="The timeline as a file",
    response_class=Response,
    responses=CHART_ANSWERS,
)
def get_timeline_file(
    response: Response,
    db: Db,
    topic: CurrentTopic,
    now: Now,
    question: Annotated[TimelineFileQuestion, Query()],
) -> Response:
    """The chart as `svg`, `png` or `pdf`, or its table as `csv`."""
    answer = answer_timeline(db, topic, question)
    origin = Origin(topic=topic, provenance=answer_provenance(db), on=now.date())
    return _sent(timeline_file(answer, question, question.format, origin), response)


def _sent(file: ExportedFile, so_far: Response) -> Response:
    headers = {**so_far.headers, "Content-Disposition": file.disposition}
    headers.pop("content-length", None)
    return Response(file.body, headers=headers, media_type=file.media_type)
