"""An upstream without a network: what it holds, a page at a time, and what it was asked."""

import json
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace

from app.errors import UpstreamError
from app.records import Passage, Rejected, Section, SourceRecord
from app.sources import Asked, Page, Search, Source, Upstream
from tests.store.builders import a_record

TITLE = "Micro-coring of the lower face in skin types II to IV, number"
TEXT = "We treated 12 women with Fitzpatrick skin types II-IV with micro-coring for wrinkles."


@dataclass
class Shelf:
    """The records of an upstream, `size` on a page; it breaks before page `breaks_at`."""

    name: str = "pubmed"
    records: Sequence[SourceRecord | Rejected] = ()
    size: int = 2
    breaks_at: int | None = None
    announced: int | None = None
    warnings: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    searches: list[tuple[Search, str]] = field(default_factory=list)

    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        self.searches.append((search, position))
        held = self._wanted(search)
        place: int | None = json.loads(position)["at"] if position else 0
        while place is not None:
            if self.breaks_at is not None and place // self.size >= self.breaks_at:
                raise UpstreamError(self.name, "HTTP 503", "Run it again later.")
            page = held[place : place + self.size]
            following = place + self.size
            place = following if following < len(held) else None
            total = len(held) if self.announced is None else self.announced
            yield Page(
                items=tuple(page),
                position=json.dumps({"at": place}) if place is not None else "",
                announced=None if search.identifiers else total,
                asked=(Asked(url=f"https://example.org/search?q={search.query}&from={following}"),),
                warnings=self.warnings,
                withdrawn=self.withdrawn if place is None else (),
            )

    def _wanted(self, search: Search) -> Sequence[SourceRecord | Rejected]:
        if not search.identifiers:
            return self.records
        return [
            one
            for one in self.records
            if isinstance(one, SourceRecord) and one.bibliography.pmid in search.identifiers
        ]


def a_source(shelf: Upstream, **fields: object) -> Source:
    return replace(Source(name=shelf.name, opened=lambda: nullcontext(shelf)), **fields)


def an_article(number: int, text: str = TEXT, **fields: object) -> SourceRecord:
    """A report about the topic; the same number is the same article."""
    title = f"{TITLE} {number}"
    return a_record(
        str(number),
        f"{title}\n{text}".encode(),
        **{"title": title, "pmid": str(number), "year": 2024} | fields,
        passages=(Passage(Section.TITLE, title), Passage(Section.ABSTRACT, text)),
    )
