"""Comparing moments and freezing views over the API."""

import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from app import pipeline
from app.answers.dependencies import now_of
from app.api import create_app
from app.topic import Topic, data_folder
from tests.api.conftest import empty_database
from tests.people import come_with_token
from tests.store.builders import NOW

CELL = {"view": "cell", "query": "fitzpatrick=V&outcome=hyperpigmentation"}


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory, topic: Topic) -> Iterator[TestClient]:
    """Over the bundled evidence, received on one day."""
    engine = empty_database(tmp_path_factory.mktemp("changes"))
    pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=NOW)
    pipeline.refresh(engine, topic, lambda: NOW)
    app = create_app(engine, topic)
    app.dependency_overrides[now_of] = lambda: NOW + timedelta(hours=2)
    with TestClient(app) as client:
        come_with_token(client, engine)
        yield client
    engine.dispose()


def test_a_comparison_names_cells_and_events(bundled: TestClient) -> None:
    day = f"{NOW:%Y-%m-%d}"
    found = bundled.get("/api/v1/changes", params={"since": day, "until": day}).json()
    assert found["since"].startswith(day)
    events = {event["number"]: event for event in found["events"]}
    cells = [c for c in found["cells"] if c["fitzpatrick"] == "V" and c["outcome"]]
    [cell] = [c for c in cells if c["outcome"]["id"] == "hyperpigmentation"]
    assert cell["before"]["studies"] == 0
    assert (cell["after"]["studies"], cell["after"]["people"]) == (1, {"lower": 1, "upper": 34})
    kinds = {events[n]["kind"]: events[n]["sentence"] for n in cell["events"]}
    assert kinds.keys() == {"first_searched", "record_new"}
    assert "new record bundled:" in kinds["record_new"]
    assert found["edition"]["topic"] == "micro-coring"
    assert bundled.get(cell["href"]).status_code == 200


def test_a_past_map_is_the_same_bytes_each_time(bundled: TestClient) -> None:
    moment = {"at": (NOW + timedelta(hours=1)).isoformat()}
    first, again = (bundled.get("/api/v1/gap-map/past", params=moment) for _ in range(2))
    assert first.content == again.content == bundled.get("/api/v1/gap-map").content
    assert bundled.get("/api/v1/gap-map/past?at=2020-01-01").json()["studies"] == 0
    assert bundled.get("/api/v1/gap-map/past?at=2199-01-01T00:00:00").status_code == 422


def test_midnight_is_a_moment_and_no_day(bundled: TestClient) -> None:
    day = f"{NOW:%Y-%m-%d}"
    assert bundled.get(f"/api/v1/gap-map/past?at={day}").json()["studies"] > 0
    assert bundled.get(f"/api/v1/gap-map/past?at={day}T00:00:00Z").json()["studies"] == 0


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("since=2199-01-01", "since"),
        ("since=2020-02-01&until=2020-01-01", "until"),
        ("since=last week", "since"),
        ("rows=outcome&columns=outcome", "columns"),
        ("indication=wrinkels", "indication"),
    ],
)
def test_what_cannot_be_compared_is_refused(bundled: TestClient, query: str, field: str) -> None:
    answer = bundled.get(f"/api/v1/changes?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


def test_a_frozen_view_is_given_out_byte_for_byte(bundled: TestClient) -> None:
    kept = bundled.post("/api/v1/permalinks", json=CELL)
    assert kept.status_code == 201
    first, again = bundled.get(kept.json()["href"]), bundled.get(kept.json()["href"])
    assert first.content == again.content
    assert hashlib.sha256(first.content).hexdigest().startswith(kept.json()["hash"])
    assert first.headers["etag"] == f'"{kept.json()["hash"]}"'
    assert "immutable" in first.headers["cache-control"]
    assert first.headers["memento-datetime"].endswith("GMT")
    assert first.json()["question"] == {
        "view": "cell", "fitzpatrick": "V", "outcome": "hyperpigmentation",
    }  # fmt: skip
    unchanged = bundled.get(kept.json()["href"], headers={"If-None-Match": first.headers["etag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_the_same_view_is_one_permalink_and_is_listed_once(bundled: TestClient) -> None:
    names = [bundled.post("/api/v1/permalinks", json=CELL).json() for _ in range(2)]
    assert names[0]["hash"] == names[1]["hash"]
    assert not names[1]["is_new"]
    listed = bundled.get("/api/v1/permalinks").json()["permalinks"]
    assert [one["hash"] for one in listed].count(names[0]["hash"]) == 1
    study = bundled.get(names[0]["href"]).json()["answer"]["cell"]["study_ids"][0]
    holding = bundled.get(f"/api/v1/permalinks?study_id={study}").json()
    assert names[0]["hash"] in [one["hash"] for one in holding["permalinks"]]


def test_what_changed_since_is_asked_of_the_permalink(bundled: TestClient) -> None:
    name = bundled.post("/api/v1/permalinks", json=CELL).json()["hash"]
    found = bundled.get(f"/api/v1/permalinks/{name}/changes").json()
    assert found["is_unchanged"]
    assert found["permalink"]["is_same_edition"]
    assert (found["cells"], found["corrections"]) == ([], [])


@pytest.mark.parametrize("path", ["", "/changes"])
def test_a_hash_that_was_never_given_is_no_permalink(bundled: TestClient, path: str) -> None:
    answer = bundled.get(f"/api/v1/permalinks/{'0' * 32}{path}")
    assert answer.status_code == 404
    assert answer.json()["type"].endswith("#no-such-permalink")


def test_another_sites_page_freezes_nothing(bundled: TestClient) -> None:
    answer = bundled.post(
        "/api/v1/permalinks", json=CELL, headers={"Origin": "https://elsewhere.example"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("query", ["indication=wrinkels", "colour=red", "fitzpatrick=VII"])
def test_a_view_that_cannot_be_asked_is_not_frozen(bundled: TestClient, query: str) -> None:
    answer = bundled.post("/api/v1/permalinks", json={"view": "map", "query": query})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == query.partition("=")[0]


@pytest.mark.parametrize("form", ["csv", "json", "ris", "bibtex", "csl-json", "fhir"])
def test_a_frozen_view_is_the_file_that_its_live_view_is(bundled: TestClient, form: str) -> None:
    name = bundled.post("/api/v1/permalinks", json=CELL).json()["hash"]
    frozen = bundled.get(f"/api/v1/permalinks/{name}/file?format={form}")
    live = bundled.get(f"/api/v1/exports/cell?{CELL['query']}&format={form}")
    assert frozen.status_code == live.status_code == 200
    assert name[:8] in frozen.headers["Content-Disposition"]
    # The moment of writing stands in some.
    said = [re.sub(r"20\d\d-\d\d-\d\dT[\d:.]+(Z|\+00:00)", "", a.text) for a in (frozen, live)]
    assert said[0] == said[1]


def test_frozen_gaps_have_no_references(bundled: TestClient) -> None:
    name = bundled.post("/api/v1/permalinks", json={"view": "gaps", "query": ""}).json()["hash"]
    refused = bundled.get(f"/api/v1/permalinks/{name}/file?format=ris")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["allowed"] == ["csv", "json"]
