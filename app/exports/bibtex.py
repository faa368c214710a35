"""Reports as BibTeX, for LaTeX and everything that reads it."""

import re
from collections.abc import Iterable, Iterator

from app.exports.reference_names import printed_name
from app.exports.ris import registration_note
from app.records import Bibliography, ReportKind
from app.store import ReportOfStudy

TYPES = {
    ReportKind.JOURNAL_ARTICLE: ("article", ""),
    ReportKind.CONFERENCE_ABSTRACT: ("inproceedings", ""),
    ReportKind.PREPRINT: ("unpublished", "Preprint"),
    ReportKind.REGISTRATION: ("misc", "Trial registry record"),
    ReportKind.REVIEW: ("article", "Review"),
    ReportKind.COMMENT: ("article", "Comment"),
    ReportKind.BOOK: ("book", ""),
    ReportKind.REGULATORY: ("techreport", "Regulatory document"),
    ReportKind.NEWS: ("misc", "News"),
    ReportKind.OTHER: ("misc", "Other document"),
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Macros of every BibTeX style: they stand without braces."""

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
"""Braces by name, for BibTeX counts one behind a backslash too."""

_SPECIAL = re.compile("|".join(map(re.escape, SPECIAL)))
_LIGATURES = re.compile(r"([-`'<>?!])(?=[-`'<>,])")
"""Characters that LaTeX joins: -- becomes a dash, `` a quotation mark, ?` a turned question mark."""

_KEY = re.compile(r"[^a-z0-9]+")


def as_bibtex(reports: Iterable[ReportOfStudy]) -> str:
    """One entry a report, keyed "doe2024-R3F9QW0KZ": the last part is the report's own identifier."""
    return "\n".join(_entry(report) for report in reports)


def citation_key(report: ReportOfStudy) -> str:
    """The family name of the first author, the year, and what makes it unlike any other."""
    of = report.bibliography
    family = _KEY.sub("", printed_name(of.authors[0]).family.casefold()) if of.authors else ""
    return f"{family or 'anonymous'}{of.year or ''}-{report.report_id}"


def escaped(text: str) -> str:
    """Text in which LaTeX finds no command."""
    return _LIGATURES.sub(r"\1{}", _SPECIAL.sub(lambda found: SPECIAL[found.group()], text))


def _entry(report: ReportOfStudy) -> str:
    kind, work = TYPES[report.kind]
    lines = [f"  {name} = {value}," for name, value in _fields(report, work) if value]
    return "\n".join([f"@{kind}{{{citation_key(report)},", *lines, "}", ""])


def _fields(report: ReportOfStudy, work: str) -> Iterator[tuple[str, str]]:
    of = report.bibliography
    yield "author", _braced(" and ".join(_author(name) for name in of.authors))
    yield "title", _braced(_braced(escaped(of.title)))  # the inner pair keeps capitals
    yield _place(report.kind), _braced(escaped(of.journal))
    yield "year", _braced(str(of.year or ""))
    yield "month", MONTHS[of.month - 1] if of.month else ""
    yield "volume", _braced(escaped(of.volume))
    yield "number", _braced(escaped(of.issue))
    yield "pages", _braced(_pages(of))
    # These two are taken as they stand (BibLaTeX, 2.3.5): nothing in them is a command.
    yield "doi", _braced(of.doi)
    yield "url", _braced(of.url)
    yield from (("pmid", _braced(of.pmid)), ("pmcid", _braced(of.pmcid)))
    yield "language", _braced(escaped(of.language))
    yield "type", _braced(work)
    yield "note", _braced(escaped(registration_note(of.registrations)))


def _author(name: str) -> str:
    printed = printed_name(name)
    if printed.is_whole:
        return _braced(escaped(name))
    return f"{escaped(printed.family)}, {escaped(printed.given)}"


def _place(kind: ReportKind) -> str:
    return "booktitle" if kind is ReportKind.CONFERENCE_ABSTRACT else "journal"


def _pages(of: Bibliography) -> str:
    """A range with two dashes, as BibTeX wants it; anything else as it is."""
    if re.fullmatch(r"\w+-\w+", of.pages):
        return escaped(of.pages).replace("-", "--")
    return escaped(of.pages)


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""
