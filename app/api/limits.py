"""What is refused before any route sees it: strange host names, large bodies, slow bodies."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

from fastapi import Request, Response
from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?")
TAKING_FILES = frozenset({"/api/v1/imports", "/imports"})
Answer = Callable[[Request, Exception], Response]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the service lets in.

    `names` are the host names that it answers to, beside addresses in numbers; None is any.
    """

    names: frozenset[str] | None = None
    largest_body: int = 1_000_000
    """Bytes. A decision or a question has some hundred."""
    body_seconds: float = 30
    """Until the whole body must have come."""
    largest_file: int = 64_000_000
    """Bytes of a file that is sent to be imported; none is read before its sender may import."""
    file_seconds: float = 300
    metrics_token: SecretStr | None = None


@dataclass(frozen=True, slots=True)
class _BodyLimit:
    largest: int
    seconds: float


class Limited:
    """Refuses what is over the limits, as a problem or a page as every other error."""

    def __init__(self, app: ASGIApp, limits: Limits, answer: Answer) -> None:
        self.app = app
        self._limits = limits
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if nothing is wrong with it so far; its body is watched as it comes."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = _body_limit(self._limits, scope["path"])
        refused = self._refused(Headers(scope=scope), body)
        if refused is not None:
            await self._answer(Request(scope), refused)(scope, receive, send)
            return
        watched = _WatchedBody(receive, body)
        await self.app(scope, watched.receive, send)

    def _refused(self, headers: Headers, body: _BodyLimit) -> HTTPException | None:
        names = self._limits.names
        if names is not None and not _is_known(headers.get("host", ""), names):
            return HTTPException(
                421,
                "This service does not go by the host name that was asked. If it should, its "
                "operator adds the name to COREGAP_HOSTS or sets COREGAP_PUBLIC_URL.",
            )
        length = headers.get("content-length", "0")
        if length.isascii() and length.isdigit() and int(length) > body.largest:
            return _too_large(body)
        return None


class _WatchedBody:
    """Hands a body on as it comes, until there is too much of it or it takes too long."""

    def __init__(self, receive: Receive, limit: _BodyLimit) -> None:
        self._receive = receive
        self._limit = limit
        self._read = 0
        self._ends_at: float | None = None
        self._is_whole = False

    async def receive(self) -> Message:
        """The next part. Once the body is whole, only the end of the connection is waited for.

        Raises:
            HTTPException: 413 or 408.
        """
        if self._is_whole:
            return await self._receive()
        clock = asyncio.get_running_loop().time
        self._ends_at = self._ends_at or clock() + self._limit.seconds
        try:
            async with asyncio.timeout_at(self._ends_at):
                message = await self._receive()
        except TimeoutError as error:
            raise HTTPException(408, "The request's body did not come in time.") from error
        self._read += len(message.get("body", b""))
        self._is_whole = not message.get("more_body", False)
        if self._read > self._limit.largest:
            raise _too_large(self._limit)
        return message


def _body_limit(limits: Limits, path: str) -> _BodyLimit:
    if path in TAKING_FILES:
        return _BodyLimit(limits.largest_file, limits.file_seconds)
    return _BodyLimit(limits.largest_body, limits.body_seconds)


def _too_large(limit: _BodyLimit) -> HTTPException:
    most = f"{limit.largest:,}"
    return HTTPException(
        413,
        f"The request's body is too large: at most {most} bytes are read.",
        {"Connection": "close"},
    )


def _is_known(host: str, names: frozenset[str]) -> bool:
    """A name that anybody can point at this address would let a foreign page read the answers."""
    match = HOST.fullmatch(host)
    if match is None:
        return False
    name = match["name"].lower()
    return name.rstrip(".") in names or _is_address(name.strip("[]"))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
