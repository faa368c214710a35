"""What is refused before any route sees it."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.api import Limits, create_app
from app.topic import Topic
from tests.people import come_with_token

WHERE = "/api/v1/match-decisions"
NAMES = frozenset({"localhost", "gaps.example.org"})


@pytest.fixture(scope="module")
def guarded(corpus: Engine, topic: Topic) -> Iterator[TestClient]:
    limits = Limits(names=NAMES, largest_body=1000, body_seconds=0.3)
    with TestClient(
        create_app(corpus, topic, limits=limits), base_url="http://localhost"
    ) as client:
        come_with_token(client, corpus)
        yield client


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8000", "gaps.example.org", "gaps.example.org.:443", "10.0.0.7:8000",
     "[::1]:8000", "127.0.0.1"],
)  # fmt: skip
def test_the_service_answers_to_its_names_and_to_addresses(guarded: TestClient, host: str) -> None:
    assert guarded.get("/api/v1/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example.org", "gaps.example.org.evil.example", "localhost@evil.example", "", "local host",
     "localhost:port", "localhost, evil.example", "999.0.0.1", "[localhost]"],
)  # fmt: skip
def test_a_strange_name_is_refused_on_every_path(guarded: TestClient, host: str) -> None:
    for path in ("/api/v1/studies", "/health", "/metrics", "/static/base.css"):
        answer = guarded.get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert "COREGAP_HOSTS" in answer.json()["detail"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "evil" not in answer.text


def test_a_body_that_says_it_is_too_large_is_refused_unread(guarded: TestClient) -> None:
    answer = guarded.post(
        WHERE, content=b"{" + b" " * 1000, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 413
    assert (
        answer.json()["detail"] == "The request's body is too large: at most 1,000 bytes are read."
    )


def test_a_body_that_does_not_say_how_large_it_is_is_read_no_further(
    corpus: Engine, topic: Topic
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 400

    answer = asked(corpus, topic, Limits(largest_body=1000), endless())
    assert answer.status_code == 413


def test_a_body_that_does_not_come_is_not_waited_for(corpus: Engine, topic: Topic) -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(30)
        yield b"}"

    answer = asked(corpus, topic, Limits(body_seconds=0.05), slow())
    assert answer.status_code == 408
    assert answer.headers["content-type"] == "application/problem+json"


def asked(
    corpus: Engine, topic: Topic, limits: Limits, body: AsyncIterator[bytes]
) -> httpx.Response:
    """The answer to a body that comes piece by piece."""
    app = create_app(corpus, topic, limits=limits)

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            headers = {"Content-Type": "application/json"}
            return await client.post(WHERE, content=body, headers=headers)

    return asyncio.run(ask())


@pytest.mark.parametrize(
    "body",
    [b"[" * 900, b'{"a":' * 150, b"1" * 900, b'"\\ud800"', b"\xff\xfe", b'{"one": NaN}', b"nul\x00l"],
)  # fmt: skip
def test_strange_json_is_refused_in_words(guarded: TestClient, body: bytes) -> None:
    answer = guarded.post(WHERE, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"
