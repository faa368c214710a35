"""A bibliographic reference read from any format, and the record it becomes."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.errors import MalformedRecordError
from app.records import Bibliography, Passage, Rejected, Relation, ReportKind, Section, SourceRecord
from app.records.dates import PartialDate
from app.records.identifiers import registrations_in
from app.records.languages import canonical_language
from app.records.titles import flatten_text, flatten_title, flatten_words
from app.sources.formats.kinds import report_kind
from app.sources.formats.sections import abstract_passages
from app.sources.formats.trial_numbers import named_numbers, own_numbers

_OWN_NUMBERS = re.compile(r"\s*Trial registration\s*:", re.IGNORECASE)

SOURCE = "file"
"""What records of imported files name as their source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What an export says of one document; identifiers, names and pages already canonical.

    `native` is a database's own identifier ("wos:...", "eric:..."). `abstract` is split at its
    labels; a format that has the parts gives `abstract_parts` instead. `full_text` follows them.
    """

    title: str = ""
    abstract: str = ""
    abstract_parts: tuple[Passage, ...] = ()
    authors: tuple[str, ...] = ()
    date: PartialDate | None = None
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    registrations: tuple[str, ...] = ()
    language: str = ""
    url: str = ""
    types: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()
    native: str = ""
    full_text: tuple[Passage, ...] = ()
    relations: tuple[Relation, ...] = ()
    sites: tuple[str, ...] = ()
    """Affiliations of its authors, as printed."""
    edition: int = 1


@dataclass(frozen=True, slots=True)
class Raw:
    """A record as it came, as text or in UTF-8, and in which form."""

    content: str | bytes
    media_type: str

    @property
    def payload(self) -> bytes:
        """The bytes that are kept."""
        if isinstance(self.content, bytes):
            return self.content
        return self.content.encode("utf-8", "backslashreplace")


def record_of(reference: Reference, raw: Raw) -> SourceRecord:
    """The record of a reference.

    Raises:
        MalformedRecordError: If it has neither a title nor an identifier.
    """
    abstract = _abstract_of(reference)
    bibliography = _bibliography(reference, stated_registrations(abstract))
    kind = _kind_of(reference, bibliography)
    relations = reference.relations
    if kind is not ReportKind.REGISTRATION:
        bibliography = _with_own_numbers(kind, bibliography, abstract, reference.full_text)
        own = bibliography.registrations
        relations = (*relations, *named_numbers(kind, own, abstract, reference.full_text))
    payload = raw.payload
    return SourceRecord(
        source=SOURCE,
        source_id=source_id(kind, bibliography, reference.native, payload),
        kind=kind,
        bibliography=bibliography,
        payload=payload,
        media_type=raw.media_type,
        passages=tuple(_passages(reference, bibliography.title, abstract)),
        relations=relations,
        sites=reference.sites,
        edition=reference.edition,
    )


def _with_own_numbers(
    kind: ReportKind,
    known: Bibliography,
    abstract: tuple[Passage, ...],
    body: tuple[Passage, ...],
) -> Bibliography:
    """A review's words name the trials of others."""
    if kind is ReportKind.REVIEW:
        return known
    own = own_numbers(abstract, body)
    if set(own) <= set(known.registrations):
        return known
    return replace(known, registrations=tuple(dict.fromkeys((*known.registrations, *own))))


def outline_of(reference: Reference) -> tuple[ReportKind, Bibliography]:
    """What the record of a reference is, without its texts: enough to tell whether two are one.

    Of the abstract nothing is read unless it is a registration's, whose own number it can state.

    Raises:
        MalformedRecordError: As `record_of`.
    """
    outline = _bibliography(reference, ())
    kind = _kind_of(reference, outline)
    if kind is not ReportKind.REGISTRATION:
        return kind, outline
    return kind, _bibliography(reference, stated_registrations(_abstract_of(reference)))


def rejected(file: str, line: int, reason: str, raw: Raw) -> Rejected:
    """Input of a file that could not become a record, with the line it begins on."""
    return Rejected(
        source=SOURCE,
        place=f"{file}, line {line}",
        reason=reason,
        payload=raw.payload,
        media_type=raw.media_type,
    )


def source_id(kind: ReportKind, of: Bibliography, native: str, payload: bytes) -> str:
    """The identifier that stays the same over exports, or else a hash of the raw record.

    A trial number identifies a registration alone: of a paper it says which study it reports.
    """
    return stable_id(kind, of, native) or hashed_id(payload)


def hashed_id(payload: bytes) -> str:
    """The identifier of a record that has no other: this very row alone has it."""
    return f"sha:{hashlib.sha256(payload).hexdigest()[:16]}"


def stable_id(kind: ReportKind, of: Bibliography, native: str) -> str:
    """The identifier that stays the same over exports; empty if the record has none."""
    nct = next((n for n in of.registrations if n.startswith("NCT")), "")
    if kind is ReportKind.REGISTRATION and nct:
        return f"nct:{nct}"
    if of.pmid:
        return f"pmid:{of.pmid}"
    if of.doi:
        return f"doi:{of.doi}"
    if native:
        return native
    return f"pmcid:{of.pmcid}" if of.pmcid else ""


def field_passages(heading: str, values: Iterable[str]) -> Iterator[Passage]:
    """One FIELD passage a value; each value once."""
    for value in dict.fromkeys(flatten_words(value) for value in values):
        if value:
            yield Passage(Section.FIELD, value, heading)


def stated_registrations(parts: Iterable[Passage]) -> tuple[str, ...]:
    """Trial numbers in an abstract's own part on registration: the document says they are its own."""
    own = (part.text for part in parts if "regist" in part.heading.casefold())
    return tuple(number for text in own for number in registrations_in(text))


def noted_registrations(notes: Iterable[str]) -> tuple[str, ...]:
    """Trial numbers in a note that says they are the document's own: "Trial registration: NCT..."."""
    own = (note for note in notes if _OWN_NUMBERS.match(note))
    return tuple(number for note in own for number in registrations_in(note))


def _abstract_of(reference: Reference) -> tuple[Passage, ...]:
    return reference.abstract_parts or tuple(abstract_passages(reference.abstract))


def _kind_of(reference: Reference, known: Bibliography) -> ReportKind:
    if not (known.title or known.doi or known.pmid or known.pmcid):
        raise MalformedRecordError("The record has neither a title nor a DOI, PMID or PMC number.")
    return report_kind(reference.types, title=known.title, journal=known.journal)


def _bibliography(reference: Reference, stated: tuple[str, ...]) -> Bibliography:
    return Bibliography(
        title=flatten_title(reference.title),
        authors=tuple(dict.fromkeys(name for name in reference.authors if name)),
        year=reference.date.year if reference.date else None,
        month=reference.date.month if reference.date else None,
        journal=flatten_words(reference.journal),
        volume=flatten_text(reference.volume),
        issue=flatten_text(reference.issue),
        pages=reference.pages,
        doi=reference.doi,
        pmid=reference.pmid,
        pmcid=reference.pmcid,
        registrations=tuple(dict.fromkeys((*reference.registrations, *stated))),
        language=canonical_language(flatten_words(reference.language)),
        url=flatten_text(reference.url),
    )


def _passages(reference: Reference, title: str, abstract: tuple[Passage, ...]) -> Iterator[Passage]:
    if title:
        yield Passage(Section.TITLE, title)
    yield from abstract
    yield from reference.full_text
    yield from field_passages("keyword", reference.keywords)
    yield from field_passages("mesh", reference.mesh)
    yield from field_passages("publication_type", reference.types)
