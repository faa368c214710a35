"""How right the reader is."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.answers import answer_accuracy
from app.answers.dependencies import CurrentAccuracy, CurrentTopic
from app.api import schemas
from app.api.conditional import ByContent
from app.api.routes.questions import NoQuestion

router = APIRouter(tags=["catalogue"], dependencies=[ByContent])


@router.get("/accuracy", summary="Accuracy of the reader")
def get_accuracy(
    accuracy: CurrentAccuracy, topic: CurrentTopic, _: Annotated[NoQuestion, Query()]
) -> schemas.Accuracy:
    """Precision, recall and F1 of each dimension on labelled sets, and how right each rule is.

    The numbers come from a run of this version of the reader, never from a text.
    """
    return schemas.shaped(schemas.Accuracy, answer_accuracy(accuracy), topic)
