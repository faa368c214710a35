"""Reports as CSL-JSON, for Zotero, Pandoc and every processor of the Citation Style Language."""

import json
from collections.abc import Iterable
from typing import Any

from app.exports.bibtex import citation_key
from app.exports.reference_names import printed_name
from app.exports.ris import registration_note
from app.records import Bibliography, ReportKind
from app.store import ReportOfStudy

TYPES = {
    ReportKind.JOURNAL_ARTICLE: ("article-journal", ""),
    ReportKind.CONFERENCE_ABSTRACT: ("paper-conference", ""),
    ReportKind.PREPRINT: ("article", "Preprint"),
    ReportKind.REGISTRATION: ("document", "Trial registry record"),
    ReportKind.REVIEW: ("article-journal", "Review"),
    ReportKind.COMMENT: ("article-journal", "Comment"),
    ReportKind.BOOK: ("book", ""),
    ReportKind.REGULATORY: ("report", "Regulatory document"),
    ReportKind.NEWS: ("article-newspaper", ""),
    ReportKind.OTHER: ("document", "Other document"),
}


def as_csl_json(reports: Iterable[ReportOfStudy]) -> str:
    """An array with one reference a report."""
    return json.dumps([_reference(one) for one in reports], ensure_ascii=False, indent=1) + "\n"


def _reference(report: ReportOfStudy) -> dict[str, Any]:
    of = report.bibliography
    kind, genre = TYPES[report.kind]
    fields = {
        "id": citation_key(report),
        "type": kind,
        "genre": genre,
        "title": of.title,
        "author": [_name(name) for name in of.authors],
        "issued": _issued(of),
        "container-title": of.journal,
        "volume": of.volume,
        "issue": of.issue,
        "page": of.pages,
        "DOI": of.doi,
        "PMID": of.pmid,
        "PMCID": of.pmcid,
        "language": of.language,
        "URL": of.url,
        "note": registration_note(of.registrations),
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: str) -> dict[str, str]:
    printed = printed_name(name)
    if printed.is_whole:
        return {"literal": name}
    return {"family": printed.family, "given": printed.given}


def _issued(of: Bibliography) -> dict[str, Any]:
    if of.year is None:
        return {}
    return {"date-parts": [[of.year, of.month] if of.month else [of.year]]}
