"""Fifty people read while two review and a run brings new records: nothing fails, nothing is lost."""

import ssl
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import httpx
import pytest
from sqlalchemy import Engine

from app import pipeline, store
from app.accounts import Role, Scope
from app.answers.taking_in import Intake
from app.api import Traffic
from app.records import Passage, Section
from app.topic import read_topic
from app.web import create_web
from tests.client.conftest import serving
from tests.people import a_token, add_person
from tests.pipeline.upstreams import TEXT, Shelf, a_source, an_article
from tests.store.builders import NOW

READERS = 50
READ = (
    "/api/v1/studies?limit=5",
    "/api/v1/gap-map",
    "/api/v1/studies?q=micro-coring",
    "/",
    "/gap-map",
    "/studies",
)
REVIEWERS = ("Ada Lovelace", "Grace Hopper")
BROUGHT = 20


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """With two studies whose tags nobody has decided on."""
    records = [
        replace(an_article(n, TEXT), passages=(Passage(Section.ABSTRACT, f"{TEXT} Centre {n}."),))
        for n in (1, 2)
    ]
    with store.writing(engine) as db:
        store.save_records(db, records, received_at=NOW, run_id=None)
    pipeline.refresh(engine, read_topic())
    return engine


@pytest.fixture
def address(filled: Engine) -> Iterator[str]:
    shelf = Shelf(records=[an_article(n) for n in range(10, 10 + BROUGHT)])
    intake = Intake(sources=lambda _: {"pubmed": a_source(shelf)})
    web = create_web(filled, read_topic(), traffic=Traffic(), intake=intake)
    with serving(web) as at:
        yield at


@pytest.fixture
def come(filled: Engine, address: str) -> Callable[..., httpx.Client]:
    # Each client would read all authorities anew, though nothing here is encrypted.
    authorities = ssl.create_default_context()

    def client(name: str, role: Role, *scopes: Scope) -> httpx.Client:
        token = a_token(filled, add_person(filled, name, role), *scopes)
        held = {"Authorization": f"Bearer {token}"}
        return httpx.Client(base_url=address, headers=held, verify=authorities, timeout=60)

    return client


def read(client: httpx.Client, number: int) -> list[int]:
    with client:
        turned = [*READ[number % len(READ) :], *READ[: number % len(READ)]]
        return [client.get(path).status_code for path in turned]


def review(client: httpx.Client, targets: list[str]) -> list[tuple[int, str]]:
    with client:
        words = ({"action": "accept", "targets": [target]} for target in targets)
        return [
            (client.post("/api/v1/tag-decisions", json=word).status_code, word["targets"][0])
            for word in words
        ]


def ask(client: httpx.Client) -> int:
    with client:
        return client.post("/api/v1/runs", json={"sources": ["pubmed"]}).status_code


def test_nothing_fails_and_no_decision_is_lost(
    filled: Engine, come: Callable[..., httpx.Client]
) -> None:
    with come("Ada Lovelace", Role.REVIEWER, Scope.READ) as ada:
        proposals = ada.get("/api/v1/tag-proposals?limit=50").json()["proposals"]
    targets = [one["id"] for one in proposals]
    assert len(targets) >= 8
    reviewers = [come(name, Role.REVIEWER, Scope.REVIEW) for name in REVIEWERS]
    readers = [come("Reader", Role.READER, Scope.READ) for _ in range(READERS)]
    with ThreadPoolExecutor(READERS + 3) as pool:
        run = pool.submit(ask, come("Ada Lovelace", Role.REVIEWER, Scope.IMPORT))
        decided = [pool.submit(review, c, targets[n::2]) for n, c in enumerate(reviewers)]
        reads = [pool.submit(partial(read, c, n)) for n, c in enumerate(readers)]
        assert {status for one in reads for status in one.result()} == {200}
        assert run.result() == 202
        accepted = [word for one in decided for word in one.result()]
    assert {status for status, _ in accepted} == {201}
    with come("Ada Lovelace", Role.REVIEWER, Scope.READ) as ada:
        wait_until_counted(ada)
        trail = ada.get("/api/v1/decisions?kind=tag&limit=200").json()["lines"]
        kept = [f"{one['about']}-{one['dimension']}-{one['value']}" for one in trail]
        assert sorted(kept) == sorted(targets)
        assert {one["who"] for one in trail} == set(REVIEWERS)
        assert ada.get("/api/v1/studies").json()["total"] >= 2
    with store.reading(filled) as db:
        assert store.count_everything(db).records == 2 + BROUGHT


def wait_until_counted(client: httpx.Client) -> None:
    """The run has ended, and what it brought is counted."""
    for _ in range(600):
        time.sleep(0.05)
        runs = client.get("/api/v1/runs").json()
        if not runs["is_at_work"] and runs["runs"] and runs["runs"][0]["status"] == "succeeded":
            return
    raise AssertionError("The run does not end.")
