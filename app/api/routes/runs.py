"""Runs of sources: live progress and history."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app.answers import RunsQuestion, answer_run, answer_runs
from app.answers.dependencies import CurrentTopic, Db, Now
from app.answers.taking_in import ShownRunner
from app.api import schemas
from app.api.conditional import ByContent
from app.api.routes.pages import linked
from app.api.routes.questions import NoQuestion

router = APIRouter(tags=["searching"], dependencies=[ByContent])


@router.get("/runs", summary="Runs of sources")
def list_runs(
    request: Request,
    response: Response,
    db: Db,
    topic: CurrentTopic,
    now: Now,
    runner: ShownRunner,
    question: Annotated[RunsQuestion, Query()],
) -> schemas.Runs:
    """Every time that a source was asked, the latest first; those at work say how far they are."""
    page = schemas.shaped(schemas.Runs, answer_runs(db, question, now), topic)
    page = page.model_copy(update={"is_at_work": runner.is_at_work})
    return linked(page, request, response)


@router.get("/runs/{run_id}", summary="One run")
def get_run(
    db: Db,
    topic: CurrentTopic,
    now: Now,
    run_id: Annotated[int, Path(ge=1, le=2**31 - 1, description="Number of the run.")],
    _: Annotated[NoQuestion, Query()],
) -> schemas.Run:
    """One run of one source: how far it is or how it ended, and what to do if it failed."""
    return schemas.shaped(schemas.Run, answer_run(db, run_id, now), topic)
