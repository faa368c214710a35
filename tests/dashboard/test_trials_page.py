"""The page of trials to come: plans in words, and nothing of them counted."""

from fastapi.testclient import TestClient

from tests.dashboard.outline import words_of


def test_a_plan_that_names_no_type_excludes_nobody(client: TestClient) -> None:
    text = words_of(client.get("/trials").text)
    assert "Of unknown status" in text
    assert "Its plan names no skin type: none is thereby admitted or excluded." in text
    assert "A registration is a promise, not evidence" in text
    assert "Would fill" not in text


def test_what_was_asked_can_be_taken_off_and_an_empty_page_says_how(client: TestClient) -> None:
    text = words_of(client.get("/trials?fitzpatrick=V").text)
    assert "Skin type: Type V" in text
    assert "No registration without results of the 1 that were read meets this." in text


def test_without_any_registration_the_page_says_so(empty_client: TestClient) -> None:
    text = words_of(empty_client.get("/trials").text)
    assert "No registration without results was read." in text
