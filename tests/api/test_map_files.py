"""The map as a file over the API."""

import pytest
from fastapi.testclient import TestClient

from app.topic import Topic


@pytest.mark.parametrize(
    ("file_format", "media_type", "begins"),
    [
        ("svg", "image/svg+xml", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
        ("pdf", "application/pdf", b"%PDF-"),
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
    ],
)
def test_each_format_has_its_type_and_a_name_that_says_what_is_inside(
    client: TestClient, topic: Topic, file_format: str, media_type: str, begins: bytes
) -> None:
    outcome = topic.outcome[0].id
    answer = client.get(
        f"/api/v1/gap-map/file?format={file_format}&outcome={outcome}&year_from=2020"
    )
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert answer.content.startswith(begins)
    name = answer.headers["content-disposition"]
    assert name.startswith(
        f'attachment; filename="micro-coring-gap-map_outcome-by-skin-type_{outcome}_from-2020_20'
    )
    assert name.endswith(f'.{file_format}"')


def test_a_file_that_the_caller_has_is_not_made_again(client: TestClient) -> None:
    path = "/api/v1/gap-map/file?format=html"
    etag = client.get(path).headers["etag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("query", ["format=gif", "format=svg&rows=outcome&columns=outcome", "x=1"])
def test_what_cannot_be_drawn_is_refused_with_its_reason(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/gap-map/file?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"]
