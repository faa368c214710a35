"""Files that are sent are imported, and sources are asked while the service goes on answering."""

import time
from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import store
from app.accounts import Role, Scope
from app.answers.sent_files import MOST_NAMED
from app.answers.taking_in import Intake
from app.api import Limits, create_app
from app.sources import Page, Search
from app.topic import Topic
from tests.people import a_token, add_person, come_with_token
from tests.pipeline.upstreams import Shelf, a_source, an_article

RIS = """TY  - JOUR
TI  - Micro-coring of the neck in skin types II to IV
AU  - Doe, Ada
PY  - 2025
DO  - 10.1000/neck
AB  - Fourteen women with Fitzpatrick skin types II-IV had micro-coring for lax skin. Pain was mild.
ER  -
TY  - JOUR
TI  - Micro-coring of pine trees
PY  - 2019
AB  - Tree rings were read in micro-cores of wood.
ER  -
"""
BROKEN = RIS + "TY  - JOUR\nAU  - Nobody, N\nER  -\n"
IMPORTS = "/api/v1/imports"
RUNS = "/api/v1/runs"


class Slow(Shelf):
    """Gives no page before it is let go."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(**fields)
        self.go = Event()

    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        for page in super().pages(search, position):
            assert self.go.wait(20)
            yield page


@pytest.fixture
def slow() -> Slow:
    return Slow(name="pubmed", records=[an_article(1), an_article(2), an_article(3)])


@pytest.fixture
def client(engine: Engine, topic: Topic, slow: Slow) -> Iterator[TestClient]:
    """A reviewer's, of a service that can ask two sources."""
    known = {
        "pubmed": a_source(slow),
        "europepmc": a_source(Shelf(name="europepmc", records=[an_article(4, source="europepmc")])),
    }
    app = create_app(engine, topic, intake=Intake(limit_mb=1, sources=lambda _: known))
    with TestClient(app, raise_server_exceptions=False) as client:
        come_to_import(client, engine)
        yield client
        slow.go.set()


def come_to_import(client: TestClient, engine: Engine) -> None:
    token = a_token(engine, add_person(engine), Scope.IMPORT)
    client.headers["Authorization"] = f"Bearer {token}"


def send(client: TestClient, text: str, name: str = "refs.ris", **headers: str) -> Any:
    return client.post(f"{IMPORTS}?name={name}", content=text.encode(), headers=headers)


def problem(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("#")[2]


def test_a_file_that_is_sent_is_imported_and_counts(client: TestClient) -> None:
    answer = send(client, BROKEN)
    assert answer.status_code == 201
    told = answer.json()
    assert (told["file"], told["format"], told["encoding"]) == ("refs.ris", "ris", "utf-8")
    assert (told["records"], told["new"], told["rejected"]) == (2, 2, 1)
    assert len(told["record_ids"]) == 2
    (rejection,) = told["rejections"]
    assert rejection["place"].startswith("refs.ris, line ")
    assert rejection["reason"]
    (study,) = client.get("/api/v1/studies").json()["studies"]
    assert study["title"].startswith("Micro-coring of the neck")
    (kept,) = client.get("/api/v1/rejected").json()["rejected"]
    assert (kept["place"], kept["reason"]) == (rejection["place"], rejection["reason"])


def test_the_same_file_again_changes_nothing(client: TestClient) -> None:
    first, again = send(client, RIS).json(), send(client, RIS).json()
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert again["record_ids"] == first["record_ids"]
    assert client.get("/api/v1/studies").json()["total"] == 1


def test_the_same_request_under_a_key_gets_the_same_answer(client: TestClient) -> None:
    key = {"Idempotency-Key": "scopus-1"}
    first, again = send(client, RIS, **key), send(client, RIS, **key)
    assert again.json() == first.json()
    assert again.json()["new"] == 2
    assert again.headers["idempotency-replayed"] == "true"
    assert problem(send(client, BROKEN, **key)) == (422, "key-reused")


@pytest.mark.parametrize(
    "content", ["", "\x00\x01\x02", "no export at all", "TY  - JOUR\n" * 200_000]
)
def test_a_file_that_cannot_be_read_is_refused_with_why(client: TestClient, content: str) -> None:
    answer = send(client, content)
    assert problem(answer) == (422, "unreadable-file")
    assert answer.json()["detail"].startswith("refs.ris: ")
    assert client.get("/api/v1/studies").json()["total"] == 0


def test_files_that_were_sent_are_listed_with_what_became_of_them(client: TestClient) -> None:
    assert client.get(IMPORTS).json() == {"files": []}
    send(client, BROKEN)
    send(client, "no export at all", "notes.txt")
    refused, imported = client.get(IMPORTS).json()["files"]
    assert (refused["file"], refused["stage"], refused["counts"]) == ("notes.txt", "refused", {})
    assert refused["reason"]
    assert (imported["file"], imported["stage"], imported["format"]) == (
        "refs.ris",
        "imported",
        "ris",
    )
    assert (imported["counts"]["new"], imported["counts"]["rejected"]) == (2, 1)
    assert imported["rejections"][0]["place"].startswith("refs.ris, line ")
    assert imported["who"] == "Ada Lovelace"
    assert imported["sent_at"] <= imported["ended_at"]
    assert client.get(f"{IMPORTS}/{imported['id']}").json() == imported
    assert problem(client.get(f"{IMPORTS}/{imported['id'] + 99}")) == (404, "no-such-import")


def test_a_list_of_files_that_did_not_change_is_not_sent_again(client: TestClient) -> None:
    send(client, RIS)
    answer = client.get(IMPORTS)
    known = {"If-None-Match": answer.headers["etag"]}
    assert client.get(IMPORTS, headers=known).status_code == 304
    head = client.head(IMPORTS)
    assert (head.content, head.headers["etag"]) == (b"", answer.headers["etag"])
    send(client, RIS)
    assert client.get(IMPORTS, headers=known).status_code == 200


@pytest.mark.parametrize(
    "name", ["../x.ris", "/etc/passwd", "..", ".hidden", "a\nb", "x" * 101, ""]
)
def test_a_name_is_never_a_path(client: TestClient, name: str) -> None:
    answer = client.post(IMPORTS, params={"name": name}, content=RIS.encode())
    assert problem(answer) == (422, "invalid-question")


def test_a_file_over_the_limit_is_not_read(engine: Engine, topic: Topic) -> None:
    limits = Limits(largest_body=10, largest_file=100)
    with TestClient(create_app(engine, topic, limits=limits)) as client:
        come_to_import(client, engine)
        assert send(client, "x" * 101).status_code == 413
        assert problem(send(client, "x" * 100)) == (422, "unreadable-file")
        in_parts = client.post(IMPORTS, content=(b"x" * 40 for _ in range(3)))
        assert in_parts.status_code == 413


def test_an_answer_names_so_many_and_counts_all(client: TestClient) -> None:
    entry = "TY  - JOUR\nTI  - Tree rings {}\nPY  - 2019\nER  -\n"
    told = send(client, "".join(entry.format(n) for n in range(MOST_NAMED + 5))).json()
    assert told["records"] == MOST_NAMED + 5
    assert len(told["record_ids"]) == MOST_NAMED


@pytest.mark.parametrize("path", [IMPORTS, RUNS])
def test_a_reader_and_a_token_without_the_scope_hand_over_nothing(
    client: TestClient, engine: Engine, path: str
) -> None:
    come_with_token(client, engine, "Grace Hopper", Role.READER)
    assert problem(client.post(path, json={})) == (403, "not-allowed")
    reviewer = add_person(engine)
    client.headers["Authorization"] = f"Bearer {a_token(engine, reviewer)}"
    assert problem(client.post(path, json={})) == (403, "not-allowed")
    with store.reading(engine) as db:
        assert store.count_everything(db).records == 0


@pytest.mark.parametrize("path", [IMPORTS, f"{IMPORTS}/1"])
def test_who_sent_what_is_told_to_those_who_may_send(
    client: TestClient, engine: Engine, path: str
) -> None:
    come_with_token(client, engine, "Grace Hopper", Role.READER)
    assert problem(client.get(path)) == (403, "not-allowed")


def until_ended(client: TestClient, path: str) -> Any:
    ends = time.monotonic() + 20
    while (run := client.get(path).json())["status"] == "running" and time.monotonic() < ends:
        time.sleep(0.02)
    return run


def test_runs_begin_tell_how_far_they_are_and_count_when_they_end(
    client: TestClient, slow: Slow
) -> None:
    answer = client.post(RUNS, json={"sources": ["pubmed"]})
    assert answer.status_code == 202
    (begun,) = answer.json()["runs"]
    assert (begun["source"], begun["status"]) == ("pubmed", "running")
    assert answer.json()["busy"] == []
    assert answer.headers["location"] == f"{RUNS}/{begun['id']}"
    assert client.get("/api/v1/studies").json()["total"] == 0  # it answers meanwhile

    second = client.post(RUNS, json={"sources": ["europepmc"]})
    assert problem(second) == (409, "run-at-work")
    assert second.headers["location"] == answer.headers["location"]

    assert client.get(RUNS).json()["is_at_work"] is True
    slow.go.set()
    run = until_ended(client, answer.headers["location"])
    assert (run["status"], run["new"], run["pages"]) == ("succeeded", 3, 2)
    until_counted(client)
    assert client.get("/api/v1/studies").json()["total"] == 3
    assert client.post(RUNS, json={"sources": ["europepmc"]}).status_code == 202
    until_counted(client)
    assert client.get("/api/v1/studies").json()["total"] == 4


def until_counted(client: TestClient) -> None:
    ends = time.monotonic() + 20
    while client.get(RUNS).json()["is_at_work"] and time.monotonic() < ends:
        time.sleep(0.02)


def test_sources_that_another_process_asks_are_told(
    client: TestClient, engine: Engine, slow: Slow
) -> None:
    slow.go.set()
    with store.claimed(engine, ["ingest pubmed"]) as mine:
        assert mine
        assert problem(client.post(RUNS, json={"sources": ["pubmed"]})) == (409, "run-at-work")
        until_counted(client)
        some = client.post(RUNS, json={}).json()
    assert [run["source"] for run in some["runs"]] == ["europepmc"]
    assert some["busy"] == ["pubmed"]


def test_an_order_under_a_key_is_begun_once(client: TestClient, slow: Slow) -> None:
    slow.go.set()
    sent = {"json": {"sources": ["pubmed"]}, "headers": {"Idempotency-Key": "monday"}}
    first, again = client.post(RUNS, **sent), client.post(RUNS, **sent)
    assert again.json() == first.json()
    assert (again.status_code, again.headers["location"]) == (202, first.headers["location"])
    assert client.get(RUNS).json()["total"] == 1


def test_a_source_that_there_is_not_is_refused_with_those_there_are(client: TestClient) -> None:
    answer = client.post(RUNS, json={"sources": ["pubmed", "embase"]})
    assert problem(answer) == (422, "invalid-question")
    (error,) = answer.json()["errors"]
    assert (error["field"], error["value"]) == ("sources", "embase")
    assert error["allowed"] == ["pubmed", "europepmc"]
    assert client.get(RUNS).json()["total"] == 0


def test_a_service_that_ends_lets_each_source_end_with_its_page(
    engine: Engine, topic: Topic, slow: Slow
) -> None:
    app = create_app(engine, topic, intake=Intake(sources=lambda _: {"pubmed": a_source(slow)}))
    with TestClient(app) as client:
        come_to_import(client, engine)
        path = client.post(RUNS, json={}).headers["location"]
        Thread(target=lambda: app.state.runner.stopping.wait(20) and slow.go.set()).start()
    with store.reading(engine) as db:
        run = store.get_source_run(db, int(path.rpartition("/")[2]))
    assert (run.status, run.counts["pages"]) == ("failed", 1)
    assert "the next run goes on from its last page" in run.reason
