"""What did not change is not sent again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import store
from app.api import create_app
from app.api.conditional import if_match_names
from app.api.openapi import openapi_document
from app.topic import Topic, read_topic
from tests.api.conftest import empty_database
from tests.api.corpus import FIRST, save_corpus
from tests.store.builders import NOW, a_rejected

DOCUMENT = openapi_document(read_topic())
READS = [path for path, methods in DOCUMENT["paths"].items() if "get" in methods]
MADE_ANEW = {
    "/api/v1/health",
    "/api/v1/readiness",
    "/api/v1/changes",  # without an end it ends now
    "/api/v1/gap-map/past",  # as the former
    "/api/v1/permalinks/{hash}/file",
    "/api/v1/permalinks/{hash}/changes",
}
OF_PEOPLE = {"/api/v1/me", "/api/v1/tokens", "/api/v1/accounts", "/api/v1/account-changes"}
"""Kept by no browser, so that there is nothing to compare."""
OF_IMPORTERS = {"/api/v1/imports"}
"""Not for whom asks here; `test_taking_in.py` looks at it."""
PATHS = [
    f"/api/v1/studies/{FIRST}",
    f"/api/v1/studies/{FIRST}/ladder",
    "/api/v1/planner?rate=0.05",
    "/api/v1/gap-map/past?at=2026-01-31",
    *(
        p
        for p in READS
        if "{" not in p and "/exports/" not in p and p not in MADE_ANEW | OF_PEOPLE | OF_IMPORTERS
    ),
]
PATHS.remove("/api/v1/planner")


def test_every_read_takes_the_version_that_a_caller_has() -> None:
    without = {
        path
        for path in READS
        if "304" not in DOCUMENT["paths"][path]["get"]["responses"] and "/exports/" not in path
    }
    assert without - OF_PEOPLE == {
        "/api/v1/health", "/api/v1/readiness", "/api/v1/permalinks/{hash}/file",
    }  # fmt: skip
    assert without >= OF_PEOPLE


@pytest.mark.parametrize("path", PATHS)
def test_the_same_answer_is_304_without_a_body(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200
    assert first.headers["cache-control"] == "private, no-cache"
    assert first.headers["vary"] == "Cookie, Authorization"
    etag = first.headers["etag"]
    again = client.get(path, headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert again.content == b""
    assert "content-type" not in again.headers
    assert again.headers["etag"] == etag
    assert again.headers["cache-control"] == "private, no-cache"
    assert again.headers["vary"] == "Cookie, Authorization"


@pytest.mark.parametrize("path", [*PATHS, "/api/v1/health", "/api/v1/readiness"])
def test_head_has_the_headers_of_get_and_no_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "cache-control", "vary", "content-type", "link"):
        assert head.headers.get(name) == get.headers.get(name)
    if "etag" in get.headers:
        again = client.head(path, headers={"If-None-Match": get.headers["etag"]})
        assert again.status_code == 304


@pytest.mark.parametrize("path", ["/api/v1/studies", "/api/v1/vocabulary"])
@pytest.mark.parametrize("form", ["W/{}", '"other", {}', '{} , "other"', "*"])
def test_lists_weak_forms_and_any_version_are_understood(
    client: TestClient, path: str, form: str
) -> None:
    etag = client.get(path).headers["etag"]
    again = client.get(path, headers={"If-None-Match": form.format(etag)})
    assert again.status_code == 304


def test_any_version_of_what_is_not_there_is_not_had(client: TestClient) -> None:
    answer = client.get("/api/v1/studies/S00000000", headers={"If-None-Match": "*"})
    assert answer.status_code == 404


def test_what_is_drawn_again_is_the_same_in_the_weak_sense_alone(client: TestClient) -> None:
    assert client.get("/api/v1/gap-map/file").headers["etag"].startswith('W/"')
    assert client.get("/api/v1/gap-map").headers["etag"].startswith('"')


def test_the_version_of_one_address_does_not_hold_for_another(client: TestClient) -> None:
    etag = client.get("/api/v1/studies").headers["etag"]
    other = client.get("/api/v1/studies?fitzpatrick=V", headers={"If-None-Match": etag})
    assert other.status_code == 200
    assert other.headers["etag"] != etag


def test_an_invalid_question_is_still_refused(client: TestClient) -> None:
    etag = client.get("/api/v1/studies").headers["etag"]
    wrong = client.get("/api/v1/studies?limit=0", headers={"If-None-Match": etag})
    assert wrong.status_code == 422


@pytest.fixture
def own(tmp_path: Path, topic: Topic) -> Iterator[Engine]:
    engine = empty_database(tmp_path)
    save_corpus(engine, topic)
    yield engine
    engine.dispose()


def test_what_changed_is_sent_again_though_the_evidence_did_not(own: Engine, topic: Topic) -> None:
    paths = ["/api/v1/rejected", "/api/v1/sources", "/api/v1/prisma"]
    with TestClient(create_app(own, topic)) as client:
        etags = {path: client.get(path).headers["etag"] for path in paths}
        studies = client.get("/api/v1/studies").headers["etag"]
        with store.writing(own) as db:
            store.save_rejected(db, [a_rejected("line 99")], received_at=NOW, run_id=None)
        for path, etag in etags.items():
            answer = client.get(path, headers={"If-None-Match": etag})
            assert answer.status_code == 200
            assert answer.headers["etag"] != etag
        assert client.get("/api/v1/studies").headers["etag"] == studies


@pytest.mark.parametrize(
    ("sent", "etag", "may"),
    [
        ('"a"', '"a"', True), ('"b"', '"a"', False), ('"b", "a"', '"a"', True), ("*", '"a"', True),
        ('W/"a"', '"a"', False), ('W/"a"', 'W/"a"', False), ("a", '"a"', False), ("", '"a"', False),
    ],
)  # fmt: skip
def test_a_change_is_made_to_the_version_that_it_was_meant_for(
    sent: str, etag: str, may: bool
) -> None:
    assert if_match_names(sent, etag) is may
