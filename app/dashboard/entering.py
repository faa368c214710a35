"""Cookies that let a browser in, and where it goes then."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import LONGEST, is_own_path
from app.answers.identity import cookie_name, is_encrypted
from app.answers.signing_in import Visitor
from app.errors import PasswordRefusedError

OVERVIEW = "/"
SIGN_IN = "/sign-in"


def sign_in_address(request: Request) -> str:
    """The page to sign in on, which leads back to what was asked for."""
    asked = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    return f"{SIGN_IN}?{urlencode({'next': asked})}" if asked != OVERVIEW else SIGN_IN


def visitor_of(request: Request) -> Visitor:
    """The browser that asks."""
    return Visitor(
        address=request.client.host if request.client else "",
        browser=request.headers.get("user-agent", ""),
    )


def chosen_password(form: Mapping[str, str]) -> str:
    """The password that somebody chose, typed twice as nobody sees it.

    Raises:
        PasswordRefusedError: If the two are not the same.
    """
    password = form.get("password", "")
    if password != form.get("again", ""):
        raise PasswordRefusedError("The two passwords are not the same.")
    return password


def let_in(request: Request, key: str, onward: str) -> Response:
    """Hand over the cookie and lead on, to a page here and nowhere else."""
    answer = RedirectResponse(onward if is_own_path(onward) else OVERVIEW, HTTPStatus.SEE_OTHER)
    set_cookie(request, answer, cookie_name(request), key, int(LONGEST.total_seconds()))
    return answer


def let_out(request: Request) -> Response:
    """Take the cookie away."""
    answer = RedirectResponse(SIGN_IN, HTTPStatus.SEE_OTHER)
    set_cookie(request, answer, cookie_name(request), "", 0)
    return answer


def set_cookie(request: Request, answer: Response, name: str, value: str, seconds: int) -> None:
    """A cookie that no script reads and that other sites' forms do not send."""
    answer.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        httponly=True,
        samesite="lax",
        secure=is_encrypted(request),
    )
    answer.headers["Cache-Control"] = "no-store"
