"""A run asks every source for what is new, survives what they do, and derives once."""

import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from app import pipeline, store
from app.pipeline import IngestReport, Order, Wanted
from app.records import Rejected, SourceRecord
from app.sources import Page, Search, Source
from app.store import SourceRun
from app.topic import data_folder, read_topic
from tests.pipeline.upstreams import Shelf, a_source, an_article
from tests.store.builders import a_rejected

TOPIC = read_topic()
NEWS = Wanted()
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=10)


def ingest(
    engine: Engine, *sources: Source, wanted: Wanted = NEWS, now: datetime = NOW
) -> IngestReport:
    order = Order(sources=sources, wanted=wanted)
    return pipeline.ingest(engine, TOPIC, order, lambda: now)


def latest_run(engine: Engine, source: str = "pubmed") -> SourceRun:
    with store.reading(engine) as db:
        return store.list_source_runs(db, source=source)[0]


def titles(engine: Engine) -> set[str]:
    with store.reading(engine) as db:
        studies = store.list_studies(db, store.StudyFilter(), limit=100)
    return {study.title for study in studies.studies}


def articles(*numbers: int) -> list[SourceRecord | Rejected]:
    return [an_article(number) for number in numbers]


def test_an_empty_database_is_filled_from_all_sources(engine: Engine) -> None:
    pubmed = Shelf(records=articles(1, 2, 3, 4, 5))
    other = Shelf(name="europepmc", records=[an_article(6, source="europepmc")])
    report = ingest(engine, a_source(pubmed), a_source(other))
    assert [(s.source, s.status, s.tally.new) for s in report.sources] == [
        ("pubmed", "succeeded", 5),
        ("europepmc", "succeeded", 1),
    ]
    assert report.refreshed is not None
    assert report.refreshed.studies == 6
    assert not report.failed


def test_a_second_run_changes_nothing_and_says_so(engine: Engine) -> None:
    shelf = Shelf(records=articles(1, 2, 3))
    assert ingest(engine, a_source(shelf)).changed
    again = ingest(engine, a_source(shelf), now=LATER)
    assert not again.changed
    assert again.refreshed is None
    assert again.sources[0].tally.unchanged == 3
    with store.reading(engine) as db:
        assert store.count_versions(db) == 3


def test_a_run_asks_for_what_changed_since_the_last_less_an_overlap(engine: Engine) -> None:
    shelf = Shelf(records=articles(1))
    ingest(engine, a_source(shelf))
    ingest(engine, a_source(shelf), now=LATER)
    asked = [search for search, _ in shelf.searches]
    assert [(s.since, s.until) for s in asked] == [
        (None, NOW.date()),
        (NOW.date() - timedelta(days=7), LATER.date()),
    ]
    assert all(s.query == TOPIC.searches["pubmed"] for s in asked)


def test_since_and_full_are_obeyed(engine: Engine) -> None:
    shelf = Shelf(records=articles(1))
    ingest(engine, a_source(shelf))
    ingest(engine, a_source(shelf), wanted=Wanted(since=date(2020, 1, 1)))
    ingest(engine, a_source(shelf), wanted=Wanted(full=True))
    assert [search.since for search, _ in shelf.searches] == [None, date(2020, 1, 1), None]


def test_days_that_no_run_covered_are_asked_for_by_the_next(engine: Engine) -> None:
    shelf = Shelf(records=articles(1))
    ingest(engine, a_source(shelf))
    late = NOW + timedelta(days=60)
    ingest(engine, a_source(shelf), wanted=Wanted(since=late.date()), now=late)
    ingest(engine, a_source(shelf), now=late)
    assert shelf.searches[-1][0].since == NOW.date() - timedelta(days=7)


def test_a_source_that_fails_stops_no_other_and_says_why(engine: Engine) -> None:
    broken = Shelf(records=articles(1, 2, 3), breaks_at=1)
    sound = Shelf(name="europepmc", records=[an_article(9, source="europepmc")])
    report = ingest(engine, a_source(broken), a_source(sound))
    assert report.failed
    assert [s.status for s in report.sources] == ["failed", "succeeded"]
    run = latest_run(engine)
    assert (run.status, run.counts["new"]) == ("failed", 2)
    assert "HTTP 503" in run.reason
    assert latest_run(engine, "europepmc").status == "succeeded"
    assert len(titles(engine)) == 3


def test_a_failed_source_goes_on_from_its_last_page(engine: Engine) -> None:
    shelf = Shelf(records=articles(1, 2, 3, 4, 5), breaks_at=1)
    ingest(engine, a_source(shelf))
    shelf.breaks_at = None
    report = ingest(engine, a_source(shelf), now=LATER)
    assert shelf.searches[1] == (shelf.searches[0][0], '{"at": 2}')
    assert report.sources[0].tally.new == 3
    assert "This ends the search of 2026-11-22" in report.sources[0].warnings[0]
    run = latest_run(engine)
    assert (run.status, run.since, run.until) == ("succeeded", None, NOW.date())


def test_a_position_that_the_upstream_no_longer_takes_is_given_up(engine: Engine) -> None:
    shelf = Shelf(records=articles(1, 2, 3), breaks_at=1)
    ingest(engine, a_source(shelf))
    ingest(engine, a_source(shelf))
    shelf.breaks_at = None
    ingest(engine, a_source(shelf))
    assert [position for _, position in shelf.searches] == ["", '{"at": 2}', ""]


def test_another_question_begins_anew(engine: Engine) -> None:
    shelf = Shelf(records=articles(1, 2, 3), breaks_at=1)
    ingest(engine, a_source(shelf))
    shelf.breaks_at = None
    ingest(engine, a_source(shelf), wanted=Wanted(since=date(2026, 1, 1)))
    assert shelf.searches[-1][0].since == date(2026, 1, 1)
    assert shelf.searches[-1][1] == ""


def test_a_new_query_is_asked_for_all_days(engine: Engine) -> None:
    shelf = Shelf(records=articles(1))
    ingest(engine, a_source(shelf))
    wider = TOPIC.model_copy(update={"searches": {"pubmed": "other"}})
    pipeline.ingest(engine, wider, Order(sources=[a_source(shelf)]), lambda: LATER)
    assert shelf.searches[-1][0].since is None


class Defective(Shelf):
    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        raise KeyError("a mistake of ours")


def test_a_defect_fails_its_source_alone(engine: Engine) -> None:
    sound = Shelf(name="europepmc", records=[an_article(9, source="europepmc")])
    report = ingest(engine, a_source(Defective()), a_source(sound))
    assert [s.status for s in report.sources] == ["failed", "succeeded"]
    assert "KeyError" in latest_run(engine).reason


class Circle(Shelf):
    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        [page] = super().pages(search)
        while True:
            yield replace(page, position='{"at": 0}')


def test_an_upstream_that_turns_in_a_circle_is_left(engine: Engine) -> None:
    report = ingest(engine, a_source(Circle(records=articles(1))))
    assert report.failed
    assert "nothing that was not there before" in report.sources[0].reason


def test_what_cannot_be_read_is_quarantined(engine: Engine) -> None:
    shelf = Shelf(records=[*articles(1), a_rejected("page 1, article 2"), *articles(3)])
    report = ingest(engine, a_source(shelf))
    assert report.sources[0].tally.rejected == 1
    assert report.sources[0].warnings == ()
    with store.reading(engine) as db:
        assert [r.place for r in store.list_rejected(db)] == ["page 1, article 2"]


def test_hits_that_did_not_come_are_a_warning(engine: Engine) -> None:
    report = ingest(engine, a_source(Shelf(records=articles(1, 2, 3), announced=5)))
    assert report.sources[0].status == "succeeded"
    assert report.sources[0].warnings == ("5 hits were announced and 3 received.",)
    assert latest_run(engine).warnings == report.sources[0].warnings


def test_a_record_that_its_source_deleted_leaves_every_count_and_can_come_back(
    engine: Engine,
) -> None:
    shelf = Shelf(records=articles(1, 2))
    ingest(engine, a_source(shelf))
    assert len(titles(engine)) == 2
    shelf.records, shelf.withdrawn = articles(2), ("1", "77")
    report = ingest(engine, a_source(shelf))
    assert report.sources[0].tally.withdrawn == 1
    assert {title[-1] for title in titles(engine)} == {"2"}
    with store.reading(engine) as db:
        [gone] = store.list_records(db, ["pubmed:1"])
        assert gone.withdrawn
        assert gone.payload == an_article(1).payload
        assert store.count_everything(db).screening["excluded"] == 1
    assert not ingest(engine, a_source(shelf)).changed
    shelf.records, shelf.withdrawn = articles(1, 2), ()
    assert ingest(engine, a_source(shelf)).changed
    assert len(titles(engine)) == 2


def test_bundled_reports_are_completed_by_identifier(engine: Engine) -> None:
    pipeline.load_evidence(engine, TOPIC, data_folder() / "evidence", now=NOW)
    known = an_article(39480035)
    shelf = Shelf(records=[known])
    source = a_source(shelf, known_by=lambda printed: (printed.pmid,) if printed.pmid else ())
    ingest(engine, source)
    asked = [search.identifiers for search, _ in shelf.searches]
    assert asked[0] == ()
    assert {"39480035", "40116370", "36036977"} <= set(asked[1])
    ingest(engine, source)
    assert "39480035" not in shelf.searches[-1][0].identifiers


def test_the_search_log_holds_every_request_with_what_it_brought(engine: Engine) -> None:
    ingest(engine, a_source(Shelf(records=articles(1, 2, 3))))
    with store.reading(engine) as db:
        first, second = store.list_search_log(db, source="pubmed")
    assert first.asked[0][0].startswith("https://example.org/search?q=")
    assert (first.part, first.announced, first.identifiers, first.new) == (
        "query",
        3,
        ("1", "2"),
        2,
    )
    assert (second.identifiers, second.new) == (("3",), 1)


def test_a_run_shows_its_progress_page_by_page(engine: Engine) -> None:
    shown: list[tuple[str, int, int | None, str]] = []

    def watch(run: pipeline.SourceRun) -> None:
        row = latest_run(engine)
        shown.append((row.status, row.counts["received"], row.announced, row.position))

    order = Order(sources=[a_source(Shelf(records=articles(1, 2, 3)))])
    pipeline.ingest(engine, TOPIC, order, lambda: NOW, watch)
    assert shown == [
        ("running", 2, 3, '{"at": 2}'),
        ("running", 3, 3, ""),
        ("succeeded", 3, 3, ""),
    ]


def test_one_process_at_a_time_asks_a_source(engine: Engine) -> None:
    shelf = Shelf(records=articles(1))
    with store.claimed(engine, ["ingest pubmed"]):
        report = ingest(engine, a_source(shelf))
    assert [s.status for s in report.sources] == ["busy"]
    assert shelf.searches == []
    assert ingest(engine, a_source(shelf)).sources[0].status == "succeeded"


def test_what_was_received_before_a_crash_is_derived_by_the_next_run(engine: Engine) -> None:
    with store.writing(engine) as db:
        store.save_records(db, [an_article(1)], received_at=NOW, run_id=None)
    report = ingest(engine, a_source(Shelf(records=articles(1))))
    assert report.sources[0].tally.unchanged == 1
    assert report.refreshed is not None
    assert len(titles(engine)) == 1


@pytest.mark.parametrize("status", ["running", "failed"])
def test_an_interrupted_run_says_so(engine: Engine, status: str) -> None:
    begun = store.Begun(source="pubmed", query="q", since=None, until=NOW.date(), search_id=None)
    with store.writing(engine) as db:
        run = store.start_source_run(db, begun, at=NOW)
        if status == "failed":
            store.end_source_run(db, run, at=NOW, status="failed", reason="HTTP 503")
    ingest(engine, a_source(Shelf()))
    with store.reading(engine) as db:
        ended = store.list_source_runs(db, source="pubmed")[-1]
    assert ended.status == "failed"
    assert ended.reason.startswith("It was interrupted" if status == "running" else "HTTP 503")


def test_a_source_that_follows_citations_is_asked_by_every_included_report(engine: Engine) -> None:
    ingest(engine, a_source(Shelf(records=articles(1, 2))))
    shelf = Shelf(name="openalex")
    source = a_source(shelf, known_by=lambda printed: (printed.pmid,), follows_citations=True)
    for _ in range(2):
        ingest(engine, source)
    asked = [search.identifiers for search, _ in shelf.searches]
    assert asked == [(), ("1", "2"), (), ("1", "2")]


class Interrupting(Shelf):
    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        for page in super().pages(search, position):
            yield page
            signal.raise_signal(signal.SIGINT)
            time.sleep(0.7)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """As in a terminal: a program started in the background ignores Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_a_person_who_stops_a_run_loses_no_page(engine: Engine) -> None:
    shelf = Interrupting(records=articles(*range(8)))
    with pytest.raises(KeyboardInterrupt):
        ingest(engine, a_source(shelf))
    run = latest_run(engine)
    assert (run.status, run.counts["received"]) == ("failed", 4)
    assert "It was stopped" in run.reason
    shelf = Shelf(records=articles(*range(8)))
    ingest(engine, a_source(shelf))
    assert shelf.searches[0][1] == '{"at": 4}'
    assert len(titles(engine)) == 8
