"""Whether sides of the same people are compared, in the words of trials."""

import pytest

from app.records import WITHIN_PERSON, Dimension, Passage, Section
from app.tagging import Lexicon, compile_lexicon, document_of, read_document
from app.topic import read_topic


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return compile_lexicon(read_topic())


def says_so(text: str, lexicon: Lexicon, *, is_review: bool = False) -> str:
    document = document_of([Passage(Section.ABSTRACT, text)], is_review=is_review)
    tags = read_document(document, lexicon).tags
    [*found] = [t for t in tags if t.dimension is Dimension.PARTICIPANTS]
    for tag in found:
        assert tag.value == WITHIN_PERSON
        assert document.text[tag.evidence.start : tag.evidence.end] == tag.evidence.text
    return found[0].evidence.text if found else ""


@pytest.mark.parametrize(
    "text",
    [
        "In this split-face randomised trial 20 women with wrinkles were treated.",
        "Twenty adults took part in a split face, rater-blinded study of needling.",
        "A split-scar design was used in 14 patients with acne scars.",
        "We did a within-subject, split-lesion trial in 30 patients.",
        "Thirty patients were enrolled in this intra-individual comparison of two lasers.",
        "A within-person randomized trial of 24 participants was conducted.",
        "The left side was treated and the right side served as control in 12 patients.",
        "The contralateral side of the face was left untreated as a control.",
        "A half-face comparative trial in 18 women with wrinkles was done.",
        "This is a randomized, controlled, within-patient, single-blinded pilot study of burn scars.",
        "Half of the scar will receive laser and half the scar standard care.",
        "Half of each tattoo was lasered with the patch and the other half without it.",
        "They will have one half of their donor sites randomized to care and the other half to laser.",
        "A split-tattoo study of two lasers was done in 20 adults.",
    ],
)
def test_a_study_of_sides_says_so_in_its_own_words(text: str, lexicon: Lexicon) -> None:
    assert says_so(text, lexicon) == text


@pytest.mark.parametrize(
    "text",
    [
        "Twenty women with facial wrinkles were treated on both cheeks.",
        "Further split-face studies are warranted.",
        "Previous split-face trials have shown less erythema.",
        "Wounds were covered with a split-side skin graft.",
        "Patients were split into two groups of ten.",
        "Within-group comparisons were made by paired tests in 20 patients.",
        "The control group received placebo; 40 patients took part.",
        "Skin of one half of the body was paler.",
        "Half of the patients with a scar were lasered and the other half got cream.",
        "Half of the scars improved by more than the other half.",
        "Half of each group had laser of the scar and half a cream.",
    ],
)
def test_other_words_are_not_taken_for_it(text: str, lexicon: Lexicon) -> None:
    assert says_so(text, lexicon) == ""


def test_a_review_compares_nobodys_sides(lexicon: Lexicon) -> None:
    text = "We included split-face trials of needling."
    assert says_so(text, lexicon, is_review=True) == ""


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("A total of 115 sessions in 45 patients were analysed.", 45),
        ("In this split-face trial 40 sides of 20 patients were treated.", 20),
        ("Sixty-two lesions in 14 participants were treated.", 14),
    ],
)
def test_sessions_sides_and_lesions_are_no_people(text: str, people: int, lexicon: Lexicon) -> None:
    read = read_document(document_of([Passage(Section.ABSTRACT, text)]), lexicon)
    assert read.participants is not None
    assert read.participants.people == people
