"""The menu of files: it asks for what the page shows."""

import pytest
from fastapi.testclient import TestClient
from lxml import html

from app.answers import ViewName
from app.exports import FORMATS_OF

PAGES = [
    ("/gap-map?rows=indication&layer=planned", ViewName.MAP, "rows=indication&layer=planned"),
    ("/gap-map/cell?fitzpatrick=V&outcome=pain", ViewName.CELL, "fitzpatrick=V&outcome=pain"),
    ("/studies?fitzpatrick=V&q=coring&limit=1", ViewName.STUDIES, "fitzpatrick=V&q=coring"),
    ("/", ViewName.GAPS, "limit=1000"),
    ("/sources", ViewName.DATASET, ""),
]


@pytest.mark.parametrize(("page", "name", "asked"), PAGES)
def test_every_form_is_offered_for_the_view_of_the_page(
    client: TestClient, page: str, name: ViewName, asked: str
) -> None:
    links = html.fromstring(client.get(page).text).xpath("//details[@class='export']//a/@href")
    query = f"{asked}&" if asked else ""
    assert links == [
        f"/api/v1/exports/{name.value}?{query}format={form.value}" for form in FORMATS_OF[name]
    ]
    assert client.get(links[-1]).status_code == 200


def test_a_later_page_of_a_list_offers_all_of_it(client: TestClient) -> None:
    first = html.fromstring(client.get("/studies?limit=2").text)
    [onward] = first.xpath("//a[@rel='next']/@href")
    later = html.fromstring(client.get(onward).text)
    assert later.xpath("//details[@class='export']//a/@href")[0] == (
        "/api/v1/exports/studies?format=xlsx"
    )
