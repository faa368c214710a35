"""The API keeps to its OpenAPI document, whatever it is asked."""

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
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
from sqlalchemy import Engine

from app.api import create_app
from app.api.openapi import openapi_document
from app.topic import Topic, read_topic

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
OPERATIONS = {
    (path, method.upper()): operation
    for path, methods in openapi_document(read_topic())["paths"].items()
    for method, operation in methods.items()
}
WITH_QUESTION = [
    named
    for named, operation in OPERATIONS.items()
    if "requestBody" in operation
    or any(p["in"] == "query" for p in operation.get("parameters", ()))
]


@pytest.fixture(scope="module")
def api(corpus: Engine, topic: Topic) -> Any:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(corpus, topic))


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_a_good_question_has_a_documented_answer(api: Any, path: str, method: str) -> None:
    ask(api[path][method], GenerationMode.POSITIVE)


@pytest.mark.parametrize(("path", "method"), WITH_QUESTION)
def test_a_bad_question_has_a_documented_answer(api: Any, path: str, method: str) -> None:
    ask(api[path][method], GenerationMode.NEGATIVE)


def ask(operation: Any, kind: GenerationMode) -> None:
    """Ask it questions of one kind and check each answer against the document."""

    is_file = "/exports/" in operation.path or operation.path.endswith("/file")

    @settings(
        max_examples=EXAMPLES_OF_FILES if is_file else EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=kind))
    def check(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    check()
