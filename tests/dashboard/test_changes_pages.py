"""The pages of change: two days, freezing a view without script, and a frozen view."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from lxml import html

from app.answers.dependencies import now_of
from app.web import create_web
from tests.answers.conftest import NOW, History, make_history
from tests.dashboard.outline import words_of
from tests.people import come_signed_in


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    """An article, a link, a tag, a retraction, and views frozen before all of them."""
    made = make_history(tmp_path_factory.mktemp("changes"))
    yield made
    made.engine.dispose()


@pytest.fixture(scope="module")
def pages(history: History) -> Iterator[TestClient]:
    web = create_web(history.engine, history.topic)
    web.dependency_overrides[now_of] = lambda: NOW
    with TestClient(web, raise_server_exceptions=False, follow_redirects=False) as opened:
        come_signed_in(opened, history.engine)
        yield opened


def cells_of(page: str) -> dict[tuple[str, str], list[str]]:
    """By row and column what a cell said before and says now; only those that changed."""
    (table,) = html.fromstring(page).xpath("//table[contains(@class, 'changed-map')]")
    columns = [th.text_content() for th in table.xpath("./thead/tr/th")]
    found = {}
    for row in table.xpath("./tbody/tr"):
        (head,) = row.xpath("./th")
        for column, cell in zip(columns, row.xpath("./td"), strict=True):
            said = cell.xpath(".//*[@class='was' or @class='now']/text()")
            if said:
                found[head.text_content(), column] = said
    return found


def test_two_days_show_the_cells_that_changed(pages: TestClient) -> None:
    page = pages.get("/changes?since=2026-11-04&until=2026-11-05").text
    cells = cells_of(page)
    assert cells["Pain", "Type VI"] == [
        "read only as abstract",
        "1 study, 1\N{EN DASH}7 of 9 people, studied",
    ]
    assert ("Laxity and tightening", "Type VI") not in cells
    assert "PubMed, run" in words_of(page)
    assert "new record pubmed:1" in words_of(page)


def test_every_number_leads_to_its_event(pages: TestClient) -> None:
    page = html.fromstring(pages.get("/changes?since=2026-11-03").text)
    leading = {link.removeprefix("#") for link in page.xpath("//*[@class='refs']//a/@href")}
    assert leading
    assert leading <= set(page.xpath("//ol[@class='events']/li/@id"))


def test_a_person_is_named_with_the_reason(pages: TestClient) -> None:
    words = words_of(pages.get("/changes?since=2026-11-06&until=2026-11-06").text)
    assert "Ada Lovelace" in words
    assert "are reports of one study (The same two trials.)" in words


def test_a_retraction_stands_first_with_the_frozen_views(
    pages: TestClient, history: History
) -> None:
    page = pages.get("/changes?since=2026-11-08").text
    first = page.index("Said of reports after they came out")
    assert first < page.index("Cells that changed")
    for kept in history.frozen.values():
        assert f'href="/p/{kept.hash}"' in page


def test_nothing_changed_is_said(pages: TestClient) -> None:
    assert "Nothing changed." in words_of(pages.get("/changes?since=2026-11-20").text)


def test_the_digest_of_the_same_days_is_markdown(pages: TestClient) -> None:
    page = pages.get("/changes?since=2026-11-04&until=2026-11-09").text
    (address,) = html.fromstring(page).xpath("//a[contains(@href, '/changes.md')]/@href")
    answer = pages.get(address)
    assert answer.headers["content-type"].startswith("text/markdown")
    for words in (
        "## This version (PRISMA-LSR)",
        "**What triggered it**",
        "Ada Lovelace",
        "Mary Somerville",
        "Frozen views that hold it",
        "## What was known then",
    ):
        assert words in answer.text


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/gap-map?rows=indication&layer=planned", "Layer of evidence: Planned"),
        ("/gap-map/cell?fitzpatrick=IV&outcome=pain", "Pain in type IV"),
        ("/studies?fitzpatrick=IV&limit=1", "Skin type: Type IV"),
        ("/gaps?fitzpatrick=IV&limit=3", "Skin type: Type IV"),
    ],
)
def test_a_view_is_frozen_by_its_form(pages: TestClient, path: str, asked: str) -> None:
    (form,) = html.fromstring(pages.get(path).text).xpath("//form[@class='freeze']")
    sent = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
    answer = pages.post(form.get("action"), data=sent)
    assert answer.status_code == 303
    page = pages.get(answer.headers["location"])
    assert page.status_code == 200
    assert "It says the same now." in words_of(page.text)
    assert asked in words_of(page.text)
    assert f"/api/v1/permalinks{answer.headers['location'][2:]}/file?format=csv" in page.text
    assert answer.headers["location"] in pages.get("/permalinks").text


def test_another_sites_form_freezes_nothing(pages: TestClient) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert pages.post("/permalinks", data={"view": "map"}, headers=foreign).status_code == 403


@pytest.mark.parametrize("sent", [{}, {"view": "moon"}, {"view": "map", "query": "rows=moon"}])
def test_a_form_that_names_no_view_is_refused(pages: TestClient, sent: dict[str, str]) -> None:
    assert pages.post("/permalinks", data=sent).status_code == 422


@pytest.mark.parametrize("name", ["map", "cell", "studies", "gaps"])
def test_a_frozen_view_tells_of_the_retraction_before_its_numbers(
    pages: TestClient, history: History, name: str
) -> None:
    page = pages.get(f"/p/{history.frozen[name].hash}").text
    told = page.index("Said since of studies in this view")
    assert told < page.index("How to cite it") < page.index("The view as it was frozen")
    assert "Retracted" in page
    assert history.fell in page


def test_the_frozen_map_shows_the_numbers_of_then(pages: TestClient, history: History) -> None:
    page = pages.get(f"/p/{history.frozen['map'].hash}").text
    assert cells_of(page)["Hyperpigmentation", "Type V"] == [
        "1 study, 1\N{EN DASH}34 of 38 people, studied", "no study found",
    ]  # fmt: skip
    frozen = page[page.index("The view as it was frozen") :]
    assert "1\N{EN DASH}34 of 38 people" in frozen
    assert f"/p/{history.frozen['map'].hash}" in page[: page.index("What changed since")]


def test_permalinks_of_a_study_are_listed(pages: TestClient, history: History) -> None:
    words = pages.get(f"/permalinks?study_id={history.fell}").text
    assert history.frozen["cell"].hash in words
    assert "Nothing was frozen yet" in pages.get("/permalinks?study_id=S00000000").text


def test_a_permalink_that_is_none_is_no_page(pages: TestClient) -> None:
    assert pages.get(f"/p/{'0' * 32}").status_code == 404
