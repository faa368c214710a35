"""What happens around every request."""

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs


def test_each_request_is_logged_once_without_its_query(client: TestClient) -> None:
    with capture_logs() as events:
        answer = client.get("/api/v1/studies?q=secret")
    (event,) = events
    assert event["event"] == "request"
    assert event["method"] == "GET"
    assert event["path"] == "/api/v1/studies"
    assert event["status"] == 200
    assert event["ms"] > 0
    assert "secret" not in str(events)
    assert answer.headers["x-request-id"]


def test_ids_differ_from_request_to_request(client: TestClient) -> None:
    ids = {client.get("/api/v1/health").headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3


@pytest.mark.parametrize(
    ("given", "kept"),
    [("trace-1.2_3", True), ("x" * 65, False), ("two words", False), ("<b>", False)],
)
def test_a_plain_id_of_the_caller_is_kept(client: TestClient, given: str, kept: bool) -> None:
    answer = client.get("/api/v1/health", headers={"X-Request-Id": given})
    assert (answer.headers["x-request-id"] == given) is kept


@pytest.mark.parametrize(
    "path", ["/api/v1/health", "/api/v1/studies?limit=0", "/nowhere", "/api/v1/docs"]
)
def test_every_answer_is_protected(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_json_may_load_nothing_and_a_page_only_its_own_files(client: TestClient) -> None:
    json_policy = client.get("/api/v1/vocabulary").headers["content-security-policy"]
    page_policy = client.get("/api/v1/docs").headers["content-security-policy"]
    assert json_policy.startswith("default-src 'none'")
    assert page_policy.startswith("default-src 'self'")
    assert "unsafe" not in page_policy


def test_head_has_the_headers_of_get_and_no_body(client: TestClient) -> None:
    get, head = client.get("/api/v1/studies"), client.head("/api/v1/studies")
    assert head.status_code == 200
    assert head.content == b""
    for name in ("etag", "content-type", "content-length"):
        assert head.headers[name] == get.headers[name]
