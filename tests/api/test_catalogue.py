"""Vocabulary, sources, context, quarantine, and whether the service is ready."""

import socket
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import store
from app.api import create_app
from app.records import SkinType
from app.topic import Topic
from tests.api.conftest import empty_database


def test_the_vocabulary_is_the_topics(client: TestClient, topic: Topic) -> None:
    vocabulary = client.get("/api/v1/vocabulary").json()
    assert vocabulary["fitzpatrick"] == [t.name for t in SkinType]
    for dimension in ("indication", "outcome", "body_site", "procedure", "design"):
        shown = [(value["id"], value["label"]) for value in vocabulary[dimension]]
        assert shown == [(value.id, value.label) for value in topic.values_of(dimension)]


def test_every_id_of_the_vocabulary_is_a_filter(client: TestClient) -> None:
    vocabulary = client.get("/api/v1/vocabulary").json()
    for dimension in ("indication", "outcome", "body_site", "procedure", "design"):
        ids = [value["id"] for value in vocabulary[dimension]]
        assert client.get("/api/v1/studies", params={dimension: ids}).status_code == 200
    for plain in ("layer", "standing", "fitzpatrick"):
        answer = client.get("/api/v1/studies", params={plain: vocabulary[plain]})
        assert answer.status_code == 200


def test_sources_say_how_much_they_gave(client: TestClient) -> None:
    sources = {one["source"]: one for one in client.get("/api/v1/sources").json()["sources"]}
    assert sources["reader"]["records"] == 9
    assert (sources["file"]["records"], sources["file"]["rejected"]) == (1, 1)
    assert sources["reader"]["last_received_at"] == "2026-11-22T08:30:00Z"


def test_news_is_context_and_not_a_study(client: TestClient) -> None:
    (news,) = client.get("/api/v1/context").json()["reports"]
    assert news["kind"] == "news"
    assert "Trade" in news["bibliography"]["title"]
    listed = client.get("/api/v1/studies").json()["studies"]
    assert "Trade A" not in [study["authors"][0] for study in listed]


def test_quarantined_input_has_its_place_and_reason(client: TestClient) -> None:
    answer = client.get("/api/v1/rejected").json()
    assert answer["total"] == 1
    assert answer["rejected"][0]["place"] == "export.ris, line 12"
    assert answer["rejected"][0]["reason"] == "no end of record (ER)"
    assert client.get("/api/v1/rejected?source=reader").json() == {
        "rejected": [], "total": 0, "next_cursor": None, "next": None,
    }  # fmt: skip


def test_health_and_readiness(client: TestClient) -> None:
    assert client.get("/api/v1/health").json()["status"] == "alive"
    ready = client.get("/api/v1/readiness").json()
    assert (ready["status"], ready["studies"]) == ("ready", 8)


def test_an_empty_database_is_not_ready(tmp_path: Path, topic: Topic) -> None:
    engine = empty_database(tmp_path)
    not_ready(engine, topic, "coregap load")
    with TestClient(create_app(engine, topic)) as client:
        assert client.get("/api/v1/health").status_code == 200
        assert client.get("/api/v1/studies").json()["total"] == 0
        assert client.get("/api/v1/gap-map").status_code == 200
    engine.dispose()


def test_a_database_without_tables_is_not_ready(tmp_path: Path, topic: Topic) -> None:
    engine = store.open_engine(f"sqlite:///{tmp_path / 'bare.sqlite3'}")
    not_ready(engine, topic, "schema")
    engine.dispose()


def test_a_database_that_does_not_answer_is_503_without_its_address(
    topic: Topic, unused_port: int
) -> None:
    address = f"postgresql+psycopg://someone:secret@127.0.0.1:{unused_port}/nowhere"
    engine = store.open_engine(address)
    with TestClient(create_app(engine, topic)) as client:
        for path in ("readiness", "studies", "gap-map", "sources"):
            answer = client.get(f"/api/v1/{path}")
            assert answer.status_code == 503
            assert answer.headers["content-type"] == "application/problem+json"
            assert "127.0.0.1" not in answer.text
            assert "someone" not in answer.text
    engine.dispose()


def not_ready(engine: Engine, topic: Topic, hint: str) -> None:
    with TestClient(create_app(engine, topic)) as client:
        answer = client.get("/api/v1/readiness")
    assert answer.status_code == 503
    assert answer.json()["type"].endswith("#not-ready")
    assert hint in answer.json()["detail"]


@pytest.fixture
def unused_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
