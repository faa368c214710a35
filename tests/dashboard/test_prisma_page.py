"""The page of the flow: a drawing whose words fit their boxes, and a table with every number."""

import re
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from lxml import html

from app.answers import LoggedSearch, SearchLogAnswer, SearchLogQuestion, SentRequest
from app.dashboard.flow_drawing import Drawing, narrow_drawing, wide_drawing
from app.dashboard.rendering import render
from app.dashboard.search_log_page import search_log_view
from app.exports import BoxId, flow_of
from app.screening import Screened
from app.store import FlowState
from app.topic import read_topic
from tests.dashboard.outline import words_of
from tests.exports.flows import a_flow_record, a_flow_report, states

WIDTH = {"title": 8.05, "group": 8.05, "part": 7.29, "note": 7.29}
"""Of a character at 13 px: the mean of the widest line in DejaVu Sans, measured in Chromium."""


@given(state=states())
def test_nothing_is_drawn_outside_or_over_another_box(state: FlowState) -> None:
    for drawing in (wide_drawing(flow_of(state)), narrow_drawing(flow_of(state))):
        check(drawing)


def check(drawing: Drawing) -> None:
    for box in drawing.boxes:
        assert box.x > 0
        assert box.x + box.width < drawing.width
        assert box.bottom < drawing.height
        assert all(box.y < line.y < box.bottom for line in box.lines)
        for line in box.lines:
            room = box.right - line.x - len(line.number) * WIDTH[line.sort]
            assert len(line.words) * WIDTH[line.sort] <= room, line.words
        for other in drawing.boxes:
            beside = other.x >= box.x + box.width or box.x >= other.x + other.width
            assert other is box or beside or other.y >= box.bottom or box.y >= other.bottom


def test_many_reasons_are_added_up_in_the_drawing() -> None:
    reasons = [
        a_flow_report(
            f"pubmed:{n}",
            screening=a_flow_report(screened=Screened.EXCLUDED, rule=f"rule-{n}").screening,
        )
        for n in range(30)
    ]
    keys = [report.key for report in reasons]
    flow = flow_of(
        FlowState(received=tuple(map(a_flow_record, keys)), unreadable={}, reports=tuple(reasons))
    )
    [box] = [
        box for box in wide_drawing(flow).boxes if box.lines[0].words.endswith("by automation")
    ]
    assert (box.lines[-1].words, box.lines[-1].number) == ("23 more, in the table", "23")
    assert sum(int(line.number) for line in box.lines[1:]) == 30
    assert len(flow.box(BoxId.EXCLUDED_BY_AUTOMATION).parts) == 30


@pytest.mark.parametrize("at", ["", "2026-11-22", "2026-11-21"])
def test_drawing_table_and_api_agree(client: TestClient, at: str) -> None:
    flow = client.get("/api/v1/prisma", params={"at": at}).json()["flow"]
    tree = html.fromstring(client.get("/prisma", params={"at": at}).text)
    rows = [
        (row.findtext("th"), int(row.findtext("td")))
        for row in tree.xpath("//table[contains(@class,'flow-table')]/tbody/tr")
    ]
    expected = [
        (one["label"] if "label" in one else one["title"], one.get("count", one.get("total")))
        for box in flow["boxes"]
        for one in (box, *box["parts"])
    ]
    assert rows == expected
    drawn = re.findall(
        r"\d+",
        " ".join(tree.xpath("//*[contains(@class,'flow-wide')]//*[@text-anchor='end']/text()")),
    )
    assert set(map(int, drawn)) <= {number for _, number in expected}
    assert "Every box equals the sum of its parts" in tree.text_content()


def test_the_drawing_has_a_name_and_a_description(client: TestClient) -> None:
    tree = html.fromstring(client.get("/prisma").text)
    ids = {element.get("id") for element in tree.xpath("//*[@id]")}
    drawings = tree.xpath("//svg")
    assert len(drawings) == 2
    for drawing in drawings:
        assert drawing.get("role") == "img"
        assert set(drawing.get("aria-labelledby").split()) <= ids
        assert "records identified" in drawing.findtext("desc")


def test_a_past_day_is_said_on_the_page_and_kept_in_its_links(client: TestClient) -> None:
    page = client.get("/prisma?at=2026-11-21").text
    assert "As of the end of 2026-11-21 (UTC)." in words_of(page)
    assert 'href="/api/v1/prisma?at=2026-11-21"' in page


def test_a_wrong_day_is_refused_with_a_page(client: TestClient) -> None:
    answer = client.get("/prisma?at=yesterday")
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")


def test_the_log_shows_requests_exactly_and_links_to_what_is_older() -> None:
    logged = LoggedSearch(
        number=8,
        run_id=2,
        search_id=1,
        source="pubmed",
        part="identifiers",
        at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        requests=(SentRequest(url="https://example.org/?q=<a>", body="", status=200),),
        announced=None,
        received=1200,
        new=1200,
        changed=0,
        unchanged=0,
        rejected=0,
        withdrawn=("7", "9"),
        warnings=(),
    )
    found = SearchLogAnswer(pages=(logged,), total=9, next_cursor="onward")
    question = SearchLogQuestion(source="pubmed", cursor="here")
    view = search_log_view(found, question, ["pubmed", "crossref"])
    [line] = view.lines
    assert (line.heading, line.at) == ("PubMed, by identifier", "2026-11-22 09:30:00 UTC")
    assert line.came == "no total announced, 1,200 received"
    assert line.withdrawn == "Withdrawn by the source: 7, 9."
    assert (view.first_href, view.next_href) == (
        "/search-log?source=pubmed",
        "/search-log?source=pubmed&cursor=onward",
    )
    assert [s.value for s in view.sources if s.chosen] == ["pubmed"]
    page = render("search_log.html", "/search-log", read_topic(), log=view)
    assert "https://example.org/?q=&lt;a&gt;" in page


def test_the_log_says_when_nothing_was_asked(client: TestClient) -> None:
    assert "No source has been asked yet" in words_of(client.get("/search-log").text)
