"""The full text of what is included and open, asked for once and read like any other text."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import Engine

from app import pipeline, store
from app.pipeline import IngestReport, Order
from app.pipeline.jobs import is_done
from app.schedule import Schedule
from app.sources import Source, Upstream, europepmc
from app.sources.client import Client, Manners
from app.store import StudyFilter
from app.topic import read_topic
from tests.upstreams import faults
from tests.upstreams.europepmc import EuropePmcStandIn, a_result

TOPIC = read_topic().model_copy(update={"searches": {"europepmc": "coring"}})
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TITLE = "Dermal micro-coring of the lower face"
EAGER = Manners(attempts=2, wait_initial=0.002, wait_max=0.01)


@pytest.fixture
def server() -> Iterator[EuropePmcStandIn]:
    """Two open reports with a text, one of which has none to give, a closed one and one of another topic."""
    results = [
        a_result(1, title=f"{TITLE} 1", pmcid="PMC501", isOpenAccess="Y"),
        a_result(2, title=f"{TITLE} 2", pmcid="PMC502", isOpenAccess="Y"),
        a_result(3, title=f"{TITLE} 3", pmcid="PMC503", isOpenAccess="N"),
        a_result(4, title="Coring of apples", pmcid="PMC504", isOpenAccess="Y"),
    ]
    with EuropePmcStandIn(results) as running:
        running.texts["PMC501"] = a_text("PMC501").encode()
        yield running


def a_text(pmcid: str) -> str:
    return (
        "<article><front><article-meta>"
        f'<article-id pub-id-type="pmc">{pmcid}</article-id>'
        f"<title-group><article-title>{TITLE} 1</article-title></title-group>"
        "</article-meta></front><body><sec sec-type='methods'><title>Methods</title>"
        "<p>We treated 24 women with Fitzpatrick skin types V and VI with micro-coring.</p>"
        "</sec></body></article>"
    )


def europe_pmc(server: EuropePmcStandIn) -> Source:
    @contextmanager
    def opened() -> Iterator[Upstream]:
        with Client(europepmc.host(server.url), EAGER) as client:
            yield europepmc.EuropePmc(client)

    return Source(name="europepmc", opened=opened, gives_texts=True)


def ingest(engine: Engine, server: EuropePmcStandIn, now: datetime = NOW) -> IngestReport:
    return pipeline.ingest(engine, TOPIC, Order(sources=[europe_pmc(server)]), lambda: now)


def minutes() -> Callable[[], datetime]:
    """A clock that moves on by a minute whenever it is looked at."""
    looks = count()
    return lambda: NOW + timedelta(minutes=next(looks))


def asked(server: EuropePmcStandIn) -> list[str]:
    return [r.parts[0] for r in server.received if r.path.endswith("fullTextXML")]


def test_the_texts_of_included_open_reports_come_with_the_same_ingest(
    engine: Engine, server: EuropePmcStandIn
) -> None:
    [source] = ingest(engine, server).sources
    assert source.status == "succeeded"
    assert asked(server) == ["PMC501", "PMC502"]
    assert (source.tally.new, source.announced) == (5, 4)
    assert source.warnings == ("Europe PMC may not give the full text of PMC502.",)
    with store.reading(engine) as db:
        [record] = store.list_records(db, ["europepmc:full_text/PMC501"])
        studies = store.list_studies(db, StudyFilter(), limit=9).studies
        pages = store.list_search_log(db, source="europepmc")
    assert record.media_type == "application/jats+xml"
    assert [s.participants for s in studies if s.title.endswith("1")] == [24]
    assert [(p.part, p.identifiers) for p in pages[1:]] == [
        ("identifiers", ("full_text/PMC501",)),
        ("identifiers", ()),
    ]


def test_no_text_is_asked_for_twice_within_a_month(
    engine: Engine, server: EuropePmcStandIn
) -> None:
    ingest(engine, server)
    assert not ingest(engine, server, NOW + timedelta(days=1)).changed
    assert asked(server) == ["PMC501", "PMC502"]
    ingest(engine, server, NOW + timedelta(days=31))
    assert asked(server)[2:] == ["PMC502"]


def test_texts_do_not_make_the_next_run_skip_days(engine: Engine, server: EuropePmcStandIn) -> None:
    ingest(engine, server)
    ingest(engine, server, NOW + timedelta(days=1))
    [query] = [r.query["query"] for r in server.received if r.path == "/search"][1:]
    assert "[2026-11-15 TO 2026-11-23]" in query


def test_a_worker_asks_for_them_too_and_does_not_take_that_for_the_news(
    engine: Engine, server: EuropePmcStandIn
) -> None:
    duties = pipeline.Duties(
        place=pipeline.Workplace(engine=engine, topic=TOPIC, clock=minutes()),
        schedule=Schedule.parsed("0 9 * * *"),
        sources={"europepmc": europe_pmc(server)},
    )
    [job] = duties.due(NOW)
    assert duties.ask([job]) == []
    assert asked(server) == []
    assert duties.complete()
    assert asked(server) == ["PMC501", "PMC502"]
    with store.reading(engine) as db:
        texts, news = store.list_source_runs(db)
        assert news.started_at < texts.started_at
        assert is_done(db, job)
        assert not is_done(db, replace(job, due=news.started_at + timedelta(seconds=30)))


def test_a_text_that_stays_unreadable_is_quarantined_and_stops_no_other(
    engine: Engine, server: EuropePmcStandIn
) -> None:
    server.texts["PMC501"] = b"<article><front></article>"
    server.texts["PMC502"] = a_text("PMC502").encode()
    [source] = ingest(engine, server).sources
    assert (source.status, source.tally.rejected) == ("succeeded", 1)
    with store.reading(engine) as db:
        [rejected] = store.list_rejected(db)
        assert store.list_records(db, ["europepmc:full_text/PMC502"])
    assert rejected.place == "Europe PMC full text PMC501"


def test_an_outage_fails_the_run_and_the_next_one_goes_on(
    engine: Engine, server: EuropePmcStandIn
) -> None:
    server.texts["PMC502"] = a_text("PMC502").encode()
    server.plan(faults.unavailable, path="/PMC502/.*", times=None)
    [source] = ingest(engine, server).sources
    assert source.status == "failed"
    server.behave()
    [source] = ingest(engine, server).sources
    assert (source.status, source.tally.new) == ("succeeded", 1)
    with store.reading(engine) as db:
        assert store.list_records(db, ["europepmc:full_text/PMC502"])
