"""Looking after people: accounts, roles, what lets them in, and what was changed."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from app import store
from app.accounts import PASSWORD_RULE, Person, Role
from app.answers.account_questions import (
    TrailQuestion,
    answer_account,
    answer_everybody,
    answer_trail,
)
from app.answers.accounts import (
    AccountWord,
    Changing,
    add_account,
    change_role,
    close_account,
    end_sign_ins,
    invite,
    open_account,
    set_password,
)
from app.answers.acting import CurrentAdmin
from app.answers.dependencies import Db, Now
from app.answers.doors import Doors
from app.answers.identity import Administering, CurrentDoors, administering
from app.answers.tokens import revoke_token
from app.dashboard.account_page import account_view
from app.dashboard.admin_page import (
    ACCOUNTS,
    ADMIN,
    TRAIL,
    WAYS_IN,
    admin_view,
    trail_view,
    ways_view,
)
from app.dashboard.rendering import page
from app.dashboard.sent_forms import SentForm
from app.errors import AccountRefusedError, CoregapError, NameTakenError, PasswordRefusedError

router = APIRouter(include_in_schema=False, dependencies=[Depends(administering)])
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
REFUSED = (AccountRefusedError, NameTakenError, PasswordRefusedError)


@router.get(ADMIN)
def show_admin(request: Request, admin: CurrentAdmin) -> Response:
    """Everybody's accounts, and the form for another one."""
    return _admin_page(request, admin)


@router.post(ADMIN)
def add(request: Request, admin: CurrentAdmin, doors: CurrentDoors, form: SentForm) -> Response:
    """Make an account."""
    try:
        word = AccountWord(
            name=form.get("name", ""),
            role=_role_in(form),
            email=form.get("email", ""),
            password=form.get("password") or None,
        )
        account = add_account(admin, doors.passwords, word)
    except REFUSED as error:
        return _admin_page(request, admin, error, form)
    return _to(account.id)


@router.get(WAYS_IN)
def show_ways_in(request: Request, db: Db, person: Administering, now: Now) -> Response:
    """Browsers and tokens of everybody, and attempts that failed."""
    view = ways_view(answer_everybody(db, now), person, now)
    return page(request, "admin_ways.html", view=view)


@router.post(f"{WAYS_IN}/tokens/{{number}}/revoke")
def revoke(admin: CurrentAdmin, number: Number) -> Response:
    """Let nobody in with a token any more."""
    revoke_token(admin, number)
    return RedirectResponse(f"{WAYS_IN}#tokens", HTTPStatus.SEE_OTHER)


@router.get(TRAIL)
def show_trail(request: Request, db: Db, question: Annotated[TrailQuestion, Query()]) -> Response:
    """The audit trail of accounts."""
    everybody = answer_trail(db, question)
    return page(request, "admin_trail.html", view=trail_view(everybody, question))


@router.get(f"{ACCOUNTS}/{{number}}")
def show_account(
    request: Request, admin: CurrentAdmin, person: Administering, number: Number
) -> Response:
    """One person's account."""
    return _account_page(request, admin, person, number)


@router.post(f"{ACCOUNTS}/{{number}}/{{change}}")
def change(
    request: Request,
    admin: CurrentAdmin,
    doors: CurrentDoors,
    person: Administering,
    number: Number,
    change: Annotated[str, Path(pattern="^(role|password|email|close|open|sign-ins)$")],
    form: SentForm,
) -> Response:
    """Change one thing about an account."""
    try:
        _make_change(admin, doors, number, change, form)
    except REFUSED as error:
        return _account_page(request, admin, person, number, error)
    return _to(number)


def _make_change(
    admin: Changing, doors: Doors, number: int, change: str, form: dict[str, str]
) -> None:
    match change:
        case "role":
            change_role(admin, number, _role_in(form))
        case "password":
            set_password(admin, doors.passwords, number, form.get("password", ""))
        case "email":
            invite(admin, number, form.get("email", ""))
        case "close":
            close_account(admin, number)
        case "open":
            open_account(admin, number)
        case _:
            end_sign_ins(admin, number)


def _role_in(form: dict[str, str]) -> Role:
    try:
        return Role(form.get("role", ""))
    except ValueError:
        raise AccountRefusedError("A role is reader, reviewer or admin.") from None


def _to(number: int) -> Response:
    return RedirectResponse(f"{ACCOUNTS}/{number}", HTTPStatus.SEE_OTHER)


def _admin_page(
    request: Request,
    admin: Changing,
    error: CoregapError | None = None,
    form: dict[str, str] | None = None,
) -> Response:
    with store.reading(admin.engine) as db:
        everybody = answer_everybody(db, admin.at)
    written = {name: (form or {}).get(name, "")[:254] for name in ("name", "email", "role")}
    return page(
        request,
        "admin.html",
        error.status if error else HTTPStatus.OK,
        view=admin_view(everybody, written),
        wrong=str(error) if error else "",
        rule=PASSWORD_RULE,
    )


def _account_page(
    request: Request,
    admin: Changing,
    person: Person,
    number: int,
    error: CoregapError | None = None,
) -> Response:
    with store.reading(admin.engine) as db:
        found = answer_account(db, number, admin.at)
    return page(
        request,
        "admin_account.html",
        error.status if error else HTTPStatus.OK,
        view=account_view(found, person, admin.at),
        is_own=person.account_id == number,
        wrong=str(error) if error else "",
        rule=PASSWORD_RULE,
    )
