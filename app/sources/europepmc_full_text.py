"""Full texts (JATS) of Europe PMC as records."""

from dataclasses import replace

from app.errors import MalformedRecordError, UpstreamError
from app.records import SourceRecord
from app.sources.answer import Answer
from app.sources.formats.jats import parse_jats

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
        source_id=f"full_text/{pmcid}",
        bibliography=replace(record.bibliography, pmcid=pmcid),
    )
