"""The page's drawing: its chart, its script, its files."""

from fastapi.testclient import TestClient
from lxml import html


def test_the_page_links_each_file_of_the_view_it_shows(client: TestClient) -> None:
    page = html.fromstring(client.get("/gap-map?rows=indication&layer=planned").text)
    links = page.xpath("//ul[@class='files']//a/@href")
    assert links == [
        f"/api/v1/gap-map/file?rows=indication&layer=planned&format={name}"
        for name in ("pdf", "png", "svg", "html")
    ]


def test_the_chart_says_the_sentences_of_the_table_and_leads_where_it_does(
    client: TestClient,
) -> None:
    query = "outcome=hyperpigmentation&outcome=pain&body_site=face"
    chart = client.get(f"/gap-map/chart.json?{query}&look=dark").json()
    table = html.fromstring(client.get(f"/gap-map?{query}").text).xpath("//td//a")
    cells = chart["datasets"]["cells"]
    assert [cell["sentence"] for cell in cells] == [link.get("title") for link in table]
    assert [cell["href"] for cell in cells] == [link.get("href") for link in table]
    assert client.get(cells[0]["href"]).status_code == 200


def test_the_chart_has_the_colours_of_the_screen(client: TestClient) -> None:
    dark, light = (
        client.get(f"/gap-map/chart.json?outcome=pain&look={look}").json()["background"]
        for look in ("dark", "light")
    )
    assert light == "#ffffff"
    assert dark != light


def test_the_script_needs_no_loosened_policy_and_is_kept_by_the_browser(client: TestClient) -> None:
    answer = client.get("/gap-map/vega.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "drawGapMap" in answer.text


def test_a_chart_that_cannot_be_asked_for_is_refused(client: TestClient) -> None:
    assert client.get("/gap-map/chart.json?look=blue").status_code == 422
