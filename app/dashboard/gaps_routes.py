"""The pages of gaps, claims and the questions that people ask."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.answers import (
    GapsQuestion,
    ViewKind,
    answer_asked,
    answer_asked_list,
    answer_claim,
    answer_claims,
    answer_gap_list,
)
from app.answers.dependencies import CurrentTopic, Db
from app.dashboard import asked_page, claims_page
from app.dashboard.gaps_page import PATH, gaps_view
from app.dashboard.permalink_page import freeze_form
from app.dashboard.rendering import page

router = APIRouter(include_in_schema=False)


@router.get(PATH)
def show_gaps(
    request: Request, db: Db, topic: CurrentTopic, question: Annotated[GapsQuestion, Query()]
) -> Response:
    """The ranked gaps, with the rules that rank them."""
    view = gaps_view(answer_gap_list(db, topic, question), question, topic)
    return page(request, "gaps.html", view=view, freeze=freeze_form(ViewKind.GAPS, question))


@router.get(claims_page.PATH)
def show_claims(request: Request, db: Db, topic: CurrentTopic) -> Response:
    """Every public claim with its verdict."""
    view = claims_page.claims_view(answer_claims(db, topic))
    return page(request, "claims.html", view=view)


@router.get(f"{claims_page.PATH}/{{claim_id}}")
def show_claim(request: Request, db: Db, topic: CurrentTopic, claim_id: str) -> Response:
    """One claim with what its verdict rests on."""
    view = claims_page.claim_view(answer_claim(db, topic, claim_id), topic)
    return page(request, "claim.html", view=view)


@router.get(asked_page.PATH)
def show_questions(request: Request, db: Db, topic: CurrentTopic) -> Response:
    """Every question that people ask, with its answer."""
    view = asked_page.asked_list_view(answer_asked_list(db, topic))
    return page(request, "questions.html", view=view)


@router.get(f"{asked_page.PATH}/{{question_id}}")
def show_question(request: Request, db: Db, topic: CurrentTopic, question_id: str) -> Response:
    """One question with what its answer rests on."""
    view = asked_page.asked_view(answer_asked(db, topic, question_id), topic)
    return page(request, "question.html", view=view)
