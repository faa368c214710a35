"""The planner and the page of who took part."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from app.answers import (
    PlannerQuestion,
    StudiesAskedOf,
    answer_ladder,
    answer_panel,
    answer_planner,
    answer_provenance,
    answer_representation,
)
from app.answers.dependencies import CurrentTopic, Db, Now
from app.dashboard.charts import chart_answer, picture_answer
from app.dashboard.planner_page import planner_view
from app.dashboard.rendering import page
from app.dashboard.representation_page import RepresentationPageQuestion, representation_view
from app.exports import Origin, representation_spec

router = APIRouter(include_in_schema=False)


class ShareChartQuestion(StudiesAskedOf):
    """The chart of shares, in the colours of the reader's screen."""

    look: Literal["light", "dark"] = "light"


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


@router.get("/representation/chart.json")
def get_share_chart(
    db: Db, topic: CurrentTopic, now: Now, question: Annotated[ShareChartQuestion, Query()]
) -> Response:
    """The chart of shares as Vega-Lite."""
    return chart_answer(_spec(db, topic, now, question))


@router.get("/representation/chart.svg")
def get_share_picture(
    db: Db, topic: CurrentTopic, now: Now, question: Annotated[ShareChartQuestion, Query()]
) -> Response:
    """The chart of shares drawn, for a page without script."""
    return picture_answer(_spec(db, topic, now, question))


def _spec(
    db: Session, topic: CurrentTopic, now: Now, question: ShareChartQuestion
) -> dict[str, Any]:
    origin = Origin(topic=topic, provenance=answer_provenance(db), on=now.date())
    panel = answer_panel(db, topic, question)
    return representation_spec(panel, question, origin, dark=question.look == "dark")
