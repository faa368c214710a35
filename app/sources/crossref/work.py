"""One work of Crossref as the tracker keeps it."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from app.errors import MalformedRecordError
from app.records import Rejected, SourceRecord
from app.records.identifiers import canonical_doi, registrations_in
from app.records.names import name_of
from app.records.pages import canonical_pages
from app.records.sites import stated_sites
from app.records.titles import flatten_text, title_key
from app.sources.client import Json, text_in
from app.sources.crossref.relations import notice_types, parts_date, relations_of_work
from app.sources.formats.reference import Raw, Reference, field_passages, record_of
from app.sources.formats.registry_json import objects

SOURCE = "crossref"
MEDIA_TYPE = "application/vnd.crossref.work+json"

# They move while the work stays: the day of indexing, a rank, a number of citations.
_MOVING = ("indexed", "score", "is-referenced-by-count")
_DATES = ("issued", "published", "published-online", "published-print", "posted")
# A formula comes as TeX and as MathML; markup that holds no word needs no space.
_TEX = re.compile(
    r"<(?P<tag>(?:jats:)?tex-math|mml:annotation)\b[^<>]*>.*?</(?P=tag)>", re.DOTALL | re.IGNORECASE
)
_INLINE = re.compile(
    r"</?(?:jats|mml):(?!(?:title|p|sec|list|list-item|break|table|tr|td|th)\b)[\w-]+(?:\s[^<>]*)?>",
    re.IGNORECASE,
)


def work_record(work: object, place: str, asked: str = "") -> SourceRecord | Rejected:
    """The record of a work; `asked` is the DOI it was asked for by, if it has another."""
    fields: Json = work if isinstance(work, dict) else {}
    kept = {name: value for name, value in fields.items() if name not in _MOVING}
    text = json.dumps(kept if fields else work, ensure_ascii=False, separators=(",", ":"))
    raw = Raw(text, MEDIA_TYPE)
    try:
        return _record(fields, raw, asked)
    except MalformedRecordError as error:
        reason = str(error)
    return Rejected(
        source=SOURCE, place=place, reason=reason, payload=raw.payload, media_type=MEDIA_TYPE
    )


def has_phrase(record: SourceRecord, phrases: tuple[str, ...]) -> bool:
    """Whether title or abstract hold a phrase, in whatever case and with whatever dashes."""
    texts = (record.bibliography.title, *(passage.text for passage in record.passages))
    words = f" {title_key(' '.join(texts))} "
    return any(f" {title_key(phrase)} " in words for phrase in phrases)


def _record(work: Json, raw: Raw, asked: str) -> SourceRecord:
    doi = canonical_doi(text_in(work.get("DOI")))
    if not doi:
        raise MalformedRecordError("The work has no DOI.")
    record = record_of(_reference(work, doi), raw)
    other = (asked,) if asked and asked != doi else ()
    return replace(
        record,
        source=SOURCE,
        source_id=doi,
        passages=(*record.passages, *field_passages("other_doi", other)),
    )


def _reference(work: Json, doi: str) -> Reference:
    dates = (parts_date(work.get(name)) for name in _DATES)
    numbers = objects(work.get("clinical-trial-number"))
    stated = " ".join(text_in(number.get("clinical-trial-number")) for number in numbers)
    return Reference(
        title=_title(work),
        abstract=_INLINE.sub("", _TEX.sub(" ", text_in(work.get("abstract")))),
        authors=tuple(_names(objects(work.get("author")) or objects(work.get("editor")))),
        date=next((date for date in dates if date), None),
        journal=text_in(work.get("container-title")) or _server(work),
        volume=text_in(work.get("volume")),
        issue=text_in(work.get("issue")),
        pages=canonical_pages(text_in(work.get("page")) or text_in(work.get("article-number"))),
        doi=doi,
        registrations=registrations_in(stated),
        language=text_in(work.get("language")),
        url=f"https://doi.org/{doi}",
        types=(text_in(work.get("type")), text_in(work.get("subtype")), *notice_types(work)),
        relations=relations_of_work(work),
        sites=stated_sites(_affiliations(work)),
    )


def _title(work: Json) -> str:
    """The title with its subtitle, which other sources print as one."""
    title, subtitle = (flatten_text(text_in(work.get(name))) for name in ("title", "subtitle"))
    if not subtitle or title_key(subtitle) in title_key(title):
        return title
    return f"{title.rstrip(' :')}: {subtitle}" if title else subtitle


def _names(people: list[dict[str, object]]) -> Iterator[str]:
    for person in people:
        family, given = text_in(person.get("family")), text_in(person.get("given"))
        yield name_of(family, given) or flatten_text(text_in(person.get("name")))


def _affiliations(work: Json) -> Iterator[str]:
    for person in objects(work.get("author")):
        yield from (text_in(place.get("name")) for place in objects(person.get("affiliation")))


def _server(work: Json) -> str:
    """Where a preprint was posted."""
    if text_in(work.get("type")) != "posted-content":
        return ""
    institutions = objects(work.get("institution"))
    named = text_in(institutions[0].get("name")) if institutions else ""
    return named or text_in(work.get("group-title")) or text_in(work.get("publisher"))
