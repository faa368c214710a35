"""The documentation page stands alone: no script, nothing from another host."""

import re
from urllib.parse import urlsplit

from fastapi.testclient import TestClient
from lxml import html

from app.api.docs.manual import prose
from app.api.docs.types import type_of


def test_every_operation_and_object_is_on_it(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    page = html.fromstring(client.get("/api/v1/docs").text)
    headings = {heading.text_content().strip() for heading in page.iter("h3")}
    for methods in document["paths"].values():
        assert {operation["summary"] for operation in methods.values()} <= headings
    assert {"Study", "GapMap", "Problem"} <= headings


def test_it_has_no_script_and_asks_no_other_host(client: TestClient) -> None:
    page = html.fromstring(client.get("/api/v1/docs").text)
    assert not page.xpath("//script | //style | //@style | //iframe | //img")
    assert not [name for node in page.iter() for name in node.attrib if name.startswith("on")]
    for place in page.xpath("//link/@href | //@src"):
        assert urlsplit(place).netloc == ""
        assert client.get(place).status_code == 200


def test_the_style_loads_nothing(client: TestClient) -> None:
    style = client.get("/api/v1/docs.css")
    assert style.headers["content-type"].startswith("text/css")
    assert not re.search(r"url\(|@import", style.text)


def test_every_link_inside_the_page_leads_somewhere(client: TestClient) -> None:
    page = html.fromstring(client.get("/api/v1/docs").text)
    places = set(page.xpath("//@id"))
    assert len(places) == len(page.xpath("//@id"))
    for target in page.xpath("//a/@href"):
        if target.startswith("#"):
            assert target[1:] in places


def test_allowed_values_and_defaults_are_shown(client: TestClient) -> None:
    page = html.fromstring(client.get("/api/v1/docs").text)
    (studies,) = page.xpath("//*[@id='list-studies']")
    rows = {row.find("th").text_content().strip(): row for row in studies.iter("tr")}
    assert "not_reported" in rows["standing"].text_content()
    assert "Default: 50" in rows["limit"].text_content()
    assert "or null" not in studies.xpath(".//table")[0].text_content()


def test_a_host_that_holds_markup_is_escaped(client: TestClient) -> None:
    page = client.get("/api/v1/docs", headers={"Host": "a<b>c"})
    assert "a<b>c" not in page.text


def test_prose_marks_code_and_escapes_the_rest() -> None:
    assert prose("`limit` is < 5\nat  most") == "<code>limit</code> is &lt; 5 at most"


def test_types_are_words() -> None:
    cell = {"type": "array", "items": {"$ref": "#/components/schemas/Cell"}}
    assert type_of({"type": "array", "items": cell}).text == "list of list of Cell"
    assert type_of({"anyOf": [{"type": "integer"}, {"type": "null"}]}).text == (
        "whole number or null"
    )
