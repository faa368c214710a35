"""PubMed XML (DTD 250101), from E-utilities, EDirect and the yearly baseline files."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from lxml import etree

from app.errors import MalformedRecordError
from app.records import Passage, Rejected, Relation, Section, SourceRecord, Withdrawn
from app.records.dates import PartialDate, month_number, partial_date
from app.records.identifiers import canonical_doi, canonical_pmcid, canonical_pmid, registrations_in
from app.records.names import name_of
from app.records.pages import canonical_pages
from app.records.sites import stated_sites
from app.records.titles import flatten_text, flatten_words
from app.sources.decoding import ByteStream, decoded_xml
from app.sources.formats.reference import (
    SOURCE,
    Raw,
    Reference,
    field_passages,
    record_of,
    rejected,
)
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
_DELETED_TAG = "DeleteCitation"
TAGS = (*_ARTICLE_TAGS, _DELETED_TAG)
"""Of the elements that say something."""
_OF_NAMES = frozenset({"LastName", "ForeName", "Initials", "CollectiveName"})
_OF_DATES = frozenset({"Year", "MedlineDate", "Month"})
_LINE_BREAK = re.compile(r"[ \t]*\n\s*")


def iterate_pubmed_xml(
    stream: ByteStream, *, file: str = "PubMed XML"
) -> Iterator[SourceRecord | Rejected]:
    """Every article and book of the stream, one in memory at a time; `file` names it in places.

    A record that cannot be read becomes Rejected, and so does the place where the XML breaks off.
    """
    found = read_pubmed_xml(decoded_xml(stream), file)
    return (one for one in found if not isinstance(one, Withdrawn))


def read_pubmed_xml(
    texts: Iterable[str], file: str
) -> Iterator[SourceRecord | Rejected | Withdrawn]:
    """As `iterate_pubmed_xml`, from text, and with what an update file says was deleted."""
    for found in articles_among(elements(texts, *TAGS), file):
        if isinstance(found, XmlBreak):
            begun = max(found.tail.rfind(f"<{tag}") for tag in _ARTICLE_TAGS)
            raw = Raw(found.tail[max(0, begun) :], MEDIA_TYPE)
            yield rejected(file, found.line, found.reason, raw)
            return
        yield found


def articles_among(
    found_in_it: Iterable[etree._Element | XmlBreak], file: str, *, first_line: int = 1
) -> Iterator[SourceRecord | Rejected | Withdrawn | XmlBreak]:
    """What elements of `TAGS` say, a break left as it is; the document begins on `first_line`."""
    for found in found_in_it:
        if isinstance(found, XmlBreak):
            yield found
        elif found.tag == _DELETED_TAG:
            yield from map(_withdrawn, _pmids(found))
        else:
            yield _record(found, file, first_line)


def _record(element: etree._Element, file: str, first_line: int) -> SourceRecord | Rejected:
    raw = Raw(source_of(element), MEDIA_TYPE)
    try:
        return record_of(_reference(element), raw)
    except MalformedRecordError as error:
        return rejected(file, first_line - 1 + line_of(element), str(error), raw)


def deleted_citations(texts: Iterable[str]) -> Iterator[str]:
    """The PMIDs that an update file says were deleted; they are no records any more."""
    for found in elements(texts, _DELETED_TAG):
        if isinstance(found, XmlBreak):
            return
        yield from _pmids(found)


def _pmids(deleted: etree._Element) -> Iterator[str]:
    return filter(None, map(canonical_pmid, _Parts([deleted]).texts("PMID")))


def _withdrawn(pmid: str) -> Withdrawn:
    """PubMed's word counts for what its own interface gave, too."""
    return Withdrawn(source=SOURCE, source_id=f"pmid:{pmid}", also=(f"pubmed:{pmid}",))


class _Parts:
    """The children of elements by their tags: asking lxml for one path after another costs more."""

    __slots__ = ("_children",)

    def __init__(self, parents: Iterable[etree._Element]) -> None:
        self._children: dict[str, list[etree._Element]] = {}
        children = self._children
        for parent in parents:
            for child in parent:
                tag = child.tag
                if tag in children:
                    children[tag].append(child)
                else:
                    children[tag] = [child]

    def all(self, tag: str) -> Sequence[etree._Element]:
        """Every child of the tag, in order."""
        return self._children.get(tag, ())

    def inside(self, tag: str) -> "_Parts":
        """The children of all children of the tag."""
        return _Parts(self.all(tag))

    def texts(self, tag: str) -> tuple[str, ...]:
        """Texts with all they contain: titles and abstracts are mixed content."""
        found = [flatten_words(text_of(element)) for element in self._children.get(tag, ())]
        return tuple(text for text in found if text)

    def text(self, *tags: str) -> str:
        """The first that says something."""
        for tag in tags:
            for element in self._children.get(tag, ()):
                if text := flatten_words(text_of(element)):
                    return text
        return ""


def _texts_of(parent: etree._Element, tags: Collection[str]) -> dict[str, str]:
    """Texts of children as printed; of several of one tag the first that says something."""
    found: dict[str, str] = {}
    for child in parent:
        tag = child.tag
        if tag in tags and not found.get(tag):
            text = text_of(child)
            found[tag] = "" if text.isspace() else text
    return found


def _reference(element: etree._Element) -> Reference:
    if local_name(element) == "PubmedBookArticle":
        return _book(element)
    whole = _Parts([element])
    citation = _Parts(whole.all("MedlineCitation")[:1])
    if not citation.all("Article"):
        raise MalformedRecordError("The article has no MedlineCitation with an Article in it.")
    article = _Parts(citation.all("Article")[:1])
    journal, identifiers = (
        article.inside("Journal"),
        whole.inside("PubmedData").inside("ArticleIdList"),
    )
    issue, pages = journal.inside("JournalIssue"), article.inside("Pagination")
    pmid = canonical_pmid(citation.text("PMID"))
    types = article.inside("PublicationTypeList").texts("PublicationType")
    dois = _dois(identifiers, article)
    return Reference(
        title=_title(article),
        abstract_parts=tuple(_abstract(article)),
        authors=tuple(_authors(article.inside("AuthorList").all("Author"))),
        date=_first_date((*issue.all("PubDate"), *article.all("ArticleDate"))),
        journal=journal.text("Title", "ISOAbbreviation") or citation.inside("MedlineJournalInfo").text("MedlineTA"),
        volume=issue.text("Volume"),
        issue=issue.text("Issue"),
        pages=canonical_pages(pages.text("MedlinePgn"))
        or canonical_pages(pages.text("StartPage"), pages.text("EndPage")),
        doi=next(iter(dois), ""),
        pmid=pmid,
        pmcid=canonical_pmcid(next(iter(_identifiers(identifiers, "pmc")), "")),
        registrations=tuple(_registrations(article)),
        language=article.text("Language"),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else "",
        types=types,
        keywords=citation.inside("KeywordList").texts("Keyword"),
        mesh=tuple(_mesh(citation)),
        full_text=tuple(field_passages("other_doi", dois[1:])),
        relations=_relations(citation, types),
        sites=stated_sites(_affiliations(article.inside("AuthorList").all("Author"))),
        edition=_edition(citation.all("PMID")),
    )  # fmt: skip


def _edition(pmids: Sequence[etree._Element]) -> int:
    """The Version of the PMID; nearly always 1."""
    stated = pmids[0].get("Version", "") if pmids else ""
    return int(stated) if stated.isascii() and stated.isdigit() else 1


def _title(article: _Parts) -> str:
    return article.text("ArticleTitle", "VernacularTitle")


def _abstract(article: _Parts) -> Iterator[Passage]:
    """Parts by their labels; a part without one goes through the reader of inline labels."""
    for part in _Parts(article.all("Abstract")[:1]).all("AbstractText"):
        text = _spaced(text_of(part))
        label = part.get("Label", "").strip()
        if not label and not part.get("NlmCategory"):
            yield from abstract_passages(text)
        elif plain := flatten_text(text):
            heading = label or part.get("NlmCategory", "").title()
            yield Passage(section_of_label(label, part.get("NlmCategory", "")), plain, heading)


def _spaced(text: str) -> str:
    """Some files indent inside words: "β<newline><sub>2</sub>" is one word all the same."""
    return _LINE_BREAK.sub(" ", text) if "\n" in text else text


def _authors(found: Iterable[etree._Element]) -> Iterator[str]:
    """Authors as printed; a wrong spelling that PubMed keeps beside the right one is left out."""
    for author in found:
        if author.get("ValidYN") == "N":
            continue
        name = _texts_of(author, _OF_NAMES)
        given = name.get("Initials") or name.get("ForeName", "")
        group = name.get("CollectiveName")
        yield flatten_text(group) if group else name_of(name.get("LastName", ""), given)


def _affiliations(authors: Iterable[etree._Element]) -> Iterator[str]:
    for author in authors:
        for stated in author.iterfind("AffiliationInfo/Affiliation"):
            yield from text_of(stated).split(";")


def _first_date(found: Iterable[etree._Element]) -> PartialDate | None:
    """The date of the issue, which is the one that everybody cites; else the electronic one."""
    return next((date for date in map(_date, found) if date), None)


def _date(element: etree._Element) -> PartialDate | None:
    date = _texts_of(element, _OF_DATES)
    stated = partial_date(date.get("Year") or date.get("MedlineDate", ""))
    month = month_number(date.get("Month", ""))
    return PartialDate(stated.year, month) if stated and month else stated


def _dois(identifiers: _Parts, article: _Parts) -> tuple[str, ...]:
    """The article's DOI, and any other that it carries: either may be the wrong one."""
    located = (
        text_of(element)
        for element in article.all("ELocationID")
        if element.get("EIdType") == "doi" and element.get("ValidYN") != "N"
    )
    found = (canonical_doi(text) for text in (*_identifiers(identifiers, "doi"), *located))
    return tuple(dict.fromkeys(doi for doi in found if doi))


def _identifiers(of: _Parts, kind: str) -> tuple[str, ...]:
    """Of one kind, from a document's own list: those of the papers it cites stand elsewhere."""
    found = (flatten_text(text_of(e)) for e in of.all("ArticleId") if e.get("IdType") == kind)
    return tuple(text for text in found if text)


def _registrations(article: _Parts) -> Iterator[str]:
    bank = article.inside("DataBankList").inside("DataBank")
    for number in bank.inside("AccessionNumberList").texts("AccessionNumber"):
        yield from registrations_in(number)


def _mesh(citation: _Parts) -> Iterator[str]:
    for heading in citation.inside("MeshHeadingList").all("MeshHeading"):
        words = _Parts([heading])
        yield "/".join((words.text("DescriptorName"), *words.texts("QualifierName")))


def _relations(citation: _Parts, types: Iterable[str]) -> tuple[Relation, ...]:
    links = tuple(
        relation
        for link in citation.inside("CommentsCorrectionsList").all("CommentsCorrections")
        if link.get("RefType") != "Cites"  # there can be hundreds
        for relation in _linked(link)
    )
    return (*links, *retraction_by_type(types, links, "PubMed"))


def _linked(link: etree._Element) -> Iterator[Relation]:
    """The number of the other document may be missing; its citation may name a DOI."""
    other = _Parts([link])
    words, printed = link.get("RefType", ""), other.text("RefSource")
    target = target_in(printed, canonical_pmid(other.text("PMID")))
    yield from relations_of_link(words, target, f"PubMed: {_apart(words)} {printed}".rstrip())


def _apart(words: str) -> str:
    """The words of "CorrectedandRepublishedIn", as a person writes them."""
    return re.sub(r"(?<=[a-z])(?=and[A-Z]|[A-Z])", " ", words).lower()


def _book(element: etree._Element) -> Reference:
    """A chapter or a whole book (StatPearls, GeneReviews); it has no MedlineCitation."""
    document = _Parts([element]).all("BookDocument")[:1]
    if not document:
        raise MalformedRecordError("The book has no BookDocument.")
    part = _Parts(document)
    book = part.inside("Book")
    authors = part.inside("AuthorList").all("Author") or book.inside("AuthorList").all("Author")
    pmid = canonical_pmid(part.text("PMID"))
    return Reference(
        title=part.text("ArticleTitle") or book.text("BookTitle") or part.text("VernacularTitle"),
        abstract_parts=tuple(_abstract(part)),
        authors=tuple(_authors(authors)),
        date=_first_date((*part.all("ContributionDate")[:1], *book.all("PubDate")[:1])),
        journal=book.text("BookTitle") if part.all("ArticleTitle") else "",
        doi=canonical_doi(next(iter(_identifiers(part.inside("ArticleIdList"), "doi")), "")),
        pmid=pmid,
        language=part.text("Language"),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else "",
        types=("Book", *part.texts("PublicationType")),
        keywords=part.inside("KeywordList").texts("Keyword"),
        full_text=tuple(_sections(part)),
    )


def _sections(book: _Parts) -> Iterator[Passage]:
    for section in book.inside("Sections").all("Section"):
        if title := _Parts([section]).text("SectionTitle"):
            yield Passage(Section.OTHER, title, "contents")
