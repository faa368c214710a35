"""The search log as finished values: what was asked, and what it brought, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.answers import LoggedSearch, SearchLogAnswer, SearchLogQuestion, SentRequest
from app.dashboard import links
from app.dashboard.forms import Option
from app.exports import printed_source

PATH = "/search-log"
PARTS = {"query": "query", "identifiers": "by identifier", "file": "file"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One page of an answer in words."""

    heading: str
    at: str
    came: str
    became: str
    requests: tuple[SentRequest, ...]
    withdrawn: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLogView:
    """The whole page; hrefs are empty where there is no such page."""

    lines: tuple[LogLine, ...]
    total: str
    sources: tuple[Option, ...]
    first_href: str
    next_href: str
    json_href: str


def search_log_view(
    found: SearchLogAnswer, question: SearchLogQuestion, sources: Iterable[str]
) -> SearchLogView:
    """Everything that the page shows; `sources` are those that were ever asked."""
    noun = "page of answers" if found.total == 1 else "pages of answers"
    onward = found.next_cursor
    names = sorted({*sources, *([question.source] if question.source else [])})
    return SearchLogView(
        lines=tuple(_line(page) for page in found.pages),
        total=f"{found.total:,} {noun}",
        sources=tuple(Option(s, printed_source(s).name, s == question.source) for s in names),
        first_href=links.url_of(PATH, question, cursor=None) if question.cursor else "",
        next_href=links.url_of(PATH, question, cursor=onward) if onward else "",
        json_href=links.url_of("/api/v1/search-log", question),
    )


def _line(page: LoggedSearch) -> LogLine:
    announced = "no total announced" if page.announced is None else f"{page.announced:,} announced"
    gone = ", ".join(page.withdrawn)
    return LogLine(
        heading=f"{printed_source(page.source).name}, {PARTS.get(page.part, page.part)}",
        at=f"{page.at:%Y-%m-%d %H:%M:%S} UTC",
        came=f"{announced}, {page.received:,} received",
        became=f"{page.new:,} new, {page.changed:,} changed, {page.unchanged:,} unchanged, "
        f"{page.rejected:,} rejected",
        requests=page.requests,
        withdrawn=f"Withdrawn by the source: {gone}." if gone else "",
        warnings=page.warnings,
    )
