"""The design of a study: what an index or registry says, and failing that, the text."""

import pytest

from app.records import EvidenceKind, Passage, Section
from app.tagging.design import find_design
from app.tagging.document import document_of
from app.tagging.flat_text import document_of_text
from app.tagging.lexicon import compile_lexicon
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())


def design_of(text: str, title: str = "A laser for scars") -> str:
    found = find_design(document_of_text(title, text), LEXICON)
    assert found is not None
    return found.value


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("Forty adults were randomised to laser or sham.", "randomized_trial"),
        ("Each side, chosen at random, had one density.", "randomized_trial"),
        ("Lots were drawn to place 80 patients in two groups.", "randomized_trial"),
        ("Forty women were treated in a non-randomized study.", "nonrandomized_trial"),
        ("No randomized trials exist. Forty women were treated.", "nonrandomized_trial"),
        ("In this open-label trial 40 women had three sessions.", "nonrandomized_trial"),
        ("Forty women had three sessions four weeks apart.", "nonrandomized_trial"),
        ("We went through the charts of 40 treated women.", "observational"),
        ("Retrospectively, 40 patients treated since 2012 were looked at.", "observational"),
        ("A cohort study of 900 people treated at five clinics.", "observational"),
        ("Three patients had two sessions each.", "case_series"),
        ("We report a 41-year-old woman who was treated twice.", "case_series"),
        ("In our case series 20 patients had one session.", "case_series"),
        ("MEDLINE was searched and 12 trials were found.", "review"),
        ("The flanks of six pigs were lasered and biopsied.", "preclinical"),
        ("Our office offers a test spot to everyone.", "other"),
    ],
)
def test_the_text_names_the_design(text: str, design: str) -> None:
    assert design_of(text) == design


@pytest.mark.parametrize(
    ("title", "design"),
    [
        ("Lasers for scars: a systematic review", "review"),
        ("A randomised trial of laser for scars", "randomized_trial"),
        ("Laser for scars: case report", "case_series"),
        ("Laser for scars: chart review of 80 patients", "observational"),
    ],
)
def test_the_title_names_the_design(title: str, design: str) -> None:
    assert design_of("Patients were treated.", title) == design


@pytest.mark.parametrize(
    ("heading", "value", "design"),
    [
        ("publication_type", "Randomized Controlled Trial", "randomized_trial"),
        ("publication_type", "Systematic Review", "review"),
        ("publication_type", "Case Reports", "case_series"),
        ("publication_type", "Editorial", "other"),
        ("publication_type", "Observational Study", "observational"),
        ("designModule.studyType", "OBSERVATIONAL", "observational"),
        ("designModule.designInfo.allocation", "RANDOMIZED", "randomized_trial"),
        ("designModule.designInfo.allocation", "NON_RANDOMIZED", "nonrandomized_trial"),
        ("designModule.designInfo.allocation", "NA", "nonrandomized_trial"),
    ],
)
def test_a_coded_field_outweighs_the_text(heading: str, value: str, design: str) -> None:
    document = document_of(
        [
            Passage(Section.TITLE, "A laser for scars: chart review and randomised trial"),
            Passage(Section.FIELD, value, heading),
        ]
    )
    found = find_design(document, LEXICON)
    assert found is not None
    assert (found.value, found.rule) == (design, "design.field")
    assert found.evidence.kind is EvidenceKind.STRUCTURED
    assert found.evidence.text == value


def test_journal_article_says_nothing_of_the_design() -> None:
    document = document_of(
        [
            Passage(Section.FIELD, "Journal Article", "publication_type"),
            Passage(Section.ABSTRACT, "Forty adults were randomised to laser or sham."),
        ]
    )
    found = find_design(document, LEXICON)
    assert found is not None
    assert found.value == "randomized_trial"


def test_other_peoples_trials_in_the_background_do_not_count() -> None:
    text = (
        "A systematic review of randomized trials has been published. Twenty adults will be treated"
        " with the cream in this open-label study."
    )
    document = document_of(
        [Passage(Section.TITLE, "Cream for eczema"), Passage(Section.OTHER, text)],
        is_registration=True,
    )
    found = find_design(document, LEXICON)
    assert found is not None
    assert found.value == "nonrandomized_trial"


def test_evidence_is_verbatim_and_an_empty_document_has_no_design() -> None:
    document = document_of_text("A laser", "Forty adults were randomised. They were happy.")
    found = find_design(document, LEXICON)
    assert found is not None
    evidence = found.evidence
    assert evidence.text == "Forty adults were randomised."
    assert document.text[evidence.start : evidence.end] == evidence.text
    assert find_design(document_of([]), LEXICON) is None
