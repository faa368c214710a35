"""What a source sent is shown as text: it adds no element, no attribute and no address to a page."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from fastapi.testclient import TestClient
from lxml import etree

PAGES = [
    "/",
    "/gap-map",
    "/gap-map?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "/gap-map/cell?fitzpatrick=V&indication=wrinkles",
    "/gap-map/cell?fitzpatrick=V",
    "/studies?limit=200",
    "/studies?q=%3Cimg%20src=x%20onerror=alert(1)%3E",
    "/sources",
    "/sources?source=%3Cscript%3E",
    "/matches",
    "/plans",
    "/changes",
    "/prisma",
    "/search-log",
    "/runs",
    "/about",
    "/permalinks",
    "/nowhere/%3Cscript%3Ealert(1)%3C/script%3E",
    "/studies/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/studies?%3Cscript%3E=1",
    "/studies?fitzpatrick=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
]
XHTML = "{http://www.w3.org/1999/xhtml}"
NEVER = {"iframe", "object", "embed", "base", "frame", "applet", "font", "img"}
OWN_META = {"viewport", "color-scheme", "description", "theme-color"}
ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "srcset",
    "poster",
    "{http://www.w3.org/1999/xlink}href",
)


def elements(text: str) -> Iterator[Element]:
    document: Element = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=True)
    yield from document.iter()


def check_harmless(text: str) -> None:
    """The page has only elements and attributes that its template wrote."""
    for element in elements(text):
        if not isinstance(element.tag, str):
            continue  # a comment
        name = element.tag.removeprefix(XHTML)
        assert name not in NEVER, name
        if name == "script":
            assert element.get("src", "").startswith("/static/"), etree.tostring
            assert not (element.text or "").strip()
        if name == "style":
            raise AssertionError("a style element")
        if name == "meta":
            assert element.get("http-equiv") is None
            assert element.get("name", "viewport") in OWN_META
        if name == "link":
            assert element.get("href", "").startswith("/")
        for attribute, value in element.attrib.items():
            assert not attribute.lower().startswith("on"), attribute
            assert attribute != "style", value
            if attribute in ADDRESSES:
                assert re.match(r"(/(?!/)|#|\?|https?://|$)", value), value


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_element_that_a_source_or_a_caller_wrote(web: TestClient, path: str) -> None:
    answer = web.get(path)
    assert answer.headers["content-type"].startswith("text/html")
    assert "<script>alert" not in answer.text
    check_harmless(answer.text)


def test_every_study_shows_its_texts_as_text(web: TestClient, study_paths: list[str]) -> None:
    shown = ""
    for path in study_paths:
        text = web.get(path).text
        check_harmless(text)
        shown += text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "javascript:" not in re.sub(r"&lt;a href=.*?&gt;", "", shown)
    assert "49" not in re.findall(r"(\S+)\{% raw", shown)  # no template runs in a text


def test_known_markup_is_read_away_and_the_rest_stays_text(web: TestClient) -> None:
    titles = [s["title"] for s in web.get("/api/v1/studies?limit=200").json()["studies"]]
    assert any("<script>" in title for title in titles)  # JSON is no page: it is given as it is
    page = web.get("/studies?limit=200").text
    assert "&lt;script&gt;" in page


def test_the_feed_and_the_drawings_are_well_formed_whatever_they_hold(web: TestClient) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for path in ("/feed.atom", "/api/v1/gap-map/file?format=svg"):
        root = etree.fromstring(web.get(path).content, parser)
        assert not root.xpath("//*[local-name()='script']")


def test_the_file_that_works_offline_lets_nothing_out_of_its_script(web: TestClient) -> None:
    text = web.get("/api/v1/gap-map/file?format=html").text
    assert "<script>alert" not in text
    scripts = [e for e in elements(text) if e.tag == f"{XHTML}script"]
    assert all(
        "alert(1)" not in (s.text or "") for s in scripts if s.get("type") != "application/json"
    )
    [policy] = [e.get("content") for e in elements(text) if e.get("http-equiv")]
    assert policy is not None
    assert "unsafe" not in policy
