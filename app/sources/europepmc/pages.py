"""Europe PMC (REST): preprints and records that PubMed lacks, and the full text of open reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.errors import MalformedRecordError, UpstreamError
from app.records import Rejected, SourceRecord
from app.records.identifiers import canonical_pmcid
from app.sources.client import Client, Host
from app.sources.europepmc.answers import Found
from app.sources.europepmc.full_text import (
    FULL_TEXT,
    full_text_flaw,
    full_text_of,
    unreadable_text,
)
from app.sources.europepmc.named import pages_by_identifier
from app.sources.europepmc.searching import FIRST_CURSOR, PAGE_SIZE, Searching
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


@dataclass(frozen=True, slots=True)
class _At:
    """How many of the texts asked for are done."""

    done: int = 0


class EuropePmc:
    """`Search.query` is in Europe PMC's own syntax; a plain word there searches full texts."""

    name = "europepmc"

    def __init__(self, client: Client, *, page_size: int = PAGE_SIZE) -> None:
        self._client = client
        self._page_size = page_size
        self._asked: list[Asked] = []

    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        """As `Upstream.pages`; `since` looks at the first day in the index and the last update.

        Identifiers "full_text/PMC…", if there are no others, bring the texts of open reports.
        """
        searching = Searching(self._client, self._page_size)
        if search.identifiers and all(one.startswith(FULL_TEXT) for one in search.identifiers):
            return self._texts(search.identifiers, read_place(_At, position).done)
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

    def _texts(self, identifiers: Sequence[str], done: int) -> Iterator[Page]:
        """One text a page: each can have megabytes."""
        for place, identifier in enumerate(identifiers[done:], start=done + 1):
            number = identifier.removeprefix(FULL_TEXT)
            text = self._text(number)
            missing = () if text else (f"Europe PMC may not give the full text of {number}.",)
            yield Page(
                items=(text,) if text else (),
                position=position_of(_At(place)) if place < len(identifiers) else "",
                announced=None,
                asked=self.take_asked(),
                warnings=missing,
            )

    def _text(self, number: str) -> SourceRecord | Rejected | None:
        """As `full_text`; what stays unreadable is kept as that, or it would stop all texts after it."""
        try:
            return self.full_text(number)
        except UpstreamError as error:
            reason = error.reason
        answer = self._client.get(f"/{number}/fullTextXML", expect=frozenset({200, 404}))
        self._asked.append(answer.asked)
        if answer.status == 404:
            return None
        try:
            return full_text_of(answer.content, number)
        except (MalformedRecordError, UpstreamError):
            return unreadable_text(answer, number, reason)

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
        new = len(progress.seen) - known
        place = replace(
            place,
            announced=found.hits if place.announced is None else place.announced,
            received=place.received + new,
        )
        is_last = found.ends_after(place.cursor)
        if is_last and items and not new and place.received < found.hits:
            # Its cursor is then repeated because the page is, not because the list is at its end.
            told = f"it gave a page again instead of the rest of {found.hits} hits"
            raise UpstreamError("europepmc", told, "Records received before stay; try again later.")
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
