"""How long people are followed, told apart from every other length of time."""

import pytest

from app.records import EvidenceKind, Passage, Section
from app.tagging import document_of, document_of_text
from app.tagging.follow_up import FollowUp, find_follow_up
from app.tagging.prose import prose_of


def read(text: str) -> FollowUp | None:
    document = document_of_text("", text)
    return find_follow_up(document, prose_of(document))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Patients were followed for a mean of 8.9 months.", 271),
        ("Follow-up was 6 months.", 180),
        ("The mean follow-up period was 14 months (range, 6-30 months).", 425),
        ("At the 3-month follow-up visit, 12 of 20 patients had improved.", 90),
        ("Results were maintained at one-year follow-up.", 365),
        ("Evaluations were performed at 1, 3, and 6 months after the last treatment.", 180),
        ("Follow-up visits took place at 4, 8 and 12 weeks.", 84),
        ("Patients were followed up for 12 weeks.", 84),
        ("Twenty women were followed for up to two years.", 730),
        ("All subjects completed 12 weeks of follow-up.", 84),
        ("Photographs were taken at baseline and 90 days post-treatment.", 90),
        ("Assessments were made at 1 and 3 months following the final session.", 90),
        ("Median follow-up: 18 months.", 545),
        ("with a follow-up of 24 weeks", 168),
        ("After a 16-week post-treatment follow-up, no relapse occurred.", 112),
        ("Subjects will be followed for 6 months after the last treatment.", 180),
        ("Patients were monitored for 30 days.", 30),
        ("Follow-up evaluations were conducted 1 week, 1 month and 3 months after treatment.", 90),
        ("The duration of follow-up ranged from 3 to 12 months.", 365),
        ("were reviewed at two months after surgery", 60),
        ("Twenty women were treated and followed for 6 months.", 180),
        ("Patients were reviewed at 1, 3 and 12 months.", 365),
        ("Subjects returned on days 7, 30, 90, and 120.", 120),
        ("Photographs were taken before and 3 months after the last session.", 90),
        ("Results were assessed three months after the final treatment.", 90),
        ("At one year, 80% were satisfied.", 365),
        ("Redness was gone; at six months the scars were flat.", 180),
        ("The folds were injected and seen at week 12.", 84),
        ("No recurrence was seen during two years of observation.", 730),
        ("Six-month results are reported.", 180),
        ("Patients were observed for a minimum of 12 weeks.", 84),
        ("Lesions were evaluated 4 weeks later.", 28),
        ("Twelve weeks after the last injection, lines were graded.", 84),
        ("They were contacted by telephone 18 months later.", 545),
        ("Improvements persisted through month 12.", 365),
    ],
)
def test_the_longest_follow_up_is_read_in_days(text: str, days: int) -> None:
    found = read(text)
    assert found is not None
    assert (found.days, found.evidence.text) == (days, text)


@pytest.mark.parametrize(
    "text",
    [
        "Three treatments were given at 4-week intervals.",
        "Treatments were repeated every 6 weeks.",
        "The mean age was 34 years.",
        "No isotretinoin within 6 months of entry.",
        "Patients with melasma of at least 2 years duration were enrolled.",
        "Treatment lasted 12 weeks.",
        "The mean disease duration was 8 years.",
        "Follow-up visits took place every 3 months.",
        "Laser treatment followed by 4 weeks of hydroquinone.",
        "Longer follow-up of 12 months is needed.",
        "Erythema resolved within 5 days.",
        "A previous study with a follow-up of 24 months found recurrence.",
        "She had a 10-year history of scars.",
        "Hydroquinone was applied for 8 weeks after treatment.",
        "Sun was avoided for 4 weeks after the last session.",
        "PIH occurred 2 weeks after treatment and resolved.",
        "Patients had had acne for 6 years.",
        "At four-week intervals, photographs were taken.",
        "At 3 months of age, she was seen.",
        "At 12 weeks of treatment, the dose was doubled.",
        "Redness was seen, and crusts stayed three to five days.",
        "Scars older than 12 months were assessed.",
        "Data were collected between 2010 and 2015.",
        "Volunteers had not been seen for six months.",
        "Photographs were rated by two physicians with 10 years of practice.",
        "Crusts lasted 7 days.",
        "A 35-year-old woman was treated.",
        "Recurrence was seen in the first 6 months.",
        "Improvement was sustained 6 months after the final treatment in 18 patients.",
    ],
)
def test_other_lengths_of_time_are_no_follow_up(text: str) -> None:
    assert read(text) is None


def test_the_longest_of_several_counts() -> None:
    found = read("Follow-up was 6 months. Ten patients were followed for 2 years. It went well.")
    assert found is not None
    assert (found.days, found.evidence.text) == (730, "Ten patients were followed for 2 years.")


@pytest.mark.parametrize(
    ("frame", "days"),
    [
        ("6 months", 180),
        ("Baseline, week 4, week 12", 84),
        ("Baseline to Day 90", 90),
        ("up to 1 year after the last treatment", 365),
        ("1, 3 and 6 months post treatment", 180),
        ("through study completion, an average of 1 year", 365),
    ],
)
def test_a_registration_has_it_in_the_time_frames_of_its_outcomes(frame: str, days: int) -> None:
    document = document_of(
        [
            Passage(Section.TITLE, "Coring"),
            Passage(
                Section.OUTCOME, "Wrinkle severity\nRated by two.", f"primary outcome ({frame})"
            ),
        ],
        is_registration=True,
    )
    found = find_follow_up(document, prose_of(document))
    assert found is not None
    assert (found.days, found.evidence.kind) == (days, EvidenceKind.STRUCTURED)
    assert found.evidence.text == "Wrinkle severity"
    assert frame in found.evidence.section


def test_criteria_and_reviews_state_none() -> None:
    passages = [Passage(Section.EXCLUSION, "Laser treatment with a follow-up of 6 months")]
    document = document_of(passages, is_registration=True)
    assert find_follow_up(document, prose_of(document)) is None
    review = document_of([Passage(Section.ABSTRACT, "Follow-up was 6 months.")], is_review=True)
    assert find_follow_up(review, prose_of(review)) is None
