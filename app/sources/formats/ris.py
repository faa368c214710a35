"""RIS, as Ovid, Embase, Web of Science, Scopus, EndNote, Zotero, Rayyan and others write it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.errors import MalformedRecordError
from app.records import Rejected, SourceRecord
from app.records.dates import partial_date
from app.records.identifiers import (
    canonical_doi,
    canonical_pmid,
    dois_in,
    pmcids_in,
    registrations_in,
)
from app.records.names import author_name, split_authors
from app.records.pages import canonical_pages
from app.records.titles import flatten_text
from app.sources.formats.reference import (
    Raw,
    Reference,
    noted_registrations,
    record_of,
    rejected,
)
from app.sources.formats.tagged import Dialect, Field, Stray, TaggedRecord, tagged_records

MEDIA_TYPE = "application/x-research-info-systems"

_KNOWN = (
    "TY|A1|A2|A3|A4|AB|AD|AF|AI|AN|AR|AU|AV|BT|C1|C2|C3|C4|C5|C6|C7|C8|CA|CN|"
    "CP|CR|CT|CY|DA|DB|DE|DI|DO|DP|ED|EP|ER|ET|FU|FX|ID|IS|J1|J2|J9|JA|JF|JI|"
    "JO|KW|L1|L2|L3|L4|LA|LB|LK|M1|M2|M3|M4|N1|N2|NL|NV|OA|OP|PA|PB|PI|PM|PMID|"
    "PP|PU|PY|RD|RI|RN|RP|SE|SN|SP|ST|SV|T1|T2|T3|TA|TI|TS|TT|U1|U2|U3|U4|U5|"
    "UR|VL|VO|WE|XR|Y1|Y2"
)
_TAGS = frozenset(_KNOWN.split("|"))
_FREE_TEXT = frozenset({"AB", "N2", "N1", "M1", "U3", "KW"})
_DIALECT = Dialect(
    tag_line=re.compile(
        rf"^\s*(?P<tag>[A-Z][A-Z0-9](?=  -(?:\s|$))|(?:{_KNOWN})(?=\s{{1,2}}-))\s{{1,2}}-\s?(?P<value>.*)$",
        re.IGNORECASE,
    ),
    starts=lambda tag, _: tag == "TY",
    end_line=re.compile(r"^\s*ER\s*-?\s*$", re.IGNORECASE),
    is_tag=lambda tag, previous: tag in _TAGS or previous not in _FREE_TEXT,
)
# Web of Science has lost line feeds: "... USAAD  - Univ ...C3  - ".
_GLUED = re.compile(rf"(?<=\S)(?=(?:{_KNOWN})  - )")
_TYPES = {
    "JOUR": "Journal Article",
    "EJOUR": "Journal Article",
    "JFULL": "Journal Article",
    "ABST": "Abstract",
    "CHAP": "Book Chapter",
    "ECHAP": "Book Chapter",
    "BOOK": "Book",
    "EBOOK": "Book",
    "EDBOOK": "Edited Book",
    "CONF": "Conference Proceedings",
    "CPAPER": "Conference Proceedings",
    "MGZN": "Magazine Article",
    "NEWS": "Newspaper Article",
    "UNPB": "Unpublished Work",
    "THES": "Thesis",
    "RPRT": "Report",
    "GEN": "Generic",
    "CASE": "Legal Case",
}
_TITLES = ("TI", "T1", "CT", "BT")
_BOILERPLATE = re.compile(r"^Copyright of .{1,300} is the property of", re.DOTALL)
_OWN_NUMBER = re.compile(r"PubMed|MEDLINE|NLM", re.IGNORECASE)
_PMID_NOTE = re.compile(r"\bPMID\s*+:?\s*+(\d{1,8})\b|\bPUBMED\s+(\d{1,8})\b", re.IGNORECASE)
_PUBMED_ADDRESS = re.compile(
    r"pubmed\.ncbi\.nlm\.nih\.gov/(\d{1,8})|ncbi\.nlm\.nih\.gov/pubmed/(\d{1,8})"
)
_REGISTRY_ADDRESS = re.compile(
    r"clinicaltrials\.gov/|isrctn\.com/|trialsearch\.who\.int", re.IGNORECASE
)


def read_ris(lines: Iterable[str], file: str) -> Iterator[SourceRecord | Rejected]:
    """Every record of the lines; one that cannot be read becomes Rejected."""
    for found in tagged_records(lines, _DIALECT):
        raw = Raw(found.raw, MEDIA_TYPE)
        if isinstance(found, Stray):
            if not found.tags.isdisjoint(_TITLES):
                yield rejected(file, found.line, "The record has no TY line to begin it.", raw)
            continue
        try:
            yield record_of(_reference(_unglued(found)), raw)
        except MalformedRecordError as error:
            yield rejected(file, found.line, str(error), raw)


def _reference(record: TaggedRecord) -> Reference:
    notes = record.all("N1", "XR")
    authors = _authors(record)
    return Reference(
        title=record.first(*_TITLES),
        abstract=_abstract(record),
        authors=authors,
        date=partial_date(*record.all("PY", "Y1", "DA")),
        journal=_journal(record),
        volume=record.first("VL", "VO"),
        issue=record.first("IS", "CP"),
        pages=canonical_pages(record.first("SP"), record.first("EP"))
        or canonical_pages(record.first("C7", "AR")),
        doi=_doi(record),
        pmid=_pmid(record, notes),
        pmcid=_pmcid(record, notes),
        registrations=(*_registrations(record, authors), *noted_registrations(notes)),
        language=record.first("LA"),
        url=next((url for url in record.all("UR", "LK", "L2") if url.startswith("http")), ""),
        types=_types(record, authors),
        keywords=tuple(word.lstrip("*") for word in record.listed("KW", "DE")),
        native=_native(record),
    )


def _unglued(record: TaggedRecord) -> TaggedRecord:
    if not any(_GLUED.search(line) for field in record.fields for line in field.lines):
        return record
    fields = tuple(part for field in record.fields for part in _split_glued(field))
    return replace(record, fields=fields)


def _split_glued(field: Field) -> Iterator[Field]:
    first, *glued = _GLUED.split("\n".join(field.lines))
    yield replace(field, lines=tuple(first.split("\n")))
    for text in glued:
        tag, _, value = text.partition("  - ")
        yield Field(tag, tuple(value.split("\n")), field.line)


def _abstract(record: TaggedRecord) -> str:
    parts = dict.fromkeys(record.all("AB", "N2"))
    own = [part for part in parts if not _BOILERPLATE.match(part)]
    if own:
        return "\n".join(own)
    # Some exporters write the abstract as a note; shorter notes are notes.
    long_notes = [note for note in record.all("N1") if len(note) > 400 and ". " in note]
    return long_notes[0] if not record.has("AB", "N2") and long_notes else ""


def _authors(record: TaggedRecord) -> tuple[str, ...]:
    names: list[str] = []
    for text in record.listed("AU", "A1"):
        # A broken EndNote style writes all authors into one line.
        several = ";" in text or text.count(",") > 2
        if text.endswith(",") and text.count(",") == 1 and not several:
            names.append(flatten_text(text[:-1]))  # EndNote's sign for a group's name
        else:
            names.extend(split_authors(text) if several else [author_name(text)])
    return tuple(name for name in names if name)


def _journal(record: TaggedRecord) -> str:
    return record.first("JF", "T2", "JO", "JA", "J2", "J1", "J9", "JI")


def _doi(record: TaggedRecord) -> str:
    for value in record.all("DO", "DI"):
        if doi := canonical_doi(value):
            return doi
    for tag in ("L3", "M3", "UR", "LK", "L2", "N1", "AN", "ID"):
        found = {doi for value in record.all(tag) for doi in dois_in(value)}
        if len(found) == 1:
            return found.pop()
    return ""


def _pmid(record: TaggedRecord, notes: tuple[str, ...]) -> str:
    for value in record.all("PM", "PMID"):
        if pmid := canonical_pmid(value):
            return pmid
    # AN is the database's own number: PubMed's only where no other database is named.
    databases = record.all("DB", "DP")
    if databases and all(_OWN_NUMBER.search(name) for name in databases):
        return canonical_pmid(record.first("AN"))
    is_embase = any("embase" in name.casefold() for name in databases)
    if is_embase and (c5 := canonical_pmid(record.first("C5"))):
        return c5
    found = {m.group(1) or m.group(2) for note in notes for m in _PMID_NOTE.finditer(note)}
    found |= {m.group(1) or m.group(2) for url in record.all("UR", "L2") for m in _PUBMED_ADDRESS.finditer(url)}  # fmt: skip
    return canonical_pmid(found.pop()) if len(found) == 1 else ""


def _pmcid(record: TaggedRecord, notes: tuple[str, ...]) -> str:
    texts = (*record.all("C2", "UR", "L1", "L2"), *notes)
    found = {number for text in texts for number in pmcids_in(text)}
    return found.pop() if len(found) == 1 else ""


def _registrations(record: TaggedRecord, authors: tuple[str, ...]) -> tuple[str, ...]:
    """Numbers that a registry's record gives as its own; a number in a text is not the paper's."""
    if not _is_registration(record, authors):
        return ()
    return tuple(n for value in record.all("AN", "ID", "UR", "M1") for n in registrations_in(value))


def _is_registration(record: TaggedRecord, authors: tuple[str, ...]) -> bool:
    """CENTRAL lists registry records as a title with the registry's address and no authors."""
    own = (*record.all("AN", "ID"), *record.all("UR"))
    if "clinicaltrials" in record.first("DB", "DP").casefold():
        return True
    is_registry = any(_REGISTRY_ADDRESS.search(url) for url in record.all("UR"))
    return is_registry and not authors and any(registrations_in(value) for value in own)


def _types(record: TaggedRecord, authors: tuple[str, ...]) -> tuple[str, ...]:
    if _is_registration(record, authors):
        return ("Trial registry record",)
    # M3 holds the article's type in Embase and Scopus, elsewhere a DOI or a class code.
    stated = (_TYPES.get(record.first("TY"), record.first("TY")), *record.all("M3"))
    return tuple(text for text in stated if not re.search(r"\[\d+\]|10\.\d{4,9}/", text))


def _native(record: TaggedRecord) -> str:
    number = record.first("AN")
    return f"wos:{number[4:]}" if number.upper().startswith("WOS:") else ""
