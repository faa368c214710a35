"""What a registration plans for some skin types, and what it says that only looks like a plan."""

import pytest

from app.records import Bound, Passage, Reading, Section, SkinType, Standing
from app.tagging import compile_lexicon, document_of, merge_standing, read_document
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())
ALL = "I II III IV V VI"


def registered(text: str, section: Section = Section.ELIGIBILITY) -> Reading:
    passages = [Passage(Section.TITLE, "Coring of scars"), Passage(section, text)]
    return read_document(document_of(passages, is_registration=True), LEXICON)


def standings(reading: Reading) -> dict[str, str]:
    return {t.name: s.value for t, s in merge_standing(reading.tags).items()}


def plans(reading: Reading) -> list[tuple[str, str, float | None, int | None]]:
    return [
        (" ".join(t.name for t in s.types), s.bound.value, s.percent, s.people)
        for s in reading.planned_shares
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 20% of participants must have skin types IV-VI.", ("IV V VI", "at_least", 20)),
        ("A minimum of 30 % will be Fitzpatrick skin type V or VI.", ("V VI", "at_least", 30)),
        ("No more than 50% of the subjects will be FST I-II.", ("I II", "at_most", 50)),
        ("No less than 25% of subjects will be of skin type V.", ("V", "at_least", 25)),
        ("Half of the participants will have skin type V or VI.", ("V VI", "exactly", 50)),
        ("Skin types V-VI will make up at least 25% of the sample.", ("V VI", "at_least", 25)),
        (
            "Fitzpatrick skin type I-VI (at least 20% of subjects will be type IV-VI)",
            ("IV V VI", "at_least", 20),
        ),
    ],
)
def test_a_planned_share_keeps_its_value(text: str, expected: tuple[str, str, float]) -> None:
    reading = registered(text, Section.METHODS)
    assert plans(reading) == [(*expected, None)]
    assert reading.planned_shares[0].evidence.text == text
    assert set(standings(reading).values()) == {"eligible"}
    assert reading.counts == ()


@pytest.mark.parametrize(
    "text",
    [
        "One third of subjects have Fitzpatrick skin type I-II, one third III-IV and one third V-VI.",
        "Fitzpatrick Skin Type I - VI with 1/3 of subjects FST I-II, 1/3 FST III-IV and 1/3 FST V-VI",
        "Equal thirds of Fitzpatrick skin types I-II, III-IV and V-VI will be enrolled.",
    ],
)
def test_thirds_are_three_plans(text: str) -> None:
    reading = registered(text)
    expected = [("I II", 33.3), ("III IV", 33.3), ("V VI", 33.3)]
    assert [(types, percent) for types, _, percent, _ in plans(reading)] == expected
    assert standings(reading) == dict.fromkeys(ALL.split(), "eligible")
    assert reading.counts == ()


def test_so_many_people_at_least_are_a_plan_too() -> None:
    text = (
        "Up to 30 subjects with skin types I to VI will be enrolled, at least 6 with type V or VI."
    )
    (share,) = registered(text, Section.METHODS).planned_shares
    assert share.types == (SkinType.V, SkinType.VI)
    assert (share.bound, share.people, share.percent) == (Bound.AT_LEAST, 6, None)


@pytest.mark.parametrize(
    "text",
    [
        "Fitzpatrick skin types I-VI",
        "Success is 20% improvement in subjects with skin types IV-VI.",
        "The study has 80% power in 20 subjects with skin types IV-VI.",
        "100% of subjects will be of Fitzpatrick skin types I to VI",
        "Subjects in a variety of skin types will be enrolled.",
    ],
)
def test_what_is_no_plan(text: str) -> None:
    assert plans(registered(text, Section.METHODS)) == []


def test_a_report_counts_who_came_and_plans_nothing() -> None:
    text = "At least 20% of participants had Fitzpatrick skin types IV-VI."
    document = document_of([Passage(Section.ABSTRACT, text)])
    assert read_document(document, LEXICON).planned_shares == ()


# The wording of registered trials: NCT03803059, NCT04839692, NCT06144541, NCT06633731 and
# ISRCTN97532324, each in words of our own.
def test_a_share_of_types_beside_a_wrinkle_scale() -> None:
    reading = registered(
        "Inclusion Criteria:\n\n- At least 20% of those enrolled have Fitzpatrick skin types IV-VI\n"
        "- Grades a 4 or higher on the Fitzpatrick Wrinkle Scale"
    )
    assert standings(reading) == dict.fromkeys(("IV", "V", "VI"), "eligible")
    assert plans(reading) == [("IV V VI", "at_least", 20.0, None)]


def test_ancestry_takes_no_type_away_from_all_types() -> None:
    text = "Inclusion Criteria:\n\n- Caucasian female\n- All Fitzpatrick Skin Phototypes"
    assert standings(registered(text)) == dict.fromkeys(ALL.split(), "eligible")


def test_only_the_darkest_types() -> None:
    passages = [
        Passage(Section.TITLE, "Coring of dark skin"),
        Passage(Section.INCLUSION, "Fitzpatrick skin type V or VI"),
        Passage(Section.FIELD, "11", "designModule.enrollmentInfo.count"),
        Passage(Section.FIELD, "ACTUAL", "designModule.enrollmentInfo.type"),
    ]
    reading = read_document(document_of(passages, is_registration=True), LEXICON)
    assert standings(reading) == dict.fromkeys(("V", "VI"), "eligible")
    assert reading.participants is not None
    assert (reading.participants.people, reading.participants.planned) == (11, False)


def test_the_middle_types() -> None:
    reading = registered("Fitzpatrick skin type II-IV")
    assert standings(reading) == dict.fromkeys(("II", "III", "IV"), "eligible")


def test_a_variety_of_types_is_silence() -> None:
    reading = registered("10 to 30 people in a variety of skin types will be treated.")
    assert not [t for t in reading.tags if t.standing is not None]
    assert Standing.STUDIED not in standings(reading).values()
