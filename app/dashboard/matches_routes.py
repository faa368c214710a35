"""The pages on which a person says what two records are: forms, and what was decided."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError
from sqlmodel import Session

from app import store
from app.answers import (
    MatchDecisionsQuestion,
    MatchWord,
    UndoWord,
    answer_match,
    answer_match_decision,
    answer_match_decisions,
    answer_matches,
    decide_match,
    decide_records,
    undo_decision,
)
from app.answers.acting import CurrentDecider
from app.answers.dependencies import Db, Now
from app.dashboard import links
from app.dashboard.decide_page import (
    DecideQuestion,
    DecideView,
    decide_view,
    said_wrong,
    words_of,
)
from app.dashboard.matches_page import (
    DECISIONS,
    NOTHING_WRITTEN,
    PATH,
    MatchesPageQuestion,
    Written,
    decision_view,
    decisions_view,
    match_view,
    matches_view,
)
from app.dashboard.rendering import page
from app.dashboard.sent_forms import SentForm
from app.errors import InvalidQueryError

router = APIRouter(include_in_schema=False)
DecisionNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get(PATH)
def show_matches(
    request: Request, db: Db, question: Annotated[MatchesPageQuestion, Query()]
) -> Response:
    """Open questions, and the decision that has just been made."""
    decided = answer_match_decision(db, question.decided) if question.decided else None
    view = matches_view(answer_matches(db, question), question, decided)
    return page(request, "matches.html", view=view)


@router.get(DECISIONS)
def show_decisions(
    request: Request, db: Db, question: Annotated[MatchDecisionsQuestion, Query()]
) -> Response:
    """What was decided, the latest first."""
    view = decisions_view(answer_match_decisions(db, question), question)
    return page(request, "match_decisions.html", view=view)


@router.get(f"{DECISIONS}/{{number}}/undo")
def show_undo(request: Request, db: Db, number: DecisionNumber) -> Response:
    """Asks whether a decision is to be taken back."""
    return _undo_page(request, db, number, NOTHING_WRITTEN)


@router.post(f"{DECISIONS}/{{number}}/undo")
def undo(
    request: Request, decider: CurrentDecider, now: Now, number: DecisionNumber, form: SentForm
) -> Response:
    """Take a decision back."""
    try:
        word = UndoWord.model_validate(form)
    except ValidationError as error:
        with store.reading(decider.engine) as db:
            return _undo_page(request, db, number, _written(form, error))
    undo_decision(decider, number, word, now)
    return RedirectResponse(f"{DECISIONS}#decision-{number}", HTTPStatus.SEE_OTHER)


@router.get("/matches/decide")
def show_decide(request: Request, db: Db, question: Annotated[DecideQuestion, Query()]) -> Response:
    """Asks whether a record is to leave its report, or a report its study."""
    view = _decide_view(db, question)
    return page(request, "decide.html", view=view, written=NOTHING_WRITTEN)


@router.post("/matches/decide")
def decide(request: Request, decider: CurrentDecider, form: SentForm) -> Response:
    """Take a record out of its report, or a report out of its study."""
    why = form.pop("why", "")
    with store.reading(decider.engine) as db:
        view = _decide_view(db, _question_of(form))
    try:
        said = words_of(view, why)
    except ValidationError as error:
        written = _written({"why": why}, error)
        return page(
            request, "decide.html", HTTPStatus.UNPROCESSABLE_ENTITY, view=view, written=written
        )
    decided = decide_records(decider, said)
    return RedirectResponse(f"{DECISIONS}#decision-{decided[-1].id}", HTTPStatus.SEE_OTHER)


@router.get("/matches/{match_id}")
def show_match(request: Request, db: Db, match_id: str) -> Response:
    """One open question."""
    return _match_page(request, db, match_id, NOTHING_WRITTEN)


@router.post("/matches/{match_id}")
def answer_one_match(
    request: Request, decider: CurrentDecider, match_id: str, form: SentForm
) -> Response:
    """Say what the two are."""
    try:
        word = MatchWord.model_validate(form)
    except ValidationError as error:
        with store.reading(decider.engine) as db:
            return _match_page(request, db, match_id, _written(form, error))
    decided = decide_match(decider, match_id, word)
    return RedirectResponse(links.with_query(PATH, {"decided": decided.id}), HTTPStatus.SEE_OTHER)


def _written(form: dict[str, str], error: ValidationError) -> Written:
    return Written(why=form.get("why", ""), wrong=said_wrong(error))


def _status(written: Written) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if written.wrong else HTTPStatus.OK


def _match_page(request: Request, db: Session, match_id: str, written: Written) -> Response:
    view = match_view(answer_match(db, match_id))
    return page(request, "match.html", _status(written), match=view, written=written)


def _undo_page(request: Request, db: Session, number: int, written: Written) -> Response:
    view = decision_view(answer_match_decision(db, number))
    return page(request, "undo.html", _status(written), decision=view, written=written)


def _question_of(form: dict[str, str]) -> DecideQuestion:
    try:
        return DecideQuestion.model_validate(form)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        raise InvalidQueryError(field, form.get(field, "")) from error


def _decide_view(db: Session, question: DecideQuestion) -> DecideView:
    side = store.get_match_side(db, question.record)
    study = question.study or side.study_id
    siblings = store.list_study_sides(db, study) if study else []
    view = decide_view(question, side, [s for s in siblings if s.report_id != side.report_id])
    if not view.others:  # there is nothing to take it out of
        raise InvalidQueryError("record", question.record)
    return view
