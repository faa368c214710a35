"""How often a caller may ask, which other sites' pages may, and what says that a route will go."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import Engine
from starlette.requests import HTTPConnection

from app.api import Traffic, create_app
from app.api.callers import caller_of
from app.api.deprecation import leaving
from app.api.rate_limits import WINDOW_S, RateLimiter
from app.settings import Settings
from app.topic import Topic
from tests.people import come_with_token

SITE = "https://maps.example.org"


def served(engine: Engine, topic: Topic, **more: Any) -> TestClient:
    client = TestClient(create_app(engine, topic, **more))
    come_with_token(client, engine)
    return client


@pytest.fixture
def limited(corpus: Engine, topic: Topic) -> Iterator[TestClient]:
    with served(corpus, topic, traffic=Traffic(per_minute=3)) as client:
        yield client


def left(answer: Response) -> tuple[str, str]:
    return answer.headers["ratelimit-limit"], answer.headers["ratelimit-remaining"]


def test_each_answer_says_what_is_left_and_the_one_too_many_when_to_come_again(
    limited: TestClient,
) -> None:
    found = limited.get("/api/v1/studies")
    assert left(found) == ("3", "2")
    assert found.headers["ratelimit-policy"] == '"caller";q=3;w=60'
    reset = int(found.headers["ratelimit-reset"])
    assert found.headers["ratelimit"] == f'"caller";r=2;t={reset}'
    assert 1 <= reset <= WINDOW_S
    etag = {"If-None-Match": found.headers["etag"]}
    assert left(limited.get("/api/v1/studies", headers=etag)) == ("3", "1")
    assert left(limited.get("/api/v1/studies/S00000000")) == ("3", "0")
    over = limited.get("/api/v1/studies")
    assert over.status_code == 429
    assert left(over) == ("3", "0")
    assert over.headers["content-type"] == "application/problem+json"
    assert over.json()["type"].endswith("#too-many-requests")
    assert over.headers["retry-after"] == over.headers["ratelimit-reset"]
    assert over.headers["retry-after"] in over.json()["detail"]


def test_a_file_says_it_too_and_who_watches_the_service_is_not_counted(
    limited: TestClient,
) -> None:
    for _ in range(5):
        assert "ratelimit" not in limited.get("/api/v1/health").headers
    assert left(limited.get("/api/v1/exports/gaps?format=csv")) == ("3", "2")


def test_there_is_no_limit_unless_one_is_set(client: TestClient) -> None:
    assert "ratelimit" not in client.get("/api/v1/studies").headers


def test_a_window_begins_with_the_first_request_and_ends_a_minute_later() -> None:
    limiter = RateLimiter(2)
    assert [limiter.take("a", now).remaining for now in (100.0, 130.0)] == [1, 0]
    over = limiter.take("a", 159.5)
    assert (over.is_over, over.reset) == (True, 1)
    anew = limiter.take("a", 160.0)
    assert (anew.is_over, anew.remaining, anew.reset) == (False, 1, WINDOW_S)


def test_callers_do_not_use_each_others_quota_up() -> None:
    limiter = RateLimiter(1)
    assert not limiter.take("a", 0).is_over
    assert not limiter.take("b", 0).is_over
    assert limiter.take("a", 0).is_over


def test_somebody_with_an_account_is_counted_wherever_they_ask_from(
    limited: TestClient, corpus: Engine
) -> None:
    limited.get("/api/v1/studies")
    come_with_token(limited, corpus)  # another token of the same person
    assert left(limited.get("/api/v1/studies")) == ("3", "1")
    come_with_token(limited, corpus, "Grace Hopper")
    assert left(limited.get("/api/v1/studies")) == ("3", "2")


def test_however_many_callers_there_are_only_so_many_are_remembered() -> None:
    limiter = RateLimiter(1, most_callers=50)
    for number in range(10_000):
        limiter.take(str(number), number / 1000)
        limiter.take("always here", number / 1000)
    assert len(limiter) == 50
    assert limiter.take("always here", 10.0).is_over


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("testclient", "testclient"),
    ],
)
def test_a_caller_is_known_by_the_address_and_in_ipv6_by_the_network(
    address: str, name: str
) -> None:
    assert caller_of(HTTPConnection({"type": "http", "client": (address, 50_000)})) == name


@pytest.mark.parametrize(
    ("given", "host", "limit"),
    [
        (None, "127.0.0.1", 0), (None, "localhost", 0), (None, "::1", 0), (None, "198.51.100.4", 600),
        ("0", "198.51.100.4", 0), ("90", "127.0.0.1", 90), ("90", "192.0.2.1", 90),
    ],
)  # fmt: skip
def test_a_service_that_others_can_reach_has_a_limit_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, given: str | None, host: str, limit: int
) -> None:
    if given is not None:
        monkeypatch.setenv("COREGAP_RATE_LIMIT", given)
    assert Settings().requests_per_minute(host) == limit


def asked_from(client: TestClient, origin: str, path: str = "/api/v1/studies") -> Response:
    return client.get(path, headers={"Origin": origin})


def preflight(client: TestClient, origin: str, method: str = "GET") -> Response:
    headers = {"Origin": origin, "Access-Control-Request-Method": method}
    return client.options("/api/v1/studies", headers=headers)


@pytest.fixture(scope="module")
def open_to_site(corpus: Engine, topic: Topic) -> Iterator[TestClient]:
    with served(corpus, topic, traffic=Traffic(origins=frozenset({SITE}))) as client:
        yield client


def test_pages_of_other_sites_read_nothing_by_default(client: TestClient) -> None:
    assert "access-control-allow-origin" not in asked_from(client, SITE).headers
    assert preflight(client, SITE).status_code == 405


def test_a_named_site_may_read_and_sees_the_headers_that_it_needs(open_to_site: TestClient) -> None:
    found = asked_from(open_to_site, SITE)
    assert found.headers["access-control-allow-origin"] == SITE
    assert "Origin" in found.headers["vary"]
    assert {"ETag", "Link", "Retry-After"} <= set(
        found.headers["access-control-expose-headers"].split(", ")
    )
    asked = preflight(open_to_site, SITE)
    assert asked.status_code == 200
    assert "GET" in asked.headers["access-control-allow-methods"]


@pytest.mark.parametrize(
    "origin", ["https://maps.example.org.evil.example", "http://maps.example.org", "null"]
)
def test_no_other_site_may(open_to_site: TestClient, origin: str) -> None:
    assert "access-control-allow-origin" not in asked_from(open_to_site, origin).headers
    assert preflight(open_to_site, origin).status_code == 400


def test_a_named_site_changes_nothing(open_to_site: TestClient) -> None:
    answer = open_to_site.post("/api/v1/permalinks", json={"view": "map"}, headers={"Origin": SITE})
    assert answer.status_code == 403


def test_what_is_no_part_of_the_api_is_for_no_other_site(open_to_site: TestClient) -> None:
    assert "access-control-allow-origin" not in asked_from(open_to_site, SITE, "/x").headers


def test_cookies_are_never_taken_from_another_site(corpus: Engine, topic: Topic) -> None:
    with served(corpus, topic, traffic=Traffic(origins=frozenset({"*"}))) as client:
        client.cookies.set("coregap", "secret")
        found = asked_from(client, SITE)
    assert found.headers["access-control-allow-origin"] in ("*", SITE)
    assert "access-control-allow-credentials" not in found.headers


@pytest.mark.parametrize(
    ("given", "origins"),
    [
        ("", set()), ("*", {"*"}), (" https://A.example , http://localhost:3000 ",
        {"https://a.example", "http://localhost:3000"}),
    ],
)  # fmt: skip
def test_origins_are_read_from_the_setting(
    monkeypatch: pytest.MonkeyPatch, given: str, origins: set[str]
) -> None:
    monkeypatch.setenv("COREGAP_ALLOWED_ORIGINS", given)
    assert Settings().allowed_origins == origins


@pytest.mark.parametrize("given", ["example.org", "https://example.org/", "https://a/b", "null"])
def test_what_is_no_origin_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("COREGAP_ALLOWED_ORIGINS", given)
    with pytest.raises(ValueError, match="is no origin"):
        Settings()


def leaving_router() -> APIRouter:
    router = APIRouter(prefix="/api/v1")

    @router.get("/old", **leaving(date(2026, 11, 22), date(2027, 6, 1), instead="/api/v1/studies"))
    def old() -> dict[str, str]:
        return {"still": "here"}

    return router


def test_a_route_that_will_go_says_since_when_until_when_and_what_takes_its_place(
    corpus: Engine, topic: Topic
) -> None:
    router = leaving_router()
    with served(corpus, topic, extra_routers=[router]) as client:
        answer = client.get("/api/v1/old")
        manual = client.get("/api/v1/docs").text
    assert answer.json() == {"still": "here"}
    assert 'id="deprecation"' in manual
    assert answer.headers["deprecation"] == "@1795305600"
    assert answer.headers["sunset"] == "Tue, 01 Jun 2027 00:00:00 GMT"
    assert answer.headers.get_list("link") == [
        '</api/v1/docs#deprecation>; rel="deprecation"; type="text/html"',
        '</api/v1/studies>; rel="successor-version"',
    ]
    assert router.routes[0].deprecated  # type: ignore[attr-defined]


def test_callers_have_half_a_year() -> None:
    with pytest.raises(ValueError, match="180 days"):
        leaving(date(2026, 11, 22), date(2027, 1, 1), instead="/api/v1/studies")
