import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records import ReportKind, Section
from app.sources.formats.kinds import report_kind
from app.sources.formats.sections import abstract_passages, section_of


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Materials and Methods:", Section.METHODS),
        ("MATERIAL AND METHODS", Section.METHODS),
        ("Patients", Section.METHODS),
        ("Main outcome measures", Section.METHODS),
        ("Results and discussion", Section.RESULTS),
        ("Case presentation", Section.RESULTS),
        ("Background and Objectives", Section.OBJECTIVE),
        ("Introduction", Section.BACKGROUND),
        ("Conclusions", Section.CONCLUSIONS),
        ("Limitations", Section.DISCUSSION),
        ("Inclusion criteria", Section.INCLUSION),
        ("Exclusion criteria", Section.EXCLUSION),
        ("Inclusion and exclusion criteria", Section.ELIGIBILITY),
        ("Non-inclusion criteria", Section.EXCLUSION),
        ("Trial registration number", Section.OTHER),
        ("Authors' contributions", Section.OTHER),
        ("Competing interests", Section.OTHER),
        ("The tobit approach", None),
    ],
)
def test_headings_name_sections(heading: str, section: Section | None) -> None:
    assert section_of(heading) is section


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("BACKGROUND: A. METHODS: B. RESULTS: C.", "background A.|methods B.|results C."),
        ("Background: A. Materials and Methods: B.", "background A.|methods B."),
        ("BACKGROUND. A.\nMETHODS. B.", "background A.|methods B."),
        ("<h4>Background</h4>A.<h4>Results</h4>P<0.001.", "background A.|results P<0.001."),
        ("<jats:title>Abstract</jats:title><jats:sec><jats:title>Methods</jats:title><jats:p>B.</jats:p></jats:sec>", "methods B."),
        ("Free words. PATIENTS/METHODS: B.", "abstract Free words.|methods B."),
        ("We used DNA: it was good. Results: none were bad.", "abstract We used DNA: it was good.|results none were bad."),
        ("The results: all improved.", "abstract The results: all improved."),
        ("FST: Fitzpatrick skin type.", "abstract FST: Fitzpatrick skin type."),
        ("", ""),
    ],
)  # fmt: skip
def test_abstracts_are_split_at_their_labels(abstract: str, expected: str) -> None:
    found = [f"{p.section} {p.text}" for p in abstract_passages(abstract)]
    assert "|".join(found) == expected


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Nine of 12 improved.", "Types IV-VI.", "METHODS:", "Results:", "x"]), max_size=8))  # fmt: skip
def test_no_sentence_of_an_abstract_is_lost(parts: list[str]) -> None:
    found = list(abstract_passages(" ".join(parts)))
    kept = " ".join(f"{p.heading} {p.text}" for p in found)
    for sentence in ("Nine of 12 improved.", "Types IV-VI."):
        assert kept.count(sentence) == parts.count(sentence)


@pytest.mark.parametrize(
    ("types", "title", "journal", "kind"),
    [
        ((), "Coring", "J Invent", ReportKind.JOURNAL_ARTICLE),
        (("article",), "Coring: a systematic review and meta-analysis", "J", ReportKind.REVIEW),
        (("article",), "Coring", "medRxiv", ReportKind.PREPRINT),
        (("Conference Abstract",), "Coring", "J Invent", ReportKind.CONFERENCE_ABSTRACT),
        (("Meeting Abstract",), "Coring", "J Invent", ReportKind.CONFERENCE_ABSTRACT),
        (("Article", "Proceedings Paper"), "Coring", "J Invent", ReportKind.JOURNAL_ARTICLE),
        (("Editorial Material",), "Coring", "J Invent", ReportKind.COMMENT),
        (("Journal Article", "Review"), "Coring", "J Invent", ReportKind.REVIEW),
        (("inproceedings",), "Coring", "", ReportKind.CONFERENCE_ABSTRACT),
        (("phdthesis",), "Coring", "", ReportKind.OTHER),
        (("webpage",), "Coring", "Site", ReportKind.OTHER),
        (("chapter",), "Coring", "Book", ReportKind.BOOK),
        (("article-newspaper",), "Coring", "Daily", ReportKind.NEWS),
        (("Generic",), "Coring", "J Invent", ReportKind.JOURNAL_ARTICLE),
    ],
)
def test_kinds(types: tuple[str, ...], title: str, journal: str, kind: ReportKind) -> None:
    assert report_kind(types, title=title, journal=journal) is kind
