"""The pages on which a person decides on tags and screenings; every form works without script."""

from http import HTTPStatus
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ValidationError

from app.answers import UndoWord
from app.answers.acting import CurrentAdmin, CurrentDecider
from app.answers.deciding import (
    ScreeningReview,
    TagReview,
    decide_screening,
    decide_tags,
    undo_review,
)
from app.answers.decision_trail import TrailQuestion, answer_trail
from app.answers.dependencies import CurrentAccuracy, CurrentTopic, Db, Now
from app.answers.identity import Reading
from app.answers.screening_review import ScreeningQuestion, answer_screening_queue
from app.answers.second_reader import (
    OptionWord,
    answer_agreement,
    answer_conflicts,
    set_second_reader,
)
from app.answers.tag_review import TagsQuestion, answer_tag_queue
from app.dashboard.conflicts_page import CONFLICTS, OPTION, conflicts_view
from app.dashboard.rendering import page
from app.dashboard.review_page import MORE, SCREENING, TAGS, screening_view, tag_queue_view
from app.dashboard.sent_forms import SentForm, SentLists
from app.dashboard.trail_page import DECISIONS, trail_view
from app.errors import InvalidQueryError

router = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
TAKEN_BACK = "Taken back on the page"
Sent = TypeVar("Sent", bound=BaseModel)


@router.get(TAGS)
def show_tags(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    accuracy: CurrentAccuracy,
    person: Reading,
    question: Annotated[TagsQuestion, Query()],
) -> Response:
    """The next proposed tag."""
    one = question.model_copy(update={"limit": 1})
    queue = answer_tag_queue(db, topic, accuracy, one, person.name)
    return page(request, "review_tags.html", view=tag_queue_view(queue, one, topic))


@router.get(TAGS + MORE)
def show_more_tags(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    accuracy: CurrentAccuracy,
    person: Reading,
    question: Annotated[TagsQuestion, Query()],
) -> Response:
    """The next ones alone, for the page's script."""
    queue = answer_tag_queue(db, topic, accuracy, question, person.name)
    return page(request, "review_tags_more.html", view=tag_queue_view(queue, question, topic))


@router.post(TAGS)
def decide_tag(decider: CurrentDecider, form: SentLists) -> Response:
    """Keep a word on a tag, and show the next."""
    decide_tags(decider, _tag_review(form))
    return RedirectResponse(_place(form, TAGS), HTTPStatus.SEE_OTHER)


@router.get(SCREENING)
def show_screening(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    person: Reading,
    question: Annotated[ScreeningQuestion, Query()],
) -> Response:
    """The next report to screen."""
    one = question.model_copy(update={"limit": 1})
    queue = answer_screening_queue(db, topic, one, person.name)
    return page(request, "review_screening.html", view=screening_view(queue, one))


@router.get(SCREENING + MORE)
def show_more_reports(
    request: Request,
    db: Db,
    topic: CurrentTopic,
    person: Reading,
    question: Annotated[ScreeningQuestion, Query()],
) -> Response:
    """The next ones alone, for the page's script."""
    queue = answer_screening_queue(db, topic, question, person.name)
    return page(request, "review_screening_more.html", view=screening_view(queue, question))


@router.post(SCREENING)
def decide_report(decider: CurrentDecider, form: SentLists) -> Response:
    """Keep a word on a report's screening, and show the next."""
    said: dict[str, object] = {
        "verdict": _last(form, "verdict"),
        "records": form.get("records", []),
        "why": _last(form, "why") or _last(form, "reason"),
    }
    decide_screening(decider, _valid(ScreeningReview, said))
    return RedirectResponse(_place(form, SCREENING), HTTPStatus.SEE_OTHER)


@router.get(DECISIONS)
def show_trail(
    request: Request, db: Db, topic: CurrentTopic, question: Annotated[TrailQuestion, Query()]
) -> Response:
    """Every decision, the latest first."""
    view = trail_view(answer_trail(db, question), question, topic)
    return page(request, "review_decisions.html", view=view)


@router.post(f"{DECISIONS}/{{kind}}/{{number}}/undo")
def undo_decision(
    decider: CurrentDecider,
    now: Now,
    kind: Literal["tag", "screening"],
    number: Number,
    form: SentForm,
) -> Response:
    """Take a decision back."""
    word = _valid(UndoWord, {"why": form.get("why") or TAKEN_BACK})
    undo_review(decider, kind, number, word, now)
    return RedirectResponse(DECISIONS, HTTPStatus.SEE_OTHER)


@router.get(CONFLICTS)
def show_conflicts(request: Request, db: Db, topic: CurrentTopic) -> Response:
    """What two readers differ on, and how far they agree."""
    view = conflicts_view(answer_conflicts(db), answer_agreement(db, topic), topic)
    return page(request, "review_conflicts.html", view=view)


@router.post(CONFLICTS)
def settle(decider: CurrentDecider, form: SentForm) -> Response:
    """End a conflict."""
    kind, target, said = (form.get(name, "") for name in ("kind", "target", "said"))
    rest: dict[str, object] = {"why": form.get("why", ""), "settles": True}
    if kind == "tag":
        word: dict[str, object] = {"action": said, "targets": [target], **rest}
        if said == "correct":
            word["value"], word["standing"] = form.get("value", ""), form.get("standing") or None
            word["quote"] = {"text": form.get("quote", "").strip()}
        decide_tags(decider, _valid(TagReview, word))
    else:
        word = {"verdict": said, "records": [target], **rest}
        decide_screening(decider, _valid(ScreeningReview, word))
    return RedirectResponse(CONFLICTS, HTTPStatus.SEE_OTHER)


@router.post(OPTION)
def choose_readers(admin: CurrentAdmin, form: SentForm) -> Response:
    """Say whether two people decide on everything."""
    word: dict[str, object] = {
        "second_reader": form.get("second_reader", ""),
        "why": form.get("why", ""),
    }
    set_second_reader(admin, _valid(OptionWord, word))
    return RedirectResponse(CONFLICTS, HTTPStatus.SEE_OTHER)


def _tag_review(form: dict[str, list[str]]) -> TagReview:
    action, targets = _last(form, "action"), form.get("targets", [])
    if action == "add":
        targets = [f"{_last(form, 'study')}-{_last(form, 'added')}"]
    said: dict[str, object] = {
        "action": action,
        "targets": targets,
        "why": _last(form, "why") or (_last(form, "reason") if action == "reject" else ""),
    }
    if action == "correct":
        said["value"] = _last(form, "value")
        said["standing"] = _last(form, "standing") or None
    if action == "add" and _last(form, "added").startswith("fitzpatrick-"):
        said["standing"] = _last(form, "added_standing") or None
    if action in ("add", "correct") and _last(form, "quote"):
        said["quote"] = {
            "report_id": _last(form, "report_id"),
            "start": _last(form, "start") or -1,
            "text": _last(form, "quote"),
        }
    return _valid(TagReview, said)


def _last(form: dict[str, list[str]], name: str) -> str:
    return form.get(name, [""])[-1]


def _place(form: dict[str, list[str]], default: str) -> str:
    """Back to where the person was; nowhere outside this page."""
    here = _last(form, "here")
    return here if here.partition("?")[0] == default else default


def _valid(model: type[Sent], said: dict[str, object]) -> Sent:
    try:
        return model.model_validate(said)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        raise InvalidQueryError(field, str(said.get(field, ""))) from error
