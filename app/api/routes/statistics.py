"""Plans, who took part, and how deep studies go into skin type."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.answers import (
    LadderQuestion,
    PlannerQuestion,
    RepresentationQuestion,
    answer_ladder,
    answer_planner,
    answer_representation,
    answer_study,
    depth_of,
)
from app.answers.dependencies import CurrentTopic, Db
from app.api import schemas
from app.api.conditional import FromEvidence
from app.api.routes.questions import NoQuestion

router = APIRouter(tags=["statistics"], dependencies=[FromEvidence])


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
