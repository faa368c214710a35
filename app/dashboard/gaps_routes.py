"""The pages of gaps, claims and the questions that people ask."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.answers import GapsQuestion, answer_gap_list
from app.answers.dependencies import CurrentTopic, Db
from app.dashboard.gaps_page import PATH, gaps_view
from app.dashboard.rendering import page

router = APIRouter(include_in_schema=False)


@router.get(PATH)
def show_gaps(
    request: Request, db: Db, topic: CurrentTopic, question: Annotated[GapsQuestion, Query()]
) -> Response:
    """The ranked gaps, with the rules that rank them."""
    view = gaps_view(answer_gap_list(db, topic, question), question, topic)
    return page(request, "gaps.html", view=view)
