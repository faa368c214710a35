"""The OpenAPI document says what the API does, and its examples are true."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema_rs import Draft202012Validator

from app.api import schemas
from app.api.openapi import openapi_document
from app.topic import read_topic

DOCUMENT = openapi_document(read_topic())
OPERATIONS = [
    pytest.param(path, operation, id=operation["operationId"])
    for path, methods in DOCUMENT["paths"].items()
    for operation in methods.values()
]
ANSWERED_WITH_FILES = {
    "export_decisions",
    "get_map_file",
    "get_timeline_file",
    "get_representation_file",
}
"""Their answers are no JSON; what is in the files is tested where they are made."""
each_operation = pytest.mark.parametrize(("path", "operation"), OPERATIONS)


def validator_of(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": DOCUMENT["components"]})


def test_it_is_openapi_3_1(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == set(DOCUMENT["paths"])


def test_the_endpoints_are_all_there() -> None:
    assert {path.removeprefix("/api/v1") for path in DOCUMENT["paths"]} == {
        "/studies",
        "/studies/batch",
        "/studies/{public_id}",
        "/plans",
        "/gap-map",
        "/gap-map/file",
        "/gap-map/cell",
        "/exports/map",
        "/exports/cell",
        "/exports/studies",
        "/exports/gaps",
        "/exports/evidence",
        "/exports/dataset",
        "/gaps",
        "/imports",
        "/imports/{import_id}",
        "/claims",
        "/claims/{claim_id}",
        "/questions",
        "/questions/{question_id}",
        "/facts",
        "/planner",
        "/representation",
        "/representation/file",
        "/timeline",
        "/timeline/file",
        "/trials",
        "/ladder",
        "/studies/{public_id}/ladder",
        "/vocabulary",
        "/accuracy",
        "/sources",
        "/context",
        "/prisma",
        "/search-log",
        "/runs",
        "/runs/{run_id}",
        "/matches",
        "/matches/{match_id}",
        "/matches/{match_id}/decision",
        "/match-decisions",
        "/match-decisions/{decision_id}",
        "/match-decisions/{decision_id}/undo",
        "/changes",
        "/gap-map/past",
        "/tag-proposals",
        "/tags/{tag_id}",
        "/tag-decisions",
        "/tag-decisions/{decision_id}/undo",
        "/screening-queue",
        "/screening-decisions",
        "/screening-decisions/{decision_id}/undo",
        "/sealed-decisions/{decision_id}/undo",
        "/decisions",
        "/exports/decisions",
        "/review-conflicts",
        "/review-agreement",
        "/review-option",
        "/permalinks",
        "/permalinks/{hash}",
        "/permalinks/{hash}/changes",
        "/permalinks/{hash}/file",
        "/me",
        "/tokens",
        "/tokens/{token_id}/revoke",
        "/accounts",
        "/accounts/{account_id}",
        "/account-changes",
        "/rejected",
        "/health",
        "/readiness",
    }


@each_operation
def test_an_operation_is_described(path: str, operation: dict[str, Any]) -> None:
    assert operation["summary"]
    assert len(operation["description"]) > len(operation["summary"])
    for parameter in operation.get("parameters", ()):
        assert parameter["description"], parameter["name"]


@each_operation
def test_an_example_answer_has_the_form_of_the_answer(path: str, operation: dict[str, Any]) -> None:
    done = operation["responses"].keys() & {"200", "201", "202"}
    content = operation["responses"][done.pop()]["content"]
    if "exports" in operation["tags"] or operation["operationId"] in ANSWERED_WITH_FILES:
        assert all(shown["schema"] for shown in content.values())
        return
    answer = content["application/json"]
    validator_of(answer["schema"]).validate(answer["example"])


@pytest.mark.parametrize(
    "operation", [one for _, one in (p.values for p in OPERATIONS) if "requestBody" in one]
)
def test_an_example_of_what_is_sent_has_the_form_of_it(operation: dict[str, Any]) -> None:
    if operation["operationId"] == "import_records":
        assert operation["requestBody"]["content"].keys() == {"application/octet-stream"}
        return
    content = operation["requestBody"]["content"]["application/json"]
    validator_of(content["schema"]).validate(content["example"])


@each_operation
def test_every_problem_is_documented_with_an_example(path: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    assert {"422", "500"} <= answers.keys()
    for status, answer in answers.items():
        if status in ("200", "201", "202", "304"):
            continue
        content = answer["content"]["application/problem+json"]
        validator_of(content["schema"]).validate(content["example"])
        assert content["example"]["status"] == int(status)
        schemas.Problem.model_validate(content["example"])


def test_a_parameter_names_the_ids_of_the_vocabulary() -> None:
    topic = read_topic()
    (outcome,) = [
        parameter
        for parameter in DOCUMENT["paths"]["/api/v1/gap-map/cell"]["get"]["parameters"]
        if parameter["name"] == "outcome"
    ]
    assert outcome["schema"]["enum"] == [*(v.id for v in topic.outcome), "none_stated"]
