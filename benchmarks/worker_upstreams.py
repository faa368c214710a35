"""Four of the tests' upstreams with many records of their own, all about the topic."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date

from tests.upstreams.clinicaltrials import ClinicalTrialsStandIn, a_study, number_of
from tests.upstreams.crossref import CrossrefStandIn, a_work
from tests.upstreams.europepmc import EuropePmcStandIn, a_result
from tests.upstreams.pubmed import Citation, PubMedStandIn

DAY = date(2025, 3, 4)
TITLE = "Dermal micro-coring (ellacor) of the lower face in skin types II to IV, trial"


@contextmanager
def stocked(records: int) -> Iterator[Mapping[str, str]]:
    """Serve so many records of each; the settings that lead to them."""
    pubmed, europepmc = PubMedStandIn(), EuropePmcStandIn()
    clinicaltrials, crossref = ClinicalTrialsStandIn(), CrossrefStandIn()
    pubmed.citations = {
        n: Citation(pmid=n, title=f"{TITLE} {n}", doi=f"10.1000/{n}", entered=DAY, changed=DAY)
        for n in range(1, records + 1)
    }
    days = {"firstIndexDate": f"{DAY}", "dateOfRevision": f"{DAY}"}
    europepmc.results = [
        a_result(f"PPR{n}", "PPR", title=f"{TITLE} preprint {n}", **days) for n in range(records)
    ]
    studies = [a_study(f"NCT{n:08}", updated=f"{DAY}") for n in range(records)]
    clinicaltrials.studies = {number_of(one): one for one in studies}
    indexed = {"date-time": f"{DAY}T00:00:00Z"}
    crossref.works = [
        a_work(f"10.2000/{n}", title=[f"{TITLE} work {n}"], indexed=indexed) for n in range(records)
    ]
    servers = {
        "PUBMED": pubmed,
        "EUROPEPMC": europepmc,
        "CLINICALTRIALS": clinicaltrials,
        "CROSSREF": crossref,
    }
    with ExitStack() as stack:
        for server in servers.values():
            stack.enter_context(server)
        yield {f"COREGAP_{name}_URL": server.url for name, server in servers.items()}
