"""Results of a Europe PMC search (resultType=core) as records."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from app.errors import MalformedRecordError
from app.records import Passage, Rejected, Relation, ReportKind, SourceRecord
from app.records.dates import PartialDate, partial_date
from app.records.identifiers import canonical_doi, canonical_pmcid, canonical_pmid
from app.records.names import author_name, name_of, split_authors
from app.records.pages import canonical_pages
from app.records.sites import stated_sites
from app.records.titles import flatten_text
from app.sources.client import Json
from app.sources.formats.reference import Raw, Reference, field_passages, record_of
from app.sources.formats.relations import relations_of_link, retraction_by_type, target_in

MEDIA_TYPE = "application/vnd.europepmc+json"

_SOURCE = "europepmc"
# What others do with a document: it changes daily and says nothing of the document itself.
_COUNTERS = frozenset({"citedByCount", "hasEvaluations", "hasLabsLinks", "dataLinksTagsList"})


def records_of(results: Iterable[object], place: str) -> Iterator[SourceRecord | Rejected]:
    """The record of every result; `place` says which page it was, for those rejected."""
    for number, result in enumerate(results, start=1):
        fields = result if isinstance(result, dict) else {}
        raw = Raw(_payload(fields or result), MEDIA_TYPE)
        try:
            yield _record(fields, raw)
        except MalformedRecordError as error:
            yield Rejected(
                source=_SOURCE,
                place=f"{place}, result {number}",
                reason=str(error),
                payload=raw.payload,
                media_type=MEDIA_TYPE,
            )


def _payload(result: object) -> str:
    if isinstance(result, dict):
        result = {name: value for name, value in result.items() if name not in _COUNTERS}
    return json.dumps(result, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _record(fields: Json, raw: Raw) -> SourceRecord:
    collection, number = _text(fields, "source"), _text(fields, "id")
    if not collection or not number:
        raise MalformedRecordError("The result has no id with its source.")
    record = record_of(_reference(fields, collection, number), raw)
    is_preprint = collection == "PPR"
    return replace(
        record,
        source=_SOURCE,
        source_id=f"{collection}/{number}",
        kind=ReportKind.PREPRINT if is_preprint else record.kind,
    )


def _reference(fields: Json, collection: str, number: str) -> Reference:
    journal = _object(fields, "journalInfo")
    types = _types(fields)
    links = tuple(_relations(fields))
    return Reference(
        title=_text(fields, "title"),
        abstract=_text(fields, "abstractText"),
        authors=tuple(_authors(fields)),
        date=_date(fields, journal),
        journal=_journal(fields, journal),
        volume=_text(journal, "volume") or _text(fields, "journalVolume"),
        issue=_text(journal, "issue") or _text(fields, "issue"),
        pages=canonical_pages(_text(fields, "pageInfo")),
        doi=canonical_doi(_text(fields, "doi")),
        # A record of PubMed carries its number even where the field is left out.
        pmid=canonical_pmid(_text(fields, "pmid") or (number if collection == "MED" else "")),
        pmcid=canonical_pmcid(_text(fields, "pmcid") or (number if collection == "PMC" else "")),
        language=_text(fields, "language"),
        url=f"https://europepmc.org/article/{collection}/{number}",
        types=types,
        keywords=tuple(_strings(fields, "keywordList", "keyword")),
        mesh=tuple(_mesh(fields)),
        full_text=tuple(_coded(fields)),
        relations=(*links, *retraction_by_type(types, links, "Europe PMC")),
        sites=stated_sites(_affiliations(fields)),
    )


def _types(fields: Json) -> tuple[str, ...]:
    """Several as a list or joined: "review; journal article"."""
    listed = tuple(_strings(fields, "pubTypeList", "pubType"))
    return listed or tuple(filter(None, re.split(r"\s*;\s*", _text(fields, "pubType"))))


def _authors(fields: Json) -> Iterator[str]:
    listed = list(_objects(fields, "authorList", "author"))
    for author in listed:
        family = _text(author, "lastName")
        given = _text(author, "initials") or _text(author, "firstName")
        name = name_of(family, given) if family else author_name(_text(author, "fullName"))
        yield _text(author, "collectiveName") or name
    if not listed:
        yield from split_authors(_text(fields, "authorString"))


def _affiliations(fields: Json) -> Iterator[str]:
    for author in _objects(fields, "authorList", "author"):
        for details in _objects(author, "authorAffiliationDetailsList", "authorAffiliation"):
            yield _text(details, "affiliation")
        yield _text(author, "affiliation")
    yield _text(fields, "affiliation")


def _date(fields: Json, journal: Json) -> PartialDate | None:
    """The date of the issue, which is the one that everybody cites; of preprints the first one."""
    book = _object(fields, "bookOrReportDetails")
    return partial_date(
        _text(journal, "dateOfPublication"),
        _text(journal, "printPublicationDate"),
        _text(journal, "yearOfPublication"),
        _text(fields, "firstPublicationDate"),
        _text(fields, "pubYear"),
        _text(book, "yearOfPublication"),
    )


def _journal(fields: Json, journal: Json) -> str:
    """The journal or, of preprints and books, who published them."""
    title = _text(_object(journal, "journal"), "title") or _text(fields, "journalTitle")
    return title or _text(_object(fields, "bookOrReportDetails"), "publisher")


def _mesh(fields: Json) -> Iterator[str]:
    for heading in _objects(fields, "meshHeadingList", "meshHeading"):
        qualifiers = _objects(heading, "meshQualifierList", "meshQualifier")
        names = (_text(q, "qualifierName") for q in qualifiers)
        yield "/".join(filter(None, (_text(heading, "descriptorName"), *names)))


def _coded(fields: Json) -> Iterator[Passage]:
    """What decides whether the full text may be fetched and shown, and which version this is."""
    yield from field_passages("license", (_text(fields, "license"),))
    yield from field_passages("open_access", (_text(fields, "isOpenAccess"),))
    yield from field_passages("version", (_text(fields, "versionNumber"),))


def _relations(fields: Json) -> Iterator[Relation]:
    for link in _objects(fields, "commentCorrectionList", "commentCorrection"):
        words, printed = _text(link, "type"), _text(link, "reference")
        said = (f"Europe PMC: {words.lower()}", printed, _text(link, "note"))
        yield from relations_of_link(words, _target(link, printed), " ".join(filter(None, said)))


def _target(link: Json, printed: str) -> str:
    """By PMID; a preprint or another document without one by its DOI, else by its record."""
    collection, number = _text(link, "source"), _text(link, "id")
    target = target_in(printed, canonical_pmid(number) if collection == "MED" else "")
    own = f"{_SOURCE}:{collection}/{number}" if collection and number else ""
    return target or own


def _text(fields: Json, name: str) -> str:
    """A string or a number as one; titles and abstracts keep their markup for who reads them."""
    value = fields.get(name)
    known = isinstance(value, str | int) and not isinstance(value, bool)
    return str(value).strip() if known else ""


def _object(fields: Json, name: str) -> Json:
    value = fields.get(name)
    return value if isinstance(value, Mapping) else {}


def _list(fields: Json, name: str, inner: str) -> list[object]:
    """A list inside its wrapper; converters from XML give a list of one as its element."""
    value = _object(fields, name).get(inner)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _objects(fields: Json, name: str, inner: str) -> Iterator[Json]:
    return (one for one in _list(fields, name, inner) if isinstance(one, Mapping))


def _strings(fields: Json, name: str, inner: str) -> Iterator[str]:
    return (flatten_text(one) for one in _list(fields, name, inner) if isinstance(one, str))
