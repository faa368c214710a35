"""Europe PMC (REST): preprints and records that PubMed lacks, and the full text of open reports."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.records import SourceRecord
from app.records.identifiers import canonical_pmcid
from app.sources.client import Client
from app.sources.europepmc_answers import Found
from app.sources.europepmc_full_text import full_text_flaw, full_text_of
from app.sources.europepmc_named import pages_by_identifier
from app.sources.europepmc_searching import FIRST_CURSOR, Searching
from app.sources.manners import Host
from app.sources.place import Progress, position_of, read_place
from app.sources.upstream import Asked, Page, Search

URL = "https://www.ebi.ac.uk/europepmc/webservices/rest"

_PER_SECOND = 5.0  # staff statement of February 2026: at most 10/s and 500/min


def host(url: str = URL, *, contact: str = "") -> Host:
    """How Europe PMC wants to be asked; it knows no keys."""
    return Host(name="europepmc", base_url=url, per_second=_PER_SECOND, secrets={"email": contact})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the next page begins; `announced` is the total at the beginning, `received` so far."""

    cursor: str = FIRST_CURSOR
    announced: int | None = None
    received: int = 0


class EuropePmc:
    """`Search.query` is in Europe PMC's own syntax; a plain word there searches full texts."""

    name = "europepmc"

    def __init__(self, client: Client) -> None:
        self._client = client
        self._asked: list[Asked] = []

    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        """As `Upstream.pages`; `since` looks at the first day in the index and the last update."""
        searching = Searching(self._client)
        if search.identifiers:
            return pages_by_identifier(searching, search.identifiers, position)
        return _by_query(searching, search, position)

    def full_text(self, pmcid: str) -> SourceRecord | None:
        """The whole text of an open-access report; None where Europe PMC may not give it.

        Raises:
            UpstreamError: If the answer is no article, or that of another one.
        """
        number = canonical_pmcid(pmcid)
        if not number:
            return None
        answer = self._client.get(
            f"/{number}/fullTextXML", usable=full_text_flaw, expect=frozenset({200, 404})
        )
        self._asked.append(answer.asked)
        return None if answer.status == 404 else full_text_of(answer.content, number)

    def take_asked(self) -> tuple[Asked, ...]:
        """What was asked for full texts since this was last called; pages tell it themselves."""
        taken, self._asked = tuple(self._asked), []
        return taken


def _by_query(searching: Searching, search: Search, position: str) -> Iterator[Page]:
    place, progress = read_place(_Place, position), Progress("europepmc")
    query = _query_of(search)
    while True:
        known = len(progress.seen)
        found, items = searching.page(query, place.cursor, progress)
        place = replace(
            place,
            announced=found.hits if place.announced is None else place.announced,
            received=place.received + len(progress.seen) - known,
        )
        is_last = found.ends_after(place.cursor)
        yield Page(
            items=items,
            position="" if is_last else position_of(replace(place, cursor=found.cursor)),
            announced=found.hits,
            asked=searching.take_asked(),
            warnings=tuple(_of_totals(place, found)) if is_last else (),
        )
        if is_last:
            return
        place = replace(place, cursor=found.cursor)


def _query_of(search: Search) -> str:
    if search.since is None:
        return search.query
    days = f"[{search.since.isoformat()} TO {search.until.isoformat()}]"
    return f"({search.query}) AND (FIRST_IDATE:{days} OR UPDATE_DATE:{days})"


def _of_totals(place: _Place, found: Found) -> Iterator[str]:
    if place.announced != found.hits:
        yield f"Europe PMC counted {place.announced} hits at first and {found.hits} in the end."
    if place.received != found.hits:
        yield f"Europe PMC announced {found.hits} hits and gave {place.received}."
