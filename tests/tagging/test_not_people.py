"""Skin in dishes, cadavers and pictures took no part in a study; volunteers who gave some did."""

import pytest

from tests.tagging.skin_types_read import studied_in

NOBODY = [
    "Full-thickness skin from donors of Fitzpatrick type V and VI was cored ex vivo.",
    "Abdominoplasty skin of Fitzpatrick types II, IV and VI was irradiated in the laboratory.",
    "Melanocytes cultured from Fitzpatrick type VI foreskin were exposed to blue light.",
    "Cadaver skin (Fitzpatrick types I and V) was needled at 2 mm.",
    "Six cadaver heads, Fitzpatrick types I to III, were injected.",
    "Reconstructed epidermis of phototypes II, IV and VI was treated with the serum.",
    "Fibroblasts of three donors, all Fitzpatrick type V, were grown in gels.",
    "Human skin explants, phototypes III and VI, received the dose ex vivo.",
    "Discarded skin from face-lifts of women with Fitzpatrick types I and II was cored.",
    "Cell cultures of phototypes I and VI served as controls.",
    "Raters were themselves of Fitzpatrick types II and IV.",
    "Melanin was estimated for Fitzpatrick types I-VI from published spectra.",
    "Tyrosinase activity was measured in melanocytes from Fitzpatrick type VI donors.",
    "Skin samples from 12 breast reductions (Fitzpatrick II-V) were cored on the bench.",
    "Human skin, Fitzpatrick type III, mounted in Franz cells took up the drug.",
    "The algorithm, trained on Fitzpatrick types I-III, failed in types V and VI.",
    "Yucatan pigs, comparable with Fitzpatrick type IV, were cored.",
    "Phantoms of Fitzpatrick types I, III and VI were imaged with the probe.",
    "Full-thickness skin models of Fitzpatrick types I, III and VI were exposed to blue light.",
    "Dermatologists rated their confidence with skin types V-VI.",
    "Forty dermatologists (n = 40) rated their confidence with skin types V-VI.",
    "In the FST, groups II and III showed shorter immobility than group I.",
    "Women with type II or III skin laxity by the Baker classification wanted a facelift.",
    "Type I, II and III skin incisions were compared in cesarean delivery.",
    "The questionnaire asked for Fitzpatrick skin type (I, II, III, IV, V or VI), age and sex.",
    "We asked about Fitzpatrick skin type (I to VI) and sunburn.",
]
PEOPLE = [
    ("Cultured melanocytes were grafted in 20 vitiligo patients of phototypes III to V.", "III IV V"),
    ("Autologous cultured keratinocytes covered burns of 12 children (Fitzpatrick IV-V).", "IV V"),
    ("Biopsies from 10 healthy volunteers (Fitzpatrick I-III) were cultured ex vivo.", "I II III"),
    ("Redundant skin of the eyelids was cored in 15 women with Fitzpatrick types II-III.", "II III"),
    ("Surgical skin defects of 40 patients, Fitzpatrick types I to III, were closed.", "I II III"),
    ("Donor sites were marked in 15 patients of Fitzpatrick type V.", "V"),
    ("Asked for their skin type, 12 women had Fitzpatrick type II and 8 had type III.", "II III"),
    ("Twenty women with type II or III skin had a facelift.", "II III"),
    ("By FST, 10 women were type II and 20 type III.", "II III"),
    ("Hair donors were 30 men of Fitzpatrick types IV and V.", "IV V"),
]  # fmt: skip


@pytest.mark.parametrize("sentence", NOBODY)
def test_skin_without_its_person_took_no_part(sentence: str) -> None:
    assert studied_in(f"{sentence} Thirty women were then treated.") == ""


@pytest.mark.parametrize(("sentence", "types"), PEOPLE)
def test_people_whose_skin_was_worked_on_took_part(sentence: str, types: str) -> None:
    assert studied_in(sentence) == types


@pytest.mark.parametrize(
    "text",
    [
        "Synthetic skin was printed. Its tones were classified as Fitzpatrick types 2, 3 and 5.",
        "A neural network learnt from images. Accuracy was higher in types I-IV than in Fitzpatrick types V-VI.",
        "Exposure lasts an hour for a person of Fitzpatrick skin type II with an MED of 330 J.",
    ],
)
def test_made_skin_machines_and_an_imagined_person_take_part_in_nothing(text: str) -> None:
    assert studied_in(text) == ""


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("A neural network read images of 120 patients. It was right in Fitzpatrick type V.", "V"),
        ("We report a person with Fitzpatrick skin type II who burned.", "II"),
    ],
)
def test_people_are_people_though_a_machine_looks_at_them(text: str, types: str) -> None:
    assert studied_in(text) == types
