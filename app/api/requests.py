"""What happens around every request: an id, one log line, headers, and HEAD answered as GET."""

import re
from time import perf_counter
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.counting import RequestCounts
from app.api.headers import protect

USABLE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
NO_ROUTE = "none"
"""What stands for the route of a path that leads nowhere: paths are many, routes are few."""
STATIC_FILE = "/static/{path}"
log = structlog.get_logger(__name__)


class Watched:
    """Gives each request an id, protects its answer, counts it, and logs it without its query.

    A caller's own X-Request-Id is kept when it is short and plain, so that logs can be joined.
    """

    def __init__(self, app: ASGIApp, counts: RequestCounts) -> None:
        self.app = app
        self._counts = counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note what was answered; 500 when nothing was."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _id_of(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        answered = _Answered()

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                protect(MutableHeaders(scope=message), HTTPConnection(scope))
            answered.note(message)
            await send(message)

        with (
            structlog.contextvars.bound_contextvars(request_id=request_id),
            self._counts.in_flight(),
        ):
            try:
                await self.app(scope, receive, send_protected)
            finally:
                self._note(scope, answered)

    def _note(self, scope: Scope, answered: "_Answered") -> None:
        route, seconds = _route_of(scope), perf_counter() - answered.began
        self._counts.count(scope["method"], route, answered.status, seconds)
        log.info(
            "request",
            method=scope["method"],
            route=route,
            path=scope["path"],
            status=answered.status,
            ms=round(seconds * 1000, 1),
            bytes=answered.bytes,
        )


class _Answered:
    """What has been sent so far."""

    def __init__(self) -> None:
        self.began = perf_counter()
        self.status = 500
        self.bytes = 0

    def note(self, message: Message) -> None:
        """Take the next part of the answer into account."""
        if message["type"] == "http.response.start":
            self.status = int(message["status"])
        elif message["type"] == "http.response.body":
            self.bytes += len(message.get("body", b""))


class HeadAsGet:
    """Answers HEAD with the headers of GET and no body (RFC 9110, 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a HEAD on as GET; drop what would be its body."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        as_get = {**scope, "method": "GET"}
        try:
            await self.app(as_get, receive, send_without_body)
        finally:
            scope.update(
                {name: as_get[name] for name in ("route", "path_params") if name in as_get}
            )


def _id_of(scope: Scope) -> str:
    given = Headers(scope=scope).get("x-request-id", "")
    return given if USABLE_ID.fullmatch(given) else uuid4().hex


def _route_of(scope: Scope) -> str:
    """The path's template, such as /studies/{public_id}: there are as many as there are routes."""
    template = getattr(scope.get("route"), "path", "")
    if template:
        return f"{_prefix(scope, template)}{template}"
    return STATIC_FILE if scope["path"].startswith("/static/") else NO_ROUTE


def _prefix(scope: Scope, template: str) -> str:
    """What stands before a route's own path: it does not know that it was included under another."""
    within = sum(str(value).count("/") for value in scope.get("path_params", {}).values())
    parts = scope["path"].split("/")
    return "/".join(parts[: len(parts) - template.count("/") - within])
