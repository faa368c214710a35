"""Web of Science plain text (.ciw, .txt)."""

import re
from collections.abc import Iterable, Iterator

from app.errors import MalformedRecordError
from app.records import Rejected, SourceRecord
from app.records.dates import partial_date
from app.records.identifiers import canonical_doi, canonical_pmid
from app.records.names import author_name
from app.records.pages import canonical_pages
from app.sources.formats.reference import Raw, Reference, record_of, rejected
from app.sources.formats.tagged import Dialect, Stray, TaggedRecord, tagged_records

MEDIA_TYPE = "application/x-web-of-science"

_DIALECT = Dialect(
    # Two letters, a space, the value; three spaces continue. FN, VR and EF frame the file.
    tag_line=re.compile(r"^(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>\S.*)|\s*)$"),
    starts=lambda tag, _: tag == "PT",
    end_line=re.compile(r"^(?:ER|EF)\s*$"),
)


def read_web_of_science(lines: Iterable[str], file: str) -> Iterator[SourceRecord | Rejected]:
    """Every record of the lines; one that cannot be read becomes Rejected."""
    for found in tagged_records(lines, _DIALECT):
        raw = Raw(found.raw, MEDIA_TYPE)
        if isinstance(found, Stray):
            if "TI" in found.tags:
                yield rejected(file, found.line, "The record has no PT line to begin it.", raw)
            continue
        try:
            yield record_of(_reference(found), raw)
        except MalformedRecordError as error:
            yield rejected(file, found.line, str(error), raw)


def _reference(record: TaggedRecord) -> Reference:
    number = record.first("UT")
    return Reference(
        title=record.first("TI"),
        abstract=record.first("AB"),
        authors=(
            *map(author_name, record.listed("AF") or record.listed("AU")),
            *record.listed("CA"),
        ),
        date=partial_date(*record.all("PY", "PD", "EA")),
        journal=record.first("SO"),
        volume=record.first("VL"),
        issue=record.first("IS"),
        pages=canonical_pages(record.first("BP"), record.first("EP"))
        or canonical_pages(record.first("AR")),
        doi=canonical_doi(record.first("DI")),
        pmid=canonical_pmid(record.first("PM")),
        language=record.first("LA"),
        types=_split(record.first("DT")) or _split(record.first("PT")),
        keywords=(*_split(record.first("DE")), *_split(record.first("ID"))),
        native=f"wos:{number.upper().removeprefix('WOS:')}" if number else "",
    )


def _split(values: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in values.split(";") if value.strip())
