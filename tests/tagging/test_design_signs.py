"""Designs told by a sign and not by name, each beside what only looks like it."""

import pytest

from app.records import Passage, Section
from app.tagging import compile_lexicon, document_of, document_of_text, read_document
from app.tagging.design import find_design
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())


def design_of(title: str, text: str) -> str:
    found = find_design(document_of_text(title, text), LEXICON)
    assert found is not None
    return found.value


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Who asks for cosmetic procedures?",
            "We surveyed 511 women about their wish for fillers, toxin and lasers.",
        ),
        (
            "Nurse-led laser clinic",
            "All 320 patients treated in one year were sent a form; 211 returned it.",
        ),
        (
            "Patients' knowledge of laser safety",
            "A questionnaire of 15 items was handed to 200 patients in the waiting room.",
        ),
        (
            "Skin ageing in sun and shade",
            "Ninety-seven women were photographed. Lines were scored by raters and related to hours of driving.",
        ),
        (
            "Melasma and thyroid autoimmunity",
            "Sixty patients with melasma and 60 healthy women had antibodies measured.",
        ),
        (
            "Colour of the skin in numbers",
            "Thirty healthy people had both cheeks and the inner arm measured by colorimeter.",
        ),
        (
            "Sun-protected and exposed skin",
            "Punch biopsies were collected from protected and exposed sites of 16 healthy women.",
        ),
        (
            "Phototoxic doses",
            "We determined the minimum phototoxic dose of 46 patients after a warm bath.",
        ),
        (
            "What goes wrong in laser epilation",
            "Complications befell 116 patients. Each of them had two controls matched by age.",
        ),
        (
            "Cold sores after lip toxin?",
            "In an audit of 1,500 toxin treatments three outbreaks were recorded.",
        ),
        (
            "Scars of vaccination",
            "Scars of 300 students were measured; keloid was found in 4% of type V.",
        ),
        (
            "What are pores?",
            "Cheeks of 60 healthy women, 20 each of types II, IV and VI, were imaged by microscope.",
        ),
        (
            "Oral tranexamic acid in Singapore",
            "Of 561 melasma patients on oral tranexamic acid reviewed, 89.7% had improved.",
        ),
        (
            "Melasma in men",
            "We looked at men seen with melasma from 2004 to 2007. Most had the malar pattern.",
        ),
        (
            "The psychology of scars",
            "Semi-structured interviews were held with 22 people scarred by acne.",
        ),
        (
            "Dermabrasion: review of ten years of operations",
            "Hospital files of 88 patients who had dermabrasion were examined.",
        ),
        (
            "Filler instead of the knife",
            "We went through 150 consecutive nonsurgical rhinoplasties in 138 patients.",
        ),
        (
            "Burns after energy-based devices",
            "Reports in the MAUDE database from 2015 to 2022 were extracted and counted.",
        ),
    ],
)
def test_people_asked_measured_or_counted_are_observed(title: str, text: str) -> None:
    assert design_of(title, text) == "observational"


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        (
            "Laser for scars",
            "Thirty patients were treated three times. A form was sent to them at six months.",
            "nonrandomized_trial",
        ),
        (
            "Laser for scars",
            "In this trial 30 patients had laser. They were sent a questionnaire about satisfaction.",
            "nonrandomized_trial",
        ),
        (
            "Needling with plasma",
            "Blood was taken from 20 women, who were then needled and given their own plasma.",
            "nonrandomized_trial",
        ),
        (
            "Harms of devices: a literature review",
            "PubMed and the MAUDE database were searched; 30 studies were included.",
            "review",
        ),
    ],
)
def test_people_treated_are_not_only_observed(title: str, text: str, wanted: str) -> None:
    assert design_of(title, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "In this double-blind placebo-controlled pilot, 26 women were injected.",
            "randomized_trial",
        ),
        ("In this open-label pilot study 26 women had plasma or saline.", "nonrandomized_trial"),
        ("In this pilot 26 women had plasma or placebo, as they wished.", "nonrandomized_trial"),
        ("Five women were injected. Blinded observers graded photographs.", "nonrandomized_trial"),
        ("Five women were injected and photographs graded.", "case_series"),
        ("We describe six female subjects who used the product.", "case_series"),
        ("Two sisters were injected in one session.", "case_series"),
        ("Forty-five men were divided by a computer list into three groups.", "randomized_trial"),
        ("Thirty women did ten minutes a day for two months.", "nonrandomized_trial"),
        ("Thirty volunteers, five sessions, saline on one half.", "nonrandomized_trial"),
        (
            "A hundred and twenty men were allotted by computer to plasma or none.",
            "randomized_trial",
        ),
    ],
)
def test_blinding_tells_of_a_trial(text: str, wanted: str) -> None:
    assert design_of("Plasma for thin hair", text) == wanted


def test_a_registered_pilot_that_cites_a_blinded_trial_is_not_randomised() -> None:
    passages = [
        Passage(section=Section.TITLE, text="Enzyme for burn contracture"),
        Passage(
            section=Section.ABSTRACT,
            text="The earlier work was double blind. This pilot study will treat ten patients.",
        ),
    ]
    found = find_design(document_of(passages, is_registration=True), LEXICON)
    assert found is not None
    assert found.value == "nonrandomized_trial"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Network meta-analysis of melasma treatments",
            "Forty-nine RCTs with 2,961 patients were compared.",
        ),
        (
            "Peels: a review of ten trials",
            "Trials of peels are discussed and their numbers pooled.",
        ),
        ("Peels: a ten-year review of the literature", "PubMed was searched for studies of peels."),
        ("Peels: systematic review", "All trials that randomly assigned people were included."),
    ],
)
def test_a_review_made_of_randomised_trials_is_a_review(title: str, text: str) -> None:
    assert design_of(title, text) == "review"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Cost of biologics", "Published prices were used to model the cost per responder."),
        ("How good are websites on lasers?", "The first 100 hits were scored with DISCERN."),
    ],
)
def test_prices_and_search_hits_are_no_study_of_people(title: str, text: str) -> None:
    assert design_of(title, text) == "other"


def test_people_of_reports_of_harm_are_not_those_of_a_review() -> None:
    text = "Of 1,257 MAUDE reports burns made up 34%. In all, 412 patients were reported."
    reading = read_document(document_of_text("Harms of devices", text), LEXICON)
    assert reading.participants is not None
    assert reading.participants.people == 412


@pytest.mark.parametrize(
    ("background", "wanted"),
    [
        (
            "One hundred subjects were randomized to two techniques by others.",
            "nonrandomized_trial",
        ),
        ("One hundred of our subjects were randomized to two techniques.", "randomized_trial"),
    ],
)
def test_a_trial_told_in_the_introduction_is_not_the_articles_own(
    background: str, wanted: str
) -> None:
    passages = [
        Passage(Section.TITLE, "A gel for folds: an open-label study"),
        Passage(Section.BACKGROUND, background),
        Passage(Section.METHODS, "Thirty-one adults were treated with the gel and followed."),
    ]
    assert find_design(document_of(passages), LEXICON).value == wanted
