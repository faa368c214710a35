"""Vocabulary, sources, context and quarantined input."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.answers import (
    RejectedQuestion,
    answer_context,
    answer_rejected_page,
    answer_sources,
    answer_vocabulary,
)
from app.answers.dependencies import CurrentAddresses, CurrentTopic, Db
from app.api import schemas
from app.api.conditional import ByContent, FromEvidence
from app.api.routes.pages import linked
from app.api.routes.questions import NoQuestion

router = APIRouter(tags=["catalogue"])
Nothing = Annotated[NoQuestion, Query()]


@router.get("/vocabulary", summary="Vocabulary", dependencies=[ByContent])
def get_vocabulary(topic: CurrentTopic, _: Nothing) -> schemas.Vocabulary:
    """Every value that a filter or a tag can have, with its label and what it covers."""
    return schemas.shaped(schemas.Vocabulary, answer_vocabulary(topic), topic)


@router.get("/sources", summary="Sources", dependencies=[ByContent])
def list_sources(
    db: Db, topic: CurrentTopic, addresses: CurrentAddresses, _: Nothing
) -> schemas.Sources:
    """Where records came from, how many and when, and until which day each source is covered."""
    answer = {"sources": answer_sources(db, topic, addresses)}
    return schemas.shaped(schemas.Sources, answer, topic)


@router.get(
    "/context",
    summary="Regulatory documents and news",
    dependencies=[FromEvidence],
)
def list_context(db: Db, topic: CurrentTopic, _: Nothing) -> schemas.Context:
    """Documents that inform a reader and are never counted as evidence."""
    return schemas.shaped(schemas.Context, answer_context(db), topic)


@router.get("/rejected", summary="Quarantined input", dependencies=[ByContent])
def list_rejected(
    request: Request,
    response: Response,
    db: Db,
    topic: CurrentTopic,
    question: Annotated[RejectedQuestion, Query()],
) -> schemas.RejectedInputs:
    """Input that could not become a record: kept, with its place and the reason."""
    page = schemas.shaped(schemas.RejectedInputs, answer_rejected_page(db, question), topic)
    return linked(page, request, response)
