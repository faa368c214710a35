"""A message to a receiver: signed, sent again until it is taken, and silent about its address."""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.errors import UpstreamError
from app.sources import Message, Webhook, send_message
from app.sources.webhook import PATIENCE
from tests.upstreams import faults
from tests.upstreams.server import Reply, StandIn

QUICK = replace(PATIENCE, wait_initial=0.002, wait_max=0.01)
HOOK_KEY = "s3cr3t-of-the-hook"
MESSAGE = Message(id="5a0c6e7e-6a0d-5d5c-8f3f-0f2f6a9b7c11", content='{"title": "Täler"}'.encode())


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn({"/hooks/T0KEN": lambda _: Reply(status=204, gzipped=False)}) as stand_in:
        yield stand_in


def a_hook(server: StandIn, path: str = "/hooks/T0KEN?key=abc123") -> Webhook:
    return Webhook(url=f"{server.url}{path}", secret=HOOK_KEY)


def test_the_body_arrives_signed_under_its_name(server: StandIn) -> None:
    send_message(a_hook(server), MESSAGE, QUICK)
    [received] = server.received
    assert (received.method, received.target) == ("POST", "/hooks/T0KEN?key=abc123")
    assert received.body == MESSAGE.content
    expected = hmac.new(HOOK_KEY.encode(), received.body, hashlib.sha256).hexdigest()
    assert received.headers["x-coregap-signature"] == f"sha256={expected}"
    assert received.headers["idempotency-key"] == MESSAGE.id
    assert received.headers["content-type"] == "application/json"


@pytest.mark.parametrize("fault", [faults.server_error, faults.unavailable, faults.too_many("0")])
def test_a_receiver_that_stumbles_gets_the_same_message_again(
    server: StandIn, fault: faults.Fault
) -> None:
    server.plan(fault, times=2)
    send_message(a_hook(server), MESSAGE, QUICK)
    assert [received.body for received in server.received] == [MESSAGE.content] * 3
    assert {received.headers["idempotency-key"] for received in server.received} == {MESSAGE.id}


def test_a_refusal_is_final(server: StandIn) -> None:
    server.plan(faults.status(410), times=None)
    with pytest.raises(UpstreamError, match="HTTP 410"):
        send_message(a_hook(server), MESSAGE, QUICK)
    assert len(server.received) == 1


def test_an_error_says_neither_address_nor_secret(server: StandIn) -> None:
    echo = b"no hook at /hooks/T0KEN?key=abc123 for s3cr3t-of-the-hook"
    server.plan(faults.status(404, echo), times=None)
    with pytest.raises(UpstreamError) as caught:
        send_message(a_hook(server), MESSAGE, QUICK)
    for secret in ("T0KEN", "abc123"):
        assert secret not in str(caught.value)
    assert HOOK_KEY not in repr(a_hook(server))
    assert "T0KEN" not in repr(a_hook(server))


def test_a_message_is_not_sent_on_to_another_host(server: StandIn) -> None:
    with StandIn({".*": lambda _: Reply()}) as other:
        server.plan(faults.status(307, headers={"Location": f"{other.url}/hooks"}), times=None)
        with pytest.raises(UpstreamError, match="another host"):
            send_message(a_hook(server), MESSAGE, QUICK)
        assert other.received == []


@pytest.mark.parametrize("code", [301, 302, 303])
def test_a_page_to_log_in_is_no_delivery(server: StandIn, code: int) -> None:
    server.plan(faults.status(code, headers={"Location": f"{server.url}/hooks/T0KEN"}), times=1)
    with pytest.raises(UpstreamError, match="has not taken"):
        send_message(a_hook(server), MESSAGE, QUICK)
    assert len(server.received) == 1


def test_a_receiver_that_moved_gets_the_same_message_at_its_new_place(server: StandIn) -> None:
    there = f"{server.url}/hooks/T0KEN?moved=1"
    server.plan(faults.status(308, headers={"Location": there}), times=1)
    send_message(a_hook(server), MESSAGE, QUICK)
    assert [received.body for received in server.received] == [MESSAGE.content] * 2
    assert server.received[1].headers["idempotency-key"] == MESSAGE.id
