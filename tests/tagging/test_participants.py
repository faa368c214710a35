"""People who took part, told apart from sides, lesions, events and other studies' people."""

import pytest

from app.records import Passage, Section
from app.tagging.document import document_of
from app.tagging.flat_text import document_of_text
from app.tagging.participants import find_participants


def people_in(text: str, title: str = "A laser") -> int | None:
    found = find_participants(document_of_text(title, text))
    return found.people if found else None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Forty faces were treated in 20 women.", 20),
        ("Eighty acne scars in 16 patients were treated.", 16),
        ("A total of 150 treatments were performed in 50 patients.", 50),
        ("In this split-face study, 17 sides of 17 patients were compared.", 17),
        ("Three dermatologists rated photographs of 20 patients.", 20),
        ("One hundred and twenty-one consecutive patients were reviewed.", 121),
        ("Four hundred fifty patients completed questionnaires.", 450),
        ("Data from 3,541 patients were collected in 9 countries.", 3541),
        ("Seventeen (17) healthy female subjects participated.", 17),
        ("Thirty-two Fitzpatrick type II patients were enrolled.", 32),
        ("Thirty subjects were enrolled; twenty-seven completed all visits.", 30),
        ("After excluding 3 dropouts, 27 patients were analysed. Thirty had been enrolled.", 30),
        ("Fifty-six adults completed the trial; 60 had been enrolled.", 60),
        ("The per-protocol population was 51 and the intention-to-treat population 55.", 55),
        ("The ITT set comprised 142 subjects, the PP set 131.", 142),
        ("Eight out of ten patients improved by a grade.", 10),
        ("Each of 16 healthy volunteers received four punch wounds.", 16),
        ("Data from 86 patients were retrieved; 12 were excluded, leaving 74 for analysis.", 74),
        ("Over ten years 602 patients were seen, of whom 213 were given laser.", 213),
        ("Three hundred twelve of 1,000 invited women answered an online survey.", 312),
        ("This analysis reports on the first 30 of 90 planned patients.", 30),
        ("Fifty twin pairs who differed in smoking were photographed.", 100),
        ("Twenty-seven burn survivors with 58 scars took part.", 27),
        ("Nine-month data are available for 38 subjects; 40 had been injected.", 40),
        ("Persons of type I were not enrolled; 20 with II to IV took part.", 20),
        ("In two identical trials, 1,208 and 1,212 patients with acne were randomized.", 2420),
        ("Seventy-nine were screened; 72 were randomised, 36 to each arm; 70 were analysed.", 72),
        ("Sample size: 88 (44 per group).", 88),
        ("Of 1,600 patients injected, 44 fulfilled the criteria and form this report.", 44),
        ("Thirty patients were treated; ten met the criteria for response.", 30),
        ("The patients numbered 52.", 52),
        ("Twenty-five were operated on; 19 came at six months.", 25),
        ("An 18-year-old with a painful keloid had an excision.", 1),
        ("Adults between 30 and 65 years of age took part; they were 28 in number.", 28),
        ("Among the 66 who entered, 60 completed the study.", 66),
        ("Half a dozen patients were lasered.", 6),
        ("Complications befell 0.69% of 16,900 patients.", 16900),
        ("Of 23 patients operated on for acne scars, 17 consented to laser.", 17),
        ("We report a girl aged five treated with light.", 1),
        ("A 28-year-old woman and her sister, 31, were treated with laser.", 2),
        ("A 28-year-old woman, whose sister had it too, was treated with laser.", 1),
        ("Lightening exceeded 75% in 41 of 50 Chinese patients.", 50),
        (
            "Scars of 42 patients were treated with laser plus plasma; 38 patients got laser only.",
            80,
        ),
        ("Forty-two patients were treated with laser; 3 patients got burns.", 42),
        ("Charts: 250 charts will be reviewed.", 250),
        ("Sixty women drank collagen peptides or placebo for 8 weeks, double-blind.", 60),
        ("A 44-year-old woman lost her hair after cold treatment of the abdomen.", 1),
        ("Of 42 patients screened, 30 were enrolled and 28 completed.", 30),
        ("Sixty-eight of 75 enrolled patients completed the trial.", 75),
        ("Thirty patients (22 women, 8 men) were enrolled.", 30),
        ("Ten women and five men with rosacea had four sessions.", 15),
        ("Sex: 30 F/20 M.", 50),
        ("Patients were divided into two groups of 25 each.", 50),
        ("Two groups, each of 15 patients, were treated.", 30),
        ("Group A (n=30) received plasma; group B (n=30) received saline.", 60),
        ("Twenty patients were treated with laser and twenty with a peel.", 40),
        ("Subjects (N = 120) were randomized to filler (n = 80) or control (n = 40).", 120),
        ("Volunteers called their skin oily (n = 40), dry (n = 35) or mixed (n = 25).", 100),
        ("The study included 45 patients with acne scars and 20 healthy controls.", 65),
        ("A 45-year-old woman presented with a keloid.", 1),
        ("In an earlier report, 30 patients were treated. We treated 12 patients.", 12),
    ],
)
def test_participants_are_people_who_took_part(text: str, people: int) -> None:
    assert people_in(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "Darkening was noted in five of seven and three of seven patients.",
        "The mean age of the patients was 34 years.",
        "PIH developed in 4 patients and blistering in 2 patients.",
        "Charts held 31 procedures with cog threads.",
        "Only five of 16 trials told the race of their participants.",
        "Ninety-seven percent of patients were satisfied.",
        "Two blinded investigators assessed the women.",
        "More than 100 patients have had this treatment in our clinic.",
        "More than 100 patients were treated.",
        "Nearly three hundred patients were followed.",
        "Fibroblasts from three donors were cultured.",
        "Abdominal skin from six women was exposed to the laser ex vivo.",
    ],
)
def test_other_numbers_are_no_participants(text: str) -> None:
    assert people_in(text) is None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Approximately 60 subjects will be enrolled at 3 sites.", 60),
        ("The study will include 3 groups of 30 patients each.", 90),
        (
            "About 30 children with eczema will be included.\n\n The control group will be 20 healthy individuals.",
            50,
        ),
        ("Thirty patients will be randomized. Ten patients will have biopsies.", 30),
        ("At least 30 axillas in women will be treated.", None),
        ("In 2015 about 73,870 individuals in the US will be diagnosed with melanoma.", None),
    ],
)
def test_a_registration_plans_its_participants(text: str, people: int | None) -> None:
    found = find_participants(document_of_text("", "(firstQuint)A trial.\n\n " + text))
    assert (found.people if found else None) == people
    assert found is None or found.planned


def test_the_enrolment_field_of_a_registration_comes_first() -> None:
    passages = (
        Passage(Section.ABSTRACT, "Forty subjects will be enrolled."),
        Passage(Section.FIELD, "38", "designModule.enrollmentInfo.count"),
        Passage(Section.FIELD, "ACTUAL", "designModule.enrollmentInfo.type"),
    )
    found = find_participants(document_of(passages, is_registration=True))
    assert found is not None
    assert (found.people, found.planned, found.rule) == (38, False, "participants.field")


def test_a_review_has_no_participants_of_its_own() -> None:
    text = "PubMed and Embase were searched. Twelve trials with 840 patients were included."
    assert people_in(text, "Needling for scars: a systematic review") is None


def test_the_quote_stands_at_its_offsets() -> None:
    document = document_of_text("A laser", "We saw scars. Twenty women were treated.")
    found = find_participants(document)
    assert found is not None
    assert found.evidence.text == "Twenty women were treated."
    assert document.text[found.evidence.start : found.evidence.end] == found.evidence.text


@pytest.mark.parametrize(
    "text",
    [
        "Software manual. Select one patient from the list and press Enter. The patient record is included in the report.",
        "To add a patient, click New. One patient can be opened at a time. All data were saved automatically.",
        "User guide for the imaging system. Figure 3 shows a 45-year-old woman before treatment. Press the button to take a photograph.",
        "The example record of a 50 year old male is shown. Click OK.",
        "1 patient is required for the demo. Enter the number of patients.",
        "The device is used by one person. Treat the area with the handpiece.",
        "Enter the total number of patients: 1. Press OK.",
        "For example, a woman of 40 years would see the message below.",
    ],
)
def test_one_person_of_a_manual_or_a_caption_took_no_part(text: str) -> None:
    assert find_participants(document_of_text("", text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "We report a 45-year-old woman with acne scars who was treated with coring.",
        "A 52-year-old man presented with a scar. He was treated twice.",
        "One patient was treated with micro-coring.",
        "A woman aged 34 underwent three sessions.",
        "Case report. A 5-year-old boy with keloid.",
    ],
)
def test_one_person_whose_story_is_told_took_part(text: str) -> None:
    found = find_participants(document_of_text("", text))
    assert found is not None
    assert found.people == 1


@pytest.mark.parametrize(
    ("field", "people"),
    [
        ("Actual Enrollment : 35 participants\nAllocation: N/A", 35),
        ("Enrollment (Estimated)\n60", 60),
        ("Target sample size\n60", 60),
        ("Target number of participants\n45", 45),
        ('Total Sample Size="64"\nSample Size from India="64"', 64),
        ("Planned Sample Size 48\nStudy Type Interventional", 48),
        ("F.4.2.2 In the whole clinical trial 120\nF.4.2.1 In the EEA 100", 120),
        ("Number of Participants Planned 22", 22),
        ("Actual sample size reached: 41. Target sample size: 60.", 41),
        ("Total final enrolment\n58\n\nTarget number of participants\n60", 58),
        ("A study of 20 subjects.\n\nTotal Enrollment: 10 participants.", 10),
        ("The study of 20 subjects is open.\n\nMasking SINGLE\nEnrollment 50", 50),
        ("The study has 20 subjects.\n\nEnrollment 3 months after surgery", 20),
        ("Recruitment target 50", 50),
        ("Accrual goal: 22", 22),
        ("Planned number of subjects - 50", 50),
        ("Subjects planned: 50", 50),
        ("Total sample size: 30 lesions", None),
        ("Target sample size: 30 per group", None),
        ("Target recruitment: 12 sites", None),
    ],
)
def test_the_fields_of_registries_as_their_pages_print_them(field: str, people: int | None) -> None:
    text = f"One laser is tested.\n\n{field}\n\nInclusion Criteria\n1. Melasma of the face"
    assert people_in(text, "A laser for melasma") == people


@pytest.mark.parametrize(
    ("end", "people"),
    [
        ("N = 40.", 40),
        ("Up to 150 subjects.", 150),
        ("Approximately 80 women.", 80),
        ("Target 24.", 24),
        ("Enrollment: 28.", 28),
        ("Fifteen patients are wanted.", 15),
        ("Age over 80.", None),
        ("More than 20 cigarettes a day.", None),
        ("Less than 24 hours since the last dose.", None),
        ("Up to 4 weeks before.", None),
        ("Patients with 2 or more attacks.", None),
    ],
)
def test_a_size_that_stands_alone_behind_a_list_of_criteria(end: str, people: int | None) -> None:
    text = f"Inclusion: 1. Axillary sweating.\n\n Exclusion: 1. Pregnancy.\n\n 2. Allergy to toxin.\n\n {end}\n\n Efficacy: HDSS at 3 months."
    assert people_in(text, "Toxin in the axilla") == people
