"""The page of people over the years: its chart, its table, and who is in neither."""

import pytest
from fastapi.testclient import TestClient
from lxml import html

from tests.dashboard.outline import words_of


def test_the_table_says_what_the_chart_draws_and_silence_in_words(client: TestClient) -> None:
    page = html.fromstring(client.get("/timeline").text)
    [last] = page.xpath("//table//tr[th/a[text()='2024']]")
    cells = [" ".join(td.text_content().split()) for td in last.xpath("./td")]
    assert cells[7].startswith("1\N{EN DASH}34")
    assert cells[8].startswith("not reported")
    chart = client.get("/timeline/chart.json").json()
    assert chart["title"]["text"] == "People treated with Micro-Coring, by Fitzpatrick skin type"
    assert "Type V, up to 2024: 1 to 34 people, 1 study." in str(chart)


def test_who_is_not_in_the_numbers_is_named(client: TestClient) -> None:
    text = words_of(client.get("/timeline").text)
    assert "2024: number of people not reported; types II to IV took part" in text
    assert "15 people; skin type not reported" in text


def test_a_still_drawing_and_its_words_need_no_script(client: TestClient) -> None:
    page = html.fromstring(client.get("/timeline").text)
    [picture] = page.xpath("//img[@class='drawing-still drawing-timeline']")
    assert "Type VI: not reported" in picture.get("alt")
    answer = client.get(picture.get("src"))
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("layer=planned", "in no number of people here"),
        ("layer=secondary", "Reviews add nobody"),
        ("indication=striae", "No study with a year meets this"),
    ],
)
def test_an_empty_page_says_why(client: TestClient, query: str, said: str) -> None:
    answer = client.get(f"/timeline?{query}")
    assert answer.status_code == 200
    assert said in words_of(answer.text)
    assert "people so far" not in answer.text


def test_a_question_that_cannot_be_asked_is_refused(client: TestClient) -> None:
    assert client.get("/timeline?indication=nonsense").status_code == 422
    assert client.get("/timeline/chart.svg?look=blue").status_code == 422
