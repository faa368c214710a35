"""One work of OpenAlex as the tracker keeps it."""

import json
from collections.abc import Iterator
from dataclasses import replace

from app.errors import MalformedRecordError
from app.records import Passage, Rejected, Relation, RelationKind, SourceRecord
from app.records.dates import PartialDate, partial_date
from app.records.identifiers import canonical_doi, canonical_pmcid, canonical_pmid
from app.records.names import author_name
from app.records.pages import canonical_pages
from app.records.sites import stated_sites
from app.sources.client import Json, text_in
from app.sources.formats.reference import Raw, Reference, field_passages, record_of
from app.sources.formats.registry_json import children, objects

SOURCE = "openalex"
MEDIA_TYPE = "application/vnd.openalex.work+json"
KEPT = (
    "id", "doi", "title", "ids", "publication_year", "publication_date", "type", "language",
    "is_retracted", "primary_location", "best_oa_location", "open_access", "authorships", "biblio",
    "abstract_inverted_index", "referenced_works",
)  # fmt: skip
"""What is asked for and kept. Counts of citations, ranks and topics move from day to day."""

_MOST_WORDS = 20_000


def work_id(text: str) -> str:
    """The form "W123", from that or OpenAlex's address of the work; empty for anything else."""
    number = text.rpartition("/")[2].upper()
    return number if number[:1] == "W" and number[1:].isdecimal() else ""


def work_record(work: object, place: str, asked: str = "") -> SourceRecord | Rejected:
    """The record of a work, whatever list it stood in: that must change nothing of it.

    `asked` is the DOI it was asked for by, if it has another.
    """
    fields = work if isinstance(work, dict) else {}
    kept = {name: fields[name] for name in KEPT if name in fields}
    raw = Raw(json.dumps(kept or work, ensure_ascii=False, separators=(",", ":")), MEDIA_TYPE)
    try:
        return _record(kept, raw, asked)
    except MalformedRecordError as error:
        reason = str(error)
    return Rejected(
        source=SOURCE, place=place, reason=reason, payload=raw.payload, media_type=MEDIA_TYPE
    )


def abstract_of(index: object) -> str:
    """The abstract of an inverted index, which gives the places of each word; gaps close."""
    words = index if isinstance(index, dict) else {}
    nested = words.get("InvertedIndex")
    words = nested if isinstance(nested, dict) else words
    placed = (
        (at, str(word))
        for word, places in words.items()
        for at in (places if isinstance(places, list) else ())
        if isinstance(at, int)
    )
    return " ".join(word for _, word in sorted(placed)[:_MOST_WORDS])


def _record(work: Json, raw: Raw, asked: str) -> SourceRecord:
    own = work_id(text_in(work.get("id")))
    if not own:
        raise MalformedRecordError("The work has no OpenAlex number.")
    reference = _reference(work)
    record = record_of(reference, raw)
    other = (asked,) if asked and asked != reference.doi else ()
    passages = (*record.passages, *_open_access(work), *field_passages("other_doi", other))
    relations = (*_retraction(work), *_citations(work))
    return replace(record, source=SOURCE, source_id=own, passages=passages, relations=relations)


def _reference(work: Json) -> Reference:
    biblio, ids = children(work, "biblio"), children(work, "ids")
    doi = canonical_doi(text_in(work.get("doi")) or text_in(ids.get("doi")))
    return Reference(
        title=text_in(work.get("title")),
        abstract=abstract_of(work.get("abstract_inverted_index")),
        authors=tuple(_authors(work)),
        date=_date(work),
        journal=text_in(children(work, "primary_location", "source").get("display_name")),
        volume=text_in(biblio.get("volume")),
        issue=text_in(biblio.get("issue")),
        pages=canonical_pages(text_in(biblio.get("first_page")), text_in(biblio.get("last_page"))),
        doi=doi,
        pmid=canonical_pmid(text_in(ids.get("pmid"))),
        pmcid=canonical_pmcid(text_in(ids.get("pmcid"))),
        language=text_in(work.get("language")),
        url=f"https://doi.org/{doi}" if doi else text_in(work.get("id")),
        types=(text_in(work.get("type")),),
        sites=stated_sites(_affiliations(work)),
    )


def _authors(work: Json) -> Iterator[str]:
    """Names as printed: OpenAlex's own are reordered and now and then another person's."""
    for authorship in objects(work.get("authorships")):
        printed = text_in(authorship.get("raw_author_name"))
        yield author_name(printed or text_in(children(authorship, "author").get("display_name")))


def _affiliations(work: Json) -> Iterator[str]:
    """As printed where OpenAlex has that, else its own names of the institutions."""
    for authorship in objects(work.get("authorships")):
        printed = authorship.get("raw_affiliation_strings")
        if isinstance(printed, list) and printed:
            yield from (text_in(one) for one in printed)
        else:
            named = objects(authorship.get("institutions"))
            yield from (text_in(one.get("display_name")) for one in named)


def _date(work: Json) -> PartialDate | None:
    """Unknown days and months are filled with 01, so the first of a month is no day."""
    known = partial_date(text_in(work.get("publication_date")))
    if known is None:
        return partial_date(text_in(work.get("publication_year")))
    is_filled = known.month == 1 and known.day == 1
    return PartialDate(known.year, None if is_filled else known.month)


def _open_access(work: Json) -> Iterator[Passage]:
    access, best = children(work, "open_access"), children(work, "best_oa_location")
    for heading, value in (
        ("open_access.oa_status", access.get("oa_status")),
        ("open_access.oa_url", access.get("oa_url")),
        ("best_oa_location.pdf_url", best.get("pdf_url")),
        ("best_oa_location.landing_page_url", best.get("landing_page_url")),
        ("best_oa_location.license", best.get("license")),
        ("best_oa_location.version", best.get("version")),
    ):
        yield from field_passages(heading, (text_in(value),))


def _retraction(work: Json) -> Iterator[Relation]:
    """OpenAlex names no notice. A notice itself is another work."""
    if work.get("is_retracted") is True:
        yield Relation(kind=RelationKind.RETRACTED_BY, target="", because="OpenAlex: is_retracted")


def _citations(work: Json) -> Iterator[Relation]:
    cited = work.get("referenced_works")
    for number in map(work_id, map(text_in, cited if isinstance(cited, list) else ())):
        if number:
            yield Relation(
                kind=RelationKind.CITES, target=f"{SOURCE}:{number}", because="OpenAlex: reference"
            )
