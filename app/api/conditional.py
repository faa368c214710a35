"""Answers that did not change are not sent again: ETag and If-None-Match (RFC 9110, 8.8 and 13)."""

from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Header, HTTPException, Request, Response
from sqlmodel import Session
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import store
from app.answers.dependencies import Db, Now
from app.api.answer_memory import Answered
from app.api.schemas import Shape

HEADERS = {"Cache-Control": "private, no-cache"}
"""A reader's own cache may keep the answer, and must ask each time whether it still holds."""
STATE = "conditional"
VERSION = "version"
IfNoneMatch = Annotated[
    str | None, Header(description="`ETag` of an answer that the caller still has.")
]


def unless_unchanged(
    request: Request, response: Response, db: Db, if_none_match: IfNoneMatch = None
) -> None:
    """Name the answer's version; stop with 304 when the caller has it already.

    The version is made of the evidence, what was searched, the program and topic, and the address:
    the answer is a function of these alone, byte for byte, so it need not be made to be compared.
    """
    version = version_of(request, db)
    _stop_if_known(request, response, version, if_none_match)
    setattr(request.state, VERSION, version)


def unless_unchanged_today(
    request: Request, response: Response, db: Db, now: Now, if_none_match: IfNoneMatch = None
) -> None:
    """As `unless_unchanged`, for what names the day on which it was made.

    The version is weak: what is drawn again means the same, and may differ in its bytes.
    """
    version = version_of(request, db, now.date().isoformat())
    _stop_if_known(request, response, f"W/{version}", if_none_match)


def version_of(request: Request, db: Session, *more: str) -> str:
    """The name of the answer that follows from the evidence as it is now."""
    url = request.url
    edition: str = request.app.state.edition
    parts = (store.evidence_mark(db), edition, url.path, url.query, *more)
    return f'"{_digest("|".join(parts).encode())}"'


def _stop_if_known(
    request: Request, response: Response, etag: str, if_none_match: str | None
) -> None:
    if _names(if_none_match, etag):
        raise HTTPException(304, headers={"ETag": etag, **HEADERS})
    response.headers.update({"ETag": etag, **HEADERS})
    setattr(request.state, STATE, if_none_match or "")


async def unless_same(request: Request, if_none_match: IfNoneMatch = None) -> None:
    """Name the answer by what it says: for answers that follow from more than the evidence.

    It is made, and sent only where the caller has another one: `SameNotSent` compares them.
    """
    setattr(request.state, STATE, if_none_match or "")


def etag_of(shape: Shape) -> str:
    """The version of one thing, by all that is told of it: it changes only when the thing does."""
    return f'"{_digest(shape.model_dump_json().encode())}"'


class SameNotSent:
    """Answers 304 in place of a body that the caller has, on routes that ask for it.

    A version that a route gave its answer is kept. One made here is of the bytes that are sent,
    so it is strong: equal versions are equal bytes.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold a good answer back until it is whole, and then send it or say that it is the same."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def send_unless_same(message: Message) -> None:
            is_start = message["type"] == "http.response.start"
            if is_start and message["status"] == 200 and STATE in scope.get("state", {}):
                held.append(message)
            elif not held:
                await send(message)
            else:
                held.append(message)
                if not message.get("more_body", False):
                    _remember(scope, held)
                    for one in unless_known(held, scope["state"][STATE]):
                        await send(one)
                    held.clear()

        await self.app(scope, receive, send_unless_same)


def _remember(scope: Scope, held: list[Message]) -> None:
    version = scope["state"].get(VERSION)
    if version is not None:
        answer = Answered(
            address=(scope["path"], scope["query_string"]),
            route=scope.get("route"),
            headers=tuple(held[0]["headers"]),
            body=b"".join(message.get("body", b"") for message in held[1:]),
        )
        scope["app"].state.answer_memory.keep(version, answer)


def unless_known(held: list[Message], if_none_match: str) -> list[Message]:
    """A good answer as it is sent to a caller who has these versions."""
    headers = MutableHeaders(scope=held[0])
    if "etag" not in headers:
        body = b"".join(message.get("body", b"") for message in held[1:])
        headers["ETag"] = f'"{_digest(body)}"'
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if not _names(if_none_match, headers["etag"], any_version=True):
        return held
    for name in ("content-length", "content-type", "content-disposition"):
        del headers[name]
    return [{**held[0], "status": 304}, {"type": "http.response.body", "body": b""}]


def if_match_names(if_match: str, etag: str) -> bool:
    """Whether a change that was meant for some version may be made to this one.

    Strong comparison (RFC 9110, 13.1.1): a weak version is none that anybody may rely on.
    """
    named = [one.strip() for one in if_match.split(",")]
    return named == ["*"] or (not etag.startswith("W/") and etag in named)


def _names(if_none_match: str | None, etag: str, *, any_version: bool = False) -> bool:
    """Weak comparison: `W/` in front does not matter for GET. `*` is any answer that there is."""
    named = [one.strip().removeprefix("W/") for one in (if_none_match or "").split(",")]
    return etag.removeprefix("W/") in named or (any_version and named == ["*"])


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:32]


FromEvidence = Depends(unless_unchanged)
FromEvidenceToday = Depends(unless_unchanged_today)
ByContent = Depends(unless_same)
