"""The only list of sources: the name of each, and how it is made from the settings."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial

from pydantic import SecretStr

from app.records import Bibliography
from app.settings import Settings
from app.sources import clinicaltrials, crossref, europepmc, openalex, openfda, pubmed
from app.sources.client import Client, Host, Manners
from app.sources.upstream import Upstream

_Made = Callable[[Client], Upstream]
_Opened = Callable[[], AbstractContextManager[Upstream]]
Identifiers = Callable[[Bibliography], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source before it is opened. `known_by` are the identifiers that it can be asked by.

    One that `follows_citations` is asked by those of every included report each time, any other
    only by those that it has not given yet. One that `gives_texts` is asked for the full text of
    every included report that is open. One that is not `by_default` is asked if named.
    """

    name: str
    opened: _Opened
    known_by: Identifiers = lambda _printed: ()
    follows_citations: bool = False
    gives_texts: bool = False
    by_default: bool = True


def list_upstreams(settings: Settings, *, haste: float = 1) -> Mapping[str, Source]:
    """Every upstream by name, in the order of their names in reports; none is asked yet.

    `haste`: times as fast as an upstream wants to be asked; more than 1 is for servers of one's own.
    """
    return {source.name: source for source in _upstreams(settings, haste)}


def _upstreams(settings: Settings, haste: float) -> Iterator[Source]:
    contact = settings.contact

    def opening(make: _Made, host: Host, manners: Manners) -> _Opened:
        return partial(_open, make, replace(host, per_second=host.per_second * haste), manners)

    manners = Manners(contact=contact)
    host = pubmed.host(settings.pubmed_url, key=_key(settings.pubmed_key), contact=contact)
    opened = opening(pubmed.PubMed, host, manners)
    yield Source(name="pubmed", opened=opened, known_by=lambda p: _given(p.pmid))
    opened = opening(
        europepmc.EuropePmc, europepmc.host(settings.europepmc_url, contact=contact), manners
    )
    yield Source(
        name="europepmc",
        opened=opened,
        known_by=lambda p: _given(p.pmid or p.doi or p.pmcid),
        gives_texts=True,
    )
    host = clinicaltrials.host(settings.clinicaltrials_url)
    opened = opening(clinicaltrials.ClinicalTrials, host, manners)
    yield Source(name="clinicaltrials", opened=opened, known_by=_ncts)
    opened = opening(
        crossref.Crossref, crossref.host(settings.crossref_url, contact=contact), manners
    )
    yield Source(name="crossref", opened=opened, known_by=lambda p: _given(p.doi))
    host = openfda.host(settings.openfda_url, key=_key(settings.openfda_key))
    yield Source(name="openfda", opened=opening(openfda.OpenFda, host, manners))
    host = openalex.host(settings.openalex_url, key=_key(settings.openalex_key))
    yield Source(
        name="openalex",
        opened=opening(openalex.OpenAlex, host, manners),
        known_by=lambda p: _given(p.doi or p.pmid),
        follows_citations=True,
        # Without a key its budget ends after some hundred lists a day.
        by_default=settings.openalex_key is not None,
    )


@contextmanager
def _open(make: _Made, host: Host, manners: Manners) -> Iterator[Upstream]:
    with Client(host, manners) as client:
        yield make(client)


def _key(key: SecretStr | None) -> str:
    return key.get_secret_value() if key else ""


def _given(identifier: str) -> tuple[str, ...]:
    return (identifier,) if identifier else ()


def _ncts(printed: Bibliography) -> tuple[str, ...]:
    return tuple(number for number in printed.registrations if number.startswith("NCT"))
