"""People told of group by group, and what only sounds as if they were."""

import pytest

from app.records import Passage, Section
from app.tagging.document import document_of
from app.tagging.flat_text import document_of_text
from app.tagging.participants import find_participants


def people_in(text: str) -> int | None:
    found = find_participants(document_of_text("A laser", text))
    return found.people if found else None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Fifteen women in each of two arms had plasma or saline.", 30),
        ("Ten subjects per arm, in four arms, are planned.", 40),
        ("Patients were divided into three groups (n = 20 each).", 60),
        ("They were randomized to two arms, with 26 in each.", 52),
        (
            "In all, 160 subjects (a subset of 439) were randomized and treated with one of three fillers,"
            " and 119 subjects were randomized and treated with one of three others.",
            279,
        ),
        ("Forty-eight patients (24 with melasma and 24 controls) were examined.", 48),
        ("Twenty-four patients with melasma and 24 healthy controls were examined.", 48),
        ("A total of 40 patients were randomized, and 20 patients were randomized to laser.", 40),
        ("Adults will be enrolled into 2 groups ( around 20 patients per each).", 40),
        ("The treated group had 30 people and the control group 20.", 50),
        ("Group A consisted of 25 patients, group B of 25 and group C of 24.", 74),
        ("The study arm comprised 14 women, while the control arm comprised 12.", 26),
        ("We compared 51 patients with necrosis and 102 without.", 153),
        (
            "The first series of 1000 patients was treated with one system, the second series of 1541 patients with another.",
            2541,
        ),
        ("In 40 patients four groups were made, one for each of the four lasers.", 40),
        ("They were divided into four groups, ten for each laser.", 40),
        ("Study 1 randomized 256 subjects and study 2 randomized 258.", 514),
        ("Study 1 enrolled 256 subjects and study 2 enrolled 258.", 514),
        ("In the minoxidil arm there were 52 women, in the placebo arm 51.", 103),
        ("Nineteen psoriasis patients and eleven with vitiligo were treated.", 30),
        ("In this trial by two centers (29 and 31 subjects), fat layers were scanned.", 60),
        ("Subjects were 13 Hispanics, 12 African Americans and 9 Asians.", 34),
        ("Nineteen of the patients were female and one was male.", 20),
        ("Adults were treated (n = 101) or left untreated (n = 101).", 202),
    ],
)
def test_groups_are_added_up(text: str, people: int) -> None:
    assert people_in(text) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "We enrolled 40 women; three patients in the cream group and two in the gel group left.",
            40,
        ),
        ("Forty women had laser. Blisters were seen in three patients in each of two groups.", 40),
        ("The skin of 480 women, 60 in each of four age groups from each city, was seen.", 480),
        (
            "Sixty patients were randomized. The laser group had 3 patients with burns, the peel group 2.",
            60,
        ),
        ("Ninety patients, 30 in each of three groups, were enrolled.", 90),
        ("We treated 40 patients. Burns were seen in 3 women, 2 men and 1 of the children.", 40),
        ("We treated 40 patients. Nine were women with acne and one was a man with scars.", 40),
        ("We treated 40 patients. In four men and six with vitiligo redness was seen.", 40),
        ("We treated 20 patients. Acne recurred in 6 patients with laser and 4 without.", 20),
        (
            "Fifty-one women and nine men were included in each of three groups, 180 subjects in all.",
            180,
        ),
        (
            "After 747 women had been randomised an analysis was made. We enrolled 1,150 women.",
            1150,
        ),
        ("Study 1 lasted 12 weeks and study 2 lasted 24. Fifty women took part.", 50),
    ],
)
def test_what_happened_in_groups_is_not_added_up(text: str, people: int) -> None:
    assert people_in(text) == people


def test_groups_are_multiplied_by_the_people_whom_a_later_sentence_gives_each() -> None:
    text = "Patients will be randomized into 3 groups: A, B and C. Each group will include 20 patients."
    document = document_of([Passage(section=Section.METHODS, text=text)], is_registration=True)
    found = find_participants(document)
    assert found is not None
    assert (found.people, found.planned) == (60, True)
    quote = found.evidence
    assert document.text[quote.start : quote.end] == quote.text
    assert quote.text.startswith("3 groups")
    assert quote.text.endswith("20 patients")


def test_the_sites_of_each_group_are_no_people() -> None:
    text = "Sixty patients were assigned to 2 groups: A and B. Each group had 4 visits to the patients."
    assert people_in(text) == 60


@pytest.mark.parametrize(
    "text",
    [
        "We annotate images from two atlases with Fitzpatrick skin type labels.",
        "We used two lasers with skin types II to IV.",
        "Three devices with Fitzpatrick skin type presets were compared.",
    ],
)
def test_things_for_skin_types_are_no_people(text: str) -> None:
    assert people_in(text) is None
