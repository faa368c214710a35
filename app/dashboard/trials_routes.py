"""The page of trials to come."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.answers import TrialsQuestion, answer_trials
from app.answers.dependencies import CurrentTopic, Db, Now
from app.dashboard.rendering import page
from app.dashboard.trials_page import trials_view

router = APIRouter(include_in_schema=False)


@router.get("/trials")
def show_trials(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    now: Now,
    question: Annotated[TrialsQuestion, Query()],
) -> Response:
    """Registrations that have reported nothing, by state and expected end."""
    view = trials_view(answer_trials(db, topic, question, now.date()), question, topic)
    return page(request, "trials.html", view=view)
