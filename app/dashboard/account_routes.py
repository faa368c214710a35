"""One's own account: password, browsers, tokens."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from app import store
from app.accounts import PASSWORD_RULE, Person, Scope
from app.answers.account_questions import answer_own_account
from app.answers.accounts import Changing, end_sign_ins, set_password
from app.answers.acting import CurrentOwner
from app.answers.identity import CurrentDoors, SignedIn
from app.answers.signing_in import begin_sign_in, check_password
from app.answers.tokens import TokenWord, make_own_token, revoke_token
from app.dashboard.account_page import account_view
from app.dashboard.entering import chosen_password, let_in, visitor_of
from app.dashboard.rendering import page
from app.dashboard.sent_forms import SentForm, SentLists
from app.errors import (
    AccountRefusedError,
    CoregapError,
    PasswordRefusedError,
    TooManyAttemptsError,
    WrongPasswordError,
)

router = APIRouter(include_in_schema=False)
ACCOUNT = "/account"
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get(ACCOUNT)
def show_account(request: Request, person: SignedIn, owner: CurrentOwner) -> Response:
    """Who one is here, and what lets one in."""
    return _account_page(request, person, owner)


@router.post(f"{ACCOUNT}/password")
def change_password(
    request: Request,
    person: SignedIn,
    owner: CurrentOwner,
    doors: CurrentDoors,
    form: SentForm,
) -> Response:
    """Give oneself a password. All browsers have to sign in again; this one is let in at once."""
    visitor = visitor_of(request)
    try:
        check_password(owner, doors.passwords, form.get("now", ""), visitor)
        set_password(owner, doors.passwords, person.account_id or 0, chosen_password(form))
    except (PasswordRefusedError, WrongPasswordError, TooManyAttemptsError) as error:
        return _account_page(request, person, owner, error)
    key = begin_sign_in(owner.engine, person.account_id or 0, visitor, owner.at)
    return let_in(request, key, f"{ACCOUNT}?changed=password")


@router.post(f"{ACCOUNT}/sign-ins/{{number}}/end")
def end_one(person: SignedIn, owner: CurrentOwner, number: Number) -> Response:
    """End the sign-in of one browser."""
    end_sign_ins(owner, person.account_id or 0, number)
    return RedirectResponse(f"{ACCOUNT}#sign-ins", HTTPStatus.SEE_OTHER)


@router.post(f"{ACCOUNT}/tokens")
def make_token(
    request: Request, person: SignedIn, owner: CurrentOwner, form: SentLists
) -> Response:
    """Make a token: the page that answers is the only place that ever shows it."""
    try:
        word = _token_word(form)
        made = make_own_token(owner, person, word)
    except AccountRefusedError as error:
        return _account_page(request, person, owner, error)
    return page(
        request, "token_made.html", HTTPStatus.CREATED, secret=made.secret, name=made.token.name
    )


@router.post(f"{ACCOUNT}/tokens/{{number}}/revoke")
def revoke(person: SignedIn, owner: CurrentOwner, number: Number) -> Response:
    """Let nobody in with a token any more."""
    revoke_token(owner, number, person.account_id)
    return RedirectResponse(f"{ACCOUNT}#tokens", HTTPStatus.SEE_OTHER)


def _account_page(
    request: Request, person: Person, owner: Changing, error: CoregapError | None = None
) -> Response:
    with store.reading(owner.engine) as db:
        own = answer_own_account(db, person, owner.at)
    answer = page(
        request,
        "account.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        view=account_view(own, person, owner.at),
        may_make_keys=person.may_make_keys,
        wrong=str(error) if error else "",
        changed=request.query_params.get("changed") == "password",
        rule=PASSWORD_RULE,
    )
    answer.headers.update(getattr(error, "headers", {}))
    return answer


def _token_word(form: dict[str, list[str]]) -> TokenWord:
    days = form.get("days", [""])[-1]
    scopes = set(form.get("scope", ()))
    if (days and not days.isdecimal()) or scopes - set(Scope):
        raise AccountRefusedError("A token lasts a number of days and has scopes of the list.")
    return TokenWord(
        name=form.get("name", [""])[-1],
        scopes=frozenset(map(Scope, scopes)),
        days=int(days[:6]) if days else None,
    )
