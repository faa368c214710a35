"""What did not change is not sent again."""

import pytest
from fastapi.testclient import TestClient

PATHS = ["/api/v1/studies", "/api/v1/gap-map", "/api/v1/gaps", "/api/v1/facts", "/api/v1/context"]


@pytest.mark.parametrize("path", PATHS)
def test_the_same_answer_is_304_without_a_body(client: TestClient, path: str) -> None:
    etag = client.get(path).headers["etag"]
    again = client.get(path, headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == etag


@pytest.mark.parametrize("form", ["W/{}", '"other", {}', '{} , "other"'])
def test_lists_and_weak_forms_are_understood(client: TestClient, form: str) -> None:
    etag = client.get("/api/v1/studies").headers["etag"]
    again = client.get("/api/v1/studies", headers={"If-None-Match": form.format(etag)})
    assert again.status_code == 304


def test_the_version_of_one_address_does_not_hold_for_another(client: TestClient) -> None:
    etag = client.get("/api/v1/studies").headers["etag"]
    other = client.get("/api/v1/studies?fitzpatrick=V", headers={"If-None-Match": etag})
    assert other.status_code == 200
    assert other.headers["etag"] != etag


def test_an_invalid_question_is_still_refused(client: TestClient) -> None:
    etag = client.get("/api/v1/studies").headers["etag"]
    wrong = client.get("/api/v1/studies?limit=0", headers={"If-None-Match": etag})
    assert wrong.status_code == 422
