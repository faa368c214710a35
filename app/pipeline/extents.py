"""How much of a report was read: its full text, its abstract, or less."""

from collections.abc import Iterable

from app.records import Extent, ReportKind, Section
from app.store import ReceivedRecord

FULL_TEXTS = ("jats", "pdf")
"""Parts of the media types in which articles come whole."""
BEYOND_AN_ABSTRACT = 6_000  # characters: such a file holds more than titles and an abstract


def extent_of(members: Iterable[ReceivedRecord]) -> Extent:
    """The most that a person or the machine had before them in any record of a report."""
    seen = {_seen(member) for member in members}
    return next((extent for extent in Extent if extent in seen), Extent.CITATION_ONLY)


def _seen(member: ReceivedRecord) -> Extent:
    record = member.record
    if record.reading is not None:
        return record.reading.extent or Extent.ABSTRACT
    whole = any(kind in record.media_type.lower() for kind in FULL_TEXTS)
    if whole and sum(len(p.text) for p in record.passages) > BEYOND_AN_ABSTRACT:
        return Extent.FULL_TEXT
    if record.kind is ReportKind.REGISTRATION:
        return Extent.LISTING
    told = (p for p in record.passages if p.section not in (Section.TITLE, Section.FIELD))
    return Extent.ABSTRACT if any(p.text for p in told) else Extent.CITATION_ONLY
