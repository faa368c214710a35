"""PubMed XML (DTD 250101), from E-utilities, EDirect and the yearly baseline files."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from app.errors import MalformedRecordError
from app.records import Passage, Rejected, Relation, Section, SourceRecord
from app.records.dates import PartialDate, month_number, partial_date
from app.records.identifiers import canonical_doi, canonical_pmcid, canonical_pmid, registrations_in
from app.records.names import name_of
from app.records.pages import canonical_pages
from app.records.titles import flatten_text
from app.sources.decoding import ByteStream, decoded_xml
from app.sources.formats.reference import Raw, Reference, field_passages, record_of, rejected
from app.sources.formats.relations import relations_of_link, retraction_by_type, target_in
from app.sources.formats.sections import abstract_passages, section_of_label
from app.sources.formats.xml_stream import (
    XmlBreak,
    elements,
    line_of,
    local_name,
    source_of,
    text_of,
)

MEDIA_TYPE = "application/vnd.pubmed+xml"

_ARTICLE_TAGS = ("PubmedArticle", "PubmedBookArticle")


def iterate_pubmed_xml(
    stream: ByteStream, *, file: str = "PubMed XML"
) -> Iterator[SourceRecord | Rejected]:
    """Every article and book of the stream, one in memory at a time; `file` names it in places.

    A record that cannot be read becomes Rejected, and so does the place where the XML breaks off.
    """
    return read_pubmed_xml(decoded_xml(stream), file)


def read_pubmed_xml(texts: Iterable[str], file: str) -> Iterator[SourceRecord | Rejected]:
    """As `iterate_pubmed_xml`, from text."""
    for found in elements(texts, *_ARTICLE_TAGS):
        if isinstance(found, XmlBreak):
            begun = max(found.tail.rfind(f"<{tag}") for tag in _ARTICLE_TAGS)
            raw = Raw(found.tail[max(0, begun) :], MEDIA_TYPE)
            yield rejected(file, found.line, found.reason, raw)
            return
        raw = Raw(source_of(found), MEDIA_TYPE)
        try:
            yield record_of(_reference(found), raw)
        except MalformedRecordError as error:
            yield rejected(file, line_of(found), str(error), raw)


def deleted_citations(texts: Iterable[str]) -> Iterator[str]:
    """The PMIDs that an update file says were deleted; they are no records any more."""
    for found in elements(texts, "DeleteCitation"):
        if isinstance(found, XmlBreak):
            return
        yield from filter(None, map(canonical_pmid, _all(found, "PMID")))


def _reference(element: etree._Element) -> Reference:
    if local_name(element) == "PubmedBookArticle":
        return _book(element)
    citation = element.find("MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    if citation is None or article is None:
        raise MalformedRecordError("The article has no MedlineCitation with an Article in it.")
    pmid = canonical_pmid(_first(citation, "PMID"))
    parts = tuple(_abstract(article.find("Abstract")))
    dois = _dois(element, article)
    return Reference(
        title=_title(article),
        abstract_parts=parts,
        authors=tuple(_authors(article.iterfind("AuthorList/Author"))),
        date=_publication_date(article),
        journal=_first(article, "Journal/Title", "Journal/ISOAbbreviation") or _first(citation, "MedlineJournalInfo/MedlineTA"),
        volume=_first(article, "Journal/JournalIssue/Volume"),
        issue=_first(article, "Journal/JournalIssue/Issue"),
        pages=canonical_pages(_first(article, "Pagination/MedlinePgn"))
        or canonical_pages(_first(article, "Pagination/StartPage"), _first(article, "Pagination/EndPage")),
        doi=next(iter(dois), ""),
        pmid=pmid,
        pmcid=canonical_pmcid(_first(element, "PubmedData/ArticleIdList/ArticleId[@IdType='pmc']")),
        registrations=tuple(_registrations(article)),
        language=_first(article, "Language"),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else "",
        types=_all(article, "PublicationTypeList/PublicationType"),
        keywords=_all(citation, "KeywordList/Keyword"),
        mesh=tuple(_mesh(citation)),
        full_text=tuple(field_passages("other_doi", dois[1:])),
        relations=_relations(citation, article),
    )  # fmt: skip


def _all(parent: etree._Element, *paths: str) -> tuple[str, ...]:
    """Texts at the paths with all they contain: titles and abstracts are mixed content."""
    found = (flatten_text(text_of(element)) for path in paths for element in parent.iterfind(path))
    return tuple(text for text in found if text)


def _first(parent: etree._Element, *paths: str) -> str:
    return next(iter(_all(parent, *paths)), "")


def _title(article: etree._Element) -> str:
    return _first(article, "ArticleTitle", "VernacularTitle")


def _abstract(abstract: etree._Element | None) -> Iterator[Passage]:
    """Parts by their labels; a part without one goes through the reader of inline labels."""
    if abstract is None:
        return
    for part in abstract.iterfind("AbstractText"):
        text = _spaced(text_of(part))
        label = part.get("Label", "").strip()
        if not label and not part.get("NlmCategory"):
            yield from abstract_passages(text)
        elif plain := flatten_text(text):
            heading = label or part.get("NlmCategory", "").title()
            yield Passage(section_of_label(label, part.get("NlmCategory", "")), plain, heading)


def _spaced(text: str) -> str:
    """Some files indent inside words: "β<newline><sub>2</sub>" is one word all the same."""
    return re.sub(r"[ \t]*\n\s*", " ", text)


def _authors(found: Iterable[etree._Element]) -> Iterator[str]:
    """Authors as printed; a wrong spelling that PubMed keeps beside the right one is left out."""
    for author in found:
        if author.get("ValidYN") == "N":
            continue
        group = _first(author, "CollectiveName")
        given = _first(author, "Initials") or _first(author, "ForeName")
        yield group or name_of(_first(author, "LastName"), given)


def _publication_date(article: etree._Element) -> PartialDate | None:
    """The date of the issue, which is the one that everybody cites; else the electronic one."""
    issue = article.findall("Journal/JournalIssue/PubDate")
    dates = (_date(date) for date in (*issue, *article.iterfind("ArticleDate")))
    return next((date for date in dates if date), None)


def _date(element: etree._Element) -> PartialDate | None:
    stated = partial_date(_first(element, "Year") or _first(element, "MedlineDate"))
    month = month_number(_first(element, "Month"))
    return PartialDate(stated.year, month) if stated and month else stated


def _dois(element: etree._Element, article: etree._Element) -> tuple[str, ...]:
    """The article's DOI, and any other that it carries: either may be the wrong one."""
    # The cited papers' DOIs stand in ArticleIdLists too: only the article's own list counts.
    own = _all(element, "PubmedData/ArticleIdList/ArticleId[@IdType='doi']")
    located = (
        e for e in article.iterfind("ELocationID[@EIdType='doi']") if e.get("ValidYN") != "N"
    )
    found = (canonical_doi(text) for text in (*own, *map(text_of, located)))
    return tuple(dict.fromkeys(doi for doi in found if doi))


def _registrations(article: etree._Element) -> Iterator[str]:
    for number in _all(article, "DataBankList/DataBank/AccessionNumberList/AccessionNumber"):
        yield from registrations_in(number)


def _mesh(citation: etree._Element) -> Iterator[str]:
    for heading in citation.iterfind("MeshHeadingList/MeshHeading"):
        yield "/".join((_first(heading, "DescriptorName"), *_all(heading, "QualifierName")))


def _relations(citation: etree._Element, article: etree._Element) -> tuple[Relation, ...]:
    links = tuple(
        relation
        for link in citation.iterfind("CommentsCorrectionsList/CommentsCorrections")
        if link.get("RefType") != "Cites"  # there can be hundreds
        for relation in _linked(link)
    )
    types = _all(article, "PublicationTypeList/PublicationType")
    return (*links, *retraction_by_type(types, links, "PubMed"))


def _linked(link: etree._Element) -> Iterator[Relation]:
    """The number of the other document may be missing; its citation may name a DOI."""
    words, printed = link.get("RefType", ""), _first(link, "RefSource")
    target = target_in(printed, canonical_pmid(_first(link, "PMID")))
    yield from relations_of_link(words, target, f"PubMed: {_apart(words)} {printed}".rstrip())


def _apart(words: str) -> str:
    """The words of "CorrectedandRepublishedIn", as a person writes them."""
    return re.sub(r"(?<=[a-z])(?=and[A-Z]|[A-Z])", " ", words).lower()


def _book(element: etree._Element) -> Reference:
    """A chapter or a whole book (StatPearls, GeneReviews); it has no MedlineCitation."""
    book = element.find("BookDocument")
    if book is None:
        raise MalformedRecordError("The book has no BookDocument.")
    authors = book.findall("AuthorList/Author") or book.findall("Book/AuthorList/Author")
    pmid = canonical_pmid(_first(book, "PMID"))
    contributed = book.find("ContributionDate")
    published = book.find("Book/PubDate")
    dates = (_date(date) for date in (contributed, published) if date is not None)
    return Reference(
        title=_first(book, "ArticleTitle", "Book/BookTitle", "VernacularTitle"),
        abstract_parts=tuple(_abstract(book.find("Abstract"))),
        authors=tuple(_authors(authors)),
        date=next((date for date in dates if date), None),
        journal=_first(book, "Book/BookTitle") if book.find("ArticleTitle") is not None else "",
        doi=canonical_doi(_first(book, "ArticleIdList/ArticleId[@IdType='doi']")),
        pmid=pmid,
        language=_first(book, "Language"),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else "",
        types=("Book", *_all(book, "PublicationType")),
        keywords=_all(book, "KeywordList/Keyword"),
        full_text=tuple(_sections(book)),
    )


def _sections(book: etree._Element) -> Iterator[Passage]:
    for section in book.iterfind("Sections/Section"):
        if title := _first(section, "SectionTitle"):
            yield Passage(Section.OTHER, title, "contents")
