from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.errors import MalformedRecordError
from app.records import RelationKind, ReportKind
from app.sources import parse_jats
from app.sources.formats.jats_tables import grid_text
from app.sources.formats.jats_text import prose
from tests.sources.files import JATS, only_record, records_in, sections_of
from tests.tagging.adversarial import is_linear

ARTICLE = """<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.0//EN" "JATS-archivearticle1.dtd">
<article article-type="research-article" xml:lang="en" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML">
<?properties open_access?><front><journal-meta><journal-title-group><journal-title>J Invent</journal-title></journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="pmid">99</article-id><article-id pub-id-type="pmcid">PMC9900001</article-id><article-id pub-id-type="doi">10.1000/EXAMPLE.1</article-id>
<title-group><article-title>Coring in <italic>skin</italic> types IV&#x2013;VI<xref ref-type="fn" rid="f1">*</xref></article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Doe</surname><given-names>Ada B</given-names></name></contrib>
<contrib contrib-type="author"><collab>CORE Group<contrib-group><contrib><name><surname>Roe</surname></name></contrib></contrib-group></collab></contrib>
<contrib contrib-type="editor"><name><surname>Editor</surname></name></contrib></contrib-group>
<pub-date pub-type="epub"><day>11</day><month>4</month><year>2025</year></pub-date><pub-date pub-type="collection"><year>2025</year></pub-date>
<volume>9</volume><fpage>183</fpage><lpage>92</lpage>
<abstract><sec><title>Results</title><p>Nine of 12 improved.</p></sec><sec><title>Trial registration:</title><p>NCT00000001</p></sec></abstract>
<abstract abstract-type="graphical"><p>A picture.</p></abstract>
<kwd-group><kwd>scars</kwd></kwd-group></article-meta></front>
<body><p>Loose.</p><sec sec-type="methods"><title>Methods</title><p>See <xref ref-type="table" rid="T1">Table 1</xref> and earlier work<sup><xref ref-type="bibr" rid="r1">12</xref>,<xref ref-type="bibr" rid="r2">13</xref></sup> [<xref ref-type="bibr" rid="r3">3</xref>].
<table-wrap id="T1"><label>Table 1.</label><caption><p>Baseline</p></caption><table><thead><tr><th/><th>n (%)</th></tr></thead><tbody><tr><td colspan="2">Fitzpatrick skin type</td></tr><tr><td>&#160;IV</td><td>5 (41.7)</td></tr><tr><td>&#160;V</td><td>7 (58.3)<sup>a</sup></td></tr></tbody></table><table-wrap-foot><fn><p><sup>a</sup>One withdrew.</p></fn></table-wrap-foot></table-wrap></p>
<sec><title>Exclusion criteria</title><p>Keloids.</p><list list-type="bullet"><list-item><p>Isotretinoin</p></list-item><list-item><p>Pregnancy</p></list-item></list></sec>
<sec><title>Outcome measures</title><p>With <inline-formula><mml:math><mml:mi>x</mml:mi></mml:math></inline-formula>.</p><disp-formula><mml:math><mml:mi>zzz</mml:mi></mml:math></disp-formula></sec></sec>
<sec><title>RESULTS AND DISCUSSION</title><p>Good&nbsp;ones.</p><fig><label>Figure 1</label><caption><title>Type V.</title><p>After.</p></caption><graphic xlink:href="x"/></fig></sec></body>
<back><ack><title>Acknowledgements</title><p>Thanks.</p></ack><ref-list><ref><mixed-citation>Fitzpatrick TB. Skin type VI.</mixed-citation></ref></ref-list></back>
<floats-group><table-wrap><label>Table 2</label><caption><p>Only an image</p></caption><graphic xlink:href="y"/></table-wrap></floats-group>
<sub-article><front-stub><article-id pub-id-type="doi">10.1000/review</article-id></front-stub><body><p>Referee says type VI.</p></body></sub-article></article>
"""


def test_front_matter() -> None:
    record = parse_jats(ARTICLE.encode())
    b = record.bibliography
    assert b.title == "Coring in skin types IV\u2013VI"
    assert (b.pmid, b.pmcid, b.doi) == ("99", "PMC9900001", "10.1000/example.1")
    assert (b.authors, b.year, b.month) == (("Doe AB", "CORE Group"), 2025, 4)
    assert (b.journal, b.pages, b.language) == ("J Invent", "183-192", "en")
    assert b.registrations == ("NCT00000001",)


def test_passages_in_printed_order_each_text_once() -> None:
    assert sections_of(parse_jats(ARTICLE.encode())) == [
        ("title", "", "Coring in skin types IV\u2013VI"),
        ("results", "Results", "Nine of 12 improved."),
        ("other", "Trial registration", "NCT00000001"),
        ("other", "", "Loose."),
        ("methods", "Methods", "See Table 1 and earlier work[12,13] [3]."),
        (
            "table",
            "Table 1. Baseline",
            "\tn (%)\nFitzpatrick skin type\tFitzpatrick skin type\nIV\t5 (41.7)\nV\t7 (58.3)",
        ),
        ("caption", "Table 1 notes", "aOne withdrew."),
        ("exclusion", "Exclusion criteria", "Keloids.\nIsotretinoin\nPregnancy"),
        ("methods", "Outcome measures", "With x."),
        ("results", "RESULTS AND DISCUSSION", "Good ones."),
        ("caption", "Figure 1", "Type V. After."),
        ("caption", "Table 2", "Only an image"),
        ("other", "Acknowledgements", "Thanks."),
        ("field", "keyword", "scars"),
        ("field", "publication_type", "research-article"),
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("review-article", ReportKind.REVIEW),
        ("systematic-review", ReportKind.REVIEW),
        ("case-report", ReportKind.JOURNAL_ARTICLE),
        ("letter", ReportKind.JOURNAL_ARTICLE),
        ("article-commentary", ReportKind.COMMENT),
        ("correction", ReportKind.COMMENT),
        ("retraction", ReportKind.COMMENT),
        ("meeting-abstract", ReportKind.CONFERENCE_ABSTRACT),
    ],
)
def test_article_types(tmp_path: Path, kind: str, expected: ReportKind) -> None:
    assert only_record(tmp_path, JATS.replace("research-article", kind)).kind is expected


def test_envelopes_and_namespaces(tmp_path: Path) -> None:
    second = JATS.replace("example.1", "example.2")
    assert len(records_in(tmp_path, f"<pmc-articleset>{JATS}{second}</pmc-articleset>")) == 2
    oai = JATS.replace("<article ", '<article xmlns="https://jats.nlm.nih.gov/ns/archiving/1.3/" ')
    wrapped = (
        f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><record>{oai}</record></OAI-PMH>'
    )
    assert only_record(tmp_path, wrapped).bibliography.doi == "10.1000/example.1"


def test_a_correction_says_what_it_corrects(tmp_path: Path) -> None:
    link = '</title-group><related-article related-article-type="corrected-article" xlink:href="10.1000/OLD" xmlns:xlink="http://www.w3.org/1999/xlink"/>'
    record = only_record(tmp_path, JATS.replace("</title-group>", link))
    assert [(r.kind, r.target) for r in record.relations] == [
        (RelationKind.COMMENT_ON, "doi:10.1000/old"),
        (RelationKind.CORRECTION_OF, "doi:10.1000/old"),
    ]


@pytest.mark.parametrize(
    ("permissions", "licence"),
    [
        ('<license xlink:href="http://creativecommons.org/licenses/by/4.0/"><license-p>Open.</license-p></license>', "http://creativecommons.org/licenses/by/4.0/"),
        ('<license><license-p>See <ext-link xlink:href="https://example.org/terms">terms</ext-link>, https://creativecommons.org/licenses/by-nc/4.0/.</license-p></license>', "https://creativecommons.org/licenses/by-nc/4.0/."),
        ('<license><ali:license_ref xmlns:ali="http://www.niso.org/schemas/ali/1.0/">https://creativecommons.org/publicdomain/zero/1.0/</ali:license_ref></license>', "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("<license><license-p>Free to read.</license-p></license>", "Free to read."),
    ],
)  # fmt: skip
def test_the_licence_is_kept(tmp_path: Path, permissions: str, licence: str) -> None:
    article = JATS.replace("<article ", '<article xmlns:xlink="http://www.w3.org/1999/xlink" ')
    stated = f"</title-group><permissions>{permissions}</permissions>"
    record = only_record(tmp_path, article.replace("</title-group>", stated))
    kept = [p.text for p in record.passages if p.heading == "license"]
    assert [text.rstrip(".") for text in kept] == [licence.rstrip(".")]


def test_numbers_of_trials_in_coded_fields_are_the_articles_own(tmp_path: Path) -> None:
    coded = (
        '<related-object source-type="clinical-trials-registry" document-id="NCT00000001"/>'
        "<custom-meta-group><custom-meta><meta-name>Trial registration</meta-name>"
        "<meta-value>ISRCTN 12345678</meta-value></custom-meta></custom-meta-group></article-meta>"
    )
    record = only_record(tmp_path, JATS.replace("</article-meta>", coded))
    assert record.bibliography.registrations == ("NCT00000001", "ISRCTN12345678")


@pytest.mark.parametrize("payload", [b"", b"<article>", b"<book/>", b"<article/>", b"\xff\xfe<"])
def test_what_is_no_article_is_refused(payload: bytes) -> None:
    with pytest.raises(MalformedRecordError):
        parse_jats(payload)


def table(xml: str) -> str:
    return grid_text(etree.fromstring(f"<table>{xml}</table>"))


def test_spans_are_expanded_to_a_grid() -> None:
    assert table(
        "<tr><th rowspan='2'>Type</th><th colspan='2'>Arm</th></tr><tr><th>A</th><th>B</th></tr>"
        "<tr><td>IV</td><td rowspan='9'>5<break/>(42%)</td><td>1\t2\n3</td></tr><tr><td>V</td><td>7</td></tr>"
    ) == "Type\tArm\tArm\nType\tA\tB\nIV\t5 (42%)\t1 2 3\nV\t5 (42%)\t7"  # fmt: skip


def test_spans_beyond_any_page_do_not_fill_the_memory() -> None:
    rows = "<tr><td colspan='99999999' rowspan='99999999'>x</td></tr>" * 3
    assert max(len(row.split("\t")) for row in table(rows).split("\n")) <= 200


def test_cals_tables() -> None:
    xml = (
        "<tgroup cols='3'><colspec colname='a'/><colspec colname='b'/><colspec colname='c'/>"
        "<tbody><row><entry namest='a' nameend='b'>Both</entry><entry morerows='1'>C</entry></row>"
        "<row><entry>1</entry><entry>2</entry></row></tbody></tgroup>"
    )
    assert table(xml) == "Both\tBoth\tC\n1\t2\tC"


@settings(deadline=None)
@given(st.lists(st.lists(st.tuples(st.from_regex(r"[a-z]{1,4}", fullmatch=True), st.integers(1, 4), st.integers(1, 4)), max_size=4), max_size=6))  # fmt: skip
def test_every_cell_of_any_table_is_there(rows: list[list[tuple[str, int, int]]]) -> None:
    xml = "".join(
        "<tr>"
        + "".join(f"<td colspan='{w}' rowspan='{h}'>{text}</td>" for text, w, h in row)
        + "</tr>"
        for row in rows
    )
    text = table(xml)
    for row in rows:
        assert all(cell in text for cell, _, _ in row)


def test_running_text_keeps_words_apart_and_together() -> None:
    xml = "<p>In 38 patients<xref ref-type='bibr'><sup>12</sup></xref> of type<break/>IV, 5 mm<sup>2</sup>.<fn><p>Note.</p></fn></p>"
    assert prose(etree.fromstring(xml)) == "In 38 patients[12] of type IV, 5 mm2."


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("of type IV.<xref ref-type='bibr'>3</xref> Low coverage", "of type IV.[3] Low coverage"),
        ("by Lee<xref ref-type='bibr'>3</xref>,<xref ref-type='bibr'>4</xref> and", "by Lee[3],[4] and"),
        ("by Lee [<xref ref-type='bibr'>3</xref>,<xref ref-type='bibr'>4</xref>] and", "by Lee [3,4] and"),
        ("by Lee (<xref ref-type='bibr'>3</xref>; <xref ref-type='bibr'>4</xref>) and <xref ref-type='bibr'>5</xref>", "by Lee (3; 4) and [5]"),
        ("(n = 4) of Lee<sup>\u2009<xref ref-type='bibr'>3</xref></sup>.", "(n = 4) of Lee[3]."),
        ("by <xref ref-type='bibr'>Lee 2005</xref> and", "by Lee 2005 and"),
        ("in <xref ref-type='table'>2</xref> and", "in 2 and"),
    ],
)  # fmt: skip
def test_the_number_of_a_citation_is_no_part_of_the_word_before_it(xml: str, text: str) -> None:
    assert prose(etree.fromstring(f"<p>{xml}</p>")) == text


def _nested(opening: str, closing: str, depth: int, inside: str) -> str:
    return opening * depth + inside + closing * depth


def _front(abstract: str) -> str:
    title = "<title-group><article-title>Coring</article-title></title-group>"
    return f"<front><article-meta>{title}{abstract}</article-meta></front>"


def _text_of_body(body: str) -> str:
    record = parse_jats(f"<article>{_front('')}<body>{body}</body></article>".encode())
    return "\n".join(passage.text for passage in record.passages)


def test_boxes_inside_boxes_are_read_once() -> None:
    """Each was read with every box round it: forty would have taken years."""
    body = _nested("<p><boxed-text>", "</boxed-text></p>", 40, "<p>Type V burned.</p>")
    assert _text_of_body(f"<sec>{body}</sec>").count("Type V burned.") == 1


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<table><tr><td>", "</td></tr></table>"),
        ("<table-wrap><table><tr><td>", "</td></tr></table></table-wrap>"),
    ],
)
def test_tables_inside_tables_are_read_once(opening: str, closing: str) -> None:
    body = f"<table-wrap>{_nested(opening, closing, 40, 'type V')}</table-wrap>"
    assert _text_of_body(body).count("type V") == 1


def test_spans_repeat_no_more_than_a_printed_table_would() -> None:
    long = "x" * 5_000
    row = f'<tr><td colspan="200" rowspan="1000">{long}</td></tr>' + "<tr><td/></tr>" * 50
    text = _text_of_body(f"<table-wrap><table>{row}</table></table-wrap>")
    assert len(text) < 30 * len(long)


@pytest.mark.parametrize(
    "unit", ["&lt;!--", "&lt;b&gt;   ", "&lt;p a=b ", "METHODS: ", "METHODS AND ", "A "]
)
def test_time_grows_with_the_length_of_an_abstract(unit: str) -> None:
    def work(text: str) -> object:
        front = _front(f"<abstract><p>{text}</p></abstract>")
        return parse_jats(f"<article>{front}</article>".encode())

    assert is_linear(work, unit * 2_000)
