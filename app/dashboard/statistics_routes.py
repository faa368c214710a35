"""The planner and the page of who took part."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.answers import (
    PlannerQuestion,
    answer_ladder,
    answer_planner,
    answer_representation,
)
from app.answers.dependencies import CurrentTopic, Db
from app.dashboard.planner_page import planner_view
from app.dashboard.rendering import page
from app.dashboard.representation_page import RepresentationPageQuestion, representation_view

router = APIRouter(include_in_schema=False)


@router.get("/planner")
def show_planner(
    request: Request, db: Db, topic: CurrentTopic, question: Annotated[PlannerQuestion, Query()]
) -> Response:
    """How many people rule a harm out."""
    view = planner_view(answer_planner(db, topic, question), question, topic)
    return page(request, "planner.html", planner=view)


@router.get("/representation")
def show_representation(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    question: Annotated[RepresentationPageQuestion, Query()],
) -> Response:
    """Who took part, and how deep studies go into skin type."""
    answer = answer_representation(db, topic, question.as_representation())
    deep = answer_ladder(db, topic, question.as_ladder())
    view = representation_view(answer, deep, question, topic)
    return page(request, "representation.html", who=view)
