"""Every page answers, says the expected facts, and holds nothing that its policy forbids."""

import re
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient

from tests.dashboard.outline import Outline, words_of

PATHS = (
    "/",
    "/gap-map",
    "/gap-map?rows=indication&columns=outcome",
    "/gap-map?rows=fitzpatrick&columns=indication&outcome=hyperpigmentation",
    "/gap-map/cell?fitzpatrick=V&outcome=hyperpigmentation",
    "/gap-map/cell",
    "/studies",
    "/gaps",
    "/gaps?fitzpatrick=V&outcome=pain",
    "/claims",
    "/claims/c04",
    "/questions",
    "/questions/dark-skin",
    "/questions/off-face",
    "/about",
    "/sources",
    "/runs",
    "/matches",
    "/matches/decisions",
    "/prisma",
    "/prisma?at=2026-11-21",
    "/search-log",
)
LINKS_OF_A_SORT = 2


@pytest.mark.parametrize("path", PATHS)
def test_every_page_answers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_inline_script_or_style(client: TestClient, path: str) -> None:
    answer = client.get(path)
    outline = Outline(answer.text)
    assert not outline.all("style")
    assert all(script.get("src", "").startswith("/static/") for script in outline.all("script"))
    attributes = {name for _, attrs in outline.tags for name in attrs}
    assert not {a for a in attributes if a == "style" or a.startswith("on")}
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", PATHS)
def test_every_loaded_file_is_our_own_and_exists(client: TestClient, path: str) -> None:
    for link in Outline(client.get(path).text).all("link"):
        assert client.get(link["href"]).status_code == 200


@pytest.mark.slow
def test_every_own_link_leads_somewhere(client: TestClient) -> None:
    """The first links of each sort from every page: all of them would be hundreds of cells."""
    own: dict[str, list[str]] = {}
    for path in PATHS:
        for link in Outline(client.get(path).text).all("a"):
            if link["href"].startswith("/"):
                sort = link["href"].split("?")[0]
                own.setdefault(f"{path} {sort}", []).append(link["href"])
    asked = sorted({href for links in own.values() for href in links[:LINKS_OF_A_SORT]})
    assert len(asked) > len(PATHS)
    found = {href: client.get(href, follow_redirects=True).status_code for href in asked}
    assert found == dict.fromkeys(asked, 200)


@pytest.mark.parametrize("path", PATHS)
def test_headings_go_down_one_step_at_a_time(client: TestClient, path: str) -> None:
    levels = [
        int(tag[1]) for tag, _ in Outline(client.get(path).text).tags if re.match(r"h\d", tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_overview_says_what_is_known(client: TestClient) -> None:
    text = words_of(client.get("/").text)
    assert "Type V rests on one study, without a count and without outcomes by type." in text
    assert "Type VI: no study" in text
    assert re.search(r"\d+ of \d+ studies do not report skin type", text)


def test_the_overview_agrees_with_the_api(client: TestClient) -> None:
    text = words_of(client.get("/").text)
    known = client.get("/api/v1/facts").json()
    assert all(of_type["sentence"] in text for of_type in known["by_type"])
    gaps = client.get("/api/v1/gaps?limit=8").json()["gaps"]
    assert all(gap["sentence"] in text for gap in gaps)


def test_silence_is_never_called_exclusion(client: TestClient) -> None:
    """Nothing in the bundled evidence excludes a type, so no cell may say so."""
    page = client.get("/gap-map").text
    assert "cell why-abstract-only" in page
    assert "cell why-excluded" not in page


def test_an_empty_database_has_pages_that_say_so(empty_client: TestClient) -> None:
    for path in PATHS:
        assert empty_client.get(path).status_code == 200
    assert "No evidence is loaded yet" in empty_client.get("/").text
    assert "No study is known yet" in empty_client.get("/studies").text
    assert "No primary study is known yet" in empty_client.get("/gap-map").text
    assert "No study matches" in empty_client.get("/gap-map?design=review").text
    assert "nothing here is a share" in empty_client.get("/representation").text
    assert "Nothing has been received yet" in empty_client.get("/sources").text


def test_sources_tell_where_records_came_from(client: TestClient) -> None:
    text = words_of(client.get("/sources").text)
    assert "bundled" in text
    assert "2026-11-22" in text


def test_the_about_page_explains_every_sign(client: TestClient) -> None:
    text = words_of(client.get("/about").text)
    for word in ("Reported by type", "Not reported", "Only preclinical", "Restated by a reader"):
        assert word in text
