"""One attempt over HTTP: request, redirects and the whole answer, within every limit."""

import ssl
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from threading import Lock

import httpx

from app.sources.client.answer import Answer, NoAnswerError
from app.sources.client.body import read_body
from app.sources.client.manners import Host, Manners
from app.sources.client.pace import Pace, retry_after
from app.sources.client.redaction import Redaction, silence_http_logs
from app.sources.client.sending import REDIRECTS, Sending, build_request, redirected
from app.sources.client.watching import Watch
from app.sources.upstream import Asked

_MOST_REDIRECTS = 5
_MISTAKES = (httpx.LocalProtocolError, httpx.UnsupportedProtocol)
_NOT_SECRET = ("accept", "accept-language", "content-type")


class Exchange:
    """The connections to one upstream. Threads take turns: one request is under way at a time."""

    def __init__(self, host: Host, manners: Manners) -> None:
        silence_http_logs()
        self._host = host
        self._manners = manners
        self.redaction = Redaction(_secrets(host, manners))
        self._pace = Pace(host.per_second)
        self._turn = Lock()
        self._watch = Watch()
        self._http = _open(manners)

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def answer(self, first: Sending, expect: frozenset[int], ends: float) -> Answer:
        """What the upstream says, of whatever status; redirects are followed.

        `ends`: the point of the monotonic clock at which the time for the request is up.

        Raises:
            NoAnswerError: If no whole answer comes, or a redirect leads where it may not.
        """
        sending = first
        with self._turn:
            for _ in range(_MOST_REDIRECTS + 1):
                response, content = self._send(sending, ends)
                if response.status_code not in REDIRECTS or response.status_code in expect:
                    return self._answer(first, sending, response, content)
                location = response.headers.get("location", "")
                sending = redirected(self._host, sending, response.status_code, location)
                self._check_nothing_leaks(sending)
        raise NoAnswerError(f"more than {_MOST_REDIRECTS} redirects")

    def _send(self, sending: Sending, ends: float) -> tuple[httpx.Response, bytes]:
        self._wait_for_turn(ends)
        seconds = min(self._manners.response_seconds, ends - time.monotonic())
        received, failed = None, NoAnswerError("")
        try:
            with self._watch.limit(max(seconds, 0.001)):
                received = self._receive(sending)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            # An address that cannot be read in a redirect, which httpx reads without following it.
            mistaken = isinstance(error, _MISTAKES)
            reason = self.redaction.line(f"{_kind(error)}: {error}", 200)
            failed = NoAnswerError(reason, again=not mistaken)
        # A connection that was broken off can look like one that ended where it should.
        if self._watch.expired:
            raise NoAnswerError(f"the answer was not complete after {seconds:.1f} s")
        if received is None:
            raise failed
        return received

    def _receive(self, sending: Sending) -> tuple[httpx.Response, bytes]:
        request = build_request(self._http, self._host, sending)
        request.extensions["trace"] = self._watch.trace
        response = self._http.send(request, stream=True)
        try:
            headers = _lower(response.headers)
            self._pace.heed(headers, time.monotonic(), self._manners.wait_initial)
            return response, read_body(response, self._manners.max_bytes)
        finally:
            response.close()

    def _wait_for_turn(self, ends: float) -> None:
        now = time.monotonic()
        wait = self._pace.reserve(now)
        if now + wait >= ends:
            raise NoAnswerError("no turn within the time for the request", again=False, wait=wait)
        time.sleep(wait)

    def _answer(
        self, first: Sending, last: Sending, response: httpx.Response, content: bytes
    ) -> Answer:
        clean = self.redaction.text
        headers = {name: clean(value) for name, value in _lower(response.headers).items()}
        body, status = clean(first.body), response.status_code
        return Answer(
            status=status,
            content=content,
            media_type=headers.get("content-type", "").partition(";")[0].strip().lower(),
            headers=headers,
            url=clean(str(last.url)),
            asked=Asked(url=clean(str(first.url)), body=body, status=status),
        )

    def asked_to_wait(self, answer: Answer) -> float | None:
        """Seconds of its `Retry-After`; every thread keeps away so long, if the budget allows it."""
        wait = retry_after(answer.headers, datetime.now(UTC))
        if wait is not None and wait <= self._manners.budget_seconds:
            self._pace.hold(time.monotonic() + wait)
        return wait

    def _check_nothing_leaks(self, sending: Sending) -> None:
        address = str(sending.url)
        if not sending.trusted and self.redaction.text(address) != address:
            raise NoAnswerError("it redirects a key to another host", again=False)


def _open(manners: Manners) -> httpx.Client:
    timeout = httpx.Timeout(
        connect=manners.connect_seconds,
        read=manners.read_seconds,
        write=manners.write_seconds,
        pool=manners.pool_seconds,
    )
    # Only what `read_body` can unpack within its limit is offered.
    headers = {"User-Agent": manners.user_agent, "Accept-Encoding": "gzip"}
    return httpx.Client(
        timeout=timeout, headers=headers, follow_redirects=False, verify=_certificates()
    )


@cache
def _certificates() -> ssl.SSLContext:
    """The authorities that are trusted, read once for all clients."""
    return httpx.create_ssl_context()


def _kind(error: Exception) -> str:
    late = isinstance(error, httpx.TimeoutException)
    return f"{'no answer in time' if late else 'the connection failed'} ({type(error).__name__})"


def _secrets(host: Host, manners: Manners) -> list[str]:
    headers = [v for name, v in host.headers.items() if name.lower() not in _NOT_SECRET]
    return [*host.secrets.values(), *headers, *host.hidden, manners.contact]


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
