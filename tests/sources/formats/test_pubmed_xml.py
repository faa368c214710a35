import io
from pathlib import Path

import pytest

from app.records import Rejected, RelationKind, ReportKind, SourceRecord
from app.sources import iterate_pubmed_xml
from tests.sources.files import PUBMED, imported, only_record, sections_of

ARTICLE = """<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">99000001</PMID>
<Article><Journal><ISSN>1063-3995</ISSN><JournalIssue><Volume>9</Volume><PubDate>{date}</PubDate></JournalIssue>
<Title>Journal of invented results</Title></Journal>
<ArticleTitle>Coring at 5 mm<sup>2</sup> in skin types <i>IV</i>-VI.</ArticleTitle>
<Pagination><MedlinePgn>183-92</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="N">10.1000/wrong</ELocationID>
<Abstract>{abstract}</Abstract>
<AuthorList><Author ValidYN="Y"><LastName>Doe</LastName><ForeName>Ada B</ForeName><Initials>AB</Initials></Author>
<Author ValidYN="N"><LastName>Dough</LastName><Initials>AB</Initials></Author>
<Author><CollectiveName>CORE Group</CollectiveName></Author></AuthorList><Language>eng</Language>
<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList><AccessionNumber> NCT00000001 </AccessionNumber></AccessionNumberList></DataBank></DataBankList>
<PublicationTypeList>{types}</PublicationTypeList></Article>
<CommentsCorrectionsList>{links}</CommentsCorrectionsList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">99000001</ArticleId><ArticleId IdType="doi">10.1000/EXAMPLE.1</ArticleId></ArticleIdList>
<ReferenceList><Reference><Citation>Cited</Citation><ArticleIdList><ArticleId IdType="doi">10.1000/cited</ArticleId><ArticleId IdType="pmc">PMC1</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>"""
LABELLED = (
    '<AbstractText Label="AIM" NlmCategory="OBJECTIVE">To core.</AbstractText>'
    '<AbstractText Label="PATIENTS">Types IV&#x2009;to&#x2009;VI.</AbstractText>'
    '<AbstractText Label="RESULTS" NlmCategory="RESULTS">Pain &lt;2 in 9 of 12 (<i>P</i> = .03).</AbstractText>'
    '<AbstractText>Loose words.</AbstractText>'
    '<AbstractText Label="TRIAL REGISTRATION">ISRCTN19883421</AbstractText>'
    "<CopyrightInformation>Copyright Example</CopyrightInformation>"
)  # fmt: skip


def article(
    abstract: str = LABELLED,
    date: str = "<MedlineDate>2025 Nov-Dec</MedlineDate>",
    types: str = "Journal Article",
    links: str = "",
) -> SourceRecord:
    stated = "".join(f'<PublicationType UI="D0">{t}</PublicationType>' for t in types.split("|"))
    body = ARTICLE.format(abstract=abstract, date=date, types=stated, links=links)
    stream = io.BytesIO(f"<PubmedArticleSet>{body}</PubmedArticleSet>".encode())
    (record,) = iterate_pubmed_xml(stream)
    assert isinstance(record, SourceRecord)
    return record


def test_fields_come_from_the_article_itself() -> None:
    assert article().source_id == "pmid:99000001"
    b = article().bibliography
    assert b.title == "Coring at 5 mm2 in skin types IV-VI."
    assert (b.doi, b.pmid, b.pmcid) == ("10.1000/example.1", "99000001", "")
    assert (b.authors, b.pages, b.language) == (("Doe AB", "CORE Group"), "183-192", "en")
    assert b.registrations == ("NCT00000001", "ISRCTN19883421")


def test_parts_of_the_abstract_by_category_label_or_none() -> None:
    assert sections_of(article())[1:6] == [
        ("objective", "AIM", "To core."),
        ("methods", "PATIENTS", "Types IV to VI."),
        ("results", "RESULTS", "Pain <2 in 9 of 12 (P = .03)."),
        ("abstract", "", "Loose words."),
        ("other", "TRIAL REGISTRATION", "ISRCTN19883421"),
    ]


@pytest.mark.parametrize(
    ("date", "year", "month"),
    [
        ("<Year>2018</Year><Month>05</Month>", 2018, 5),
        ("<Year>2018</Year><Month>Sep</Month><Day>3</Day>", 2018, 9),
        ("<Year>2018</Year><Season>Winter</Season>", 2018, None),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", 1998, 12),
        ("<MedlineDate>Summer 1976</MedlineDate>", 1976, None),
    ],
)
def test_dates(date: str, year: int, month: int | None) -> None:
    b = article(date=date).bibliography
    assert (b.year, b.month) == (year, month)


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        ("Journal Article", ReportKind.JOURNAL_ARTICLE),
        ("Letter", ReportKind.JOURNAL_ARTICLE),
        ("Journal Article|Review", ReportKind.REVIEW),
        ("Case Reports|Journal Article|Review", ReportKind.JOURNAL_ARTICLE),
        ("Randomized Controlled Trial|Journal Article", ReportKind.JOURNAL_ARTICLE),
        ("Meta-Analysis|Systematic Review", ReportKind.REVIEW),
        ("Comment|Letter", ReportKind.COMMENT),
        ("Editorial", ReportKind.COMMENT),
        ("Published Erratum", ReportKind.COMMENT),
        ("Retraction Notice", ReportKind.COMMENT),
        ("Journal Article|Retracted Publication", ReportKind.JOURNAL_ARTICLE),
        ("Preprint", ReportKind.PREPRINT),
        ("News", ReportKind.NEWS),
    ],
)
def test_publication_types_make_the_kind(types: str, kind: ReportKind) -> None:
    assert article(types=types).kind is kind


def test_a_comment_names_what_it_is_about_and_is_not_joined_by_what_cites_it() -> None:
    links = "".join(
        f'<CommentsCorrections RefType="{kind}"><RefSource>J Invent</RefSource><PMID>{pmid}</PMID></CommentsCorrections>'
        for kind, pmid in (("CommentOn", 1), ("CommentIn", 2), ("Cites", 3), ("RetractionOf", 4))
    )
    links += '<CommentsCorrections RefType="CommentOn"><RefSource>no number</RefSource></CommentsCorrections>'
    relations = article(types="Comment", links=links).relations
    assert [(r.kind, r.target) for r in relations] == [
        (RelationKind.COMMENT_ON, "pmid:1"),
        (RelationKind.COMMENT_ON, "pmid:4"),
        (RelationKind.RETRACTION_OF, "pmid:4"),
    ]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("RetractionIn", ["retracted_by"]),
        ("ErratumIn", ["corrected_by"]),
        ("ErratumFor", ["comment_on", "correction_of"]),
        ("ExpressionOfConcernIn", ["concern_raised_by"]),
        ("ExpressionOfConcernFor", ["comment_on", "concern_about"]),
        ("CorrectedandRepublishedIn", ["report_of", "republished_as"]),
        ("RetractedandRepublishedIn", ["report_of", "retracted_by", "republished_as"]),
        ("RetractedandRepublishedFrom", ["report_of", "republished_from"]),
        ("UpdateOf", ["update_of"]),
        ("ReprintOf", ["report_of", "republished_from"]),
        ("SummaryForPatientsIn", []),
        ("AssociatedDataset", []),
        ("SomethingNew", []),
    ],
)
def test_corrections_and_retractions_from_either_side(words: str, kinds: list[str]) -> None:
    link = f'<CommentsCorrections RefType="{words}"><RefSource>J Invent</RefSource><PMID>5</PMID></CommentsCorrections>'
    relations = article(links=link).relations
    assert [(r.kind, r.target) for r in relations] == [(kind, "pmid:5") for kind in kinds]


@pytest.mark.parametrize(
    ("printed", "target"),
    [("J Invent. 2026;10:1. doi: 10.1000/notice.1.", "doi:10.1000/notice.1"), ("J Invent", "")],
)
def test_a_retraction_without_a_number_is_one_all_the_same(printed: str, target: str) -> None:
    link = f'<CommentsCorrections RefType="RetractionIn"><RefSource>{printed}</RefSource></CommentsCorrections>'
    (only,) = article(types="Journal Article|Retracted Publication", links=link).relations
    assert (only.kind, only.target) == (RelationKind.RETRACTED_BY, target)
    assert only.because == f"PubMed: retraction in {printed}"


def test_the_publication_type_alone_tells_of_a_retraction() -> None:
    (only,) = article(types="Journal Article|Retracted Publication").relations
    assert (only.kind, only.target) == (RelationKind.RETRACTED_BY, "")
    assert article(types="Journal Article").relations == ()


def test_a_second_doi_is_kept_beside_the_first(tmp_path: Path) -> None:
    located = '<ELocationID EIdType="doi">10.1000/other</ELocationID>'
    two = ARTICLE.format(abstract="", date="", types="", links="").replace("<Language>", f"{located}<Language>")  # fmt: skip
    record = only_record(tmp_path, f"<PubmedArticleSet>{two}</PubmedArticleSet>")
    assert record.bibliography.doi == "10.1000/example.1"
    assert [p.text for p in record.passages if p.heading == "other_doi"] == ["10.1000/other"]


def test_books_have_no_medline_citation(tmp_path: Path) -> None:
    book = (
        "<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>7</PMID>"
        "<Book><BookTitle>StatPearls</BookTitle><PubDate><Year>2024</Year></PubDate></Book>"
        "<ArticleTitle>Skin types</ArticleTitle><Abstract><AbstractText>Six types.</AbstractText></Abstract>"
        "<ContributionDate><Year>2025</Year><Month>01</Month></ContributionDate>"
        "</BookDocument></PubmedBookArticle></PubmedArticleSet>"
    )
    record = only_record(tmp_path, book)
    assert (record.kind, record.source_id) == (ReportKind.BOOK, "pmid:7")
    assert (record.bibliography.title, record.bibliography.year) == ("Skin types", 2025)


def test_an_article_without_its_citation_is_quarantined(tmp_path: Path) -> None:
    content = PUBMED.replace(
        "<PubmedArticleSet>", "<PubmedArticleSet>\n<PubmedArticle></PubmedArticle>"
    )
    bad, good = imported(tmp_path, content, "x.xml").items
    assert isinstance(bad, Rejected)
    assert bad.place == "x.xml, line 4"
    assert isinstance(good, SourceRecord)


def test_entities_are_never_expanded() -> None:
    bomb = b'<!DOCTYPE s [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><PubmedArticleSet>&b;</PubmedArticleSet>'
    (only,) = iterate_pubmed_xml(io.BytesIO(bomb))
    assert isinstance(only, Rejected)
    hidden = PUBMED.encode() + bomb
    assert [type(one) for one in iterate_pubmed_xml(io.BytesIO(hidden))] == [SourceRecord, Rejected]


def test_a_set_of_any_length_is_read_one_article_at_a_time() -> None:
    one = PUBMED[PUBMED.index("<PubmedArticle>") : PUBMED.index("</PubmedArticleSet>")]
    numbered = (one.replace("99000001", str(n)) for n in range(1, 3001))
    stream = io.BytesIO(b"<PubmedArticleSet>" + "".join(numbered).encode() + b"</PubmedArticleSet>")
    assert sum(isinstance(r, SourceRecord) for r in iterate_pubmed_xml(stream)) == 3000
