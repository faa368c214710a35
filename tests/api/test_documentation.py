"""docs/api.md: every call in it is made, and answers what the page says."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app import pipeline, store
from app.accounts import Role
from app.answers.problems import ProblemKind
from app.api import create_app
from app.api.docs.manual import example_call
from app.api.example_changes import FREEZE, HASH
from app.api.openapi import openapi_document
from app.matching import MatchDecision
from app.store import people
from app.topic import Topic, data_folder
from tests.api.conftest import empty_database
from tests.people import come_with_token
from tests.store.builders import NOW

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
CALLS = re.findall(
    r"```sh\ncurl -s 'http://127\.0\.0\.1:8000(.+?)'\n```\n\n```json\n(.+?)```", PAGE, re.DOTALL
)

EXAMPLE_RUN = 2
"""Run 1 loads the evidence."""


OF_OTHERS = MatchDecision(
    layer="study", one="example:1", other="example:2", same=True, because="One trial."
)
"""A decision on records that are not among the evidence: it changes nothing."""


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory, topic: Topic) -> Iterator[TestClient]:
    """The API over the bundled evidence."""
    engine = empty_database(tmp_path_factory.mktemp("bundled"))
    pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=NOW)
    pipeline.refresh(engine, topic)
    begun = store.Begun(source="pubmed", query="q", since=None, until=NOW.date(), search_id=None)
    with store.writing(engine) as db:
        assert store.start_source_run(db, begun, at=NOW) == EXAMPLE_RUN
        store.save_match_decision(db, OF_OTHERS, who="Ada Lovelace", at=NOW)
        assert people.begin_file_import(db, "scopus.ris", "Ada Lovelace", NOW) == 1
    with TestClient(create_app(engine, topic)) as client:
        come_with_token(client, engine, role=Role.ADMIN)
        yield client
    engine.dispose()


def test_there_are_six_calls_and_an_error() -> None:
    assert len(CALLS) == PAGE.count("```json") == 7


@pytest.mark.parametrize(("path", "shown"), CALLS, ids=[path for path, _ in CALLS])
def test_a_call_answers_what_the_page_shows(bundled: TestClient, path: str, shown: str) -> None:
    answer = bundled.get(path).json()
    expected = json.loads(shown)
    assert holds(answer, expected), json.dumps(answer, indent=1)


def holds(answer: Any, shown: Any) -> bool:
    """Whether what is shown is there: fields of an object, and elements of a list in order."""
    if isinstance(shown, dict):
        return all(name in answer and holds(answer[name], shown[name]) for name in shown)
    if isinstance(shown, list):
        remaining = iter(answer)
        return all(any(holds(one, element) for one in remaining) for element in shown)
    return bool(answer == shown)


def test_every_path_and_problem_is_on_the_page(topic: Topic) -> None:
    for path in openapi_document(topic)["paths"]:
        assert f"`{path.removeprefix('/api/v1')}`" in PAGE
    for kind in ProblemKind:
        assert f"`{kind}`" in PAGE


def test_every_example_call_of_the_openapi_document_is_answered(
    bundled: TestClient, topic: Topic
) -> None:
    frozen = bundled.post("/api/v1/permalinks", json=FREEZE).json()["hash"]
    for path, methods in openapi_document(topic)["paths"].items():
        if "get" in methods:
            call = example_call(path, methods["get"].get("parameters", [])).replace(HASH, frozen)
            assert bundled.get(call).status_code == 200, call
