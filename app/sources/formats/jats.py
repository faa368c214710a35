"""JATS full texts (NLM 2.x to JATS 1.3), alone or in the envelopes that PMC and OAI put around."""

import io
import re
from collections.abc import Iterable, Iterator

from lxml import etree

from app.errors import MalformedRecordError
from app.records import Passage, Rejected, Relation, SourceRecord
from app.records.dates import PartialDate, partial_date
from app.records.identifiers import (
    canonical_doi,
    canonical_pmcid,
    canonical_pmid,
    registrations_in,
)
from app.records.names import author_name, name_of
from app.records.pages import canonical_pages
from app.records.sites import stated_sites
from app.sources.decoding import decoded_xml
from app.sources.formats.jats_body import article_abstract, body_passages
from app.sources.formats.jats_text import prose, title_prose
from app.sources.formats.reference import Raw, Reference, field_passages, record_of, rejected
from app.sources.formats.relations import relations_of_link
from app.sources.formats.xml_stream import XmlBreak, elements, line_of, source_of, text_of

MEDIA_TYPE = "application/jats+xml"

_HREF = "{http://www.w3.org/1999/xlink}href"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/[^\s\"<>),;]+")
_LONGEST_LICENCE = 300  # characters of a licence that is told in words
# The date that is cited first; a later one may still tell the month.
_DATE_TYPES = ("ppub", "pub", "collection", "epub-ppub", "epub", "electronic", "")


def parse_jats(payload: bytes) -> SourceRecord:
    """The record of one full text: the first article in the XML.

    Raises:
        MalformedRecordError: If there is no article, or the XML is broken or defines entities.
    """
    for found in elements(decoded_xml(io.BytesIO(payload)), "{*}article"):
        if isinstance(found, XmlBreak):
            raise MalformedRecordError(f"{found.reason} (line {found.line})")
        return _record(found)
    raise MalformedRecordError("The XML holds no article element.")


def read_jats(texts: Iterable[str], file: str) -> Iterator[SourceRecord | Rejected]:
    """Every article of the XML; one that cannot be read becomes Rejected."""
    for found in elements(texts, "{*}article"):
        if isinstance(found, XmlBreak):
            yield rejected(file, found.line, found.reason, Raw(found.tail, MEDIA_TYPE))
            return
        try:
            yield _record(found)
        except MalformedRecordError as error:
            yield rejected(file, line_of(found), str(error), Raw(source_of(found), MEDIA_TYPE))


def _record(article: etree._Element) -> SourceRecord:
    raw = Raw(source_of(article), MEDIA_TYPE)
    for element in article.iter("{*}*"):
        # OAI envelopes put JATS into a namespace; mml:math is as plain here as any other name.
        element.tag = str(element.tag).rpartition("}")[2]
    return record_of(_reference(article), raw)


def _reference(article: etree._Element) -> Reference:
    meta = article.find("front/article-meta")
    if meta is None:
        raise MalformedRecordError("The article has no front/article-meta.")
    doi = canonical_doi(_id(meta, "doi"))
    return Reference(
        title=title_prose(meta.find("title-group/article-title")),
        abstract_parts=tuple(article_abstract(meta)),
        authors=tuple(_authors(meta)),
        date=_date(meta),
        journal=_journal(article),
        volume=text_of(meta.find("volume")),
        issue=text_of(meta.find("issue")),
        pages=canonical_pages(text_of(meta.find("fpage")), text_of(meta.find("lpage")))
        or canonical_pages(text_of(meta.find("elocation-id"))),
        doi=doi,
        pmid=canonical_pmid(_id(meta, "pmid")),
        pmcid=canonical_pmcid(_id(meta, "pmcid") or _id(meta, "pmc")),
        language=article.get(_LANG, ""),
        url=f"https://doi.org/{doi}" if doi else "",
        types=(article.get("article-type", ""), *_subjects(meta)),
        keywords=tuple(prose(word) for word in meta.iterfind("kwd-group//kwd")),
        registrations=tuple(_registrations(meta)),
        full_text=(*body_passages(article), *_licence(meta)),
        relations=tuple(_relations(meta)),
        sites=stated_sites(map(text_of, meta.iter("aff"))),
    )


def _id(meta: etree._Element, kind: str) -> str:
    return text_of(meta.find(f"article-id[@pub-id-type='{kind}']")).strip()


def _journal(article: etree._Element) -> str:
    """Old files have the title directly in journal-meta, new ones in a group."""
    meta = article.find("front/journal-meta")
    return text_of(meta.find(".//journal-title")) if meta is not None else ""


def _subjects(meta: etree._Element) -> Iterator[str]:
    for group in meta.iterfind("article-categories/subj-group"):
        if group.get("subj-group-type") in ("heading", None):
            yield from (text_of(subject) for subject in group.iterfind("subject"))


def _authors(meta: etree._Element) -> Iterator[str]:
    for contributor in meta.iterfind("contrib-group/contrib"):
        if contributor.get("contrib-type", "author") != "author":
            continue
        name = contributor.find("name")
        if name is None:
            name = contributor.find("name-alternatives/name")
        group = contributor.find("collab")
        if group is None:
            group = contributor.find("collab-alternatives/collab")
        if name is not None:
            yield name_of(text_of(name.find("surname")), text_of(name.find("given-names")))
        elif group is not None:
            yield prose(group).replace("\n", " ")
        else:
            yield author_name(text_of(contributor.find("string-name")))


def _date(meta: etree._Element) -> PartialDate | None:
    dates = {d.get("pub-type") or d.get("date-type") or "": d for d in meta.iterfind("pub-date")}
    ordered = (dates[kind] for kind in _DATE_TYPES if kind in dates)
    return partial_date(*(_stated(date) for date in ordered))


def _stated(date: etree._Element) -> str:
    """Year, month and day in the order that a date is read in."""
    parts = (text_of(date.find(name)).strip() for name in ("year", "month", "day"))
    return "-".join(part for part in parts if part)


def _registrations(meta: etree._Element) -> Iterator[str]:
    """Numbers that the article's own coded fields give; one in its text may be another study's."""
    for related in meta.iterfind("related-object"):
        yield from registrations_in(related.get("document-id") or text_of(related))
    for custom in meta.iterfind("custom-meta-group/custom-meta"):
        if "regist" in text_of(custom.find("meta-name")).casefold():
            yield from registrations_in(text_of(custom.find("meta-value")))


def _licence(meta: etree._Element) -> Iterator[Passage]:
    """The address of the licence, Creative Commons' own before others, else its first words."""
    licences = meta.findall("permissions/license")
    addresses = [text_of(ref) for ref in meta.iterfind("permissions//license_ref")]
    for licence in licences:
        links = (link.get(_HREF, "") for link in (licence, *licence.iter("ext-link", "uri")))
        addresses += [link for link in links if link.startswith("http")]
        addresses += _CREATIVE_COMMONS.findall(text_of(licence))
    addresses.sort(key=lambda address: not _CREATIVE_COMMONS.match(address))
    told = [prose(licence).replace("\n", " ")[:_LONGEST_LICENCE] for licence in licences]
    yield from field_passages("license", (addresses or told)[:1])


def _relations(meta: etree._Element) -> Iterator[Relation]:
    """What a comment, a correction or a retraction is about, and what became of an article."""
    for link in meta.iterfind("related-article"):
        kind, address = link.get("related-article-type", ""), link.get(_HREF, "")
        doi = canonical_doi(address)
        pmid = canonical_pmid(address) if link.get("ext-link-type") == "pubmed" else ""
        target = f"doi:{doi}" if doi else f"pmid:{pmid}" if pmid else ""
        yield from relations_of_link(kind, target, f"JATS: {kind}")
