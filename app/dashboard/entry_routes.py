"""Coming in and going out: with a password, as the first admin, by single sign-on."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from app import store
from app.accounts import PASSWORD_RULE, Role, display_name, is_own_path
from app.answers.accounts import AccountWord, Changing, add_first_admin
from app.answers.dependencies import CurrentEngine, Now, own_site_only
from app.answers.identity import (
    CurrentDoors,
    cookie_name,
    is_on_this_machine,
    recognise,
)
from app.answers.signing_in import SignInWord, begin_sign_in, sign_in, sign_out
from app.dashboard.entering import OVERVIEW, SIGN_IN, chosen_password, let_in, let_out, visitor_of
from app.dashboard.rendering import page
from app.dashboard.sent_forms import SentForm
from app.errors import (
    AccountRefusedError,
    CoregapError,
    NotAllowedError,
    PasswordRefusedError,
    TooManyAttemptsError,
    WrongPasswordError,
)
from app.store import people

router = APIRouter(include_in_schema=False)
WRITES = [Depends(own_site_only)]
FIRST_ADMIN = "/first-admin"


class SignInQuestion(BaseModel):
    """Where somebody was going."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    next: Annotated[str, Field(max_length=2000)] = OVERVIEW


@router.get(SIGN_IN)
def show_sign_in(
    request: Request,
    engine: CurrentEngine,
    now: Now,
    question: Annotated[SignInQuestion, Query()],
) -> Response:
    """The form; where nobody has an account yet, the way to the first one."""
    if not recognise(request, now).is_guest:
        onward = question.next if is_own_path(question.next) else OVERVIEW
        return RedirectResponse(onward, HTTPStatus.SEE_OTHER)
    with store.reading(engine) as db:
        is_first = not people.has_accounts(db)
    if is_first and is_on_this_machine(request):
        return RedirectResponse(FIRST_ADMIN, HTTPStatus.SEE_OTHER)
    return _sign_in_page(request, question.next)


@router.post(SIGN_IN, dependencies=WRITES)
def enter(
    request: Request, engine: CurrentEngine, doors: CurrentDoors, now: Now, form: SentForm
) -> Response:
    """Sign in, and go on to where one was going."""
    word = SignInWord(name=form.get("name", ""), password=form.get("password", ""))
    try:
        key = sign_in(engine, doors.passwords, word, visitor_of(request), now)
    except (WrongPasswordError, TooManyAttemptsError) as error:
        return _sign_in_page(request, form.get("next", ""), word.name, error)
    former = request.cookies.get(cookie_name(request))
    if former:
        sign_out(engine, former)
    return let_in(request, key, form.get("next", ""))


@router.post("/sign-out", dependencies=WRITES)
def leave(request: Request, engine: CurrentEngine) -> Response:
    """End this browser's sign-in."""
    key = request.cookies.get(cookie_name(request))
    if key:
        sign_out(engine, key)
    return let_out(request)


@router.get(FIRST_ADMIN)
def show_first_admin(request: Request, engine: CurrentEngine) -> Response:
    """The form that makes the first account; gone once there is one."""
    with store.reading(engine) as db:
        is_first = not people.has_accounts(db)
    if not is_first:
        return RedirectResponse(SIGN_IN, HTTPStatus.SEE_OTHER)
    _check_place(request)
    return page(request, "first_admin.html", name="", wrong="", rule=PASSWORD_RULE)


@router.post(FIRST_ADMIN, dependencies=WRITES)
def make_first_admin(
    request: Request, engine: CurrentEngine, doors: CurrentDoors, now: Now, form: SentForm
) -> Response:
    """Make the first account, and sign in with it."""
    _check_place(request)
    name = form.get("name", "")
    changing = Changing(engine=engine, who=display_name(name), at=now)
    try:
        word = AccountWord(name=name, role=Role.ADMIN, password=chosen_password(form))
        account = add_first_admin(changing, doors.passwords, word)
    except (AccountRefusedError, PasswordRefusedError) as error:
        said = {"name": name[:100], "wrong": str(error), "rule": PASSWORD_RULE}
        return page(request, "first_admin.html", error.status, **said)
    return let_in(request, begin_sign_in(engine, account.id, visitor_of(request), now), OVERVIEW)


def _check_place(request: Request) -> None:
    if not is_on_this_machine(request):
        raise NotAllowedError(
            "The first account is made on the machine that the service runs on: with a browser "
            "there, or with `coregap user add NAME --role admin`."
        )


def _sign_in_page(
    request: Request, onward: str, name: str = "", error: CoregapError | None = None
) -> Response:
    provider = request.app.state.doors.provider
    answer = page(
        request,
        "sign_in.html",
        error.status if error else HTTPStatus.OK,
        onward=onward if is_own_path(onward) else OVERVIEW,
        name=name[:100],
        wrong=str(error) if error else "",
        provider=provider.label if provider else "",
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers.update(getattr(error, "headers", {}))
    return answer
