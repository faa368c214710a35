"""The page of runs, the page of sources and the feed, over runs in every state."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import etree
from sqlalchemy import Engine

from app import pipeline
from app.pipeline import Order
from app.records import Bibliography, Passage, Rejected, ReportKind, Section
from app.topic import Topic
from app.web import create_web
from tests.api.test_runs import begin
from tests.dashboard.outline import Outline, words_of
from tests.people import come_with_token
from tests.pipeline.upstreams import Shelf, a_source, an_article
from tests.sqlite_databases import migrated_sqlite

ATOM = "{http://www.w3.org/2005/Atom}"
DISCLAIMER = "Do not rely on openFDA to make decisions regarding medical care."
NOW = datetime.now(UTC)
ADDRESSES = {"pubmed": "https://eutils.example.org/entrez", "openalex": "https://api.example.org"}


def save_runs(engine: Engine, topic: Topic) -> None:
    """Three days of runs: the second one failed, the third told of a clearance."""
    clearance = replace(
        an_article(7, source="openfda"),
        kind=ReportKind.REGULATORY,
        passages=(Passage(Section.FIELD, DISCLAIMER, "disclaimer"),),
    )
    shelves = (
        Shelf(records=[an_article(1)], announced=3),
        Shelf(name="crossref", records=[an_article(n, source="crossref") for n in (2, 3, 4)], breaks_at=1),
        Shelf(name="openfda", records=[clearance]),
    )  # fmt: skip
    for days, shelf in zip((3, 2, 1), shelves, strict=True):
        at = NOW - timedelta(days=days)
        order = Order(sources=[a_source(shelf)])
        pipeline.ingest(engine, topic, order, lambda at=at: at)


def a_client(folder: Path, topic: Topic) -> tuple[Engine, TestClient]:
    engine = migrated_sqlite(folder / "runs.sqlite3")
    save_runs(engine, topic)
    web = create_web(engine, topic, addresses=ADDRESSES)
    return engine, TestClient(web, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture(scope="module")
def idle(tmp_path_factory: pytest.TempPathFactory, topic: Topic) -> Iterator[TestClient]:
    """Nothing runs."""
    engine, client = a_client(tmp_path_factory.mktemp("idle"), topic)
    with client:
        yield client
    engine.dispose()


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory, topic: Topic) -> Iterator[TestClient]:
    """PubMed is being asked, and Europe PMC was when its process died."""
    engine, client = a_client(tmp_path_factory.mktemp("busy"), topic)
    begin(engine, "europepmc", NOW - timedelta(hours=2), NOW - timedelta(hours=1))
    begin(engine, "pubmed", NOW - timedelta(minutes=2), datetime.now(UTC))
    with client:
        yield client
    engine.dispose()


def test_a_run_at_work_shows_how_far_it_is(busy: TestClient) -> None:
    answer = busy.get("/runs")
    assert "9 of 12 received" in words_of(answer.text)
    [bar] = Outline(answer.text).all("progress")
    assert (bar["max"], bar["value"]) == ("12", "9")


def test_the_part_that_moves_is_sent_alone_and_is_the_same(busy: TestClient) -> None:
    part = busy.get("/runs/now").text
    assert "<html" not in part
    assert part.strip().partition("\n")[2].strip() in busy.get("/runs").text
    whole = etree.HTML(busy.get("/runs").text).xpath("//*[@id='live']/@data-at-work")
    assert etree.HTML(part).xpath("//*[@id='live']/@data-at-work") == whole != [""]


def test_the_page_reads_itself_again_only_while_something_runs(
    busy: TestClient, idle: TestClient
) -> None:
    refresh = '<noscript><meta http-equiv="refresh" content="5"></noscript>'
    assert refresh in busy.get("/runs").text
    assert Outline(busy.get("/runs").text).all("script") == [
        {"type": "module", "src": "/static/live.js"}
    ]
    for still in (idle.get("/runs"), busy.get("/runs?refresh=no")):
        assert "refresh" not in "".join(
            m.get("http-equiv") or "" for m in Outline(still.text).all("meta")
        )
        assert not Outline(still.text).all("script")
    assert "No source is being asked at this moment" in idle.get("/runs").text


def test_a_run_whose_process_died_is_not_said_to_run(busy: TestClient) -> None:
    words = words_of(busy.get("/runs?source=europepmc").text)
    assert "Stopped without a word" in words
    assert "no page since" in words
    assert "coregap ingest europepmc" in words


def test_the_history_has_counts_warnings_and_reasons(idle: TestClient) -> None:
    words = words_of(idle.get("/runs").text)
    assert "3 hits were announced and 1 received." in words
    assert "crossref: HTTP 503. Run it again later." in words
    assert "To go on from the last page that was stored: coregap ingest crossref" in words


def test_the_history_is_paged_and_chosen_by_source(idle: TestClient) -> None:
    first = idle.get("/runs?limit=2").text
    [onward] = [a["href"] for a in Outline(first).all("a") if a.get("rel") == "next"]
    second = idle.get(onward).text
    assert "PubMed" not in words_of(re.sub(r"<form.*?</form>", "", first, flags=re.DOTALL))
    assert "3 hits were announced" in second
    assert 'rel="next"' not in second
    assert "Crossref" not in words_of(idle.get("/runs?source=pubmed").text).split("Show runs")[1]


def test_what_was_quarantined_is_counted_and_leads_to_its_reasons(
    tmp_path: Path, topic: Topic
) -> None:
    bad = Rejected(
        source="pubmed", place="line 7", reason="No title in it.", payload=b"<x/>", media_type="x"
    )
    engine, client = a_client(tmp_path, topic)
    order = Order(sources=[a_source(Shelf(records=[an_article(1), bad]))])
    pipeline.ingest(engine, topic, order, lambda: NOW)
    with client:
        page = Outline(client.get("/runs?source=pubmed").text)
        [link] = {a["href"] for a in page.all("a") if "quarantine" in (a.get("href") or "")}
        assert link == "/sources?source=pubmed#quarantine"
        assert "1 piece of input of PubMed." in words_of(client.get(link).text)
        assert "No title in it." in client.get(link).text
        other = words_of(client.get("/sources?source=crossref").text)
        assert "Nothing of Crossref: every piece became a record." in other
        assert "No title in it." not in other
    engine.dispose()


def test_an_empty_database_says_what_to_do(empty_client: TestClient) -> None:
    assert "coregap ingest" in empty_client.get("/runs").text
    assert empty_client.get("/feed.atom").status_code == 200


@pytest.mark.parametrize(
    "path", ["/runs?limit=0", "/runs?x=1", "/feed.atom?fitzpatrick=VII", "/sources?source=a+b"]
)
def test_a_question_that_cannot_be_asked_is_an_error_page(idle: TestClient, path: str) -> None:
    assert idle.get(path).status_code == 422


def test_sources_say_when_they_were_asked_and_how_far_they_are_covered(busy: TestClient) -> None:
    words = words_of(busy.get("/sources").text)
    assert f"pubmed, asked at {ADDRESSES['pubmed']}" in words
    assert f"{NOW - timedelta(minutes=2):%Y-%m-%d %H:%M} UTC, at work" in words
    assert f"{(NOW - timedelta(days=3)).date()}" in words
    assert "UTC, failed" in words


def test_the_disclaimer_of_openfda_stands_where_its_records_do(
    idle: TestClient, client: TestClient
) -> None:
    for path in ("/", "/sources"):
        assert DISCLAIMER in words_of(idle.get(path).text)
        assert "openFDA to make" not in client.get(path).text


def test_a_signal_never_stands_without_its_caution(tmp_path: Path, topic: Topic) -> None:
    engine, client = a_client(tmp_path, topic)
    event = replace(
        an_article(8, source="openfda"),
        kind=ReportKind.REGULATORY,
        bibliography=Bibliography(
            title="MAUDE report 8: Injury, ELLACOR", url="https://fda.example.org/8"
        ),
        passages=(Passage(Section.FIELD, DISCLAIMER, "disclaimer"),),
    )
    pipeline.ingest(
        engine,
        topic,
        Order(sources=[a_source(Shelf(name="openfda", records=[event]))]),
        lambda: NOW,
    )
    with client:
        [signals] = etree.HTML(client.get("/").text).xpath("//section[@aria-labelledby='signals']")
        answer = client.get("/api/v1/context").json()
    words = " ".join(signals.xpath("string()").split())
    for said in ("signals, never rates", "does not prove that the device caused", DISCLAIMER):
        assert said in words
    assert signals.xpath(".//li//a/@href") == ["https://fda.example.org/8"]
    assert "signals, never rates" in answer["caution"]
    assert answer["disclaimers"] == [DISCLAIMER]
    assert [one["is_signal"] for one in answer["reports"]].count(True) == 1
    engine.dispose()


def test_the_bundled_snapshot_of_device_reports_is_a_signal(client: TestClient) -> None:
    [signals] = etree.HTML(client.get("/").text).xpath("//section[@aria-labelledby='signals']")
    assert "FDA MAUDE reports" in signals.xpath("string()")
    assert "signals, never rates" in signals.xpath("string()")


def test_without_signals_there_is_no_caution(idle: TestClient) -> None:
    assert "signals, never rates" not in idle.get("/").text
    assert idle.get("/api/v1/context").json()["caution"] == ""


def test_every_page_leads_to_the_feed(idle: TestClient) -> None:
    links = Outline(idle.get("/").text).all("link")
    assert {"rel": "alternate", "type": "application/atom+xml", "title": "What changed", "href": "/feed.atom"} in links  # fmt: skip


def test_the_feed_links_to_where_readers_are_told_to_come(tmp_path: Path, topic: Topic) -> None:
    engine, _ = a_client(tmp_path, topic)
    web = create_web(engine, topic, public_url="https://evidence.example.org/")
    reader = TestClient(web)
    come_with_token(reader, engine)
    body = reader.get("/feed.atom", headers={"Host": "elsewhere.example.net"}).content
    engine.dispose()
    addresses = {link.get("href") for link in etree.fromstring(body).iter(f"{ATOM}link")}
    assert {urlsplit(one).netloc for one in addresses} == {"evidence.example.org"}


def test_the_feed_tells_what_the_second_run_changed(idle: TestClient) -> None:
    answer = idle.get("/feed.atom")
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = etree.fromstring(answer.content)
    kinds = [
        category.get("term")
        for category in feed.iter(f"{ATOM}category")
        if category.get("scheme") == "urn:coregap:kind"
    ]
    assert kinds == ["study_added"] * 2


@pytest.mark.parametrize(
    ("asked", "entries"),
    [
        ("fitzpatrick=III", 2), ("fitzpatrick=VI", 0), ("indication=wrinkles", 2),
        ("indication=wrinkles&fitzpatrick=VI", 0), ("fitzpatrick=VI&fitzpatrick=II", 2),
        ("outcome=pain", 0), ("kind=gap_closed", 0), ("limit=1", 1),
    ],
)  # fmt: skip
def test_the_feed_is_filtered(idle: TestClient, asked: str, entries: int) -> None:
    feed = etree.fromstring(idle.get(f"/feed.atom?{asked}").content)
    assert len(feed.findall(f"{ATOM}entry")) == entries


def test_links_of_the_feed_lead_somewhere(idle: TestClient) -> None:
    feed = etree.fromstring(idle.get("/feed.atom?fitzpatrick=III").content)
    for link in feed.iter(f"{ATOM}link"):
        assert idle.get(link.get("href", "")).status_code == 200


def test_an_unchanged_feed_is_not_sent_again(idle: TestClient) -> None:
    etag = idle.get("/feed.atom").headers["etag"]
    again = idle.get("/feed.atom", headers={"If-None-Match": f"W/{etag}"})
    assert (again.status_code, again.content) == (304, b"")
    assert idle.get("/feed.atom?limit=1", headers={"If-None-Match": etag}).status_code == 200


def test_a_reader_that_knows_only_the_date_is_answered_by_it(idle: TestClient) -> None:
    whole = idle.get("/feed.atom")
    date = whole.headers["last-modified"]
    earlier = "Sun, 01 Nov 2020 00:00:00 GMT"
    statuses = [
        idle.get("/feed.atom", headers=headers).status_code
        for headers in (
            {"If-Modified-Since": date},
            {"If-Modified-Since": earlier},
            {"If-Modified-Since": "yesterday"},
            {"If-Modified-Since": date, "If-None-Match": '"another"'},
        )
    ]
    assert statuses == [304, 200, 200, 200]
    updated = etree.fromstring(whole.content).findtext(f"{ATOM}updated", "")
    assert parsedate_to_datetime(date) == datetime.fromisoformat(updated)
