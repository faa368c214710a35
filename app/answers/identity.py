"""Whose request it is, and whether it may be made: one answer for API and pages.

A route that reads needs nothing: its router asks `reading`. A route that changes something takes
`Reviewing`, `Importing` or `Administering` as a parameter and gets the `Person`.
"""

import base64
import binascii
from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from sqlalchemy import Engine

from app import store
from app.accounts import (
    SEEN_EVERY,
    Person,
    Role,
    Scope,
    Way,
    allowed_to,
    hash_of,
    is_loopback,
    is_token,
)
from app.answers.dependencies import CurrentEngine, Now, engine_of, own_site_only
from app.answers.doors import Doors
from app.errors import NotAllowedError, NotSignedInError
from app.store import people

SAFE = ("GET", "HEAD", "OPTIONS")
FEEDS = ("/feed.atom",)
"""Read by programs that know names and passwords only: the password is a token."""
BEARER = 'Bearer realm="coregap", charset="UTF-8"'
BASIC = 'Basic realm="coregap", charset="UTF-8"'
FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
GUEST = Person(
    account_id=None,
    name="",
    role=Role.READER,
    scopes=allowed_to(Role.READER),
    way=Way.NOBODY,
)
NEEDS = {
    Scope.READ: "This needs an account, or a token.",
    Scope.REVIEW: "This needs the role reviewer, or a token with the scope review.",
    Scope.IMPORT: "This needs the role reviewer, or a token with the scope import.",
    Scope.ADMIN: "This needs the role admin, or a token with the scope admin.",
}


def reading(request: Request, engine: CurrentEngine, now: Now) -> Person:
    """Whoever may read here.

    Raises:
        NotSignedInError: If nobody is signed in and guests may not read.
        ForeignSiteError: If a page of another site asks for a change.
    """
    if request.method not in SAFE:
        own_site_only(request)
    person = _comer(request, engine, now)
    if person is None:
        raise NotSignedInError(
            "Nobody is signed in. Sign in, or send a token: Authorization: Bearer coregap_…",
            BASIC if request.url.path in FEEDS else BEARER,
        )
    request.state.person = person
    return _checked(person, Scope.READ)


Reading = Annotated[Person, Depends(reading)]


def reviewing(person: Reading) -> Person:
    """Whoever may decide.

    Raises:
        NotAllowedError: Saying what it needs.
    """
    return _checked(person, Scope.REVIEW)


def importing(person: Reading) -> Person:
    """Whoever may hand over records and start runs.

    Raises:
        NotAllowedError: Saying what it needs.
    """
    return _checked(person, Scope.IMPORT)


def administering(person: Reading) -> Person:
    """Whoever may change accounts.

    Raises:
        NotAllowedError: Saying what it needs.
    """
    return _checked(person, Scope.ADMIN)


def signed_in(person: Reading) -> Person:
    """Whoever has an account: for what is their own.

    Raises:
        NotAllowedError: If it is a guest.
    """
    if person.is_guest:
        raise NotSignedInError("This needs an account: sign in first.", BEARER)
    return person


def at_home(request: Request, person: Reading) -> Person:
    """Whoever has an account, or reads at this machine: for texts as they were received.

    Raises:
        NotSignedInError: If it is a guest from elsewhere.
    """
    if person.is_guest and not is_on_this_machine(request):
        raise NotSignedInError("This needs an account: sign in first.", BEARER)
    return person


Reviewing = Annotated[Person, Depends(reviewing)]
Importing = Annotated[Person, Depends(importing)]
Administering = Annotated[Person, Depends(administering)]
SignedIn = Annotated[Person, Depends(signed_in)]


def doors_of(request: Request) -> Doors:
    """How people come in here."""
    doors: Doors = request.app.state.doors
    return doors


CurrentDoors = Annotated[Doors, Depends(doors_of)]


def person_on(request: Request) -> Person:
    """Whom the request was found to be of; a guest where nobody asked."""
    person: Person = getattr(request.state, "person", GUEST)
    return person


def recognise(request: Request, now: datetime) -> Person:
    """Who has signed in with this browser, where nothing asks for it: a page that does not exist."""
    key = request.cookies.get(cookie_name(request), "")
    found = _of_cookie(key, engine_of(request), now) if key else None
    if found is not None:
        request.state.person = found
    return person_on(request)


def is_encrypted(request: Request) -> bool:
    """Whether browsers reach the service over https, so that cookies go no other way."""
    public: str = request.app.state.public_url
    return public.startswith("https:") or request.url.scheme == "https"


def cookie_name(request: Request, name: str = "coregap") -> str:
    """The name of a cookie; over https one that no other host and no plain page can set."""
    return f"__Host-{name}" if is_encrypted(request) else name


def is_on_this_machine(request: Request) -> bool:
    """Whether a browser on this machine asks, under this machine's own name, and no proxy for it.

    The name matters: a page of another site can make its own name lead to 127.0.0.1.
    """
    client = request.client.host if request.client else ""
    public: str = request.app.state.public_url
    return (
        is_loopback(f"[{client}]" if ":" in client else client)
        and is_loopback(request.headers.get("host", ""))
        and not any(name in request.headers for name in FORWARDED)
        and (not public or is_loopback(urlsplit(public).netloc))
    )


def _comer(request: Request, engine: Engine, now: datetime) -> Person | None:
    sent = request.headers.get("authorization")
    if sent is not None:
        return _of_token(_token_in(request, sent), engine, now)
    key = request.cookies.get(cookie_name(request), "")
    return (_of_cookie(key, engine, now) if key else None) or _guest(request, engine)


def _of_cookie(key: str, engine: Engine, now: datetime) -> Person | None:
    with store.reading(engine) as db:
        found = people.find_sign_in(db, hash_of(key), now)
    if found is None:
        return None
    if now - found.seen_at >= SEEN_EVERY:
        store.writing_if_free(engine, lambda db: people.note_seen(db, found, now))
    return Person(
        account_id=found.account_id,
        name=found.account,
        role=found.role,
        scopes=allowed_to(found.role),
        way=Way.SIGN_IN,
        key_id=found.id,
    )


def _of_token(token: str, engine: Engine, now: datetime) -> Person:
    with store.reading(engine) as db:
        found = people.find_token(db, hash_of(token), now)
    if found is None:
        raise _no_such_token()
    if found.used_at is None or now - found.used_at >= SEEN_EVERY:
        store.writing_if_free(engine, lambda db: people.note_token_used(db, found.id, now))
    return Person(
        account_id=found.account_id,
        name=found.account,
        role=found.role,
        scopes=allowed_to(found.role, found.scopes),
        way=Way.TOKEN,
        key_id=found.id,
    )


def _token_in(request: Request, sent: str) -> str:
    scheme, _, said = sent.partition(" ")
    token = said.strip()
    if scheme.lower() == "basic" and request.url.path in FEEDS:
        token = _password_in(token)
    elif scheme.lower() != "bearer":
        raise NotSignedInError("Send the token so: Authorization: Bearer coregap_…", BEARER)
    if not is_token(token):
        raise _no_such_token(BASIC if request.url.path in FEEDS else BEARER)
    return token


def _password_in(credentials: str) -> str:
    """The password of HTTP Basic (RFC 7617); empty where it cannot be read."""
    try:
        read = base64.b64decode(credentials.encode("ascii"), validate=True).decode()
    except (UnicodeError, binascii.Error):
        return ""
    return read.partition(":")[2]


def _no_such_token(challenge: str = BEARER) -> NotSignedInError:
    how = f'{challenge}, error="invalid_token"' if challenge == BEARER else challenge
    return NotSignedInError(
        "The token is none of ours, or was revoked, or has ended. Make a new one under /account.",
        how,
    )


def _guest(request: Request, engine: Engine) -> Person | None:
    """Guests read where everybody may, and on this machine as long as nobody has an account."""
    if doors_of(request).open_to_all:
        return GUEST
    if not is_on_this_machine(request):
        return None
    with store.reading(engine) as db:
        return None if people.has_accounts(db) else GUEST


def _checked(person: Person, needed: Scope) -> Person:
    if needed in person.scopes:
        return person
    if person.is_guest:
        raise NotSignedInError(f"{NEEDS[needed]} Sign in first.", BEARER)
    headers = {}
    if person.way is Way.TOKEN:
        challenge = f'{BEARER}, error="insufficient_scope", scope="{needed.value}"'
        headers = {"WWW-Authenticate": challenge}
    raise NotAllowedError(f"{NEEDS[needed]} {_has(person)}", headers)


def _has(person: Person) -> str:
    if person.way is Way.TOKEN:
        scopes = ", ".join(sorted(person.scopes))
        return f"This token of {person.name}, who is {person.role.value}, has {scopes or 'none'}."
    return f"{person.name} is {person.role.value}."
