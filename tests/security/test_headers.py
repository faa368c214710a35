"""Every kind of answer tells a browser what it must not do."""

import pytest
from fastapi.testclient import TestClient

from tests.security.conftest import HOST

KINDS = [
    ("GET", "/", 200),
    ("HEAD", "/", 200),
    ("GET", "/gap-map", 200),
    ("GET", "/studies?q=%3Cscript%3E", 200),
    ("GET", "/about", 200),
    ("GET", "/api/v1/docs", 200),
    ("GET", "/api/v1/studies", 200),
    ("GET", "/api/v1/exports/studies?format=csv", 200),
    ("GET", "/feed.atom", 200),
    ("GET", "/static/base.css", 200),
    ("GET", "/static/mark.svg", 200),
    ("GET", "/static/missing.css", 404),
    ("GET", "/health", 200),
    ("GET", "/ready", 200),
    ("GET", "/metrics", 200),
    ("GET", "/nowhere", 404),
    ("GET", "/api/v1/nowhere", 404),
    ("GET", "/studies?limit=0", 422),
    ("GET", "/api/v1/studies?limit=0", 422),
    ("DELETE", "/gap-map", 405),
    ("PUT", "/api/v1/studies", 405),
    ("OPTIONS", "/api/v1/studies", 405),
    ("GET", "/broken", 500),
    ("GET", "/api/v1/broken", 500),
    ("GET", "/gap-map/", 307),
]


@pytest.mark.parametrize(("method", "path", "status"), KINDS, ids=lambda v: str(v))
def test_every_answer_is_protected(web: TestClient, method: str, path: str, status: int) -> None:
    answer = web.request(method, path)
    assert answer.status_code == status
    headers = answer.headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert headers["x-request-id"]
    check_policy(headers["content-security-policy"])
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


def check_policy(policy: str) -> None:
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    assert rules["default-src"] in ("'self'", "'none'")
    assert rules["frame-ancestors"] == "'none'"
    assert not any(word in policy for word in ("unsafe", "*", "data:", "http:", "https:"))


@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [({"Host": "evil.example"}, b"", 421), ({}, b" " * 100_001, 413)],
)
def test_what_no_route_sees_is_protected_too(
    web: TestClient, headers: dict[str, str], content: bytes, status: int
) -> None:
    for path in ("/matches/decide", "/api/v1/match-decisions"):
        answer = web.post(path, headers=headers, content=content)
        assert answer.status_code == status
        assert answer.headers["x-frame-options"] == "DENY"
        check_policy(answer.headers["content-security-policy"])


def test_no_answer_lets_another_site_read_it(web: TestClient) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for method in ("GET", "OPTIONS"):
        answer = web.request(method, "/api/v1/studies", headers=asked)
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "sent",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": HOST},
    ],
)
@pytest.mark.parametrize(
    "path", ["/api/v1/match-decisions", "/api/v1/permalinks", "/api/v1/match-decisions/1/undo"]
)
def test_another_site_can_change_nothing(web: TestClient, path: str, sent: dict[str, str]) -> None:
    answer = web.post(path, headers=sent, json={})
    assert answer.status_code in (403, 422)
    if answer.status_code == 422:  # the body was looked at first: a whole one is refused as well
        whole = {"kind": "map", "question": {}}
        assert web.post("/api/v1/permalinks", headers=sent, json=whole).status_code == 403


def test_a_fault_shows_nothing_of_its_inside(web: TestClient) -> None:
    for path in ("/broken", "/api/v1/broken"):
        assert "hush" not in web.get(path).text
        assert "RuntimeError" not in web.get(path).text


def test_a_file_is_offered_and_never_opened_as_a_page(web: TestClient) -> None:
    for path in (
        "exports/studies?format=csv",
        "exports/studies?format=xlsx",
        "gap-map/file?format=html",
    ):
        said = web.get(f"/api/v1/{path}").headers["content-disposition"]
        assert said.startswith("attachment; filename=")
        name = said.partition("filename=")[2].strip('"')
        assert not set(name) & set("/\\\r\n<>")
