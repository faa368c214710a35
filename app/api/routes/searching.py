"""How records were found: the PRISMA flow and the search log."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.answers import PrismaQuestion, SearchLogQuestion, answer_search_log, answer_searching
from app.answers.dependencies import CurrentTopic, Db
from app.api import schemas
from app.api.conditional import ByContent
from app.api.routes.pages import linked
from app.exports import prisma_report

router = APIRouter(tags=["searching"], dependencies=[ByContent])


@router.get("/prisma", summary="PRISMA flow and search items")
def get_prisma(
    db: Db, topic: CurrentTopic, question: Annotated[PrismaQuestion, Query()]
) -> schemas.Prisma:
    """The PRISMA 2020 flow, every box the sum of its parts, and the 16 items of PRISMA-S.

    With `at` as of the end of a day: made of what had been received and decided by then, with
    the screening rules and the vocabulary of today.
    """
    report = prisma_report(answer_searching(db, topic, question))
    return schemas.shaped(schemas.Prisma, report, topic)


@router.get("/search-log", summary="Search log")
def get_search_log(
    request: Request,
    response: Response,
    db: Db,
    topic: CurrentTopic,
    question: Annotated[SearchLogQuestion, Query()],
) -> schemas.SearchLog:
    """What sources were asked, request by request, and what each answer brought."""
    page = schemas.shaped(schemas.SearchLog, answer_search_log(db, question), topic)
    return linked(page, request, response)
