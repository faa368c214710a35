"""Sources are asked from the page of runs, which says how far that is and when it counts."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from threading import Event

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import store
from app.accounts import Role
from app.answers.taking_in import Intake
from app.dashboard.runs_page import CHOOSE_ONE, FOLLOWS, NO_DAY, WAIT
from app.topic import Topic
from app.web import create_web
from tests.api.test_taking_in import Slow
from tests.dashboard.outline import words_of
from tests.people import come_signed_in
from tests.pipeline.upstreams import Shelf, a_source, an_article

PATH = "/runs"
TOMORROW = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()


@pytest.fixture
def slow() -> Slow:
    return Slow(name="pubmed", records=[an_article(1), an_article(2), an_article(3)])


@pytest.fixture
def client(engine: Engine, topic: Topic, slow: Slow) -> Iterator[TestClient]:
    """The browser of Ada, a reviewer, of a service that can ask three sources."""
    other = Shelf(name="europepmc", records=[an_article(4, source="europepmc")])
    known = {
        "pubmed": a_source(slow),
        "europepmc": a_source(other),
        "openalex": a_source(Shelf(name="openalex"), by_default=False),
    }
    web = create_web(engine, topic, intake=Intake(sources=lambda _: known))
    with TestClient(web, raise_server_exceptions=False, follow_redirects=False) as client:
        come_signed_in(client, engine)
        yield client
        slow.go.set()


def until_idle(client: TestClient) -> str:
    ends = time.monotonic() + 20
    while (shown := words_of(client.get(f"{PATH}/now").text).strip()) and time.monotonic() < ends:
        if shown.startswith("No source is being asked"):
            return shown
        time.sleep(0.02)
    return shown


def sources_of_runs(engine: Engine) -> list[str]:
    with store.reading(engine) as db:
        return sorted(run.source for run in store.list_source_runs(db))


def test_the_sources_that_are_asked_by_default_are_chosen_already(client: TestClient) -> None:
    shown = client.get(PATH).text
    assert 'value="pubmed" checked' in shown
    assert 'value="openalex"> ' in shown


def test_a_press_asks_what_is_chosen_and_the_page_tells_until_it_counts(
    client: TestClient, engine: Engine, slow: Slow
) -> None:
    answer = client.post(PATH, data={"source": ["pubmed"], "since": ""})
    assert (answer.status_code, answer.headers["location"]) == (303, PATH)
    shown = client.get(PATH).text
    assert "0 received" in words_of(shown)
    assert WAIT in words_of(shown)
    assert "live.js" in shown
    slow.go.set()
    until_idle(client)
    assert sources_of_runs(engine) == ["pubmed"]
    assert "3 studies" in words_of(client.get("/studies").text)


def test_while_what_came_is_read_the_page_says_so(
    client: TestClient, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Event()
    announce = "app.answers.taking_in.pipeline.announce"
    monkeypatch.setattr(announce, lambda *_, **__: read.wait(20))
    slow.go.set()
    client.post(PATH, data={"source": ["pubmed"]})
    ends = time.monotonic() + 20
    while FOLLOWS not in words_of(client.get(f"{PATH}/now").text) and time.monotonic() < ends:
        time.sleep(0.02)
    shown = client.get(PATH).text
    assert FOLLOWS in words_of(shown)
    assert "live.js" in shown
    read.set()
    assert "No source is being asked" in until_idle(client)


def test_an_order_while_one_is_at_work_is_refused_in_words(
    client: TestClient, engine: Engine
) -> None:
    client.post(PATH, data={"source": ["pubmed"]})
    answer = client.post(PATH, data={"source": ["europepmc"]})
    assert answer.status_code == 409
    assert WAIT in words_of(answer.text)
    assert sources_of_runs(engine) == ["pubmed"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, CHOOSE_ONE),
        ({"source": ["pubmed"], "since": "last week"}, NO_DAY),
        ({"source": ["pubmed"], "since": TOMORROW}, NO_DAY),
        ({"source": ["embase"]}, "'embase' is not a value this field can have"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said_and_nothing_begins(
    client: TestClient, engine: Engine, sent: dict[str, object], said: str
) -> None:
    answer = client.post(PATH, data=sent)
    assert answer.status_code == 422
    assert said in unescape(words_of(answer.text))
    assert sources_of_runs(engine) == []


def test_a_reader_is_offered_nothing_and_cannot_ask(client: TestClient, engine: Engine) -> None:
    come_signed_in(client, engine, "Grace Hopper", Role.READER)
    assert "Ask the sources" not in words_of(client.get(PATH).text)
    assert client.post(PATH, data={"source": ["pubmed"]}).status_code == 403


def test_a_service_that_can_ask_nobody_offers_nothing(engine: Engine, topic: Topic) -> None:
    with TestClient(create_web(engine, topic)) as client:
        come_signed_in(client, engine)
        assert "Ask the sources" not in words_of(client.get(PATH).text)
