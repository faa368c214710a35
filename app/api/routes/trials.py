"""Trials to come: registrations that have reported nothing."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.answers import TrialsQuestion, answer_trials
from app.answers.dependencies import CurrentTopic, Db, Now
from app.api import schemas

# Not compared by the version of the evidence: what is late is so by the day of the request.
router = APIRouter(tags=["studies"])


@router.get("/trials", summary="Trials to come")
def list_trials(
    db: Db, topic: CurrentTopic, now: Now, question: Annotated[TrialsQuestion, Query()]
) -> schemas.Trials:
    """Registrations under way, completed without results, stopped, or of unknown status.

    Each with the skin types that its plan admits, excludes or does not name, and the cells without
    a primary study that it would fill. None of them is counted as evidence anywhere.
    """
    return schemas.shaped(schemas.Trials, answer_trials(db, topic, question, now.date()), topic)
