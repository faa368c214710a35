"""Trials to come: registrations that have reported nothing."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.answers import TrialsQuestion, answer_trials
from app.answers.dependencies import CurrentTopic, Db, Now
from app.api import schemas
from app.api.conditional import ByContent
from app.api.routes.pages import linked

# By content: what is late is so by the day of the request, not by the evidence alone.
router = APIRouter(tags=["studies"], dependencies=[ByContent])


@router.get("/trials", summary="Trials to come")
def list_trials(
    request: Request,
    response: Response,
    db: Db,
    topic: CurrentTopic,
    now: Now,
    question: Annotated[TrialsQuestion, Query()],
) -> schemas.Trials:
    """Registrations under way, completed without results, stopped, or of unknown status.

    Each with the skin types that its plan admits, excludes or does not name, and the cells without
    a primary study that it would fill. None of them is counted as evidence anywhere.
    """
    found = answer_trials(db, topic, question, now.date())
    return linked(schemas.shaped(schemas.Trials, found, topic), request, response)
