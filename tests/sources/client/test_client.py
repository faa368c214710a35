"""The client against a server that misbehaves: real HTTP, waits of milliseconds."""

import gzip
import json
import logging
import threading
import time
import traceback
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import structlog

from app.errors import UpstreamError
from app.sources.client import Answer, Client, Host, Manners
from app.sources.upstream import Asked
from tests.upstreams import faults
from tests.upstreams.server import Received, Reply, StandIn

pytestmark = pytest.mark.slow

KEY = "c0ffee77abc4de+/f0"
CONTACT = "ada@clinic.example.org"
WORKS = json.dumps({"works": ["Micro-coring of the lower face"] * 100}).encode()
PATIENT = Manners(
    contact=CONTACT,
    attempts=3,
    wait_initial=0.002,
    wait_max=0.01,
    budget_seconds=60,
    read_seconds=20,
    response_seconds=30,
    max_bytes=1_000_000,
)


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn({"/api/works.*": lambda _: Reply(body=WORKS)}) as stand_in:
        yield stand_in


def host_of(server: StandIn, **changed: object) -> Host:
    host = Host(
        name="crossref",
        base_url=f"{server.url}/api",
        per_second=2000,
        secrets={"api_key": KEY, "mailto": CONTACT, "unset": ""},
    )
    return replace(host, **changed)  # type: ignore[arg-type]  # fields by name


@pytest.fixture
def client(server: StandIn) -> Iterator[Client]:
    with Client(host_of(server), PATIENT) as opened:
        yield opened


def holds_works(answer: Answer) -> str:
    try:
        return "" if "works" in json.loads(answer.content) else "no works in it"
    except ValueError:
        return "not JSON"


def always(fault: faults.Fault, server: StandIn) -> None:
    server.plan(fault, times=None)


# What is sent, and what comes back


def test_an_answer_says_what_it_is_and_what_was_asked(server: StandIn, client: Client) -> None:
    answer = client.get("/works", {"query": "micro coring", "rows": 20})
    assert (answer.status, answer.content) == (200, WORKS)
    assert answer.media_type == "application/json"
    assert answer.asked == Asked(url=f"{server.url}/api/works?query=micro+coring&rows=20")
    assert answer.url == answer.asked.url


def test_secrets_are_sent_and_an_unset_one_is_not(server: StandIn, client: Client) -> None:
    client.get("works", {"query": "x"})
    assert server.received[0].query == {"query": "x", "api_key": KEY, "mailto": CONTACT}


def test_a_form_carries_the_secrets_in_its_body(server: StandIn, client: Client) -> None:
    answer = client.post("works", {"db": "pubmed", "id": "1,2"})
    (received,) = server.received
    assert (received.method, received.query) == ("POST", {})
    assert received.asked == {"db": "pubmed", "id": "1,2", "api_key": KEY, "mailto": CONTACT}
    assert answer.asked == Asked(url=f"{server.url}/api/works", body="db=pubmed&id=1%2C2")


def test_the_client_names_itself_and_its_contact(server: StandIn) -> None:
    with Client(host_of(server, headers={"Accept": "application/json"}), PATIENT) as client:
        client.get("works")
    headers = server.received[0].headers
    assert headers["user-agent"].startswith("coregap/")
    assert headers["user-agent"].endswith(f"(mailto:{CONTACT})")
    assert (headers["accept"], headers["accept-encoding"]) == ("application/json", "gzip")


def test_percent_encoded_paths_stay_as_they_are(server: StandIn, client: Client) -> None:
    client.get("works/10.1000%2Fxyz%3C1%3E")
    assert server.received[0].target.startswith("/api/works/10.1000%2Fxyz%3C1%3E?")


def test_an_expected_status_is_an_answer(server: StandIn, client: Client) -> None:
    answer = client.get("nothing", expect=frozenset({200, 404}))
    assert (answer.status, answer.content) == (404, b"Resource not found.")
    assert answer.asked.status == 404


def test_an_empty_body_is_fine_where_the_status_says_so(server: StandIn, client: Client) -> None:
    server.plan(faults.status(404))
    assert client.get("works", expect=frozenset({404})).content == b""


# Faults that pass, and faults that stay

FIX_THEMSELVES = (
    "429 alone",
    "500",
    "503",
    "reset in the body",
    "reset at once",
    "hung up",
    "truncated gzip",
    "broken gzip",
    "truncated body",
    "cut content",
    "HTML with 200",
    "HTML in disguise",
    "empty",
)


@pytest.mark.parametrize("fault", FIX_THEMSELVES)
def test_a_fault_that_passes_is_not_noticed(fault: str, server: StandIn, client: Client) -> None:
    server.plan(faults.FAULTS[fault], times=2)
    assert client.get("works", usable=holds_works).content == WORKS
    assert len(server.received) == 3


@pytest.mark.parametrize("fault", [f for f in FIX_THEMSELVES if f != "cut content"])
def test_only_cut_content_needs_the_eye_of_the_caller(
    fault: str, server: StandIn, client: Client
) -> None:
    server.plan(faults.FAULTS[fault])
    assert client.get("works").content == WORKS


@pytest.mark.parametrize("fault", FIX_THEMSELVES)
def test_a_fault_that_stays_is_reported(fault: str, server: StandIn, client: Client) -> None:
    always(faults.FAULTS[fault], server)
    with pytest.raises(UpstreamError, match="3 attempts") as caught:
        client.get("works", usable=holds_works)
    assert caught.value.source == "crossref"
    assert "/works" in str(caught.value)
    assert len(server.received) == 3


@pytest.mark.parametrize("fault", ["wrong content type", "no content type", "wrong charset"])
def test_what_can_be_read_all_the_same_is_taken(
    fault: str, server: StandIn, client: Client
) -> None:
    server.plan(faults.FAULTS[fault])
    assert client.get("works", usable=holds_works).content == WORKS
    assert len(server.received) == 1


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 414])
def test_a_refusal_is_not_asked_for_again(code: int, server: StandIn, client: Client) -> None:
    always(faults.status(code, b"Validation failed: \n rows"), server)
    with pytest.raises(UpstreamError, match=f"HTTP {code} Validation failed: rows"):
        client.get("works")
    assert len(server.received) == 1


@pytest.mark.parametrize("code", [502, 504, 520])
def test_other_failures_of_the_server_are_asked_for_again(
    code: int, server: StandIn, client: Client
) -> None:
    server.plan(faults.status(code) if code != 520 else _cloudflare)
    assert client.get("works").content == WORKS


def _cloudflare(_: Received, right: Reply) -> Reply:
    return replace(right, wire=lambda: [b"HTTP/1.1 520 Unknown\r\nContent-Length: 0\r\n\r\n"])


def test_a_refusal_in_the_clothes_of_a_throttle_is_final(server: StandIn) -> None:
    def out_of_budget(answer: Answer) -> str:
        return "budget spent until midnight" if b"Insufficient" in answer.content else ""

    always(faults.status(429, b"Insufficient budget."), server)
    with (
        Client(host_of(server, hopeless=out_of_budget), PATIENT) as client,
        pytest.raises(UpstreamError, match="HTTP 429 budget spent until midnight"),
    ):
        client.get("works")
    assert len(server.received) == 1


def test_a_server_that_is_not_there_is_reported(server: StandIn) -> None:
    with StandIn() as gone:
        host = host_of(gone)
    with Client(host, PATIENT) as client, pytest.raises(UpstreamError, match="connection failed"):
        client.get("works")


def test_a_caller_says_what_is_broken(server: StandIn, client: Client) -> None:
    with pytest.raises(UpstreamError, match="HTTP 200, but no hitCount"):
        client.get("works", usable=lambda _: "no hitCount")
    assert len(server.received) == 3


# Waiting as told


def test_retry_after_in_seconds_is_waited_for(server: StandIn, client: Client) -> None:
    server.plan(faults.too_many("0.15"))
    begun = time.monotonic()
    client.get("works")
    assert time.monotonic() - begun >= 0.15


def test_retry_after_as_a_date_is_waited_for(server: StandIn, client: Client) -> None:
    server.plan(faults.too_many_until_date(1))
    begun = time.monotonic()
    client.get("works")
    assert time.monotonic() - begun >= 0.9


def test_the_whole_host_is_left_alone_while_it_asks_for_it(server: StandIn, client: Client) -> None:
    server.plan(faults.too_many("0.6"))
    with Client(client.host, replace(PATIENT, attempts=1)) as hasty:
        with pytest.raises(UpstreamError) as caught:
            hasty.get("works")
        begun = time.monotonic()
        hasty.get("works")
    assert caught.value.retry_after == 0.6
    assert time.monotonic() - begun > 0.2


def test_a_wait_beyond_the_budget_is_no_wait(server: StandIn, client: Client) -> None:
    always(faults.too_many("3600"), server)
    begun = time.monotonic()
    with pytest.raises(UpstreamError, match="asks to wait 3600 s") as caught:
        client.get("works")
    assert caught.value.retry_after == 3600
    assert time.monotonic() - begun < 30
    server.behave()
    assert client.get("works").content == WORKS


def test_the_budget_ends_attempts(server: StandIn) -> None:
    always(faults.unavailable, server)
    manners = replace(PATIENT, attempts=10_000, budget_seconds=1)
    begun = time.monotonic()
    with (
        Client(host_of(server), manners) as client,
        pytest.raises(UpstreamError, match=r"HTTP 503.* attempts in"),
    ):
        client.get("works")
    assert 0.5 < time.monotonic() - begun < 30  # all attempts would take minutes
    assert len(server.received) > 1


def test_requests_keep_their_distance(server: StandIn) -> None:
    with Client(host_of(server, per_second=50), PATIENT) as client:
        begun = time.monotonic()
        threads = [threading.Thread(target=client.get, args=("works",)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert time.monotonic() - begun >= 5 / 50
    assert len(server.received) == 6


def test_a_rate_in_the_headers_is_obeyed(server: StandIn, client: Client) -> None:
    told = {"x-rate-limit-limit": "10", "x-rate-limit-interval": "1s"}
    server.routes = {".*": lambda _: Reply(body=WORKS, headers=told)}
    client.get("works")
    begun = time.monotonic()
    client.get("works")  # its turn was given before the rate was known
    client.get("works")
    assert time.monotonic() - begun >= 0.1


# Answers without end


@pytest.mark.parametrize(
    "fault", [faults.slow_drip(0.005), faults.slow_headers(0.005)], ids=["body", "headers"]
)
def test_a_steady_drip_ends(fault: faults.Fault, server: StandIn) -> None:
    always(fault, server)
    manners = replace(PATIENT, attempts=2, response_seconds=0.1)
    begun = time.monotonic()
    with Client(host_of(server), manners) as client, pytest.raises(UpstreamError, match="complete"):
        client.get("works")
    assert 0.2 <= time.monotonic() - begun < 30  # the drip goes on for an hour


def test_a_drip_of_unannounced_length_is_not_taken_for_whole(server: StandIn) -> None:
    def drip(_: Received, right: Reply) -> Reply:
        def wire() -> Iterator[bytes]:
            yield right.head(None)
            for byte in WORKS:
                time.sleep(0.005)
                yield bytes([byte])

        return replace(right, wire=wire)

    server.plan(drip)
    with Client(host_of(server), replace(PATIENT, response_seconds=1)) as client:
        assert client.get("works").content == WORKS
    assert len(server.received) == 2


def test_silence_ends(server: StandIn) -> None:
    server.plan(faults.silence(3))
    with Client(host_of(server), replace(PATIENT, read_seconds=0.5)) as client:
        assert client.get("works").content == WORKS


@pytest.mark.parametrize("fault", [faults.gigabyte, faults.gigabyte_unannounced, faults.gzip_bomb])
def test_a_gigabyte_is_neither_held_nor_asked_for_again(
    fault: faults.Fault, server: StandIn, client: Client
) -> None:
    server.plan(fault)
    tracemalloc.start()
    try:
        with pytest.raises(UpstreamError, match="larger than 1000000 bytes"):
            client.get("works")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10 * PATIENT.max_bytes
    assert len(server.received) == 1
    assert client.get("works").content == WORKS


def test_an_answer_of_just_the_largest_size_is_taken(server: StandIn, client: Client) -> None:
    largest = b"x" * PATIENT.max_bytes
    for body, gzipped in ((largest, True), (largest, False)):
        server.routes = {".*": lambda _, b=body, g=gzipped: Reply(body=b, gzipped=g)}
        assert client.get("works").content == largest


def test_gzip_in_several_streams_is_one_answer(server: StandIn, client: Client) -> None:
    parts = gzip.compress(WORKS[:50]) + gzip.compress(WORKS[50:])
    told = {"Content-Encoding": "gzip"}
    server.routes = {".*": lambda _: Reply(body=parts, headers=told, gzipped=False)}
    assert client.get("works").content == WORKS


def test_a_packing_that_was_not_offered_is_refused(server: StandIn, client: Client) -> None:
    told = {"Content-Encoding": "br"}
    server.routes = {".*": lambda _: Reply(body=WORKS, headers=told, gzipped=False)}
    with pytest.raises(UpstreamError, match="not offered"):
        client.get("works")


# Redirects


def test_a_redirect_within_the_host_keeps_the_secrets(server: StandIn, client: Client) -> None:
    server.plan(faults.redirect("works/W1", 301))
    answer = client.get("works", {"query": "x"})
    assert answer.content == WORKS
    assert server.received[1].path == "/api/works/W1"
    assert server.received[1].query == {"api_key": KEY, "mailto": CONTACT}
    assert answer.url == f"{server.url}/api/works/W1"
    assert answer.asked.url == f"{server.url}/api/works?query=x"


@pytest.mark.parametrize(("code", "method"), [(301, "POST"), (303, "GET"), (308, "POST")])
def test_only_see_other_turns_a_form_into_a_get(
    code: int, method: str, server: StandIn, client: Client
) -> None:
    server.plan(faults.redirect("/api/works/W1", code))
    client.post("works", {"id": "1"})
    assert server.received[1].method == method
    assert server.received[1].asked["api_key"] == KEY


def test_a_redirect_to_another_host_is_refused(server: StandIn, client: Client) -> None:
    with StandIn({".*": lambda _: Reply(body=WORKS)}) as other:
        server.plan(faults.redirect(f"{other.url}{{target}}"))
        with pytest.raises(UpstreamError, match="another host") as caught:
            client.get("works")
        assert other.received == []
    assert KEY not in str(caught.value)
    assert len(server.received) == 1


def test_an_allowed_host_is_asked_without_secrets(server: StandIn) -> None:
    with StandIn({".*": lambda _: Reply(body=WORKS)}) as other:
        host = host_of(
            server,
            allowed_hosts=frozenset({other.address}),
            headers={"X-Api-Key": KEY, "Accept": "application/json"},
        )
        server.plan(faults.redirect(f"{other.url}{{target}}"))
        with Client(host, PATIENT) as client:
            assert client.get("works", {"query": "x"}).content == WORKS
        (received,) = other.received
    assert received.query == {"query": "x"}
    assert "x-api-key" not in received.headers
    assert server.received[0].headers["x-api-key"] == KEY


def test_an_allowed_host_is_not_told_a_key_under_another_name(server: StandIn) -> None:
    with StandIn({".*": lambda _: Reply(body=WORKS)}) as other:
        host = host_of(server, allowed_hosts=frozenset({other.address}), secrets={"key": "abc42"})
        server.plan(faults.redirect(f"{other.url}/there?token=abc42"))
        with Client(host, PATIENT) as client, pytest.raises(UpstreamError, match="redirects a key"):
            client.get("works")
        assert other.received == []


def test_the_way_back_from_an_allowed_host_stays_without_secrets(server: StandIn) -> None:
    back = Reply(status=302, headers={"Location": f"{server.url}/api/works/W2"})
    with StandIn({".*": lambda _: back}) as other:
        server.plan(faults.redirect(f"{other.url}/there"))
        allowed = host_of(server, allowed_hosts=frozenset({other.address}))
        with Client(allowed, PATIENT) as client:
            assert client.get("works").content == WORKS
    assert server.received[1].query == {}


def test_redirects_in_a_circle_end(server: StandIn, client: Client) -> None:
    always(faults.redirect_loop, server)
    with pytest.raises(UpstreamError, match="more than 5 redirects"):
        client.get("works")


@pytest.mark.parametrize("location", ["", "ftp://example.org/"])
def test_a_redirect_to_nowhere_is_reported(location: str, server: StandIn, client: Client) -> None:
    always(faults.redirect(location), server)
    with pytest.raises(UpstreamError, match="redirects to no address"):
        client.get("works")


@pytest.mark.parametrize("location", ["http://[::1", "mailto:x", "http://a:b:c/", "https:///x"])
def test_a_redirect_that_cannot_be_read_is_reported(
    location: str, server: StandIn, client: Client
) -> None:
    always(faults.redirect(location), server)
    with pytest.raises(UpstreamError):
        client.get("works")


# Secrets

ECHOES: tuple[Callable[[str], bytes], ...] = (
    lambda key: json.dumps({"error": "API key invalid", "api-key": key}).encode(),
    lambda key: f"no such key: {key.upper()}".encode(),
    lambda key: f"GET /works?api_key={key.replace('+', '%2B').replace('/', '%2F')}".encode(),
    lambda key: f"{'x' * 180} {key * 20}".encode(),
    lambda key: key.encode("utf-16"),
    lambda key: "\x00".join(key).encode(),
    lambda key: f"mail {CONTACT} or {CONTACT.replace('@', '%40')}".encode(),
)


@pytest.mark.parametrize("echo", ECHOES, ids=range(len(ECHOES)))
@pytest.mark.parametrize("code", [400, 429, 503])
def test_no_secret_gets_out(
    echo: Callable[[str], bytes],
    code: int,
    server: StandIn,
    client: Client,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    always(faults.status(code, echo(KEY)), server)
    with structlog.testing.capture_logs() as events, pytest.raises(UpstreamError) as caught:
        client.get("works", {"query": "x"})
    seen = (
        _everything_said(caught.value) + repr(events) + caplog.text + "".join(capsys.readouterr())
    )
    assert "HTTP" in seen
    assert _leaks(seen) == []
    assert server.received[0].query["api_key"] == KEY


def test_a_reason_of_the_caller_is_redacted_too(server: StandIn, client: Client) -> None:
    with pytest.raises(UpstreamError) as caught:
        client.get("works", usable=lambda _: f"throttled: {KEY}")
    assert "throttled: ***" in str(caught.value)
    assert _leaks(_everything_said(caught.value)) == []


def test_no_secret_is_in_an_answer_or_a_name(server: StandIn, client: Client) -> None:
    told = {"Link": f"<{server.url}/api/works?api_key=c0ffee77abc4de%2B%2Ff0&after=7>"}
    server.routes = {".*": lambda _: Reply(body=KEY.encode(), headers=told)}
    answer = client.get("works")
    assert _leaks(repr((answer, answer.headers, answer.asked, client.host, PATIENT, client))) == []
    assert "after=7" in answer.headers["link"]


@pytest.mark.parametrize("fault", ["reset at once", "hung up", "truncated body", "redirect loop"])
def test_no_secret_is_in_a_failed_connection(fault: str, server: StandIn, client: Client) -> None:
    always(faults.FAULTS[fault], server)
    with pytest.raises(UpstreamError) as caught:
        client.post("works", {"id": "1"})
    assert _leaks(_everything_said(caught.value)) == []


def _everything_said(error: UpstreamError) -> str:
    """Message, traceback with the local variables of each frame of the client, chained errors."""
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    told.stack = traceback.StackSummary.from_list([f for f in told.stack if "/app/" in f.filename])
    assert any(frame.locals for frame in told.stack)
    return "".join(told.format()) + repr(error) + repr(vars(error))


def _leaks(text: str) -> list[str]:
    shown = text.lower().replace("\\x00", "").replace("\x00", "")
    return [
        part for part in (KEY, "c0ffee77", "f0ffee", CONTACT, "ada@", "ada%40") if part in shown
    ]


def test_retries_are_logged_with_their_cause(server: StandIn, client: Client) -> None:
    server.plan(faults.unavailable)
    with structlog.testing.capture_logs() as events:
        client.get("works")
    (event,) = events
    assert "crossref /works: HTTP 503" in event["caused_by"]
    assert event["log_level"] == "warning"
