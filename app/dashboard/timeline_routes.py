"""The page of people over the years, and its chart."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from app.answers import TimelineQuestion, answer_provenance, answer_timeline
from app.answers.dependencies import CurrentTopic, Db, Now
from app.dashboard.charts import chart_answer, picture_answer
from app.dashboard.rendering import page
from app.dashboard.timeline_page import timeline_view
from app.exports import Origin, timeline_spec

router = APIRouter(include_in_schema=False)


class TimelineChartQuestion(TimelineQuestion):
    """The chart, in the colours of the reader's screen."""

    look: Literal["light", "dark"] = "light"


@router.get("/timeline")
def show_timeline(
    request: Request, db: Db, topic: CurrentTopic, question: Annotated[TimelineQuestion, Query()]
) -> Response:
    """People treated by skin type over the years."""
    view = timeline_view(answer_timeline(db, topic, question), question, topic)
    return page(request, "timeline.html", timeline=view)


@router.get("/timeline/chart.json")
def get_timeline_chart(
    db: Db, topic: CurrentTopic, now: Now, question: Annotated[TimelineChartQuestion, Query()]
) -> Response:
    """The chart as Vega-Lite."""
    return chart_answer(_spec(db, topic, now, question))


@router.get("/timeline/chart.svg")
def get_timeline_picture(
    db: Db, topic: CurrentTopic, now: Now, question: Annotated[TimelineChartQuestion, Query()]
) -> Response:
    """The chart drawn, for a page without script."""
    return picture_answer(_spec(db, topic, now, question))


def _spec(
    db: Session, topic: CurrentTopic, now: Now, question: TimelineChartQuestion
) -> dict[str, Any]:
    origin = Origin(topic=topic, provenance=answer_provenance(db), on=now.date())
    answer = answer_timeline(db, topic, question)
    return timeline_spec(answer, question, origin, dark=question.look == "dark")
