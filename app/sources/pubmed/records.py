"""Records of an efetch answer."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from app.records import Rejected, SourceRecord
from app.sources.decoding import decoded_xml
from app.sources.formats.pubmed_xml import deleted_citations, iterate_pubmed_xml

_SOURCE = "pubmed"
# What changes when a citation is indexed again and tells nothing of the document.
_BOOKKEEPING = re.compile(
    r"<(?P<date>DateRevised|DateCompleted)>.*?</(?P=date)>|"
    r"<PubMedPubDate PubStatus=\"(?:pubmedr?|premedline|medliner?)\">.*?</PubMedPubDate>",
    re.DOTALL,
)
_CITATION = re.compile(r"<MedlineCitation\b[^<>]*>")
_NUMBER = re.compile(rb"<PMID\b[^<>]*>\s*(\d+)\s*</PMID>")
_BETWEEN = re.compile(r">\s+<")


def records_of(content: bytes, place: str) -> Iterator[SourceRecord | Rejected]:
    """Each article and book once; `place` says which answer it was, for those rejected."""
    seen: set[str] = set()
    for found in iterate_pubmed_xml(io.BytesIO(content), file=place):
        one = _as_pubmed(found, place)
        if isinstance(one, SourceRecord):
            if one.source_id in seen:
                continue
            seen.add(one.source_id)
        yield one


def number_in(payload: bytes) -> str:
    """The PMID that a citation begins with, also of one that could not be read; else nothing."""
    found = _NUMBER.search(payload)
    return found[1].decode() if found else ""


def withdrawn_in(content: bytes) -> tuple[str, ...]:
    """The PMIDs that the answer says were deleted."""
    if b"<DeleteCitation" not in content:
        return ()
    return tuple(deleted_citations(decoded_xml(io.BytesIO(content))))


def _as_pubmed(found: SourceRecord | Rejected, place: str) -> SourceRecord | Rejected:
    if isinstance(found, Rejected):
        return replace(found, source=_SOURCE)
    if not found.bibliography.pmid:
        return Rejected(
            source=_SOURCE,
            place=place,
            reason="The article has no PMID.",
            payload=found.payload,
            media_type=found.media_type,
        )
    payload = _steady(found.payload.decode()).encode()
    return replace(found, source=_SOURCE, source_id=found.bibliography.pmid, payload=payload)


def _steady(xml: str) -> str:
    """The record without what NLM notes about its own work on it.

    Day and state of indexing change several times in a record's first year, for many at once.
    """
    without_dates = _BOOKKEEPING.sub("", xml)
    bare = _CITATION.sub("<MedlineCitation>", without_dates, count=1)
    return _BETWEEN.sub("><", bare)
