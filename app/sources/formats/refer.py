"""EndNote tagged text (Refer, .enw)."""

import re
from collections.abc import Iterable, Iterator

from app.errors import MalformedRecordError
from app.records import Rejected, SourceRecord
from app.records.dates import partial_date
from app.records.identifiers import canonical_doi, canonical_pmid, dois_in
from app.records.names import author_name
from app.records.pages import canonical_pages
from app.sources.formats.reference import Raw, Reference, record_of, rejected
from app.sources.formats.tagged import Dialect, OpenRecord, Stray, TaggedRecord, tagged_records

MEDIA_TYPE = "application/x-endnote-refer"


def _starts(tag: str, record: OpenRecord | None) -> bool:
    """%0 begins a record; where it is missing, an author or a title after a blank line does.

    Other tags after a blank line go on with the record: abstracts hold blank lines.
    """
    if record is None or tag == "%0":
        return True
    return record.after_blank and tag in ("%A", "%T") and "%T" in record.tags


_DIALECT = Dialect(
    tag_line=re.compile(r"^(?P<tag>%[0-9A-Z@\[\]!#$&()*+,:;<=>?^~])(?:\s(?P<value>.*))?$"),
    starts=_starts,
)


def read_refer(lines: Iterable[str], file: str) -> Iterator[SourceRecord | Rejected]:
    """Every record of the lines; one that cannot be read becomes Rejected."""
    for found in tagged_records(lines, _DIALECT):
        if isinstance(found, Stray):
            continue
        raw = Raw(found.raw, MEDIA_TYPE)
        try:
            yield record_of(_reference(found), raw)
        except MalformedRecordError as error:
            yield rejected(file, found.line, str(error), raw)


def _reference(record: TaggedRecord) -> Reference:
    is_pubmed = any(
        word in record.first("%W", "%~").casefold() for word in ("pubmed", "medline", "nlm")
    )
    return Reference(
        title=record.first("%T"),
        abstract=record.first("%X"),
        authors=tuple(map(author_name, record.listed("%A"))),
        date=partial_date(*record.all("%D", "%8", "%7")),
        journal=record.first("%J", "%B"),
        volume=record.first("%V"),
        issue=record.first("%N"),
        pages=canonical_pages(record.first("%P")),
        doi=canonical_doi(record.first("%R")) or next(dois_in(record.first("%U")), ""),
        pmid=canonical_pmid(record.first("%M")) if is_pubmed else "",
        language=record.first("%G"),
        url=record.first("%U"),
        types=record.all("%0", "%9"),
        keywords=record.listed("%K"),
    )
