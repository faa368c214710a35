"""The API keeps to its OpenAPI document, whatever it is asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from sqlalchemy import URL, Engine

from app import store
from app.accounts import Role, Scope
from app.api import create_app
from app.api.openapi import WITHOUT_ACCOUNT, openapi_document
from app.topic import Topic, read_topic
from tests.api.conftest import empty_database
from tests.api.corpus import save_corpus
from tests.people import a_token, add_person
from tests.postgresql_databases import fresh_postgresql

CHECKS: list[Callable[..., Any]] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]
pytestmark = pytest.mark.slow

EXAMPLES = 15  # for an operation; more find nothing new and take longer
EXAMPLES_OF_FILES = 5  # their questions are those of other operations
EXAMPLES_ON_POSTGRESQL = 4  # the questions themselves are tested on SQLite
OPERATIONS = {
    (path, method.upper()): operation
    for path, methods in openapi_document(read_topic())["paths"].items()
    for method, operation in methods.items()
}
POSITIVE, NEGATIVE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE


def is_of_file(path: str) -> bool:
    return "/exports/" in path or path.endswith("/file")


WITH_QUESTION = [
    named
    for named, operation in OPERATIONS.items()
    if "requestBody" in operation
    or any(p["in"] == "query" for p in operation.get("parameters", ()))
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, topic: Topic) -> Iterator[Engine]:
    """One of its own: some questions revoke tokens, and make and close accounts."""
    engine = empty_database(tmp_path_factory.mktemp("conformance"))
    save_corpus(engine, topic)
    yield engine
    engine.dispose()


def admins_headers(corpus: Engine) -> dict[str, str]:
    admin = add_person(corpus, "Grace Hopper", Role.ADMIN)
    return {"Authorization": f"Bearer {a_token(corpus, admin, Scope.ADMIN)}"}


@pytest.fixture(scope="module")
def api(corpus: Engine, topic: Topic) -> Any:
    app = create_app(corpus, topic)
    headers = admins_headers(corpus)
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=headers)


@pytest.fixture
def headers(corpus: Engine) -> dict[str, str]:
    """Of an admin's token. Some questions revoke tokens: each test has its own."""
    return admins_headers(corpus)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_a_good_question_has_a_documented_answer(
    api: Any, headers: dict[str, str], path: str, method: str
) -> None:
    ask(api[path][method], GenerationMode.POSITIVE, headers)


@pytest.mark.parametrize(("path", "method"), WITH_QUESTION)
def test_a_bad_question_has_a_documented_answer(
    api: Any, headers: dict[str, str], path: str, method: str
) -> None:
    ask(api[path][method], GenerationMode.NEGATIVE, headers)


@pytest.fixture(scope="module")
def stranger(corpus: Engine, topic: Topic) -> Iterator[TestClient]:
    """Who has no account, where there are accounts."""
    admins_headers(corpus)
    with TestClient(create_app(corpus, topic)) as client:
        yield client


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_whoever_does_not_say_who_they_are_has_a_documented_answer(
    stranger: TestClient, path: str, method: str
) -> None:
    stranger.cookies.clear()
    answer = stranger.request(method, path.replace("{", "").replace("}", ""))
    open_to_all = OPERATIONS[path, method]["operationId"] in WITHOUT_ACCOUNT
    assert (answer.status_code == 200) if open_to_all else (answer.status_code == 401)
    if not open_to_all:
        assert "401" in OPERATIONS[path, method]["responses"]
        assert answer.headers["www-authenticate"].startswith("Bearer ")
        assert answer.json()["type"].endswith("#not-signed-in")


@pytest.fixture(scope="module")
def corpus_on_postgresql(
    postgresql: URL, postgresql_template: str, topic: Topic
) -> Iterator[Engine]:
    with contextmanager(fresh_postgresql)(postgresql, postgresql_template) as url:
        engine = store.open_engine(url)
        save_corpus(engine, topic)
        yield engine
        engine.dispose()


@pytest.fixture(scope="module")
def api_on_postgresql(corpus_on_postgresql: Engine, topic: Topic) -> Any:
    app = create_app(corpus_on_postgresql, topic)
    headers = admins_headers(corpus_on_postgresql)
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=headers)


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("path", "method"), [named for named in OPERATIONS if not is_of_file(named[0])]
)
def test_questions_have_documented_answers_on_postgresql_too(
    api_on_postgresql: Any, corpus_on_postgresql: Engine, path: str, method: str
) -> None:
    headers = admins_headers(corpus_on_postgresql)
    for kind in (POSITIVE, NEGATIVE) if (path, method) in WITH_QUESTION else (POSITIVE,):
        ask(api_on_postgresql[path][method], kind, headers, EXAMPLES_ON_POSTGRESQL)


def ask(
    operation: Any, kind: GenerationMode, headers: dict[str, str], examples: int = EXAMPLES
) -> None:
    """Ask it questions of one kind and check each answer against the document."""

    @settings(
        max_examples=min(examples, EXAMPLES_OF_FILES) if is_of_file(operation.path) else examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=kind))
    def check(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers=headers)

    check()
