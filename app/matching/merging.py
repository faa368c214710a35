"""One bibliography from many records: every field whole from one of them, and from which."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from app.matching.values import Candidate, Joined, Report
from app.records import Bibliography, ReportKind

KIND_ORDER = (
    ReportKind.REGISTRATION,
    ReportKind.REVIEW,
    ReportKind.COMMENT,
    ReportKind.CONFERENCE_ABSTRACT,
    ReportKind.PREPRINT,
    ReportKind.BOOK,
    ReportKind.JOURNAL_ARTICLE,
    ReportKind.REGULATORY,
    ReportKind.NEWS,
    ReportKind.OTHER,
)
"""Where sources disagree the more telling kind holds: not every source knows a review from an article."""

_FIELDS = tuple(Bibliography.__dataclass_fields__)
_VALUES = attrgetter(*_FIELDS)
_UNKNOWN: tuple[object, ...] = ("", (), None)

IMPRINT = ("year", "month", "volume", "issue", "pages")
"""Taken together where possible: an online-first year does not go with the volume of the print."""


def report_of(members: Sequence[tuple[Candidate, Joined]]) -> Report:
    """The report that these records make together."""
    records = sorted(members, key=lambda member: (member[0].arrival, member[0].key))
    candidates = [candidate for candidate, _ in records]
    bibliography, fields_from, fields_because = merged_bibliography(candidates)
    return Report(
        key=candidates[0].key,
        arrival=candidates[0].arrival,
        kind=min((c.kind for c in candidates), key=KIND_ORDER.index),
        bibliography=bibliography,
        records=tuple(joined for _, joined in records),
        fields_from=fields_from,
        fields_because=fields_because,
        relations=tuple(sorted({r for c in candidates for r in c.relations})),
    )


def merged_bibliography(
    candidates: Sequence[Candidate],
) -> tuple[Bibliography, dict[str, str], dict[str, str]]:
    """Each field from the record that knows it best, the key of that record, and why that one.

    `registrations` alone are gathered from all records, and their key is that of the record with
    the most. A field that no record knows has no key.
    """
    if len(candidates) == 1:  # nearly always
        own = candidates[0]
        return own.bibliography, dict.fromkeys(_known(own), own.key), {}
    values: dict[str, Any] = {}
    fields_from: dict[str, str] = {}
    fields_because: dict[str, str] = {}
    for field in _FIELDS:
        knowing = _knowing(field, candidates)
        if knowing:
            worths = [_worth(field, c.bibliography, knowing) for c in knowing]
            best = knowing[worths.index(max(worths))]
            values[field] = getattr(best.bibliography, field)
            fields_from[field] = best.key
            fields_because[field] = _why(field, best, knowing)
    values["registrations"] = _all_numbers(candidates, values.get("registrations", ()))
    return Bibliography(**values), fields_from, fields_because


def _knowing(field: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The records that know a field, in the order in which values of equal worth are taken.

    Different values go by the alphabet, so that the order of arrival decides nothing that linking
    reads; the same value is credited to the record that arrived first.
    """

    def value(candidate: Candidate) -> str:
        fields = IMPRINT if field in IMPRINT else (field,)
        return repr([getattr(candidate.bibliography, f) for f in fields])

    return sorted((c for c in candidates if _knows(c, field)), key=value)


def _known(candidate: Candidate) -> list[str]:
    values = _VALUES(candidate.bibliography)
    return [field for field, value in zip(_FIELDS, values, strict=True) if value not in _UNKNOWN]


def _knows(candidate: Candidate, field: str) -> bool:
    return getattr(candidate.bibliography, field) not in _UNKNOWN


def _worth(field: str, bibliography: Bibliography, knowing: Sequence[Candidate]) -> tuple[int, ...]:
    """How much a record's value of a field is worth."""
    value = getattr(bibliography, field)
    if field in IMPRINT:
        return (sum(getattr(bibliography, part) not in ("", None) for part in IMPRINT),)
    if field in ("doi", "pmid", "pmcid"):
        return (sum(getattr(c.bibliography, field) == value for c in knowing),)
    if field == "title":
        return (not value.isupper(), not value.startswith("["), len(value))
    if field in ("authors", "registrations"):
        return (len(value), sum(map(len, value)))
    return (not value.isupper(), len(value)) if field == "journal" else ()


def _why(field: str, best: Candidate, knowing: Sequence[Candidate]) -> str:
    """Why a field was taken from this of the records that know it."""
    if len(knowing) == 1:
        return "no other record gives it"
    others = [
        c for c in knowing if getattr(c.bibliography, field) != getattr(best.bibliography, field)
    ]
    if not others:
        return "all that give it agree, and this one came first"
    own = _worth(field, best.bibliography, knowing)
    worths = [_worth(field, c.bibliography, knowing) for c in others]
    for place, said in enumerate(_WORTH_WORDS.get(field, ())):
        rival = max(worth[place] for worth in worths if worth[:place] == own[:place])
        if own[place] > rival:
            return said
    return "values of equal worth go by the alphabet"


_IMPRINT_WORDS = ("it gives most of year, month, volume, issue and pages",)
_WORTH_WORDS = {
    "title": ("it is not all capitals", "it is no translation", "it is the longest"),
    "authors": ("it names the most authors", "it gives their names in full"),
    "registrations": ("it names the most, and those of others are added", "as above, in full"),
    "journal": ("it is not all capitals", "it is the longest"),
    **dict.fromkeys(("doi", "pmid", "pmcid"), ("most records give it",)),
    **dict.fromkeys(IMPRINT, _IMPRINT_WORDS),
}
"""What each part of `_worth` says, in its order."""


def _all_numbers(candidates: Sequence[Candidate], first: tuple[str, ...]) -> tuple[str, ...]:
    others = sorted({n for c in candidates for n in c.bibliography.registrations} - set(first))
    return (*first, *others)
