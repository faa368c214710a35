"""CSV and TSV exports of PubMed, Embase, Zotero, Scopus, ClinicalTrials.gov and the like."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from app.errors import MalformedRecordError
from app.records import Rejected, SourceRecord
from app.records.dates import partial_date
from app.records.identifiers import (
    canonical_doi,
    canonical_nct,
    canonical_pmcid,
    canonical_pmid,
    dois_in,
    registrations_in,
)
from app.records.names import split_authors
from app.records.pages import canonical_pages
from app.sources.formats.csv_columns import meanings
from app.sources.formats.csv_registry import registry_record
from app.sources.formats.csv_rows import Layout, layout_of, rows
from app.sources.formats.reference import Raw, Reference, record_of, rejected

MEDIA_TYPE = "text/csv"

# Embase writes it all into one column: "Endoscopic Ultrasound (2014) 3:3 (152-160). Date of ...".
_EMBASE_SOURCE = re.compile(
    r"^(?P<journal>.+?) \((?P<year>\d{4})\)(?: (?P<volume>[^:\s(]+)(?::(?P<issue>[^\s(]+))?)?(?: \((?P<pages>[^)]+)\))?"
)
# PubMed's citation: "Behav Ther. 2022 Mar;53(2):334-347. doi: ...".
_PUBMED_CITATION = re.compile(
    r"\. (?P<year>\d{4}(?: [A-Z][a-z]{2})?)[^;:]{0,12};(?P<volume>[\w-]+)(?:\((?P<issue>[^)]+)\))?:(?P<pages>[\w-]+)"
)
_BETWEEN_TYPES = re.compile(r"\s*[;|]\s*")
_BETWEEN_WORDS = re.compile(r"\s*[;|\n]\s*")
_FORMULA = re.compile(r'^=\s*"(.*)"$')


def read_csv(lines: Iterable[str], file: str) -> Iterator[SourceRecord | Rejected]:
    """Every row of the table; one that cannot be read becomes Rejected.

    Raises:
        MalformedRecordError: If there is no header that we know; `header_of` says so beforehand.
    """
    found, skipped, rest = header_of(lines)
    fields = meanings(found.header)
    for row in rows(rest, found, first_line=skipped + 2):
        raw = Raw(row.raw if row.problem else as_table(found.header, row.cells), MEDIA_TYPE)
        if row.problem:
            yield rejected(file, row.line, row.problem, raw)
            continue
        try:
            yield _record(named_cells(fields, row.cells), raw)
        except MalformedRecordError as error:
            yield rejected(file, row.line, str(error), raw)


def header_of(lines: Iterable[str]) -> tuple[Layout, int, Iterator[str]]:
    """The layout, how many lines stand above the header, and the lines below it.

    Raises:
        MalformedRecordError: If none of the first lines is a header that we know.
    """
    source = iter(lines)
    for skipped, line in zip(range(20), source, strict=False):
        if found := layout_of(line):
            return found, skipped, chain(source)
    raise MalformedRecordError("No line names columns that we know.")


def as_table(header: Sequence[str], cells: Sequence[str]) -> str:
    """The row as a table of its own, so that it can be read again."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows((header, cells))
    return text.getvalue()


def named_cells(fields: Sequence[str], cells: Sequence[str]) -> dict[str, list[str]]:
    """Values by field; several columns may hold one field. Excel's ="..." is undone."""
    named: dict[str, list[str]] = {}
    for field, cell in zip(fields, cells, strict=False):
        if field and cell and (text := _without_formula(cell.strip())):
            named.setdefault(field, []).append(text)
    return named


def _without_formula(text: str) -> str:
    return _FORMULA.sub(r"\1", text) if text[:1] == "=" else text


def _record(named: Mapping[str, list[str]], raw: Raw) -> SourceRecord:
    first = {field: values[0] for field, values in named.items()}
    if nct := canonical_nct(first.get("nct", "")):
        return registry_record(nct, first, raw)
    return record_of(reference_in(named, first), raw)


def reference_in(named: Mapping[str, list[str]], first: Mapping[str, str]) -> Reference:
    """What a row says of one document; `first` has the first value of each field."""
    journal, volume, issue, pages, year = _source(first)
    notes = " ".join(named.get("notes", ()))
    return Reference(
        title=first.get("title", ""),
        abstract=first.get("abstract", ""),
        authors=split_authors(first.get("authors", "")),
        date=partial_date(
            first.get("year", ""), first.get("date", ""), first.get("month", ""), year
        ),
        journal=journal,
        volume=volume,
        issue=issue,
        pages=pages,
        doi=_doi(first, notes),
        pmid=_number(first.get("pmid", "")),
        pmcid=canonical_pmcid(first.get("pmcid", "")),
        registrations=tuple(n for v in named.get("registration", ()) for n in registrations_in(v)),
        language=first.get("language", ""),
        url=first.get("url", ""),
        types=_split(named.get("type", ()), _BETWEEN_TYPES),
        keywords=_split(named.get("keywords", ()), _BETWEEN_WORDS),
        mesh=_split(named.get("mesh", ()), _BETWEEN_WORDS),
        native=f"wos:{first['wos'].upper().removeprefix('WOS:')}" if first.get("wos") else "",
    )


def _source(first: Mapping[str, str]) -> tuple[str, str, str, str, str]:
    """Journal, volume, issue, pages, year; Embase writes all of them into one column."""
    journal = first.get("journal", "")
    pages = canonical_pages(
        first.get("pages", "") or first.get("first_page", ""), first.get("last_page", "")
    ) or canonical_pages(first.get("article_number", ""))
    if "(" in journal and (found := _EMBASE_SOURCE.match(journal)):
        parts = {name: value or "" for name, value in found.groupdict().items()}
        own = canonical_pages(parts["pages"])
        return parts["journal"], parts["volume"], parts["issue"], pages or own, parts["year"]
    if "volume" not in first and (found := _PUBMED_CITATION.search(first.get("notes", ""))):
        own = canonical_pages(found["pages"])
        return journal, found["volume"], found["issue"] or "", pages or own, found["year"]
    return journal, first.get("volume", ""), first.get("issue", ""), pages, ""


def _doi(first: Mapping[str, str], notes: str) -> str:
    """Its own, else the one in its address, else the only one in the notes."""
    for column, read in (("doi", canonical_doi), ("url", _first_doi)):
        if column in first and (doi := read(first[column])):
            return doi
    return _only_doi(notes) if notes else ""


def _first_doi(text: str) -> str:
    return next(dois_in(text), "")


def _only_doi(notes: str) -> str:
    found = set(dois_in(notes))
    return found.pop() if len(found) == 1 else ""


def _number(text: str) -> str:
    """A PMID; what a spreadsheet made of one ("1.2E+07") is none."""
    return canonical_pmid(text.removesuffix(".0"))


def _split(values: Iterable[str], separator: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(part for value in values for part in separator.split(value) if part)
