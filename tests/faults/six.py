"""All six upstreams with little on small pages, and the sources that ask them without patience."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from app import pipeline, store
from app.pipeline import IngestReport, Order
from app.settings import Settings
from app.sources import (
    BUNDLED,
    Source,
    Upstream,
    clinicaltrials,
    crossref,
    europepmc,
    list_upstreams,
    openalex,
    openfda,
    pubmed,
)
from app.sources.client import Client, Host, Manners
from app.topic import read_topic
from tests.pipeline.upstreams import an_article
from tests.upstreams.clinicaltrials import ClinicalTrialsStandIn, a_study, number_of
from tests.upstreams.crossref import CrossrefStandIn
from tests.upstreams.crossref import a_work as a_crossref_work
from tests.upstreams.europepmc import EuropePmcStandIn, a_result
from tests.upstreams.openalex import OpenAlexStandIn
from tests.upstreams.openalex import a_work as an_openalex_work
from tests.upstreams.openfda import OpenFdaStandIn, a_clearance, a_device_report
from tests.upstreams.pubmed import Citation, PubMedStandIn
from tests.upstreams.server import StandIn

NAMES = ("pubmed", "europepmc", "clinicaltrials", "crossref", "openfda", "openalex")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
LATER = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LONG_AGO = date(2025, 3, 4)
TITLE = "Dermal micro-coring of the lower face in skin types II to IV"
KEY = "key-that-nobody-may-see"
SEARCHES = {
    "pubmed": "coring",
    "europepmc": "coring",
    "clinicaltrials": "coring",
    "crossref": '"micro coring"',
    "openalex": 'title_and_abstract.search:"coring"',
    "openfda": "510k: product_code:QAI\nevent: device.brand_name:ellacor",
}
TOPIC = read_topic().model_copy(update={"searches": SEARCHES})

PATIENCE = Manners(
    contact="tracker@example.org",
    attempts=3,
    wait_initial=0.002,
    wait_max=0.01,
    budget_seconds=30,
    response_seconds=20,
    max_bytes=1 << 20,
)

_MADE: Mapping[str, Callable[[Client], Upstream]] = {
    "pubmed": partial(pubmed.PubMed, batch=3),
    "europepmc": partial(europepmc.EuropePmc, page_size=3),
    "clinicaltrials": clinicaltrials.ClinicalTrials,
    "crossref": partial(crossref.Crossref, rows=3),
    "openfda": partial(openfda.OpenFda, limit=2),
    "openalex": partial(openalex.OpenAlex, per_page=3),
}


class Six:
    """The stand-ins by name, and one database that can be emptied."""

    def __init__(self, folder: Path, template: Path) -> None:
        self.pubmed = PubMedStandIn(key=KEY)
        self.europepmc = EuropePmcStandIn()
        self.clinicaltrials = ClinicalTrialsStandIn(most=3)
        self.crossref = CrossrefStandIn()
        self.openfda = OpenFdaStandIn()
        self.openalex = OpenAlexStandIn()
        self.manners = PATIENCE
        self._empty, self._path = folder / "empty.sqlite3", folder / "used.sqlite3"
        shutil.copy(template, self._empty)
        self.engine = store.open_engine(f"sqlite:///{self._empty}")
        self._keep_a_bundled_report()
        self.engine.dispose()
        self.engine = store.open_engine(f"sqlite:///{self._path}")

    @property
    def servers(self) -> Mapping[str, StandIn]:
        """By the name of the source that asks them."""
        return {name: getattr(self, name) for name in NAMES}

    @contextmanager
    def running(self) -> Iterator["Six"]:
        """All of them, until the end of the block."""
        with ExitStack() as stack:
            for server in self.servers.values():
                stack.enter_context(server)
            yield self
        self.engine.dispose()

    def begin(self) -> None:
        """A database that holds one bundled report, and upstreams that do what they should."""
        self.engine.dispose()
        for end in ("-wal", "-shm"):
            Path(f"{self._path}{end}").unlink(missing_ok=True)
        shutil.copy(self._empty, self._path)
        self.behave()
        self.manners = PATIENCE
        self._stock()

    def behave(self) -> None:
        """Let no upstream do anything wrong any more; what it holds stays."""
        for server in self.servers.values():
            server.behave()
        self.pubmed.lie = self.europepmc.lie = self.clinicaltrials.lie = 0
        self.europepmc.circle, self.europepmc.last_page = 0, "leaves its cursor out"
        self.crossref.total, self.crossref.dead = None, False
        self.openalex.left = 10_000

    def _stock(self) -> None:
        self.pubmed.citations = {one.pmid: one for one in _citations()}
        self.europepmc.results = list(_results())
        self.clinicaltrials.studies = {number_of(one): one for one in _registrations()}
        self.crossref.works = list(_works())
        self.openfda.results = {name: list(some) for name, some in _regulatory().items()}
        self.openalex.works = {one["id"].rpartition("/")[2]: one for one in _enriching()}

    def ingest(self, *names: str, now: datetime = NOW) -> IngestReport:
        """A run of these sources, of all if none is named."""
        known = self.sources()
        order = Order(sources=[known[name] for name in names or NAMES])
        return pipeline.ingest(self.engine, TOPIC, order, lambda: now)

    def sources(self) -> Mapping[str, Source]:
        """The sources of the registry, which ask fast and give up early."""
        addresses = {f"{name}_url": server.url for name, server in self.servers.items()}
        keys = {f"{name}_key": SecretStr(KEY) for name in ("pubmed", "openfda", "openalex")}
        listed = list_upstreams(Settings(_env_file=None, **addresses, **keys))
        return {
            name: replace(source, opened=partial(_opened, name, self._host(name), self.manners))
            for name, source in listed.items()
        }

    def _host(self, name: str) -> Host:
        url = self.servers[name].url
        hosts = {
            "pubmed": pubmed.host(url, key=KEY, contact=PATIENCE.contact),
            "europepmc": europepmc.host(url, contact=PATIENCE.contact),
            "clinicaltrials": clinicaltrials.host(url),
            "crossref": crossref.host(url, contact=PATIENCE.contact),
            "openfda": openfda.host(url, key=KEY),
            "openalex": openalex.host(url, key=KEY),
        }
        return replace(hosts[name], per_second=1000)

    def _keep_a_bundled_report(self) -> None:
        """Every source is also asked by identifier: for this one."""
        numbers = {"doi": "10.1000/101", "registrations": ("NCT00000101",)}
        bundled = an_article(101, source=BUNDLED, **numbers)
        with store.writing(self.engine) as db:
            store.save_records(db, [bundled], received_at=NOW, run_id=None)
        pipeline.refresh(self.engine, TOPIC)


@contextmanager
def _opened(name: str, host: Host, manners: Manners) -> Iterator[Upstream]:
    with Client(host, manners) as client:
        yield _MADE[name](client)


def _citations() -> Sequence[Citation]:
    found = [
        Citation(
            pmid=n, title=f"{TITLE} {n}", doi=f"10.1000/{n}", entered=LONG_AGO, changed=LONG_AGO
        )
        for n in range(1, 6)
    ]
    broken = "<PubmedArticle><MedlineCitation><PMID>8</PMID></MedlineCitation></PubmedArticle>"
    return [
        *found,
        Citation(pmid=8, entered=LONG_AGO, changed=LONG_AGO, xml=broken),
        Citation(pmid=101, title="Report 101", entered=LONG_AGO, changed=LONG_AGO),
    ]


def _results() -> Sequence[dict[str, Any]]:
    days = {"firstIndexDate": f"{LONG_AGO}", "dateOfRevision": f"{LONG_AGO}"}
    same = [a_result(n, title=f"{TITLE} {n}", doi=f"10.1000/{n}", **days) for n in (1, 2, 3)]
    own = [a_result(f"PPR{n}", "PPR", title=f"{TITLE} {n}", **days) for n in range(11, 14)]
    return [*same, *own, a_result(101, title="Report 101", **days)]


def _registrations() -> Sequence[dict[str, Any]]:
    numbers = [*range(1, 6), 101]
    return [
        a_study(f"NCT{n:08}", updated=f"{LONG_AGO}", briefTitle=f"{TITLE}: trial {n}")
        for n in numbers
    ]


def _works() -> Sequence[dict[str, Any]]:
    indexed = {"date-time": f"{LONG_AGO}T00:00:00Z"}
    titles = {n: f"{TITLE} {n}" for n in (3, 4, 21, 22)}
    titles |= {31: "Coring of apples", 101: "Report 101"}
    return [a_crossref_work(f"10.1000/{n}", title=[t], indexed=indexed) for n, t in titles.items()]


def _regulatory() -> Mapping[str, Sequence[dict[str, Any]]]:
    named = [{"brand_name": "ELLACOR", "device_report_product_code": "QAI", "openfda": {}}]
    events = [
        a_device_report(f"{n}", date_received=f"202602{n:02}", device=named) for n in range(11, 14)
    ]
    return {"510k": [a_clearance("K200000"), a_clearance("K210000")], "event": events}


def _enriching() -> Sequence[dict[str, Any]]:
    found = [an_openalex_work(f"W{n}", title=f"{TITLE} {n}") for n in range(41, 44)]
    known = an_openalex_work("W101", "W7", title="Report 101", doi="https://doi.org/10.1000/101")
    return [*found, known, an_openalex_work("W6", "W101", "W9"), an_openalex_work("W7")]
