"""Errors as pages: what was wrong, where, and links to what would have been right."""

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.answers import (
    CellQuestion,
    MapQuestion,
    StudiesQuestion,
    TimelineQuestion,
    TrialsQuestion,
)
from app.answers.dependencies import moment_of, topic_of
from app.answers.identity import FEEDS, SAFE, recognise
from app.answers.problems import FieldError, Problem, ProblemKind
from app.dashboard import forms, links
from app.dashboard.entering import sign_in_address
from app.dashboard.evidence_pieces import Part
from app.dashboard.rendering import page
from app.topic import Topic

TITLE = {
    ProblemKind.NO_SUCH_PATH: "There is no such page",
    ProblemKind.INVALID_QUESTION: "This question cannot be answered",
    ProblemKind.FAULT: "Something went wrong here",
    ProblemKind.NOT_READY: "The evidence is not available now",
}
DETAIL = {
    ProblemKind.NO_SUCH_PATH: "The address may be mistyped, or the page has moved. The overview "
    "and the list of studies lead to everything there is.",
    ProblemKind.INVALID_QUESTION: "The address asks for something that is not in the vocabulary.",
    ProblemKind.FAULT: "The fault is in this service, not in your question. Try again; if it "
    "stays, report the request id below.",
}
FIELDS = {
    name
    for question in (StudiesQuestion, MapQuestion, CellQuestion, TrialsQuestion, TimelineQuestion)
    for name in question.model_fields
}


@dataclass(frozen=True, slots=True)
class WrongField:
    """One field of a question that was wrong, and links that ask with an allowed value."""

    label: str
    message: str
    allowed: tuple[Part, ...]


def error_page(request: Request, problem: Problem) -> Response:
    """A problem as a page; a study that was merged leads straight to where it is now.

    A reader of a list that changed goes on in it: the page says its total anew.
    """
    if problem.onward:
        url = request.url.include_query_params(cursor=problem.onward)
        return RedirectResponse(f"{url.path}?{url.query}", HTTPStatus.SEE_OTHER)
    if problem.moved_to:
        return RedirectResponse(links.study_url(problem.moved_to), HTTPStatus.MOVED_PERMANENTLY)
    if problem.kind is ProblemKind.NOT_SIGNED_IN and _may_sign_in(request):
        return RedirectResponse(sign_in_address(request), HTTPStatus.SEE_OTHER)
    if problem.kind is ProblemKind.NO_SUCH_PATH:
        # No route was found, so nothing was injected: the clock of the application, all the same.
        recognise(request, moment_of(request))
    topic = topic_of(request)
    return page(
        request,
        "error.html",
        problem.status,
        number=problem.status,
        title=TITLE.get(problem.kind, problem.title),
        detail=DETAIL.get(problem.kind, problem.detail),
        wrong=tuple(_wrong_field(request, error, topic) for error in problem.errors),
        request_id=getattr(request.state, "request_id", "") if problem.status >= 500 else "",
    )


def _may_sign_in(request: Request) -> bool:
    """Somebody with a browser who asked for a page; a form that was sent would be lost."""
    is_program = "authorization" in request.headers or request.url.path in FEEDS
    return request.method in SAFE and not is_program


def _wrong_field(request: Request, error: FieldError, topic: Topic) -> WrongField:
    named = forms.FACET_LABEL.get(error.field, error.field.replace("_", " ").capitalize())
    if error.field not in FIELDS:
        without = links.with_query(request.url.path, _asked(request) | {error.field: []})
        return WrongField(named, error.message, (Part("Ask without it", without),))
    known = error.field in forms.FACET_LABEL
    return WrongField(
        label=f"{named}: {error.value}" if error.value else named,
        message=error.message,
        allowed=tuple(
            Part(
                forms.value_label(topic, error.field, value)
                if known
                else forms.FACET_LABEL.get(value, value),
                _with_value(request, error, value),
            )
            for value in error.allowed
        ),
    )


def _with_value(request: Request, error: FieldError, value: str) -> str:
    """The address asked for, with the wrong value replaced by an allowed one."""
    asked = _asked(request)
    given = asked.get(error.field, [error.value or ""])
    asked[error.field] = [value if one == error.value else one for one in given]
    return links.with_query(request.url.path, asked)


def _asked(request: Request) -> dict[str, list[str]]:
    asked: dict[str, list[str]] = {}
    for name, given in request.query_params.multi_items():
        asked.setdefault(name, []).append(given)
    return asked
