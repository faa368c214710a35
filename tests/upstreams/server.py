"""A stand-in for an upstream: real HTTP on 127.0.0.1, and whatever can go wrong with it.

    with StandIn({r"/works/(.+)": lambda received: Reply(body=b"{}")}) as server:
        server.plan(faults.server_error, nth=2)
        ... server.url ... server.received ...

A handler gets what was `Received` and gives the right `Reply`; a fault (`tests.upstreams.faults`)
turns it into a wrong one, for the requests that it is planned for.
"""

import contextlib
import gzip
import re
import socket
import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlsplit

MOVED = "/moved"
"""Before any path: a second address of the same thing, for redirects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A request. `number` counts all requests from 1; `parts` are the groups of the route."""

    number: int
    method: str
    path: str
    target: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes = b""
    parts: tuple[str, ...] = ()

    @property
    def asked(self) -> dict[str, str]:
        """Query and form together."""
        form = parse_qsl(self.body.decode(), keep_blank_values=True)
        return {**self.query, **dict(form)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What goes back; packed where the client takes it and `gzipped` allows it.

    `wire` replaces everything that is written, status line and headers too, piece by piece; then
    the connection ends, with an error if `reset`.
    """

    status: int = 200
    body: bytes = b""
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    gzipped: bool = True
    wire: Callable[[], Iterable[bytes]] | None = None
    reset: bool = False

    def head(self, length: int | None) -> bytes:
        """Status line and headers; `length` is what Content-Length says, None for no such line."""
        lines = {"Date": formatdate(usegmt=True), "Content-Type": self.media_type, **self.headers}
        lines |= {"Connection": "close"} if length is None else {"Content-Length": str(length)}
        told = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
        return f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}\r\n{told}\r\n".encode()

    def packed(self) -> "Reply":
        """The same with its body in gzip."""
        headers = {**self.headers, "Content-Encoding": "gzip"}
        return replace(self, body=gzip.compress(self.body), headers=headers, gzipped=False)


Handler = Callable[[Received], Reply]
Fault = Callable[[Received, Reply], Reply]


@dataclass(slots=True, kw_only=True)
class _Plan:
    fault: Fault
    path: re.Pattern[str]
    first: int
    last: float
    met: int = 0

    def applies(self, received: Received) -> bool:
        if not self.path.fullmatch(received.path):
            return False
        self.met += 1
        return self.first <= self.met <= self.last


class StandIn:
    """A server to be used in a `with`; routes are tried in their order, unknown paths are 404.

    A subclass may add its handlers to `routes` (a pattern of the whole path to its handler).
    Handlers run in the threads of the connections.
    """

    def __init__(self, routes: Mapping[str, Handler] | None = None) -> None:
        self.routes: dict[str, Handler] = dict(routes or {})
        self.received: list[Received] = []
        self.closing = Event()
        self._plans: list[_Plan] = []
        self._lock = Lock()
        self._server = _Server(self)
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        """For COREGAP_<SOURCE>_URL."""
        return f"http://{self.address}"

    def plan(self, fault: Fault, *, path: str = ".*", nth: int = 1, times: int | None = 1) -> None:
        """Misbehave at the `nth` request (1: the next) that matches `path`, `times` times on end.

        `times=None`: from then on. Several plans may meet one request, in their order.
        """
        last = float("inf") if times is None else nth + times - 1
        with self._lock:
            self._plans.append(_Plan(fault=fault, path=re.compile(path), first=nth, last=last))

    def behave(self) -> None:
        """Forget all plans."""
        with self._lock:
            self._plans.clear()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def reply_to(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Record a request and find out what goes back."""
        split = urlsplit(target)
        path = split.path.removeprefix(MOVED)
        handler, parts = self._route(path)
        with self._lock:
            received = Received(
                number=len(self.received) + 1,
                method=method,
                path=path,
                target=target,
                query=dict(parse_qsl(split.query, keep_blank_values=True)),
                headers=headers,
                body=body,
                parts=parts,
            )
            self.received.append(received)
            faults = [plan.fault for plan in self._plans if plan.applies(received)]
        reply = handler(received)
        for fault in faults:
            reply = fault(received, reply)
        return reply

    def _route(self, path: str) -> tuple[Handler, tuple[str, ...]]:
        for pattern, handler in self.routes.items():
            if found := re.fullmatch(pattern, path):
                return handler, tuple(part or "" for part in found.groups())
        return _unknown, ()


def _unknown(_: Received) -> Reply:
    return Reply(status=404, body=b"Resource not found.", media_type="text/plain")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, stand_in: StandIn) -> None:
        self.stand_in = stand_in
        super().__init__(("127.0.0.1", 0), _Connection)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news; a broken handler shows in what the client gets."""


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(length)
        reply = self.server.stand_in.reply_to(self.command, self.path, headers, body)
        if reply.wire is None:
            if reply.gzipped and reply.body and "gzip" in headers.get("accept-encoding", ""):
                reply = reply.packed()
            self.wfile.write(reply.head(len(reply.body)) + reply.body)
        else:
            self._write_wire(reply.wire(), reset=reply.reset)

    def _write_wire(self, pieces: Iterable[bytes], *, reset: bool) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            for piece in pieces:
                if self.server.stand_in.closing.is_set():
                    break
                self.wfile.write(piece)
        if reset:
            # Lingering for no time makes closing a reset. The server's own way to close says a
            # polite goodbye first, so the socket is closed here.
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """The requests are in `received`; the console stays quiet."""
