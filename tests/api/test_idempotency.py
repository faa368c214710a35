"""A request under a key is done once, however often it comes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import APIRouter, Response
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import store
from app.api import create_app
from app.api.idempotency import Idempotent
from app.errors import KeyInUseError, KeyReusedError
from app.store import KeptAnswer, KeyedRequest
from app.topic import Topic
from tests.people import come_with_token
from tests.store.builders import NOW

done: list[str] = []
"""What the routes below did."""


def counting_router() -> APIRouter:
    router = APIRouter(prefix="/api/v1")

    @router.post("/things", status_code=201, dependencies=[Idempotent])
    def make(response: Response, thing: dict[str, str]) -> dict[str, object]:
        done.append(thing["name"])
        if thing["name"] == "broken":
            raise RuntimeError(thing["name"])
        response.headers["Location"] = f"/api/v1/things/{len(done)}"
        response.headers["ETag"] = '"1"'
        return {"name": thing["name"], "number": len(done)}

    return router


@pytest.fixture
def app_client(engine: Engine, topic: Topic) -> Iterator[TestClient]:
    done.clear()
    app = create_app(engine, topic, extra_routers=[counting_router()])
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def send(client: TestClient, key: str, name: str = "one"):  # type: ignore[no-untyped-def]
    return client.post("/api/v1/things", json={"name": name}, headers={"Idempotency-Key": key})


def test_the_same_request_gets_the_same_answer_and_is_done_once(app_client: TestClient) -> None:
    first, again = send(app_client, "k1"), send(app_client, "k1")
    assert (first.status_code, first.json()["number"]) == (201, 1)
    assert "idempotency-replayed" not in first.headers
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["idempotency-replayed"] == "true"
    for name in ("location", "etag", "content-type"):
        assert again.headers[name] == first.headers[name]
    assert again.headers["x-request-id"] != first.headers["x-request-id"]
    assert done == ["one"]


def test_a_key_in_quotation_marks_is_the_same_key(app_client: TestClient) -> None:
    """The draft writes it as a structured field."""
    send(app_client, '"k1"')
    assert send(app_client, "k1").headers["idempotency-replayed"] == "true"


def test_another_request_under_the_same_key_is_refused(app_client: TestClient) -> None:
    send(app_client, "k1")
    other = send(app_client, "k1", "two")
    assert other.status_code == 422
    assert other.json()["type"].endswith("#key-reused")
    assert done == ["one"]


def test_without_a_key_each_request_is_done(app_client: TestClient) -> None:
    for _ in range(2):
        app_client.post("/api/v1/things", json={"name": "one"})
    send(app_client, "k1")
    send(app_client, "k2")
    assert len(done) == 4


@pytest.mark.parametrize("body", ["[]", "{"])
def test_what_was_refused_did_nothing_and_frees_its_key(app_client: TestClient, body: str) -> None:
    headers = {"Idempotency-Key": "k1", "Content-Type": "application/json"}
    assert app_client.post("/api/v1/things", content=body, headers=headers).status_code == 422
    assert send(app_client, "k1").status_code == 201


def test_what_failed_may_be_tried_again(app_client: TestClient) -> None:
    assert send(app_client, "k1", "broken").status_code == 500
    assert send(app_client, "k1", "broken").status_code == 500
    assert done == ["broken", "broken"]


@pytest.mark.parametrize("key", ["", "two words", "x" * 256, "tab\there"])
def test_a_key_that_is_none_is_refused(app_client: TestClient, key: str) -> None:
    assert send(app_client, key).status_code == 422
    assert done == []


def test_a_request_at_work_is_not_begun_again(app_client: TestClient, engine: Engine) -> None:
    first = send(app_client, "k1")
    with store.writing(engine) as db:
        keyed = KeyedRequest(caller="127.0.0.1", key="k1", fingerprint=fingerprint(engine))
        store.release_request(db, keyed)
        assert store.claim_request(db, keyed, at=datetime.now(UTC)) is None
    again = send(app_client, "k1")
    assert again.status_code == 409
    assert again.json()["type"].endswith("#key-in-use")
    assert again.headers["retry-after"] == "1"
    assert first.json()["number"] == len(done) == 1


def fingerprint(engine: Engine) -> str:
    with engine.connect() as db:
        return str(db.exec_driver_sql("SELECT fingerprint FROM idempotent_request").scalar_one())


KEYED = KeyedRequest(caller="203.0.113.7", key="k", fingerprint="f")
ANSWER = KeptAnswer(status=201, headers={"etag": '"1"'}, body='{"name": "é"}')


def test_an_answer_is_kept_for_a_day_and_for_its_caller_alone(engine: Engine) -> None:
    another = KeyedRequest(caller="203.0.113.8", key="k", fingerprint="f")
    with store.writing(engine) as db:
        assert store.claim_request(db, KEYED, at=NOW) is None
        store.keep_answer(db, KEYED, ANSWER)
    with store.writing(engine) as db:
        late = NOW + timedelta(hours=23)
        assert store.claim_request(db, KEYED, at=late) == ANSWER
        assert store.claim_request(db, another, at=late) is None
    with store.writing(engine) as db:
        assert store.claim_request(db, KEYED, at=NOW + timedelta(hours=24)) is None


def test_a_claim_whose_process_died_is_free_after_a_while(engine: Engine) -> None:
    with store.writing(engine) as db:
        store.claim_request(db, KEYED, at=NOW)
        with pytest.raises(KeyInUseError):
            store.claim_request(db, KEYED, at=NOW + timedelta(minutes=9))
        with pytest.raises(KeyReusedError):
            store.claim_request(
                db,
                KeyedRequest(caller=KEYED.caller, key="k", fingerprint="other"),
                at=NOW + timedelta(minutes=11),
            )
        assert store.claim_request(db, KEYED, at=NOW + timedelta(minutes=11)) is None


def test_a_frozen_view_is_answered_again_as_it_was(engine: Engine, topic: Topic) -> None:
    with TestClient(create_app(engine, topic)) as client:
        come_with_token(client, engine)
        word = {"json": {"view": "gaps"}, "headers": {"Idempotency-Key": "k9"}}
        first = client.post("/api/v1/permalinks", **word)
        again = client.post("/api/v1/permalinks", **word)
        assert first.json()["is_new"] is again.json()["is_new"] is True
        assert client.get("/api/v1/permalinks").json()["total"] == 1
