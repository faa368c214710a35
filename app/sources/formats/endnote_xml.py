"""EndNote XML, as EndNote, Zotero, Mendeley and Papers write it."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from app.errors import MalformedRecordError
from app.records import Rejected, SourceRecord
from app.records.dates import partial_date
from app.records.identifiers import canonical_doi, canonical_pmcid, canonical_pmid, dois_in
from app.records.names import author_name
from app.records.pages import canonical_pages
from app.sources.formats.reference import Raw, Reference, record_of, rejected
from app.sources.formats.xml_stream import XmlBreak, elements, line_of, source_of, text_of

MEDIA_TYPE = "application/x-endnote+xml"

_NUMBERS = {
    "17": "Journal Article", "5": "Book Section", "6": "Book", "10": "Conference Proceedings",
    "47": "Conference Paper", "27": "Report", "32": "Thesis", "12": "Web Page", "23": "Newspaper Article",
    "19": "Magazine Article", "43": "Electronic Article", "13": "Generic", "28": "Edited Book",
}  # fmt: skip


def read_endnote_xml(texts: Iterable[str], file: str) -> Iterator[SourceRecord | Rejected]:
    """Every record of the library; one that cannot be read becomes Rejected."""
    for found in elements(texts, "record"):
        if isinstance(found, XmlBreak):
            raw = Raw(found.tail[max(0, found.tail.rfind("<record>")) :], MEDIA_TYPE)
            yield rejected(file, found.line, found.reason, raw)
            return
        raw = Raw(source_of(found), MEDIA_TYPE)
        try:
            yield record_of(_reference(found), raw)
        except MalformedRecordError as error:
            yield rejected(file, line_of(found), str(error), raw)


def _reference(record: etree._Element) -> Reference:
    url = _first(record, "urls/related-urls/url", "urls/web-urls/url")
    doi = _first(record, "electronic-resource-num")
    return Reference(
        title=_first(record, "titles/title"),
        abstract=_first(record, "abstract"),
        authors=_authors(record),
        date=partial_date(_first(record, "dates/year"), *_all(record, "dates/pub-dates/date")),
        journal=_first(record, "periodical/full-title", "titles/secondary-title", "periodical/abbr-1"),
        volume=_first(record, "volume"),
        issue=_first(record, "number", "issue"),
        pages=canonical_pages(_first(record, "pages")),
        doi=canonical_doi(doi) or next(dois_in(url), ""),
        pmid=_pmid(record),
        pmcid=canonical_pmcid(_first(record, "custom2")) if "PMC" in _first(record, "custom2") else "",
        language=_first(record, "language"),
        url=url,
        types=_types(record),
        keywords=tuple(line for text in _all(record, "keywords/keyword") for line in re.split(r"[\r\n]+", text)),
        native=_wos(record),
    )  # fmt: skip


def _all(record: etree._Element, *paths: str) -> tuple[str, ...]:
    """Texts at the paths; EndNote cuts each into <style> runs, which belong together."""
    found = (text_of(element).strip() for path in paths for element in record.iterfind(path))
    return tuple(text for text in found if text)


def _first(record: etree._Element, *paths: str) -> str:
    return next(iter(_all(record, *paths)), "")


def _authors(record: etree._Element) -> tuple[str, ...]:
    names = _all(record, "contributors/authors/author")
    return tuple(map(author_name, names or _all(record, "contributors/secondary-authors/author")))


def _pmid(record: etree._Element) -> str:
    """The accession number, where the database is PubMed; or what PubMed's address shows."""
    names = (*_all(record, "remote-database-name", "remote-database-provider"),)
    if any(word in name.casefold() for name in names for word in ("pubmed", "medline", "nlm")):
        return canonical_pmid(_first(record, "accession-num"))
    urls = _all(record, "urls/related-urls/url")
    return next((pmid for url in urls if "pubmed" in url and (pmid := canonical_pmid(url))), "")


def _types(record: etree._Element) -> tuple[str, ...]:
    """The named type; Papers writes the number alone, Mendeley always 0 with the name."""
    kind = record.find("ref-type")
    if kind is None:
        return ()
    name = kind.get("name") or _NUMBERS.get(text_of(kind).strip(), "")
    return tuple(text for text in (name, _first(record, "work-type")) if text)


def _wos(record: etree._Element) -> str:
    number = _first(record, "accession-num").upper()
    return f"wos:{number[4:]}" if number.startswith("WOS:") else ""
