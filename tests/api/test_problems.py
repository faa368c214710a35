"""Every error is problem details that a person can act on."""

from collections.abc import Iterator

import pytest
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from structlog.testing import capture_logs

from app.answers.problems import Problem, ProblemKind
from app.api import create_app
from app.topic import Topic
from tests.people import come_with_token

MEMBERS = {"type", "title", "status", "detail", "instance", "request_id"}


def problem_at(client: TestClient, path: str, status: int, method: str = "GET") -> dict:
    answer = client.request(method, path, follow_redirects=False)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem.keys() - {"errors"} == MEMBERS
    assert problem["status"] == status
    assert problem["instance"] == path.partition("?")[0]
    assert problem["request_id"] == answer.headers["x-request-id"]
    return problem


def test_a_wrong_value_is_named_with_what_is_allowed(client: TestClient) -> None:
    problem = problem_at(client, "/api/v1/studies?fitzpatrick=VII", 422)
    assert problem["errors"] == [
        {
            "field": "fitzpatrick",
            "message": "Input should be 'I', 'II', 'III', 'IV', 'V' or 'VI'.",
            "value": "VII",
            "allowed": ["I", "II", "III", "IV", "V", "VI"],
        }
    ]
    assert "fitzpatrick" in problem["detail"]


@pytest.mark.parametrize("field", ["indication", "outcome", "body_site", "procedure", "design"])
def test_an_id_that_is_not_in_the_vocabulary_is_named_with_those_that_are(
    client: TestClient, topic: Topic, field: str
) -> None:
    (error,) = problem_at(client, f"/api/v1/studies?{field}=moonlight", 422)["errors"]
    assert error["field"] == field
    assert error["value"] == "moonlight"
    assert error["allowed"] == [value.id for value in topic.values_of(field)]


@pytest.mark.parametrize("path", ["/api/v1/studies", "/api/v1/gap-map", "/api/v1/gaps"])
def test_an_unknown_parameter_is_refused_with_the_known_ones(client: TestClient, path: str) -> None:
    (error,) = problem_at(client, f"{path}?skin=V", 422)["errors"]
    assert error["field"] == "skin"
    assert "fitzpatrick" in error["allowed"]


@pytest.mark.parametrize(
    "path", ["/api/v1/facts", "/api/v1/vocabulary", "/api/v1/sources", "/api/v1/health"]
)
def test_a_parameter_is_refused_where_none_is_taken(client: TestClient, path: str) -> None:
    (error,) = problem_at(client, f"{path}?fitzpatrick=V", 422)["errors"]
    assert error == {
        "field": "fitzpatrick",
        "message": "There is no such parameter here.",
        "value": "V",
    }


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=many", "limit"),
        ("cursor=made-up", "cursor"),
        ("year_from=12", "year_from"),
        ("standing=maybe", "standing"),
        ("layer=tertiary", "layer"),
        ("q=" + "x" * 501, "q"),
    ],
)
def test_each_field_of_the_list_is_checked(client: TestClient, query: str, field: str) -> None:
    (error,) = problem_at(client, f"/api/v1/studies?{query}", 422)["errors"]
    assert error["field"] == field


def test_rows_and_columns_must_differ(client: TestClient) -> None:
    path = "/api/v1/gap-map?rows=outcome&columns=outcome"
    (error,) = problem_at(client, path, 422)["errors"]
    assert error["field"] == "columns"
    assert error["allowed"] == ["fitzpatrick", "indication"]


def test_all_wrong_fields_are_named_at_once(client: TestClient) -> None:
    errors = problem_at(client, "/api/v1/studies?limit=0&fitzpatrick=9&x=1", 422)["errors"]
    assert {error["field"] for error in errors} == {"limit", "fitzpatrick", "x"}


@pytest.mark.parametrize("public_id", ["S00000000", "S0", "not-an-id", "%00", "..%2f..", "%F0%9F"])
def test_an_identifier_that_no_study_has_is_404(client: TestClient, public_id: str) -> None:
    answer = client.get(f"/api/v1/studies/{public_id}")
    assert answer.status_code == 404
    assert answer.json()["title"] in ("No such study", "No such path")


def test_an_unknown_path_is_404(client: TestClient) -> None:
    assert problem_at(client, "/api/v1/papers", 404)["type"].endswith("#no-such-path")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_other_methods_are_refused_and_the_right_one_named(client: TestClient, method: str) -> None:
    problem_at(client, "/api/v1/studies", 405, method)
    assert client.request(method, "/api/v1/studies").headers["allow"] == "GET"


def test_every_type_of_problem_is_explained_on_the_docs_page(client: TestClient) -> None:
    page = client.get("/api/v1/docs").text
    for kind in ProblemKind:
        assert f'<dt id="{kind}">' in page


def failing_router() -> APIRouter:
    router = APIRouter()

    @router.get("/api/v1/broken")
    def broken() -> None:
        raise RuntimeError("password=hunter2")

    return router


@pytest.fixture
def broken(corpus: Engine, topic: Topic) -> Iterator[TestClient]:
    app = create_app(corpus, topic, extra_routers=[failing_router()])
    with TestClient(app, raise_server_exceptions=False) as client:
        come_with_token(client, corpus)
        yield client


def test_a_fault_shows_nothing_of_its_inside_and_is_logged_with_the_id(broken: TestClient) -> None:
    with capture_logs() as events:
        answer = broken.get("/api/v1/broken", headers={"X-Request-Id": "fault-7"})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "hunter2" not in answer.text
    assert answer.json()["request_id"] == answer.headers["x-request-id"] == "fault-7"
    assert answer.headers["x-content-type-options"] == "nosniff"
    (failed,) = [event for event in events if event["event"] == "request_failed"]
    assert failed["request_id"] == "fault-7"
    assert str(failed["exc_info"]) == "password=hunter2"


def app_with_pages(engine: Engine, topic: Topic) -> FastAPI:
    def error_page(_: Request, problem: Problem) -> HTMLResponse:
        return HTMLResponse(f"<h1>{problem.title}</h1>", problem.status)

    return create_app(engine, topic, error_page=error_page)


def test_a_page_gets_an_error_page_and_the_api_its_problem(corpus: Engine, topic: Topic) -> None:
    with TestClient(app_with_pages(corpus, topic)) as client:
        come_with_token(client, corpus)
        page = client.get("/nowhere")
        assert (page.status_code, page.text) == (404, "<h1>No such path</h1>")
        problem_at(client, "/api/v1/nowhere", 404)
