"""Reports as RIS, the form that EndNote, Zotero, Mendeley, Rayyan and Covidence all read."""

from collections.abc import Iterable, Iterator

from app.exports.reference_names import printed_name, reads_as_itself
from app.records import ReportKind
from app.records.pages import canonical_pages
from app.store import ReportOfStudy

CLOSE_LINE = "ER  - "
TYPES = {
    ReportKind.JOURNAL_ARTICLE: ("JOUR", ""),
    ReportKind.CONFERENCE_ABSTRACT: ("CPAPER", "Conference abstract"),
    ReportKind.PREPRINT: ("UNPB", "Preprint"),
    ReportKind.REGISTRATION: ("GEN", "Trial registry record"),
    ReportKind.REVIEW: ("JOUR", "Review"),
    ReportKind.COMMENT: ("JOUR", "Comment"),
    ReportKind.BOOK: ("BOOK", ""),
    ReportKind.REGULATORY: ("RPRT", "Regulatory document"),
    ReportKind.NEWS: ("NEWS", ""),
    ReportKind.OTHER: ("GEN", "Other document"),
}
"""RIS has no type for a registration, a preprint or a comment: M3 names what TY cannot."""


def as_ris(reports: Iterable[ReportOfStudy]) -> str:
    """One record a report; lines end as the format wants them, with CR and LF."""
    return "".join(f"{line}\r\n" for report in reports for line in _record(report))


def _record(report: ReportOfStudy) -> Iterator[str]:
    kind, work = TYPES[report.kind]
    yield _line("TY", kind)
    for tag, value in _fields(report, work):
        if value:
            yield _line(tag, value)
    yield CLOSE_LINE
    yield ""


def _fields(report: ReportOfStudy, work: str) -> Iterator[tuple[str, str]]:
    of = report.bibliography
    yield "TI", of.title
    yield from (("AU", author_line(name)) for name in of.authors)
    yield "PY", str(of.year or "")
    yield "DA", f"{of.year}/{of.month:02}//" if of.year and of.month else ""
    yield "T2", of.journal
    yield "VL", of.volume
    yield "IS", of.issue
    yield from _pages(of.pages)
    yield "DO", of.doi
    yield from _numbers(report)
    yield "LA", of.language
    yield "UR", of.url
    yield "M3", work
    yield "N1", registration_note(of.registrations)
    yield "ID", report.report_id


def author_line(name: str) -> str:
    """The name with a comma; a group's that could be taken for a person's ends with one (EndNote)."""
    printed = printed_name(name)
    if printed.is_whole and not reads_as_itself(name) and "," not in name:
        return f"{name},"
    return printed.with_comma


def registration_note(numbers: Iterable[str]) -> str:
    """The registry numbers of a document in words that coregap reads again."""
    stated = "; ".join(numbers)
    return f"Trial registration: {stated}" if stated else ""


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    first, _, last = pages.partition("-")
    if last and canonical_pages(first, last) == pages:
        yield from (("SP", first), ("EP", last))
    else:
        yield "SP", pages


def _numbers(report: ReportOfStudy) -> Iterator[tuple[str, str]]:
    """AN is the number in the database that DB names."""
    of = report.bibliography
    if of.pmid:
        yield from (("DB", "PubMed"), ("AN", of.pmid))
    elif report.kind is ReportKind.REGISTRATION and "".join(of.registrations[:1]).startswith("NCT"):
        yield from (("DB", "ClinicalTrials.gov"), ("AN", of.registrations[0]))
    yield "C2", of.pmcid


def _line(tag: str, value: str) -> str:
    return f"{tag}  - {' '.join(value.split())}"
