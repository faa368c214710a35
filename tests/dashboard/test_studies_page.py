"""The list of studies: counts beside each value, what a search found, and what to drop."""

from fastapi.testclient import TestClient
from lxml import html

from tests.dashboard.outline import words_of


def counts_of(page: str, field: str) -> dict[str, int]:
    labels = html.fromstring(page).xpath(f"//label[input[@name='{field}']]")
    return {
        label.xpath("./input/@value")[0]: int(label.xpath(".//*[@class='choice-count']")[0].text)
        for label in labels
    }


def test_a_count_is_what_choosing_the_value_gives(client: TestClient) -> None:
    asked = "outcome=hyperpigmentation"
    page = client.get(f"/studies?{asked}").text
    for field in ("fitzpatrick", "layer", "standing", "indication"):
        for value, number in counts_of(page, field).items():
            found = client.get(f"/api/v1/studies?{asked}&{field}={value}").json()
            assert found["total"] == number, (field, value)


def test_what_was_found_is_marked_in_title_and_passage(client: TestClient) -> None:
    page = html.fromstring(client.get("/studies?q=cores").text)
    [line] = page.xpath("//article[.//a[contains(.,'Scarless 0.33-mm')]]")
    assert line.xpath(".//a//mark/text()") == ["Core"]
    passage = line.xpath(".//*[@class='study-line-found']")[0]
    assert passage.xpath("./span/text()") == ["Reader's summary:"]
    assert {mark.lower() for mark in passage.xpath("./mark/text()")} <= {"core", "cores", "coring"}


def test_text_that_looks_like_markup_is_shown_as_text(client: TestClient) -> None:
    page = client.get("/studies?q=<b>coring</b>")
    assert page.status_code == 200
    assert "<b>coring" not in page.text


def test_an_empty_list_says_what_to_drop(client: TestClient) -> None:
    answer = client.get("/studies?fitzpatrick=VI&outcome=hyperpigmentation")
    page = html.fromstring(answer.text)
    [link] = page.xpath("//ul[contains(@class,'loosened')]//a")
    assert "Without skin type “Type VI”" in link.text
    total = client.get(f"/api/v1{link.get('href')}").json()["total"]
    assert f": {total} stud" in link.text


def test_where_no_single_condition_is_to_blame_each_is_counted_by_itself(
    client: TestClient,
) -> None:
    page = html.fromstring(client.get("/studies?fitzpatrick=VI&q=zebrafish&layer=primary").text)
    texts = page.xpath("//ul[contains(@class,'loosened')]//a/text()")
    assert texts == ["With only layer of evidence “Primary”: 8 studies"]


def test_a_list_that_cannot_be_loosened_says_so(client: TestClient) -> None:
    assert "No study matches." in words_of(client.get("/studies?fitzpatrick=VI&q=zebrafish").text)
