"""Full texts (JATS) of Europe PMC as records."""

from dataclasses import replace

from app.errors import MalformedRecordError, UpstreamError
from app.records import Rejected, SourceRecord
from app.sources.client import Answer
from app.sources.formats.jats import MEDIA_TYPE, parse_jats

FULL_TEXT = "full_text/"
"""Before a PMC number: the text of the report, as a record's identifier and to ask for it by."""

_SOURCE = "europepmc"


def full_text_flaw(answer: Answer) -> str:
    """Why an answer cannot be used: it was cut off, or is no article."""
    try:
        parse_jats(answer.content)
    except MalformedRecordError as error:
        return str(error)
    return ""


def full_text_of(content: bytes, pmcid: str) -> SourceRecord:
    """The record of a full text, beside that of the search: its key has the PMC number in it.

    Raises:
        UpstreamError: If it is the text of another article.
    """
    record = parse_jats(content)
    told = record.bibliography.pmcid
    if told and told != pmcid:
        raise UpstreamError(_SOURCE, f"it gave the text of {told} for {pmcid}", "Try again later.")
    return replace(
        record,
        source=_SOURCE,
        source_id=f"{FULL_TEXT}{pmcid}",
        bibliography=replace(record.bibliography, pmcid=pmcid),
    )


def unreadable_text(answer: Answer, pmcid: str, reason: str) -> Rejected:
    """A text that is none, kept as it came."""
    return Rejected(
        source=_SOURCE,
        place=f"Europe PMC full text {pmcid}",
        reason=reason,
        payload=answer.content,
        media_type=MEDIA_TYPE,
    )
