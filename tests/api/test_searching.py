"""The flow and the search log over the API."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app import store
from app.api import create_app
from app.store import Begun, LoggedPage
from app.topic import Topic
from tests.api.conftest import empty_database
from tests.store.builders import NOW, a_record

FLOW = "/api/v1/prisma"
LOG = "/api/v1/search-log"
PAGES = 5


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory, topic: Topic) -> Iterator[TestClient]:
    """One record, and five pages of two sources in the log."""
    engine = empty_database(tmp_path_factory.mktemp("searched"))
    with store.writing(engine) as db:
        store.save_records(db, [a_record()], received_at=NOW, run_id=None)
        for number in range(PAGES):
            store.save_logged_page(db, a_logged_page(_run(db, _source(number)), number))
    with TestClient(create_app(engine, topic)) as client:
        yield client
    engine.dispose()


def _source(number: int) -> str:
    return "pubmed" if number % 2 else "europepmc"


def _run(db: object, source: str) -> int:
    begun = Begun(source=source, query="coring", since=None, until=NOW.date(), search_id=None)
    return store.start_source_run(db, begun, at=NOW)


def a_logged_page(run_id: int, number: int) -> LoggedPage:
    return LoggedPage(
        run_id=run_id,
        search_id=run_id,
        source=_source(number),
        part="query",
        at=NOW + timedelta(minutes=number),
        asked=(("https://example.org/search", "term=coring", 200),),
        announced=7,
        identifiers=("1", "2", "3", "4"),
        new=1,
        updated=2,
        unchanged=1,
        rejected=1,
        withdrawn=("9",),
        warnings=("Totals moved.",),
    )


def test_the_log_gives_the_exact_request_and_what_it_brought(searched: TestClient) -> None:
    latest = searched.get(LOG).json()["pages"][0]
    assert latest["requests"] == [
        {"url": "https://example.org/search", "body": "term=coring", "status": 200}
    ]
    counts = ("announced", "received", "new", "changed", "unchanged", "rejected")
    assert [latest[name] for name in counts] == [7, 5, 1, 2, 1, 1]
    assert (latest["withdrawn"], latest["warnings"]) == (["9"], ["Totals moved."])


@pytest.mark.parametrize("limit", [1, 2, 5, 200])
def test_pages_of_the_log_follow_each_other_without_gap_or_repeat(
    searched: TestClient, limit: int
) -> None:
    numbers: list[int] = []
    address: str | None = f"{LOG}?limit={limit}"
    while address:
        answer = searched.get(address)
        body = answer.json()
        assert body["total"] == PAGES
        numbers += [page["number"] for page in body["pages"]]
        address = body["next"]
        assert answer.headers.get("Link") == (f'<{address}>; rel="next"' if address else None)
    assert numbers == [5, 4, 3, 2, 1]


def test_the_log_of_one_source(searched: TestClient) -> None:
    body = searched.get(LOG, params={"source": "pubmed"}).json()
    assert {page["source"] for page in body["pages"]} == {"pubmed"}
    assert body["total"] == 2


def test_the_flow_is_as_of_a_day(searched: TestClient) -> None:
    totals = []
    for params in ({"at": str(NOW.date() - timedelta(days=1))}, {"at": str(NOW.date())}, {}):
        body = searched.get(FLOW, params=params).json()
        assert body["at"] == params.get("at")
        assert body["flow"]["closes"]
        assert [one for one in body["flow"]["sums"] if one["total"] != one["sum"]] == []
        totals.append({box["id"]: box["total"] for box in body["flow"]["boxes"]})
    assert [found["identified"] for found in totals] == [0, 1, 1]
    assert [found["unmatched"] for found in totals] == [0, 0, 1]


@pytest.mark.parametrize(
    ("path", "params", "field"),
    [
        (FLOW, {"at": "2026-02-30"}, "at"),
        (FLOW, {"at": "9999-12-31"}, "at"),
        (FLOW, {"when": "2026-11-22"}, "when"),
        (LOG, {"limit": "0"}, "limit"),
        (LOG, {"cursor": "99999999999999999999"}, "cursor"),
        (LOG, {"source": "pub med"}, "source"),
    ],
)
def test_a_wrong_question_is_refused_by_name(
    searched: TestClient, path: str, params: dict[str, str], field: str
) -> None:
    answer = searched.get(path, params=params)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_fields_that_a_form_left_empty_count_as_left_out(searched: TestClient) -> None:
    assert searched.get(FLOW, params={"at": ""}).json()["at"] is None
    assert searched.get(LOG, params={"source": "", "cursor": ""}).json()["total"] == PAGES


def test_an_empty_database_has_an_empty_flow_and_log(tmp_path: Path, topic: Topic) -> None:
    with TestClient(create_app(empty_database(tmp_path), topic)) as client:
        assert {box["total"] for box in client.get(FLOW).json()["flow"]["boxes"]} == {0}
        assert client.get(LOG).json() == {
            "pages": [],
            "total": 0,
            "next_cursor": None,
            "next": None,
        }
