"""All sources of the registry against their stand-ins, from an empty database to a second run."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from app import pipeline, store
from app.settings import Settings
from app.sources import list_upstreams
from app.topic import Topic, data_folder, read_topic
from tests.upstreams import faults
from tests.upstreams.clinicaltrials import ClinicalTrialsStandIn, a_study
from tests.upstreams.crossref import CrossrefStandIn, a_work
from tests.upstreams.europepmc import EuropePmcStandIn, a_result
from tests.upstreams.openfda import OpenFdaStandIn
from tests.upstreams.pubmed import Citation, PubMedStandIn
from tests.upstreams.server import StandIn

pytestmark = pytest.mark.slow

HASTE = 50
"""Outside, one source is asked for one page a second."""

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TITLE = "Dermal micro-coring of the lower face in skin types II to IV"
BUNDLED = (39480035, 40116370, 36036977)
"""PMIDs of reports that the bundled evidence knows by a reader's summary."""


@pytest.fixture
def stand_ins() -> Iterator[dict[str, StandIn]]:
    cited = [Citation(pmid=n, title=f"{TITLE} {n}", doi=f"10.1000/{n}") for n in range(1, 8)]
    named = [Citation(pmid=n, title=f"Report {n}") for n in BUNDLED]
    same = [a_result(n, title=f"{TITLE} {n}", doi=f"10.1000/{n}") for n in (1, 2)]
    preprint = a_result("PPR9", "PPR", title=f"{TITLE}: a preprint")
    servers: dict[str, StandIn] = {
        "pubmed": PubMedStandIn([*cited, *named]),
        "europepmc": EuropePmcStandIn([*same, preprint]),
        "clinicaltrials": ClinicalTrialsStandIn([a_study("NCT01000001", briefTitle=TITLE)]),
        "crossref": CrossrefStandIn([a_work("10.1000/3", title=[f"{TITLE} 3"])]),
        "openfda": OpenFdaStandIn(),
    }
    with ExitStack() as stack:
        yield {name: stack.enter_context(server) for name, server in servers.items()}


@pytest.fixture
def topic() -> Topic:
    """The bundled topic with queries that the stand-ins, which are no search engines, can follow."""
    words = dict.fromkeys(("pubmed", "europepmc", "clinicaltrials", "crossref"), "coring")
    searches = {**words, "openfda": 'event: device.brand_name:"ellacor"'}
    return read_topic().model_copy(update={"searches": searches})


def ingest(
    engine: Engine, topic: Topic, stand_ins: dict[str, StandIn], now: datetime = NOW
) -> pipeline.IngestReport:
    places = {f"{name}_url": server.url for name, server in stand_ins.items()}
    settings = Settings(_env_file=None, **places)
    known = list_upstreams(settings, haste=HASTE)
    order = pipeline.Order(sources=tuple(known[name] for name in stand_ins))
    return pipeline.ingest(engine, topic, order, lambda: now)


def test_all_sources_fill_an_empty_database_and_a_second_run_changes_nothing(
    engine: Engine, topic: Topic, stand_ins: dict[str, StandIn]
) -> None:
    pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=NOW)
    first = ingest(engine, topic, stand_ins)
    assert [(s.source, s.status, s.reason) for s in first.sources] == [
        (name, "succeeded", "") for name in stand_ins
    ]
    with store.reading(engine) as db:
        held = {summary.source: summary.records for summary in store.list_sources(db)}
        completed = store.list_records(db, [f"pubmed:{pmid}" for pmid in BUNDLED])
    assert held["pubmed"] == 10
    assert held["europepmc"] >= 3
    assert (held["clinicaltrials"], held["crossref"]) == (1, 1)
    assert len(completed) == len(BUNDLED)
    second = ingest(engine, topic, stand_ins, NOW + timedelta(hours=1))
    assert not second.changed
    assert not second.failed


def test_one_source_is_down_and_the_others_are_received(
    engine: Engine, topic: Topic, stand_ins: dict[str, StandIn]
) -> None:
    stand_ins["crossref"].plan(faults.status(400, b"no such filter"), times=None)
    report = ingest(engine, topic, stand_ins)
    assert {s.source for s in report.sources if s.status == "failed"} == {"crossref"}
    assert report.refreshed is not None
