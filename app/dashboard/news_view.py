"""What is new to somebody, at the head of the first page."""

from dataclasses import dataclass

from app.answers import News
from app.dashboard import links
from app.exports import coverage_of, page_of, summary_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsView:
    """The whole part."""

    since: str
    summary: str
    lines: tuple[tuple[str, str], ...]
    """(sentence, address of what it is about)"""
    more: str
    coverage: str
    href: str


def news_view(news: News) -> NewsView:
    """What was noted since the last visit, the weightiest in words."""
    left = sum(news.counts.values()) - len(news.first)
    return NewsView(
        since=f"{news.since:%Y-%m-%d %H:%M} UTC",
        summary=summary_of(news.counts),
        lines=tuple((one.change.sentence, page_of(one.change)) for one in news.first),
        more=f"and {left:,} more" if left > 0 else "",
        coverage=coverage_of(news.runs),
        href=links.with_query("/changes", {"since": f"{news.since:%Y-%m-%dT%H:%M:%SZ}"}),
    )
