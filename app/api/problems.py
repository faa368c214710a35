"""Every error as problem details (RFC 9457), or as a page where a page was asked for."""

import re
from collections.abc import Callable
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.datastructures import URL
from starlette.exceptions import HTTPException

from app.answers.problems import FieldError, Problem, ProblemKind
from app.api import schemas
from app.api.headers import is_for_programs, protect
from app.errors import (
    AccountNotFoundError,
    AccountRefusedError,
    AlreadyUndoneError,
    ChangedMeanwhileError,
    ClaimNotFoundError,
    CoregapError,
    DatabaseUnavailableError,
    DecisionNotFoundError,
    FileImportNotFoundError,
    ForeignSiteError,
    InvalidQueryError,
    KeyInUseError,
    KeyReusedError,
    ListChangedError,
    MatchNotFoundError,
    NameTakenError,
    NotAllowedError,
    NotReadyError,
    NotSignedInError,
    PasswordRefusedError,
    PermalinkNotFoundError,
    RunAtWorkError,
    RunNotFoundError,
    RunTakenOverError,
    SingleSignOnError,
    StudyMovedError,
    StudyNotFoundError,
    TokenNotFoundError,
    TooLargeToFreezeError,
    TooManyAttemptsError,
    TooManyRequestsError,
    UnreadableFileError,
    WrongPasswordError,
)

MANUAL = "/api/v1/docs"
PROBLEM_JSON = "application/problem+json"
MOST_WRONG = 20  # fields that an answer names: it must not be many times what was sent
SHOWN = 200  # characters of a wrong value that an answer repeats
KINDS: dict[type[CoregapError], ProblemKind] = {
    InvalidQueryError: ProblemKind.INVALID_QUESTION,
    StudyNotFoundError: ProblemKind.NO_SUCH_STUDY,
    RunNotFoundError: ProblemKind.NO_SUCH_RUN,
    FileImportNotFoundError: ProblemKind.NO_SUCH_IMPORT,
    ClaimNotFoundError: ProblemKind.NO_SUCH_CLAIM,
    MatchNotFoundError: ProblemKind.NO_SUCH_MATCH,
    DecisionNotFoundError: ProblemKind.NO_SUCH_DECISION,
    PermalinkNotFoundError: ProblemKind.NO_SUCH_PERMALINK,
    TooLargeToFreezeError: ProblemKind.VIEW_TOO_LARGE,
    ListChangedError: ProblemKind.LIST_CHANGED,
    TooManyRequestsError: ProblemKind.TOO_MANY_REQUESTS,
    ChangedMeanwhileError: ProblemKind.CHANGED_MEANWHILE,
    KeyInUseError: ProblemKind.KEY_IN_USE,
    KeyReusedError: ProblemKind.KEY_REUSED,
    UnreadableFileError: ProblemKind.UNREADABLE_FILE,
    RunAtWorkError: ProblemKind.RUN_AT_WORK,
    RunTakenOverError: ProblemKind.RUN_AT_WORK,
    AlreadyUndoneError: ProblemKind.ALREADY_UNDONE,
    StudyMovedError: ProblemKind.STUDY_MERGED,
    DatabaseUnavailableError: ProblemKind.NOT_READY,
    NotReadyError: ProblemKind.NOT_READY,
    NotSignedInError: ProblemKind.NOT_SIGNED_IN,
    WrongPasswordError: ProblemKind.NOT_SIGNED_IN,
    NotAllowedError: ProblemKind.NOT_ALLOWED,
    ForeignSiteError: ProblemKind.NOT_ALLOWED,
    SingleSignOnError: ProblemKind.NOT_ALLOWED,
    TooManyAttemptsError: ProblemKind.TOO_MANY_ATTEMPTS,
    AccountNotFoundError: ProblemKind.NO_SUCH_ACCOUNT,
    TokenNotFoundError: ProblemKind.NO_SUCH_TOKEN,
    NameTakenError: ProblemKind.NAME_TAKEN,
    AccountRefusedError: ProblemKind.CANNOT_BE_DONE,
    PasswordRefusedError: ProblemKind.CANNOT_BE_DONE,
}
SECRETS = ("password",)
"""Fields whose value no answer repeats."""

ErrorPage = Callable[[Request, Problem], Response]
log = structlog.get_logger(__name__)


def install_problem_details(
    app: FastAPI, error_page: ErrorPage | None = None
) -> Callable[[Request, Exception], Response]:
    """Answer errors with problem details; with `error_page`, paths for people get its page.

    What is returned makes such an answer, for what lies around the routes.
    """

    def answer(request: Request, error: Exception) -> Response:
        headers = dict(getattr(error, "headers", None) or {})
        if isinstance(error, HTTPException) and error.status_code < 400:
            return Response(status_code=error.status_code, headers=headers)
        problem = problem_of(request, error)
        if problem.status >= 500:
            _log_failure(request, error)
        if error_page is None or _is_for_a_program(request):
            response = problem_response(request, problem)
        else:
            response = error_page(request, problem)
        response.headers.update(headers)
        return response

    def answer_fault(request: Request, error: Exception) -> Response:
        """Made outside every middleware, so it is protected here."""
        response = answer(request, error)
        protect(response.headers, request)
        return response

    app.add_exception_handler(RequestValidationError, answer)
    app.add_exception_handler(HTTPException, answer)
    app.add_exception_handler(CoregapError, answer)
    app.add_exception_handler(Exception, answer_fault)
    return answer


def _is_for_a_program(request: Request) -> bool:
    """The manual of the API is a page."""
    path = request.url.path
    return is_for_programs(path) and path != MANUAL


def problem_of(request: Request, error: Exception) -> Problem:
    """The error as a problem; one that nobody foresaw shows nothing of its inside."""
    match error:
        case RequestValidationError():
            return _invalid_question(request, error)
        case InvalidQueryError():
            return _unknown_value(error)
        case NotReadyError():
            return _not_ready(error)
        case CoregapError() if error.status != 500:
            return Problem(
                kind=KINDS.get(type(error), ProblemKind.REFUSED),
                status=error.status,
                title=error.title,
                detail=_public_detail(error),
                moved_to=error.now if isinstance(error, StudyMovedError) else "",
                onward=error.onward if isinstance(error, ListChangedError) else "",
            )
        case HTTPException():
            return _refused(request, error)
        case _:
            return Problem(
                kind=ProblemKind.FAULT,
                status=500,
                title="Something went wrong",
                detail="The service failed on this request. The cause is in its log under the "
                "request's id; report that id.",
            )


def _not_ready(error: NotReadyError) -> Problem:
    return Problem(
        kind=ProblemKind.NOT_READY,
        status=error.status,
        title=error.title,
        detail=str(error),
        errors=(FieldError(field=error.part, message=str(error)),) if error.part else (),
    )


def _public_detail(error: CoregapError) -> str:
    """The error's own words, unless they name the database's address: that stays in the log."""
    if isinstance(error, DatabaseUnavailableError):
        return (
            "The database does not answer, or its schema is not the one this version needs. "
            "`coregap load` prepares it; the service's log has the cause."
        )
    return str(error)


def problem_response(request: Request, problem: Problem) -> Response:
    """Problem details as JSON; a merged study also says where it is now."""
    body = schemas.Problem(
        type=f"/api/v1/docs#{problem.kind}",
        title=problem.title,
        status=problem.status,
        detail=problem.detail,
        instance=request.url.path,
        request_id=getattr(request.state, "request_id", ""),
        errors=tuple(_field_shape(error) for error in problem.errors) or None,
        first=_address(request.url.remove_query_params("cursor")) if problem.onward else None,
        next=_address(request.url.include_query_params(cursor=problem.onward))
        if problem.onward
        else None,
    )
    headers = {"Location": f"/api/v1/studies/{problem.moved_to}"} if problem.moved_to else None
    return JSONResponse(
        body.model_dump(mode="json", exclude_none=True),
        status_code=problem.status,
        headers=headers,
        media_type=PROBLEM_JSON,
    )


def _address(url: URL) -> str:
    return f"{url.path}?{url.query}" if url.query else url.path


def _field_shape(error: FieldError) -> schemas.FieldError:
    return schemas.FieldError(
        field=error.field,
        message=error.message,
        value=error.value,
        allowed=error.allowed or None,
    )


def _invalid_question(request: Request, error: RequestValidationError) -> Problem:
    # A body that is also compared with the key of its request is measured twice.
    found = tuple(dict.fromkeys(_field_error(request, one) for one in error.errors()))
    wrong = found[:MOST_WRONG]
    more = len(found) - len(wrong)
    return Problem(
        kind=ProblemKind.INVALID_QUESTION,
        status=422,
        title=InvalidQueryError.title,
        detail=" ".join(f"{one.field}: {one.message}" for one in wrong)
        + (f" And {more} more." if more else ""),
        errors=wrong,
    )


def _field_error(request: Request, error: dict[str, Any]) -> FieldError:
    place = error["loc"]
    is_named = len(place) > 1 and error["type"] != "json_invalid"
    field = _shown(place[1]) if is_named else str(place[0])
    if error["type"] == "extra_forbidden":
        return FieldError(
            field=field,
            message="There is no such parameter here.",
            value=_shown(error["input"]),
            allowed=_parameters_of(request),
        )
    expected = str(error.get("ctx", {}).get("expected", ""))
    is_told = error["type"] != "missing" and field not in SECRETS and is_named
    return FieldError(
        field=field,
        message=f"{error['msg']}.",
        value=_shown(error["input"]) if is_told else None,
        allowed=tuple(re.findall(r"'([^']*)'", expected)),
    )


def _parameters_of(request: Request) -> tuple[str, ...]:
    """The names that the asked route's question or body knows."""
    dependant = getattr(request.scope.get("route"), "dependant", None)
    found = (*getattr(dependant, "query_params", ()), *getattr(dependant, "body_params", ()))
    models = [p.field_info.annotation for p in found]
    return tuple(
        name
        for model in models
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name in model.model_fields
    )


def _unknown_value(error: InvalidQueryError) -> Problem:
    wrong = FieldError(
        field=error.field,
        message=f"{_shown(error.value)!r} is not a value this field can have.",
        value=_shown(error.value),
        allowed=error.allowed,
    )
    return Problem(
        kind=ProblemKind.INVALID_QUESTION,
        status=error.status,
        title=error.title,
        detail=str(error),
        errors=(wrong,),
    )


def _shown(value: object) -> str:
    # Half a character, which JSON can spell, is no text that could be sent back.
    text = str(value).encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _refused(request: Request, error: HTTPException) -> Problem:
    path = request.url.path
    if error.status_code == 404:
        kind, title = ProblemKind.NO_SUCH_PATH, "No such path"
        detail = f"Nothing is at {_shown(path)}. /api/v1/docs lists every path."
    elif error.status_code == 405:
        kind, title = ProblemKind.METHOD_NOT_ALLOWED, "Method not allowed"
        allowed = (error.headers or {}).get("Allow", "GET")
        detail = f"{_shown(path)} does not answer {request.method}. Use {allowed}."
    else:
        kind, title, detail = ProblemKind.REFUSED, "Request refused", str(error.detail)
    return Problem(kind=kind, status=error.status_code, title=title, detail=detail)


def _log_failure(request: Request, error: Exception) -> None:
    log.error(
        "request_failed",
        method=request.method,
        path=request.url.path,
        request_id=getattr(request.state, "request_id", ""),
        exc_info=error,
    )
