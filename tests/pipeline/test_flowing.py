"""The flow of any day is made of what had been received and decided by then."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session

from app import pipeline, store
from app.exports import BoxId, Flow, flow_of
from app.matching import MatchDecision
from app.pipeline import Decided, Order, derive, flow_state, state_of
from app.records import Reading, SourceRecord
from app.screening import Screened
from app.store import ReceivedRecord, ScreeningDecision
from app.topic import data_folder, read_topic
from tests.pipeline.corpus import NOW, Corpus, corpora
from tests.pipeline.upstreams import Shelf, a_source, an_article
from tests.sqlite_databases import migrated_sqlite
from tests.store.builders import a_rejected

TOPIC = read_topic()
DAY = timedelta(days=1)


def flow_at(db: Session, at: date | None = None) -> Flow:
    return flow_of(flow_state(db, TOPIC, at))


def ingest(engine: Engine, shelf: Shelf, at: datetime) -> None:
    pipeline.ingest(engine, TOPIC, Order(sources=[a_source(shelf)]), lambda: at)


@pytest.fixture
def three_days(engine: Engine) -> Engine:
    """Evidence and two articles on one day, two more on the next, decisions on the third."""
    pipeline.load_evidence(engine, TOPIC, data_folder() / "evidence", now=NOW)
    pubmed = [an_article(1), an_article(2), a_rejected("result 3", source="pubmed")]
    ingest(engine, Shelf(records=pubmed), NOW)
    other = [an_article(n, source="europepmc") for n in (2, 3)]
    ingest(engine, Shelf(name="europepmc", records=other), NOW + DAY)
    ingest(engine, Shelf(records=[an_article(1)], withdrawn=("1",)), NOW + 2 * DAY)
    with store.writing(engine) as db:
        word = ScreeningDecision(
            record_key="europepmc:3",
            verdict=Screened.EXCLUDED,
            who="ada",
            at=NOW + 2 * DAY,
            why="?",
        )
        store.save_screening_decision(db, word)
        apart = MatchDecision(
            layer="report", one="pubmed:2", other="europepmc:2", same=False, because="two papers"
        )
        store.save_match_decision(db, apart, who="ada", at=NOW + 2 * DAY)
    pipeline.refresh(engine, TOPIC)
    return engine


def test_a_replay_of_today_is_the_present_state(three_days: Engine) -> None:
    with store.reading(three_days) as db:
        replayed = flow_state(db, TOPIC, (NOW + 2 * DAY).date())
        assert replayed == flow_state(db, TOPIC)


def test_a_past_day_knows_nothing_of_what_came_later(three_days: Engine) -> None:
    with store.reading(three_days) as db:
        flows = [flow_at(db, (NOW + n * DAY).date()) for n in (-1, 0, 1, 2)]
        assert flow_at(db) == flows[-1]
    bundled = len(list((data_folder() / "evidence").glob("*/*.toml")))
    identified = [flow.box(BoxId.IDENTIFIED).total for flow in flows]
    assert identified == [0, bundled + 3, bundled + 5, bundled + 5]
    removed = [{p.id: p.count for p in flow.box(BoxId.REMOVED).parts} for flow in flows]
    assert [parts["duplicate"] for parts in removed] == [0, 0, 1, 0]
    assert [parts["withdrawn"] for parts in removed] == [0, 0, 0, 1]
    assert [parts["unreadable"] for parts in removed] == [0, 1, 1, 1]
    assert [flow.box(BoxId.EXCLUDED_BY_PERSON).total for flow in flows] == [0, 0, 0, 1]
    assert all(flow.closes for flow in flows)


def test_a_day_ends_at_midnight_utc(engine: Engine) -> None:
    late = datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC)
    ingest(engine, Shelf(records=[an_article(1)]), late)
    with store.reading(engine) as db:
        of_days = [flow_at(db, date(2026, 11, day)) for day in (21, 22)]
    assert [flow.box(BoxId.IDENTIFIED).total for flow in of_days] == [0, 1]


def test_what_was_received_and_not_yet_derived_is_counted_as_such(engine: Engine) -> None:
    with store.writing(engine) as db:
        store.save_records(db, [an_article(1)], received_at=NOW, run_id=None)
    with store.reading(engine) as db:
        found = flow_at(db)
    assert found.box(BoxId.UNMATCHED).total == 1
    assert found.closes


def test_the_same_place_in_quarantine_counts_once(db: Session) -> None:
    for reason in ("no title", "no title either"):
        again = a_rejected("a.ris, line 1", reason=reason, source="file")
        store.save_rejected(db, [again], received_at=NOW, run_id=None)
    assert store.count_unreadable(db) == {"file": 1}


@given(corpus=corpora(), cut=st.integers(0, 7))
@settings(deadline=None)
def test_boxes_add_up_and_records_never_become_fewer(corpus: Corpus, cut: int) -> None:
    records = [record for delivery in corpus.deliveries for record in delivery]
    earlier, later = (flow_of_records(some, corpus) for some in (records[:cut], records))
    assert earlier.closes
    assert later.closes
    for box_id in (BoxId.IDENTIFIED, BoxId.DATABASES, BoxId.REGISTERS, BoxId.OTHER_SOURCES):
        assert earlier.box(box_id).total <= later.box(box_id).total


def flow_of_records(records: list[SourceRecord], corpus: Corpus) -> Flow:
    received = [
        ReceivedRecord(record=record, version=1, received_at=NOW, arrival=arrival)
        for arrival, record in enumerate(records, start=1)
    ]
    decided = Decided(matches=corpus.matches, screenings=corpus.screenings, tags=corpus.tags)
    derived = derive(received, decided, TOPIC, lambda _document: Reading())
    return flow_of(state_of(received, derived, {}))


@pytest.mark.slow
@given(corpus=corpora())
@settings(max_examples=15, deadline=None)
def test_stored_and_replayed_states_agree(
    tmp_path_factory: pytest.TempPathFactory, corpus: Corpus
) -> None:
    engine = database(tmp_path_factory.mktemp("flow"))
    with store.writing(engine) as db:
        for number, delivery in enumerate(corpus.deliveries):
            at = NOW + number * DAY
            store.save_records(db, delivery, received_at=at, run_id=None)
        for decision in corpus.matches:
            store.save_match_decision(db, decision, who="ada", at=NOW)
        for word in corpus.screenings:
            store.save_screening_decision(db, word)
        for tag in corpus.tags:
            store.save_tag_decision(db, tag)
    pipeline.refresh(engine, TOPIC)
    with store.reading(engine) as db:
        replayed = flow_state(db, TOPIC, (NOW + 2 * DAY).date())
        assert replayed == flow_state(db, TOPIC)
        first = flow_at(db, NOW.date()).box(BoxId.IDENTIFIED).total
        assert first <= flow_of(replayed).box(BoxId.IDENTIFIED).total
    engine.dispose()


def database(folder: Path) -> Engine:
    return migrated_sqlite(folder / "flow.sqlite3")
