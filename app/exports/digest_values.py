"""A digest in finished words: what Markdown and HTML show alike."""

from dataclasses import dataclass

from app.exports.report_links import ReportLink


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestCitation:
    """A document that a change rests on; `study` has no address where no site is known."""

    words: str
    links: tuple[ReportLink, ...]
    study: ReportLink


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLine:
    """One change. `page` shows a change of the map; empty where no site is known."""

    text: str
    page: str
    citations: tuple[DigestCitation, ...]
    more: str
    """Says how many further studies a change of the map rests on."""
    by: str = ""
    """By what, and by whom; empty where nothing single is behind it."""
    frozen: tuple[ReportLink, ...] = ()
    """Frozen views that hold the report it speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSection:
    """All changes of one kind; one that is `grave` takes trust away from what was known."""

    heading: str
    grave: bool
    lines: tuple[DigestLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSource:
    """One source and what asking it brought."""

    name: str
    told: str
    failed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPoint:
    """One point of what a version of a living review has to tell."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """The whole digest. `coverage` says how far it can be trusted to know what came out."""

    title: str
    period: str
    summary: str
    coverage: str
    sections: tuple[DigestSection, ...]
    asked: tuple[AskedSource, ...]
    now: tuple[str, ...]
    caution: str
    review: tuple[ReviewPoint, ...] = ()
    known: str = "What is known now"
    """Heading of `now`."""
