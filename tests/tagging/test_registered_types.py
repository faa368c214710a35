"""Whom a registration lets in and keeps out, in the grammar of its criteria."""

import pytest

from app.records import Passage, Section, Standing
from app.tagging import document_of_text
from app.tagging.document import document_of
from tests.tagging.skin_types_read import standings_of

IN, OUT = Standing.ELIGIBLE, Standing.EXCLUDED


@pytest.mark.parametrize(
    ("included", "expected"),
    [
        ("Fitzpatrick Skin Type I, II, or III (V and VI will not be treated)", {IN: "I II III", OUT: "V VI"}),
        ("* Not have Fitzpatrick skin type V or VI", {OUT: "V VI"}),
        ("All Fitzpatrick skin types, with the exception of types V and VI", {IN: "I II III IV", OUT: "V VI"}),
        ("1) age over 21 2) Fitzpatrick I-IV 3) wrinkles", {IN: "I II III IV"}),
        ("Fitzpatrick wrinkle class I-IV 3) adults", {}),
        ("Any race; Fitzpatrick type must be between I and IV", {IN: "I II III IV"}),
        ("Fitzpatrick skin types I-IV, not V or VI", {IN: "I II III IV", OUT: "V VI"}),
        ("Must not be Fitzpatrick skin type V or VI", {OUT: "V VI"}),
        ("Not pregnant, Fitzpatrick skin types I-III", {IN: "I II III"}),
        ("1.\n\nAny Fitzpatrick skin type 2.\n\nAge over 18", {IN: "I II III IV V VI"}),
        ("1.\n\nAll Fitzpatrick skin types 2.\n\nAge over 18", {IN: "I II III IV V VI"}),
        ("1.\n\nFitzpatrick skin type 1-3 2.\n\nAge over 18", {IN: "I II III"}),
    ],
)  # fmt: skip
def test_inclusion_criteria(included: str, expected: dict[Standing, str]) -> None:
    passages = [Passage(Section.TITLE, "Coring"), Passage(Section.INCLUSION, included)]
    assert standings_of(document_of(passages, is_registration=True)) == expected


@pytest.mark.parametrize(
    ("excluded", "expected"),
    [
        ("Any Fitzpatrick skin type not within II-IV", {IN: "II III IV", OUT: "I V VI"}),
        ("Fitzpatrick skin type I (always burns, never tans)", {OUT: "I"}),
        ("History of keloid in subjects with Fitzpatrick skin types IV-VI", {}),
        ("Use of self-tanner in Fitzpatrick V and VI subjects within 30 days", {}),
        ("Subjects in Fitzpatrick skin types V and VI", {OUT: "V VI"}),
        ("Falling in Fitzpatrick skin types V and VI", {OUT: "V VI"}),
        ("Keloids, or patients with Fitzpatrick skin types V and VI", {OUT: "V VI"}),
    ],
)
def test_exclusion_criteria(excluded: str, expected: dict[Standing, str]) -> None:
    passages = [Passage(Section.TITLE, "Coring"), Passage(Section.EXCLUSION, excluded)]
    assert standings_of(document_of(passages, is_registration=True)) == expected


def test_why_a_study_is_made_is_not_whom_it_lets_in() -> None:
    summary = "Because lasers may burn dark skin (Fitzpatrick V-VI), needles will be tested."
    passages = [Passage(Section.TITLE, "Coring"), Passage(Section.ABSTRACT, summary)]
    assert standings_of(document_of(passages, is_registration=True)) == {}


def test_a_first_clause_may_tell_of_those_who_take_part() -> None:
    summary = "As subjects with Fitzpatrick types V and VI will be enrolled, doses are low."
    passages = [Passage(Section.TITLE, "Coring"), Passage(Section.ABSTRACT, summary)]
    assert standings_of(document_of(passages, is_registration=True)) == {IN: "V VI"}


@pytest.mark.parametrize(
    "heading",
    ["Secondary Outcome Measures", "Primary outcomes", "Brief Summary", "Outcome Measures:"],
)
def test_a_heading_that_fills_a_line_ends_criteria(heading: str) -> None:
    """What is measured in a type is no reason to shut it out."""
    text = (
        "Inclusion Criteria\n\n1. Fitzpatrick skin types I to IV\n\nExclusion Criteria\n\n1. Pregnancy\n\n"
        f"{heading}\n\nErythema is compared between skin types I and II and skin types III and IV."
    )
    assert standings_of(document_of_text("A laser for the face", text)).get(OUT) is None


def test_a_list_of_criteria_is_not_over_where_an_entry_tells_of_the_past() -> None:
    text = (
        "Condition: Lips\n\nEligibility\n\nInclusion Criteria:\n\n1. Has completed the earlier protocol.\n\n"
        "2. Over 21 years of age.\n\n3. Fitzpatrick skin phototype IV, V or VI, and a wish to be treated."
    )
    assert standings_of(document_of_text("Lips treated again", text)) == {IN: "IV V VI"}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("1. Fitzpatrick skin type V or VI", {OUT: "V VI"}),
        ("1. Fitzpatrick I-IV with recent tan", {}),
        ("1. Fitzpatrick skin types V-VI if keloids are known", {}),
        ("1. Fitzpatrick skin types V-VI, who scar more often", {OUT: "V VI"}),
        ("1. Unwilling to avoid sun; skin types V-VI need SPF 50", {}),
        ("1. Fitzpatrick skin types V-VI must not take part", {OUT: "V VI"}),
        ("1. Does not have Fitzpatrick skin type I-IV", {IN: "I II III IV", OUT: "V VI"}),
        ("1. Does not have melasma, Fitzpatrick skin types V-VI", {OUT: "V VI"}),
        ("1. Fitzpatrick > 4", {OUT: "V VI"}),
        ("1. Fitzpatrick > 4 on the chin, as wrinkles are graded", {}),
        ("1. Pregnancy\n\nDetailed Description: The device is FDA-cleared for skin types I to IV.", {}),
        ("1. Pregnancy\n\nArms: Group A: Fitzpatrick skin types I-III; Group B: types IV-VI", {}),
        ("1. Pregnancy\n\nArms and Interventions\n\nLaser for Fitzpatrick skin types IV to VI", {}),
    ],
)  # fmt: skip
def test_exclusion_criteria_of_a_flat_record(line: str, wanted: dict[Standing, str]) -> None:
    text = f"Study Type: Interventional\nEnrollment: 30\n\nInclusion Criteria\n\n1. Adults\n\nExclusion Criteria\n\n{line}"
    assert standings_of(document_of_text("Lips", text)) == wanted


@pytest.mark.parametrize(
    ("criteria", "story", "wanted"),
    [
        ("Exclusion Criteria:\n1. Pregnancy\n2. Recent tan", "Twenty women took part. The women had skin types V and VI.", {Standing.STUDIED: "V VI"}),
        ("Exclusion criteria:\n- Pregnancy\n- Recent tan", "Twenty women were treated. Their skin types were V and VI.", {Standing.STUDIED: "V VI"}),
        ("Exclusion Criteria:\n1. Pregnancy\n2. Has completed another trial.\n3. Skin types V and VI", "", {OUT: "V VI"}),
        ("Exclusion criteria: pregnancy. Groups: skin types I-III and IV-VI.", "", {}),
    ],
)  # fmt: skip
def test_people_told_of_behind_a_list_of_criteria_were_not_shut_out(
    criteria: str, story: str, wanted: dict[Standing, str]
) -> None:
    text = f"{criteria}\n\n{story}".strip()
    assert standings_of(document_of_text("A laser", text)) == wanted


def test_criteria_that_speak_to_the_reader() -> None:
    text = (
        "(secondQuint)Light for Acne.\n\n You may join if: - you have acne; - you have Fitzpatrick skin type I, II or III.\n\n"
        " You may not join if: - you are pregnant; - you have Fitzpatrick skin type IV, V or VI."
    )
    assert standings_of(document_of_text("", text)) == {IN: "I II III", OUT: "IV V VI"}
