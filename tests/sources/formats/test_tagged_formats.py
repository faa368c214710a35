"""RIS, MEDLINE, Web of Science and Refer: the traps that real exporters set."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.records import Rejected, RelationKind, ReportKind, SourceRecord
from tests.sources.files import (
    NBIB,
    REFER,
    WOS,
    imported,
    only_record,
    records_in,
    sections_of,
)

QUICK = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def ris(*lines: str, start: str = "TY  - JOUR") -> str:
    return "\n".join((start, *lines, "ER  - ", ""))


def test_ris_fields_in_their_canonical_forms(tmp_path: Path) -> None:
    record = only_record(
        tmp_path,
        ris("T1  - Coring in skin types IV-VI.", "A1  - Doe, Ada B", "A1  - Roe C.D.", "Y1  - 2018//",
            "DA  - SEP", "JF  - J Invent", "VL  - 9", "IS  - 2", "SP  - 183", "EP  - 92", "LA  - English",
            "N2  - BACKGROUND: Scars. RESULTS: Nine improved.", "KW  - *scars", "M3  - Article"),
    )  # fmt: skip
    b = record.bibliography
    assert (b.authors, b.year, b.month, b.pages) == (("Doe AB", "Roe CD"), 2018, 9, "183-192")
    assert (b.journal, b.volume, b.issue, b.language) == ("J Invent", "9", "2", "en")
    assert sections_of(record) == [
        ("title", "", "Coring in skin types IV-VI."),
        ("background", "BACKGROUND", "Scars."),
        ("results", "RESULTS", "Nine improved."),
        ("field", "keyword", "scars"),
        ("field", "publication_type", "Journal Article"),
        ("field", "publication_type", "Article"),
    ]


@pytest.mark.parametrize(
    "end", ["ER  - ", "ER  -", "ER", "ER - ", "er  - ", "", "ER  - \nER  - \n", "ER  - \n\n2."]
)
def test_a_record_ends_at_any_er_or_at_the_next_record(tmp_path: Path, end: str) -> None:
    content = f"TY  - JOUR\nTI  - One\n{end}\nTY  - JOUR\nTI  - Two\n{end}"
    titles = [record.bibliography.title for record in records_in(tmp_path, content)]
    assert titles == ["One", "Two"]


def test_what_stands_between_records_is_no_record(tmp_path: Path) -> None:
    content = (
        "Record #1 of 2\nProvider: John Wiley & Sons, Ltd.\nContent: text/plain\n\n1.\n"
        + ris("TI  - One")
        + "NL  - Clin Invent\n\nLink to the Ovid Full Text or citation: http://example.org\n\n<2. >\n"
        + ris("TI  - Two")
    )
    assert [r.bibliography.title for r in records_in(tmp_path, content)] == ["One", "Two"]


def test_a_record_without_its_first_line_is_quarantined(tmp_path: Path) -> None:
    content = ris("TI  - One") + "\nAU  - Doe, A\nTI  - Lost\nER  - \n" + ris("TI  - Two")
    found = list(imported(tmp_path, content, "lost.ris").items)
    assert [type(one) for one in found] == [SourceRecord, Rejected, SourceRecord]
    lost = found[1]
    assert isinstance(lost, Rejected)
    assert lost.place == "lost.ris, line 5"
    assert b"TI  - Lost" in lost.payload
    assert "no TY line" in lost.reason


def test_a_record_without_title_and_identifier_is_quarantined(tmp_path: Path) -> None:
    first, second = imported(tmp_path, ris("AU  - Doe, A") + ris("TI  - Two")).items
    assert isinstance(first, Rejected)
    assert first.place == "export.txt, line 1"
    assert "neither a title nor" in first.reason
    assert isinstance(second, SourceRecord)


def test_lines_without_a_tag_continue_the_value_before(tmp_path: Path) -> None:
    content = ris(
        "TI  - A title over", "  two lines", "KW  - Scars", "Skin", "AB  - First.", "", "Second.",
        "UK  - based people took part.",
    )  # fmt: skip
    record = only_record(tmp_path, content)
    assert record.bibliography.title == "A title over two lines"
    assert [p.text for p in record.passages if p.heading == "keyword"] == ["Scars", "Skin"]
    assert record.passages[1].text == "First. Second. UK - based people took part."


def test_glued_lines_are_taken_apart(tmp_path: Path) -> None:
    record = only_record(tmp_path, ris("TI  - Coring", "AD  - Univ A, USAC3  - CUNYPY  - 2019"))
    assert record.bibliography.year == 2019


def test_boilerplate_is_no_abstract_but_a_long_note_may_be(tmp_path: Path) -> None:
    notice = "AB  - Copyright of J Invent is the property of Example Press and its content may not"
    record = only_record(tmp_path, ris("TI  - Coring", "AB  - Nine improved.", notice))
    assert [p.text for p in record.passages if p.section == "abstract"] == ["Nine improved."]
    long_note = "N1  - " + "Nine of 12 people improved. " * 20
    assert only_record(tmp_path, ris("TI  - Coring", long_note)).passages[1].section == "abstract"
    short = only_record(tmp_path, ris("TI  - Coring", "N1  - Export Date: 1 May"))
    assert [p.section for p in short.passages] == ["title", "field"]


@pytest.mark.parametrize(
    ("lines", "doi", "pmid"),
    [
        (["AN  - rayyan-264552525"], "", ""),
        (["AN  - 35227408"], "", ""),
        (["AN  - 35227408", "DB  - PubMed"], "", "35227408"),
        (["C5  - 30396417", "DB  - Embase", "DB  - Medline"], "", "30396417"),
        (["N1  - Accession Number: 3; PMID: 123"], "", "123"),
        (["PMID  - 123"], "", "123"),
        (["L3  - 10.1000/x", "DP  - EBSCOhost"], "10.1000/x", ""),
        (["M3  - doi:10.1000/x"], "10.1000/x", ""),
        (["UR  - https://a.org/10.1000/x", "UR  - https://a.org/10.1000/y"], "", ""),
        (["UR  - https://onlinelibrary.org/doi/10.1000/x/full"], "10.1000/x", ""),
        (["DO  - 10/fqd6hj"], "", ""),
    ],
)
def test_numbers_count_only_where_they_are_what_they_seem(
    tmp_path: Path, lines: list[str], doi: str, pmid: str
) -> None:
    b = only_record(tmp_path, ris("TI  - Coring", *lines)).bibliography
    assert (b.doi, b.pmid) == (doi, pmid)


def test_a_registry_record_is_a_registration_and_a_mention_is_not(tmp_path: Path) -> None:
    registry = ris(
        "TI  - A trial", "AN  - CN-0123", "UR  - https://clinicaltrials.gov/show/NCT00000001"
    )
    record = only_record(tmp_path, registry)
    assert (record.kind, record.source_id) == (ReportKind.REGISTRATION, "nct:NCT00000001")
    paper = ris("TI  - A trial", "AU  - Doe, A", "AB  - As NCT00000001 has shown, coring works.")
    mention = only_record(tmp_path, paper)
    assert mention.bibliography.registrations == ()
    assert mention.source_id.startswith("sha:")


def test_all_authors_in_one_line_are_taken_apart(tmp_path: Path) -> None:
    record = only_record(tmp_path, ris("TI  - Coring", "AU  - Doe A, Roe B, Poe C, Moe D"))
    assert record.bibliography.authors == ("Doe A", "Roe B", "Poe C", "Moe D")


def test_web_of_science_number_identifies_where_nothing_else_does(tmp_path: Path) -> None:
    assert only_record(tmp_path, WOS).source_id == "wos:000123456700001"
    assert only_record(tmp_path, ris("TI  - A", "AN  - WOS:000444")).source_id == "wos:000444"
    without_header = WOS.split("\n", 2)[2]
    record = only_record(tmp_path, without_header)
    assert record.bibliography.title == "Coring in skin types IV-VI"
    assert record.bibliography.authors == ("Doe AB", "Roe C")


def test_web_of_science_without_er_is_not_lost(tmp_path: Path) -> None:
    content = WOS.replace("ER\n\nEF\n", "") + WOS.split("\n", 2)[2].replace("0001\n", "0002\n")
    assert len(records_in(tmp_path, content)) == 2


def test_medline_wrapped_and_labelled(tmp_path: Path) -> None:
    record = only_record(tmp_path, NBIB)
    assert record.bibliography.title == "Coring in skin types IV-VI."
    assert record.bibliography.registrations == ("NCT00000001",)
    assert (record.bibliography.year, record.bibliography.month) == (2025, 11)
    assert sections_of(record)[1:3] == [
        ("background", "BACKGROUND", "Scars."),
        ("results", "RESULTS", "Nine of 12 improved."),
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n", ""])
def test_medline_records_need_no_blank_line_between(tmp_path: Path, between: str) -> None:
    second = NBIB.replace("99000001", "99000002")
    assert len(records_in(tmp_path, NBIB + between + second)) == 2


def test_eric_records_have_no_pmid(tmp_path: Path) -> None:
    one = "OWN - ERIC\nTI  - Learning to core\nOID - EJ100\nISSN - ISSN-1234-5678\n"
    found = records_in(tmp_path, one + "\n" + one.replace("100", "200") + one.replace("100", "300"))
    assert [r.source_id for r in found] == ["eric:EJ100", "eric:EJ200", "eric:EJ300"]


def test_medline_links_and_people_who_wrote_nothing(tmp_path: Path) -> None:
    content = NBIB + "PT  - Comment\nCON - J Invent. 2024;1:1. PMID: 30178022\nFIR - Poe, C\nIR  - Poe C\nPS  - Fitzpatrick T\n"  # fmt: skip
    record = only_record(tmp_path, content)
    assert record.kind is ReportKind.COMMENT
    assert [(r.kind, r.target) for r in record.relations] == [
        (RelationKind.COMMENT_ON, "pmid:30178022")
    ]
    assert record.bibliography.authors == ("Doe AB",)


def test_medline_retractions_and_corrections(tmp_path: Path) -> None:
    content = NBIB + (
        "PT  - Retracted Publication\nRIN - J Invent. 2026;10:1. PMID: 99000002\n"
        "EIN - J Invent. 2025;9:5. doi: 10.1000/erratum\nCIN - J Invent. 2025;9:7. PMID: 7\n"
    )
    assert [(r.kind, r.target) for r in only_record(tmp_path, content).relations] == [
        (RelationKind.CORRECTED_BY, "doi:10.1000/erratum"),
        (RelationKind.RETRACTED_BY, "pmid:99000002"),
    ]


def test_refer_abstracts_may_hold_blank_lines(tmp_path: Path) -> None:
    found = records_in(tmp_path, REFER + "\n" + REFER.replace("Coring", "Cutting").rstrip("\n"))
    assert [r.bibliography.title[:7] for r in found] == ["Coring ", "Cutting"]
    assert found[0].passages[1].text == "First paragraph. Second paragraph."
    assert [p.text for p in found[1].passages if p.heading == "keyword"] == ["scars"]


words = st.text(st.characters(min_codepoint=65, max_codepoint=0x24F, categories=["L"]), min_size=2, max_size=9)  # fmt: skip
titles = st.lists(words, min_size=1, max_size=8).map(" ".join)
people = st.tuples(words.map(lambda w: w.capitalize()), st.text("ABCDEFGH", min_size=1, max_size=3))


@QUICK
@given(
    titles, st.lists(people, max_size=4), st.integers(1900, 2090), st.sampled_from(["\n", "\r\n"])
)
def test_ris_and_nbib_are_read_back(
    tmp_path: Path, title: str, authors: list[tuple[str, str]], year: int, end: str
) -> None:
    names = list(dict.fromkeys(f"{family} {given}" for family, given in authors))
    as_ris = ["TY  - JOUR", f"TI  - {title}", *(f"AU  - {f}, {'. '.join(g)}." for f, g in authors), f"PY  - {year}", "ER  - "]  # fmt: skip
    as_nbib = ["PMID- 7", f"TI  - {title}", *(f"AU  - {f} {g}" for f, g in authors), f"DP  - {year}"]  # fmt: skip
    for written in (as_ris, as_nbib):
        b = only_record(tmp_path, end.join(written) + end).bibliography
        assert (b.title, list(b.authors), b.year) == (title, names, year)


@QUICK
@given(st.lists(titles, min_size=1, max_size=6, unique=True), st.data())
def test_no_title_is_lost_whatever_ends_a_record(
    tmp_path: Path, written: list[str], data: st.DataObject
) -> None:
    ends = st.sampled_from(["ER  - \n", "", "ER\n\n", "ER  -\nNL  - x\n\n3.\n"])
    content = "".join(f"TY  - JOUR\nTI  - {title}\n{data.draw(ends)}" for title in written)
    assert [r.bibliography.title for r in records_in(tmp_path, content)] == written
