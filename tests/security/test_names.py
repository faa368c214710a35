"""No name that a caller sends leads out of where it belongs."""

from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.security.conftest import HOST

OUT = (
    "../settings.py", "..%2f..%2fsettings.py", "%2e%2e/%2e%2e/settings.py", "....//settings.py", "..\\settings.py",
    "..%5c..%5csettings.py", "%252e%252e%252fsettings.py", "/etc/passwd", "//etc/passwd", "base.css%00.html",
    "./../../settings.py", "static/../../settings.py", "%c0%ae%c0%ae/settings.py", "C:%5cwindows%5cwin.ini",
)  # fmt: skip
PLACES = (
    "/static/",
    "/permalinks/",
    "/api/v1/permalinks/",
    "/studies/",
    "/api/v1/studies/",
    "/runs/",
    "/api/v1/exports/",
    "/claims/",
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", OUT)
def test_a_name_leads_nowhere_else(web: TestClient, place: str, name: str) -> None:
    answer = web.get(place + name)
    assert answer.status_code in (307, 404, 405, 422)
    assert "BaseSettings" not in answer.text
    assert "root:" not in answer.text
    if answer.status_code == 307:
        assert answer.headers["location"].startswith(("http://localhost/", "/"))


@pytest.mark.parametrize(
    "path", ["//evil.example/", "//evil.example/gap-map/", "/%5cevil.example/gap-map/"]
)
def test_no_path_redirects_to_another_site(web: TestClient, path: str) -> None:
    answer = web.get(HOST + path)
    assert answer.status_code in (307, 404)
    where = urlsplit(answer.headers.get("location", HOST))
    assert where.netloc == "localhost"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/studies?q=%27%20OR%201=1--",
        "/api/v1/studies?q=%22%20OR%20*",
        "/api/v1/studies?q=a%22%20NEAR%20(b",
        "/api/v1/studies?q=report_id:x",
        "/api/v1/studies?q=%00",
        "/api/v1/studies?cursor=%27;DROP%20TABLE%20study",
        "/api/v1/rejected?source=%27%20OR%201=1",
    ],
)
def test_no_question_reaches_the_database_as_a_statement(web: TestClient, path: str) -> None:
    before = web.get("/api/v1/studies").json()["total"]
    answer = web.get(path)
    assert answer.status_code in (200, 422)
    if "q=" in path and answer.status_code == 200:
        assert answer.json()["total"] < before
    assert web.get("/api/v1/studies").json()["total"] == before
