"""Runs of sources: progress and history as JSON, page by page."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import store
from app.api import create_app
from app.topic import Topic
from tests.api.conftest import empty_database

COUNTS = {
    "pages": 2, "received": 9, "new": 5, "updated": 2, "unchanged": 1, "rejected": 1,
    "withdrawn": 0,
}  # fmt: skip


def begin(engine: Engine, source: str, began: datetime, heard: datetime) -> int:
    """A run that has stored its second page."""
    until = began.date()
    begun = store.Begun(source=source, query="coring", since=None, until=until, search_id=None)
    progress = store.Progress(
        at=heard, position="p", announced=12, counts=COUNTS, warnings=("A word was not found.",)
    )
    with store.writing(engine) as db:
        number = store.start_source_run(db, begun, at=began)
        store.save_progress(db, number, progress)
    return number


def end(engine: Engine, number: int, at: datetime, reason: str = "") -> None:
    with store.writing(engine) as db:
        status = "failed" if reason else "succeeded"
        store.end_source_run(db, number, at=at, status=status, reason=reason)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One run that succeeded, one that failed, one at work, and one whose process is gone."""
    opened = empty_database(tmp_path_factory.mktemp("runs"))
    now = datetime.now(UTC)
    days = [now - timedelta(days=number) for number in (3, 2, 1)]
    end(opened, begin(opened, "pubmed", days[0], days[0]), days[0])
    failed = begin(opened, "crossref", days[1], days[1])
    end(opened, failed, days[1], "crossref: HTTP 503. Run the ingest again later.")
    begin(opened, "europepmc", days[2], days[2])
    begin(opened, "pubmed", now, now)
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def client(engine: Engine, topic: Topic) -> Iterator[TestClient]:
    addresses = {"pubmed": "https://eutils.example.org", "openfda": "https://api.example.org"}
    with TestClient(create_app(engine, topic, addresses=addresses)) as opened:
        yield opened


def test_runs_come_latest_first_with_their_counts(client: TestClient) -> None:
    answer = client.get("/api/v1/runs").json()
    assert [(run["source"], run["status"]) for run in answer["runs"]] == [
        ("pubmed", "running"), ("europepmc", "stopped"), ("crossref", "failed"), ("pubmed", "succeeded"),
    ]  # fmt: skip
    assert (answer["total"], answer["next_cursor"], answer["next"]) == (4, None, None)
    run = answer["runs"][0]
    assert {name: run[name] for name in COUNTS} == COUNTS
    assert (run["announced"], run["query"], run["since"]) == (12, "coring", None)
    assert run["warnings"] == ["A word was not found."]


def test_a_failed_run_says_why_and_what_to_do(client: TestClient) -> None:
    [run] = client.get("/api/v1/runs?source=crossref").json()["runs"]
    assert run["reason"].startswith("crossref: HTTP 503")
    assert "coregap ingest crossref" in run["advice"]
    [_, fine] = client.get("/api/v1/runs?source=pubmed").json()["runs"]
    assert (fine["reason"], fine["advice"]) == ("", "")


def test_pages_follow_each_other_without_gap_or_repetition(client: TestClient) -> None:
    address, seen = "/api/v1/runs?limit=2", []
    while address:
        answer = client.get(address)
        page = answer.json()
        seen += [run["id"] for run in page["runs"]]
        address = page["next"]
        assert ("next" in answer.links) == bool(address)
    assert seen == [4, 3, 2, 1]


def test_one_run_by_its_number(client: TestClient) -> None:
    assert client.get("/api/v1/runs/2").json()["source"] == "crossref"


@pytest.mark.parametrize("number", ["77", "2147483647"])
def test_a_run_that_is_not_there_is_a_problem_of_its_own(client: TestClient, number: str) -> None:
    answer = client.get(f"/api/v1/runs/{number}")
    assert answer.status_code == 404
    assert answer.json()["type"].endswith("#no-such-run")


@pytest.mark.parametrize(
    "path", ["/runs/0", "/runs/x", "/runs?limit=0", "/runs?cursor=x", "/runs?x=1"]
)
def test_a_question_that_cannot_be_asked_is_refused(client: TestClient, path: str) -> None:
    assert client.get(f"/api/v1{path}").status_code == 422


def test_sources_say_when_they_were_asked_where_and_how_far(client: TestClient) -> None:
    listed = {one["source"]: one for one in client.get("/api/v1/sources").json()["sources"]}
    assert set(listed) == {"pubmed", "europepmc", "crossref", "openfda"}
    assert listed["pubmed"]["address"] == "https://eutils.example.org"
    assert listed["pubmed"]["last_status"] == "running"
    assert listed["crossref"]["last_status"] == "failed"
    never = listed["openfda"]
    assert (never["last_asked_at"], never["covered_until"], never["records"]) == (None, None, 0)


def test_a_source_is_covered_until_the_last_day_of_its_own_query(
    tmp_path: Path, topic: Topic
) -> None:
    opened = empty_database(tmp_path)
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    for query, until in (
        (topic.searches["pubmed"], at),
        ("an older query", at + timedelta(days=3)),
    ):
        begun = store.Begun(
            source="pubmed", query=query, since=None, until=until.date(), search_id=None
        )
        with store.writing(opened) as db:
            number = store.start_source_run(db, begun, at=at)
        end(opened, number, at)
    with TestClient(create_app(opened, topic)) as client:
        [source] = client.get("/api/v1/sources").json()["sources"]
    opened.dispose()
    assert source["covered_until"] == "2026-11-22"
