"""The server around the web application: how long it waits, and how it ends."""

import asyncio
import logging
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass
from typing import Any

import structlog
import uvicorn
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.logs import forward_logs

HEADERS_S = 15.0
"""Until a request's headers must have come whole: who sends a byte a second holds a place for long."""
KEEP_ALIVE_S = 5
"""How long a connection may be idle between two requests."""
MOST_CONNECTIONS = 1000
"""At a time; more are told to come later (503)."""
LEAVE_S = 1.0
"""For threads without work to end."""
LARGEST_HEADERS = 32_768  # bytes of a request's line and headers together

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the server listens, and how long requests may take to end after SIGTERM."""

    host: str
    port: int
    shutdown_seconds: float = 20


def serve_until_told(app: FastAPI, place: Place) -> None:
    """Answer requests until SIGTERM or SIGINT; then take no more, and let those there are end.

    What has not ended in time is cut off: the process ends with exit code 0 all the same.
    """
    forward_logs("uvicorn.error")
    logging.getLogger("uvicorn.access").disabled = True  # our own line says more, and no query
    server = uvicorn.Server(
        uvicorn.Config(
            _WithOneLength(app),
            host=place.host,
            port=place.port,
            http=Patient,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=KEEP_ALIVE_S,
            timeout_graceful_shutdown=max(1, round(place.shutdown_seconds)),
            limit_concurrency=MOST_CONNECTIONS,
            h11_max_incomplete_event_size=LARGEST_HEADERS,
        )
    )
    # When it has ended in order the server sends itself the signal again, for those who wait for
    # its death: here it has nothing left to say.
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        server.run()
    except KeyboardInterrupt:
        log.info("stopped_by_keyboard")
    finally:
        signal.signal(signal.SIGTERM, before)
    if not server.started:
        sys.exit(3)
    log.info("stopped")
    _leave_what_hangs()


class Patient(H11Protocol):
    """Closes a connection whose request does not arrive: its headers are waited for only so long."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ends: asyncio.TimerHandle | None = None

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the class above
        super().connection_made(transport)
        self._wait_for_headers()

    @override
    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_between_requests():
            self._wait_for_headers()
        else:
            self._stop_waiting()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _is_between_requests(self) -> bool:
        cycle: Any = self.cycle  # None until the first request
        return cycle is None or bool(cycle.response_complete)

    def _wait_for_headers(self) -> None:
        if self._ends is None:
            self._ends = self.loop.call_later(HEADERS_S, self._give_up)

    def _stop_waiting(self) -> None:
        if self._ends is not None:
            self._ends.cancel()
            self._ends = None

    def _give_up(self) -> None:
        self._ends = None
        if self._is_between_requests() and not self.transport.is_closing():
            self.transport.close()


@dataclass(frozen=True, slots=True)
class _WithOneLength:
    """Refuses a request that names its length twice, and closes its connection.

    Who stands before us may have counted by the other length: what follows in the connection may
    then be somebody else's request, smuggled in (RFC 9112, section 6.1).
    """

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        named = {name for name, _ in scope.get("headers", ())}
        if {b"content-length", b"transfer-encoding"} <= named:
            refusal = PlainTextResponse(
                "Name the length of the body once: Content-Length or Transfer-Encoding, not both.",
                status_code=400,
                headers={"connection": "close"},
            )
            await refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _leave_what_hangs() -> None:
    """End although a request's thread is still at work: it was given its time.

    Threads that wait for work are told to end just before this and need a moment for it.
    """
    main, ends = threading.main_thread(), time.monotonic() + LEAVE_S
    others = [t for t in threading.enumerate() if t is not main and not t.daemon]
    for thread in others:
        thread.join(max(0.0, ends - time.monotonic()))
    hanging = [t for t in others if t.is_alive()]
    if hanging:
        log.warning("requests_cut_off", threads=len(hanging))
        sys.stderr.flush()
        os._exit(0)
