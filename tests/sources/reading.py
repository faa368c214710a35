"""Reading an upstream to its end, and in one sitting a page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from app.records import Rejected, SourceRecord
from app.sources.client import Client, Host, Manners
from app.sources.upstream import Page, Search, Upstream

UNTIL = date(2026, 11, 22)
MANNERS = Manners(
    contact="tracker@example.org", attempts=3, wait_initial=0.01, wait_max=0.02, budget_seconds=10
)


def a_search(
    query: str = "coring", *, since: date | None = None, by: tuple[str, ...] = ()
) -> Search:
    return Search(query=query, until=UNTIL, since=since, identifiers=by)


@contextmanager
def opened(source: Callable[[Client], Upstream], host: Host) -> Iterator[Upstream]:
    """The source on a client that does not wait for its turn."""
    with Client(replace(host, per_second=10_000), MANNERS) as client:
        yield source(client)


def read(
    source: Callable[[Client], Upstream], host: Host, search: Search, position: str = ""
) -> list[Page]:
    """All pages from a position on, in a process of its own."""
    with opened(source, host) as upstream:
        return list(upstream.pages(search, position))


def records(pages: list[Page]) -> dict[str, SourceRecord]:
    """The records by their identifiers, later ones over earlier ones, as a store keeps them."""
    return {
        item.source_id: item
        for page in pages
        for item in page.items
        if isinstance(item, SourceRecord)
    }


def rejected(pages: list[Page]) -> list[Rejected]:
    return [item for page in pages for item in page.items if isinstance(item, Rejected)]


def warnings(pages: list[Page]) -> list[str]:
    return [warning for page in pages for warning in page.warnings]


def killed_after_each_page(
    source: Callable[[Client], Upstream], host: Host, search: Search
) -> Iterator[dict[str, SourceRecord]]:
    """What is stored in the end when a run dies after its first, second, ... page, and goes on."""
    whole = read(source, host, search)
    for number in range(1, len(whole)):
        with opened(source, host) as upstream:
            pages: Any = upstream.pages(search)
            stored = [next(pages) for _ in range(number)]
            pages.close()
        stored += read(source, host, search, stored[-1].position)
        yield records(stored)
