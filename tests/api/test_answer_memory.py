"""An answer that was made before is sent again, and never where it would be another one by now."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import pipeline
from app.answers.dependencies import now_of
from app.api import create_app
from app.api.answer_memory import LARGEST, Answered, AnswerMemory
from app.topic import Topic, data_folder
from tests.people import come_with_token
from tests.store.builders import NOW

LIST = "/api/v1/studies?fitzpatrick=IV&limit=5"


def an_answer(size: int, name: str = "/") -> Answered:
    return Answered(address=(name, b""), route=None, headers=(), body=b"x" * size)


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    memory = AnswerMemory(most_bytes=1000)
    memory.keep("a", an_answer(400))
    memory.keep("b", an_answer(400))
    assert memory.find("a") is not None
    memory.keep("c", an_answer(400))
    assert memory.find("b") is None
    assert memory.find("a") == memory.find("c") == an_answer(400)


def test_an_answer_that_is_kept_again_takes_its_place_once() -> None:
    memory = AnswerMemory(most_bytes=1000)
    for _ in range(10):
        memory.keep("a", an_answer(400))
    memory.keep("b", an_answer(400))
    assert len(memory) == 2


def test_a_file_is_not_kept() -> None:
    memory = AnswerMemory()
    memory.keep("a", an_answer(LARGEST + 1))
    assert memory.find("a") is None


def test_the_second_answer_is_the_first_and_still_asks_who_comes(
    corpus: Engine, topic: Topic
) -> None:
    app = create_app(corpus, topic)
    with TestClient(app) as client:
        come_with_token(client, corpus)
        first = client.get(LIST)
        made = len(app.state.answer_memory)
        again = client.get(LIST)
        assert len(app.state.answer_memory) == made == 1
        assert again.content == first.content
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["content-type"] == first.headers["content-type"]
        assert client.get(LIST, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
        del client.headers["Authorization"]
        assert client.get(LIST).status_code == 401


def test_new_evidence_is_in_the_next_answer(engine: Engine, topic: Topic) -> None:
    with TestClient(create_app(engine, topic)) as client:
        come_with_token(client, engine)
        before = client.get("/api/v1/studies").json()
        pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=NOW)
        pipeline.refresh(engine, topic)
        after = client.get("/api/v1/studies").json()
    assert before["total"] == 0
    assert after["total"] > 0


@pytest.mark.parametrize("file", ["timeline", "representation"])
def test_a_file_that_names_its_day_is_another_one_tomorrow(
    corpus: Engine, topic: Topic, file: str
) -> None:
    app, now = create_app(corpus, topic), NOW
    app.dependency_overrides[now_of] = lambda: now
    with TestClient(app) as client:
        come_with_token(client, corpus)
        first, again = (client.get(f"/api/v1/{file}/file?format=csv") for _ in range(2))
        now = NOW + timedelta(days=1)
        later = client.get(f"/api/v1/{file}/file?format=csv")
    assert first.headers["etag"] == again.headers["etag"] != later.headers["etag"]
    assert {first.status_code, later.status_code} == {200}
