"""The menu of files: it asks for what the page shows."""

import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from app import store
from app.accounts import Role
from app.answers import ViewName
from app.exports import FORMATS_OF
from app.topic import Topic
from app.web import create_web
from tests.people import come_signed_in

PAGES = [
    ("/gap-map?rows=indication&layer=planned", ViewName.MAP, "rows=indication&layer=planned"),
    ("/gap-map/cell?fitzpatrick=V&outcome=pain", ViewName.CELL, "fitzpatrick=V&outcome=pain"),
    ("/studies?fitzpatrick=V&q=coring&limit=1", ViewName.STUDIES, "fitzpatrick=V&q=coring"),
    ("/", ViewName.GAPS, "limit=1000"),
]


@pytest.mark.parametrize(("page", "name", "asked"), PAGES)
def test_every_form_is_offered_for_the_view_of_the_page(
    client: TestClient, page: str, name: ViewName, asked: str
) -> None:
    links = offered(client, page)
    assert links == [
        f"/api/v1/exports/{name.value}?{asked}&format={form.value}" for form in FORMATS_OF[name]
    ]
    assert client.get(links[-1]).status_code == 200


def test_the_whole_dataset_is_offered_to_those_who_may_have_it(
    tmp_path: Path, sqlite_template: Path, topic: Topic
) -> None:
    engine = store.open_engine(
        f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'own.sqlite3')}"
    )
    with TestClient(create_web(engine, topic)) as client:
        assert offered(client, "/sources") == []
        come_signed_in(client, engine)
        links = offered(client, "/sources")
        assert links == [
            f"/api/v1/exports/dataset?format={form.value}" for form in FORMATS_OF[ViewName.DATASET]
        ]
        assert client.get(links[-1]).status_code == 200
        come_signed_in(client, engine, "Grace Hopper", Role.READER)
        assert offered(client, "/sources") == links
        assert client.get(links[-1]).status_code == 200
    engine.dispose()


def offered(client: TestClient, page: str) -> list[str]:
    found: list[str] = html.fromstring(client.get(page).text).xpath(
        "//details[@class='export']//a/@href"
    )
    return found


def test_a_later_page_of_a_list_offers_all_of_it(client: TestClient) -> None:
    first = html.fromstring(client.get("/studies?limit=2").text)
    [onward] = first.xpath("//a[@rel='next']/@href")
    later = html.fromstring(client.get(onward).text)
    assert later.xpath("//details[@class='export']//a/@href")[0] == (
        "/api/v1/exports/studies?format=xlsx"
    )
