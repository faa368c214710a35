"""What every upstream gives: pages of records, each with where to go on and what was asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.records import Rejected, SourceRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it was sent, for the search log (PRISMA-S items 1, 8 and 13).

    Keys and the contact address are left out of `url` and `body`; nothing here is secret.
    """

    url: str
    body: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is wanted of an upstream: a query in its own words, and the days of change it covers.

    `since` is the first day of change, overlap included, None for everything; `until` fixes the
    end, so that records which change while pages are read belong to the next run. With
    `identifiers` just these are fetched and `query` is not asked.
    """

    query: str
    until: date
    since: date | None = None
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one round of requests brought, to be stored as one transaction.

    `position` is where the next page begins, in the upstream module's own form: handed back to
    `pages` after an interruption it goes on right there. It is empty on the last page.
    """

    items: tuple[SourceRecord | Rejected, ...]
    position: str
    announced: int | None
    """Total of hits that the upstream reported, None where it reports none."""
    asked: tuple[Asked, ...]
    warnings: tuple[str, ...] = ()
    """What a person should know: a changed query, totals that moved, identifiers not returned."""
    withdrawn: tuple[str, ...] = ()
    """Identifiers (`source_id`) that the upstream says it has deleted."""


class Upstream(Protocol):
    """One literature database or registry."""

    name: str
    """As in `SourceRecord.source`: "pubmed"."""

    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        """All pages from `position` on, in a stable order; at least one, even without hits.

        Raises:
            UpstreamError: If the upstream does not give a usable answer within the budget. Pages
                that were yielded before stay valid.
        """
        ...
