"""Public claims with their verdicts, and the questions that people ask."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.answers import answer_asked, answer_asked_list, answer_claim, answer_claims
from app.answers.dependencies import CurrentTopic, Db
from app.api import schemas
from app.api.conditional import FromEvidence
from app.api.routes.questions import NoQuestion

router = APIRouter(tags=["claims"], dependencies=[FromEvidence])
Nothing = Annotated[NoQuestion, Query()]
ClaimId = Annotated[str, Path(pattern=r"^c[0-9]{2,3}$", description="Of a claim: c01.")]
QuestionId = Annotated[
    str, Path(pattern="^[a-z-]{1,64}$", description="Of a question: types-studied.")
]


@router.get("/claims", summary="Public claims")
def list_claims(db: Db, topic: CurrentTopic, _: Nothing) -> schemas.Claims:
    """What is said in public, each claim with the studies for and against and a verdict."""
    return schemas.shaped(schemas.Claims, answer_claims(db, topic), topic)


@router.get("/claims/{claim_id}", summary="A public claim")
def get_claim(db: Db, topic: CurrentTopic, claim_id: ClaimId, _: Nothing) -> schemas.ClaimAnswer:
    """One claim with the studies, documents and evidence that its verdict rests on."""
    return schemas.shaped(schemas.ClaimAnswer, answer_claim(db, topic, claim_id), topic)


@router.get("/questions", summary="Questions that people ask")
def list_questions(db: Db, topic: CurrentTopic, _: Nothing) -> schemas.AskedList:
    """Each question with its answer, or with what was searched where nothing is known."""
    return schemas.shaped(schemas.AskedList, answer_asked_list(db, topic), topic)


@router.get("/questions/{question_id}", summary="A question that people ask")
def get_question(
    db: Db, topic: CurrentTopic, question_id: QuestionId, _: Nothing
) -> schemas.AskedAnswer:
    """One question with the cells, claims, studies and evidence behind its answer."""
    return schemas.shaped(schemas.AskedAnswer, answer_asked(db, topic, question_id), topic)
