"""A digest as Markdown: for a mail, a wiki or a chat."""

from collections.abc import Iterator

from app.exports.digest_values import DigestCitation, DigestLine, DigestView
from app.exports.prisma_report import SPECIAL
from app.exports.report_links import ReportLink


def digest_markdown(view: DigestView) -> str:
    """The whole digest; ends with a line break."""
    return "\n".join(_lines(view)) + "\n"


def _lines(view: DigestView) -> Iterator[str]:
    yield from (f"# {_plain(view.title)}", "", f"{view.period}.", "", f"**{view.summary}**")
    yield from ("", _plain(view.coverage))
    if view.review:
        yield from ("", "## This version (PRISMA-LSR)", "")
    for point in view.review:
        yield f"- **{point.heading}**"
        yield from (f"  - {_plain(line)}" for line in point.lines)
    for section in view.sections:
        yield from ("", f"## {section.heading}", "")
        for line in section.lines:
            yield from _change(line)
    yield from ("", f"## {view.known}", "")
    yield from (f"- {_plain(sentence)}" for sentence in view.now)
    if view.asked:
        yield from ("", "## Sources", "")
    for asked in view.asked:
        yield f"- {asked.name} {asked.told}. {_plain(asked.failed)}".rstrip()
    yield from ("", f"*{view.caution}*")


def _change(line: DigestLine) -> Iterator[str]:
    shown = f" [See the map](<{line.page}>)" if line.page else ""
    yield f"- {_plain(line.text)}{shown}"
    for citation in line.citations:
        yield f"  - {_citation(citation)}"
    if line.more:
        yield f"  - {line.more}"
    if line.frozen:
        yield f"  - Frozen views that hold it: {', '.join(map(_link, line.frozen))}"
    if line.by:
        yield f"  - By: {_plain(line.by)}"


def _citation(citation: DigestCitation) -> str:
    links = ", ".join(map(_link, (*citation.links, citation.study)))
    return f"{_plain(citation.words)} {links}".strip()


def _link(link: ReportLink) -> str:
    """An address in angle brackets may hold parentheses, as some DOIs do."""
    return f"[{_plain(link.text)}](<{link.href}>)" if link.href else _plain(link.text)


def _plain(text: str) -> str:
    """One line whose signs mean nothing in Markdown."""
    return " ".join(text.split()).translate(SPECIAL)
