"""The page of runs: those at work, the history, and the form that asks sources."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError
from sqlmodel import Session

from app import store
from app.answers import answer_runs, answer_runs_at_work
from app.answers.dependencies import CurrentEngine, Db, Now
from app.answers.taking_in import CurrentRunner, Runner, ShownRunner, StartWord
from app.dashboard.rendering import page
from app.dashboard.runs_page import (
    CHOOSE_ONE,
    NO_DAY,
    NOTHING_SENT,
    PATH,
    WAIT,
    RunsPageQuestion,
    Sent,
    ask_view,
    runs_now,
    runs_view,
)
from app.dashboard.sent_forms import SentLists
from app.errors import InvalidQueryError, RunAtWorkError

router = APIRouter(include_in_schema=False)


@router.get(PATH)
def show_runs(
    request: Request,
    db: Db,
    now: Now,
    runner: ShownRunner,
    question: Annotated[RunsPageQuestion, Query()],
) -> Response:
    """Runs of sources: live progress and history."""
    return _shown(request, db, now, runner, question)


@router.get(f"{PATH}/now")
def show_runs_now(request: Request, db: Db, now: Now, runner: ShownRunner) -> Response:
    """The part of the page of runs that changes while one is at work."""
    at_work = runs_now(answer_runs_at_work(db, now), runner.is_at_work)
    return page(request, "_runs_now.html", now=at_work)


@router.post(PATH)
def ask_sources(
    request: Request, engine: CurrentEngine, runner: CurrentRunner, now: Now, form: SentLists
) -> Response:
    """Ask the chosen sources, and show how far they are."""
    sources, since = form.get("source", []), form.get("since", [""])[-1].strip()
    try:
        word = StartWord.model_validate({"sources": sources, "since": since or None})
        wrong = "" if word.sources else CHOOSE_ONE
        if not wrong:
            runner.start(word)
            return RedirectResponse(PATH, HTTPStatus.SEE_OTHER)
    except ValidationError as error:
        wrong = NO_DAY if error.errors()[0]["loc"][0] == "since" else str(error.errors()[0]["msg"])
    except InvalidQueryError as error:
        wrong = NO_DAY if error.field == "since" else str(error)
    except RunAtWorkError:
        wrong = WAIT
    sent = Sent(sources=tuple(sources), since=since, wrong=wrong)
    with store.reading(engine) as db:
        return _shown(request, db, now, runner, RunsPageQuestion(), sent)


def _shown(
    request: Request,
    db: Session,
    now: datetime,
    runner: Runner,
    question: RunsPageQuestion,
    sent: Sent = NOTHING_SENT,
) -> Response:
    asked = {run.source for run in store.list_source_runs(db)}
    at_work = runs_now(answer_runs_at_work(db, now), runner.is_at_work)
    view = runs_view(answer_runs(db, question, now), at_work, question, asked)
    ask = ask_view(runner.list_askable(), runner.is_at_work, sent)
    return page(request, "runs.html", _status(sent), runs=view, ask=ask)


def _status(sent: Sent) -> HTTPStatus:
    if sent.wrong == WAIT:
        return HTTPStatus.CONFLICT
    return HTTPStatus.UNPROCESSABLE_ENTITY if sent.wrong else HTTPStatus.OK
