"""Every list page by page: nothing is skipped or doubled, and the total is that of all pages."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import store
from app.accounts import Role
from app.api import create_app
from app.matching import MatchDecision
from app.store import LoggedPage
from app.topic import Topic
from tests.api.conftest import empty_database
from tests.api.corpus import save_corpus
from tests.people import add_person, come_with_token
from tests.store.builders import NOW, a_rejected, a_report, a_study, derived

FROZEN = ("studies", "gaps", "map", "cell")
ROWS = {
    "/api/v1/runs": "runs",
    "/api/v1/search-log": "pages",
    "/api/v1/match-decisions": "decisions",
    "/api/v1/rejected": "rejected",
    "/api/v1/permalinks": "permalinks",
    "/api/v1/studies": "studies",
    "/api/v1/gaps?fitzpatrick=VI": "gaps",
    "/api/v1/account-changes": "changes",
}
GROWING = [
    "/api/v1/runs", "/api/v1/search-log", "/api/v1/match-decisions", "/api/v1/rejected",
    "/api/v1/account-changes",
]  # fmt: skip
OF_EVIDENCE = ["/api/v1/studies", "/api/v1/gaps?fitzpatrick=VI"]


def add_one_of_each(engine: Engine, number: int) -> None:
    """A run with a page in the log, a decision, a rejection, and an account."""
    at = NOW + timedelta(minutes=number)
    add_person(engine, f"Reader {number}")
    begun = store.Begun(source="pubmed", query="q", since=None, until=at.date(), search_id=None)
    decision = MatchDecision(
        layer="study", one=f"file:{number}", other="file:x", same=True, because="one trial"
    )
    with store.writing(engine) as db:
        run = store.start_source_run(db, begun, at=at)
        store.save_logged_page(db, a_page_of_the_log(run, number))
        store.save_match_decision(db, decision, who="Ada Lovelace", at=at)
        rejected = a_rejected(f"line {number}", source="file", reason="no title")
        store.save_rejected(db, [rejected], received_at=at, run_id=None)


def a_page_of_the_log(run: int, number: int) -> LoggedPage:
    return LoggedPage(
        run_id=run, search_id=run, source="pubmed", part="query",
        at=NOW + timedelta(minutes=number), asked=(("https://example.org/", "", 200),),
        announced=None, identifiers=(), new=0, updated=0, unchanged=0, rejected=0, withdrawn=(),
        warnings=(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, topic: Topic) -> Iterator[Engine]:
    engine = empty_database(tmp_path_factory.mktemp("paging"))
    save_corpus(engine, topic)
    for number in range(4):
        add_one_of_each(engine, number)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def client(engine: Engine, topic: Topic) -> Iterator[TestClient]:
    with TestClient(create_app(engine, topic)) as client:
        come_with_token(client, engine, role=Role.ADMIN)
        for view in FROZEN:
            assert client.post("/api/v1/permalinks", json={"view": view}).status_code == 201
        yield client


def walk(
    client: TestClient, path: str, between: Callable[[], object] = lambda: None
) -> tuple[list[Any], set[int]]:
    """Every row, two at a time, and every total that a page told; something happens in between."""
    rows: list[Any] = []
    totals = set()
    address = f"{path}{'&' if '?' in path else '?'}limit=2"
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        rows += page[ROWS[path]]
        totals.add(page["total"])
        assert answer.headers.get("link") == (
            f'<{page["next"]}>; rel="next"' if page["next"] else None
        )
        address = page["next"]
        between()
    return rows, totals


@pytest.mark.parametrize("path", ROWS)
def test_pages_hold_every_row_once_and_tell_one_total(client: TestClient, path: str) -> None:
    rows, totals = walk(client, path)
    whole = client.get(f"{path}{'&' if '?' in path else '?'}limit=200").json()
    assert rows == whole[ROWS[path]]
    assert totals == {whole["total"]} == {len(rows)}
    assert len(rows) > 2


@pytest.mark.parametrize("path", GROWING)
def test_what_comes_while_a_list_is_read_is_not_in_it(
    client: TestClient, engine: Engine, path: str
) -> None:
    whole = client.get(f"{path}?limit=200").json()
    numbers = iter(range(100 * (1 + GROWING.index(path)), 10_000))
    rows, totals = walk(client, path, lambda: add_one_of_each(engine, next(numbers)))
    assert rows == whole[ROWS[path]]
    assert totals == {whole["total"]}
    assert client.get(path).json()["total"] > whole["total"]


def test_a_view_that_is_frozen_meanwhile_is_not_in_the_list(client: TestClient) -> None:
    whole = client.get("/api/v1/permalinks?limit=200").json()
    years = iter(range(1990, 2100))

    def freeze() -> None:
        word = {"view": "studies", "query": f"year_from={next(years)}"}
        assert client.post("/api/v1/permalinks", json=word).status_code == 201

    rows, totals = walk(client, "/api/v1/permalinks", freeze)
    assert rows == whole["permalinks"]
    assert totals == {whole["total"]}


def test_a_list_that_was_made_anew_says_so_and_how_to_go_on(tmp_path: Path, topic: Topic) -> None:
    engine = empty_database(tmp_path)
    save_corpus(engine, topic)
    with TestClient(create_app(engine, topic)) as client:
        first = {path: client.get(path, params={"limit": 2}).json() for path in OF_EVIDENCE}
        first |= {OF_EVIDENCE[1]: client.get(f"{OF_EVIDENCE[1]}&limit=2").json()}
        with store.writing(engine) as db:
            some = [a_study(a_report("file:garcia-again", arrival=2, year=2030)), *few()]
            store.replace_derived(db, derived(*some))
        for path in OF_EVIDENCE:
            answer = client.get(first[path]["next"])
            assert answer.status_code == 410
            problem = answer.json()
            assert problem["type"].endswith("#list-changed")
            assert "Begin again" in problem["detail"]
            assert client.get(problem["first"]).json()["total"] != first[path]["total"]
            onward = client.get(problem["next"])
            assert onward.status_code == 200
            assert "cursor=" in problem["next"]
            assert "cursor=" not in problem["first"]
    engine.dispose()


def few() -> list[Any]:
    return [a_study(a_report("reader:lindqvist-2021", arrival=3, year=2021))]


@pytest.mark.parametrize("path", ROWS)
def test_a_cursor_of_another_list_is_refused(client: TestClient, path: str) -> None:
    other = next(p for p in ROWS if p != path)
    page = client.get(f"{other}{'&' if '?' in other else '?'}limit=2").json()
    answer = client.get(f"{path}{'&' if '?' in path else '?'}cursor={page['next_cursor']}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "cursor"
