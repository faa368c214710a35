"""Two moments of the evidence compared, and the map as of a moment."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.answers import (
    ComparisonQuestion,
    PastMapQuestion,
    answer_comparison,
    answer_past_map,
)
from app.answers.dependencies import CurrentTopic, Db, Now
from app.api import schemas
from app.api.conditional import ByContent
from app.api.routes.gap_map import conditions_of

router = APIRouter(tags=["change"], dependencies=[ByContent])


@router.get("/changes", summary="Two moments compared")
def compare_moments(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    now: Now,
    question: Annotated[ComparisonQuestion, Query()],
) -> schemas.Comparison:
    """Which cells of a view of the map changed between two moments, by which events, and who did it.

    The evidence of both moments is made again from what had been received and decided by then, with
    the reader of today: what came and went in between is not told, and a better reader is no news.
    Without `since` the week before `until` is compared, without `until` the present is the end.
    """
    answer = answer_comparison(db, topic, question, now)
    return schemas.shaped(schemas.Comparison, answer, topic, conditions=conditions_of(request))


@router.get("/gap-map/past", summary="The gap map of a moment")
def get_past_map(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    now: Now,
    question: Annotated[PastMapQuestion, Query()],
) -> schemas.GapMap:
    """The map as it follows from all that had been received and decided by a moment (`at`).

    Asked again later, it is the same, byte for byte, as long as the reader and the vocabulary are:
    `/permalinks` keeps an answer for ever. Addresses of cells lead to the present evidence.
    """
    answer = answer_past_map(db, topic, question, now)
    return schemas.shaped(schemas.GapMap, answer, topic, conditions=conditions_of(request))
