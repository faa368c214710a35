"""Going to the provider of the single sign-on, and coming back."""

import base64
import binascii
import json
from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.answers.dependencies import CurrentEngine, Now
from app.answers.identity import CurrentDoors, cookie_name
from app.answers.signing_in import begin_sign_in
from app.answers.single_sign_on import account_of
from app.dashboard.entering import let_in, set_cookie, visitor_of
from app.dashboard.entry_routes import SignInQuestion
from app.errors import SingleSignOnError
from app.oidc import Begun, Provider, begin, finish

router = APIRouter(include_in_schema=False)
START = "/sign-in/provider"
BACK = "/sign-in/provider/back"
WAITS_SECONDS = 600  # for somebody to sign in at the provider
UNDER_WAY = "coregap-sign-on"


def provider_of(doors: CurrentDoors) -> Provider:
    """The provider.

    Raises:
        SingleSignOnError: If there is none.
    """
    if doors.provider is None:
        raise SingleSignOnError("There is no single sign-on here: sign in with a password.")
    return doors.provider


CurrentProvider = Annotated[Provider, Depends(provider_of)]


@router.get(START)
def go_to_provider(
    request: Request, provider: CurrentProvider, question: Annotated[SignInQuestion, Query()]
) -> Response:
    """Send the browser to the provider; a cookie remembers what it has to bring back."""
    site = request.app.state.public_url or str(request.base_url).rstrip("/")
    url, begun = begin(provider, f"{site}{BACK}")
    answer = RedirectResponse(url, HTTPStatus.SEE_OTHER)
    kept = json.dumps({**asdict(begun), "next": question.next})
    value = base64.urlsafe_b64encode(kept.encode()).decode().rstrip("=")
    set_cookie(request, answer, cookie_name(request, UNDER_WAY), value, WAITS_SECONDS)
    return answer


@router.get(BACK)
def come_back(
    request: Request, engine: CurrentEngine, provider: CurrentProvider, now: Now
) -> Response:
    """Let somebody in whom the provider knows."""
    begun, onward = _begun(request)
    identity = finish(provider, begun, dict(request.query_params), now)
    account = account_of(engine, provider, identity, now)
    key = begin_sign_in(engine, account.id, visitor_of(request), now)
    answer = let_in(request, key, onward)
    set_cookie(request, answer, cookie_name(request, UNDER_WAY), "", 0)
    return answer


def _begun(request: Request) -> tuple[Begun, str]:
    """What was begun in this very browser, and where it was going."""
    kept = request.cookies.get(cookie_name(request, UNDER_WAY), "")
    try:
        said = json.loads(base64.urlsafe_b64decode(kept + "=" * (-len(kept) % 4)))
        onward = str(said.pop("next"))
        return Begun(**{name: str(value) for name, value in said.items()}), onward
    except (ValueError, binascii.Error, TypeError, AttributeError, KeyError) as error:
        raise SingleSignOnError(
            "This sign-in was begun in another browser, or more than ten minutes ago: begin again."
        ) from error
