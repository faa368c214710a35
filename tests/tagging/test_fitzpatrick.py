"""How a document stands to each skin type: taken part, let in, shut out, or not spoken of."""

import pytest

from app.records import Passage, Section, Standing
from app.tagging.document import Document, document_of
from app.tagging.fitzpatrick import SkinTypeReading, find_skin_types
from app.tagging.flat_text import document_of_text
from app.tagging.participants import find_participants

REGISTRY = "(firstQuint)A trial of a laser.\n\n "


def read(document: Document) -> SkinTypeReading:
    return find_skin_types(document, find_participants(document))


def types_of(reading: SkinTypeReading, standing: Standing) -> str:
    return " ".join(t.value for t in reading.tags if t.standing is standing)


def studied_in(text: str, title: str = "A laser") -> str:
    return types_of(read(document_of_text(title, text)), Standing.STUDIED)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("We treated thirty women with Fitzpatrick skin types III to V.", "III IV V"),
        ("Skin types II/III/IV were present in 5/11/4 of the 20 women.", "II III IV"),
        ("The data set was made up of 57 subjects who were Fitzpatrick IV+.", "IV V VI"),
        ("Ten patients of all Fitzpatrick skin types were enrolled.", "I II III IV V VI"),
        ("PIH was seen in four of twenty patients, all with skin type V.", "V"),
        ("We compared clearance in skin type V with that in those with types I-III.", "I II III V"),
        ("A 40-year-old man with Fitzpatrick skin type IV had peels.", "IV"),
        ("Striae in Fitzpatrick phototypes V-VI were needled thrice in 12 women.", "V VI"),
        ("Women bearing Fitzpatrick types I-IV skin wore the device; 20 came.", "I II III IV"),
        ("There were no burns in Fitzpatrick types V and VI among 70 women.", "V VI"),
        (
            "Settings were 18 J/cm2 for skin types I-III. Ten women of type II, Fitzpatrick, were treated.",
            "II",
        ),
    ],
)
def test_types_of_those_who_took_part_are_studied(text: str, types: str) -> None:
    assert studied_in(text) == types


@pytest.mark.parametrize(
    "text",
    [
        "Melasma is frequent in Fitzpatrick skin types III to V. Forty women were randomized.",
        "PIH is more common in patients with skin types IV to VI. We treated 30 patients.",
        "Smith et al. treated 20 patients with Fitzpatrick skin type V. We treated eight women.",
        "Most trials were done in Fitzpatrick types I to III. We treated eight Black women.",
        "The device has been cleared for Fitzpatrick skin types I-IV. Twenty men were treated.",
        "Caution is advised in Fitzpatrick skin types V and VI. Twenty men were treated.",
        "Twenty men were treated. Further studies in Fitzpatrick types V and VI are warranted.",
        "Our 30 patients healed. A study in Fitzpatrick types V and VI is planned next year.",
        "Skin colour was graded with the Fitzpatrick scale from I-VI. Twenty men were treated.",
        "Yucatan pigs, whose skin resembles Fitzpatrick type VI, were cored.",
        "A survey of 120 dermatologists asked about lasers in Fitzpatrick skin types V-VI.",
        "How do you peel Fitzpatrick skin types III, IV and V?",
        "Twenty men were treated; the laser can be used on all skin types.",
        "Twenty Hispanic and Black patients with dark skin were treated.",
        "A wide range of Fitzpatrick skin types was treated in 23 subjects.",
        "Prick tests for type I and patch tests for type IV reactions were done in 80 children.",
        "Twenty women rated their skin type oily (n = 10) or dry (n = 10).",
        "W. Smith and R. E. Fitzpatrick. Thirteen women were treated.",
        "Fitzpatrick skin types were defined as follows: type I, always burns; type VI, never burns.",
    ],
)
def test_what_is_not_said_of_own_participants_gives_no_type(text: str) -> None:
    assert not read(document_of_text("A laser", text)).tags


def test_what_was_refused_is_kept_with_its_reason() -> None:
    text = "Melasma is frequent in Fitzpatrick skin types III to V. Forty women were randomized."
    (rejected,) = read(document_of_text("A cream", text)).rejected
    assert rejected.reason == "background, not this study's participants"
    assert rejected.evidence.text.startswith("Melasma is frequent")


@pytest.mark.parametrize(
    ("text", "studied", "excluded"),
    [
        (
            "Patients with types V and VI were excluded. Ten women of Fitzpatrick type I took part.",
            "I",
            "V VI",
        ),
        (
            "No participant had skin type VI. Thirty women with skin types I-V were treated.",
            "I II III IV V",
            "VI",
        ),
        (
            "Of these 77% were Fitzpatrick types II-III, with no Fitzpatrick I subjects enrolled.",
            "II III",
            "I",
        ),
        ("None of the 40 participants had Fitzpatrick skin type V or VI.", "", "V VI"),
        ("Ten men had skin types I (n = 0), II (n = 4) and III (n = 6).", "II III", "I"),
        ("Those with types I and II, fewer than five, were left out of the analysis.", "", "I II"),
        ("Fitzpatrick skin type VI served as an exclusion criterion.", "", "VI"),
        (
            "The trial excluded Fitzpatrick types V-VI and enrolled 44 subjects with types I-IV.",
            "I II III IV",
            "V VI",
        ),
    ],
)
def test_types_that_were_shut_out_are_excluded(text: str, studied: str, excluded: str) -> None:
    reading = read(document_of_text("Phototypes in a trial", text))
    assert types_of(reading, Standing.STUDIED) == studied
    assert types_of(reading, Standing.EXCLUDED) == excluded


def test_silence_is_no_exclusion() -> None:
    reading = read(document_of_text("A laser", "Ten women with skin types I-III were treated."))
    assert not types_of(reading, Standing.EXCLUDED)


@pytest.mark.parametrize(
    ("text", "eligible", "excluded"),
    [
        (
            "Inclusion Criteria: - adults - Fitzpatrick Skin Type I to IV Exclusion Criteria: - Fitzpatrick type V or VI",
            "I II III IV",
            "V VI",
        ),
        (
            "Inclusion: Fitzpatrick Skin Type III-VI. Exclusion: Diabetes Type I or II.",
            "III IV V VI",
            "",
        ),
        ("Subjects with a Fitzpatrick Skin Type of 5 or 6 will be enrolled.", "V VI", ""),
        (
            "At least 20 % must have Fitzpatrick skin types IV-VI, and all a 4 or higher on the Fitzpatrick Wrinkle Scale.",
            "IV V VI",
            "",
        ),
        ("Exclusion Criteria: - Fitzpatrick skin type other than I-III", "I II III", "IV V VI"),
        (
            "Melasma is common in women with Fitzpatrick skin types III to V.\n\n A cream will be used.",
            "",
            "",
        ),
        ("A scar device will be tested in a variety of Fitzpatrick skin types.", "", ""),
    ],
)
def test_a_registration_makes_types_eligible(text: str, eligible: str, excluded: str) -> None:
    reading = read(document_of_text("", REGISTRY + text))
    assert types_of(reading, Standing.ELIGIBLE) == eligible
    assert types_of(reading, Standing.EXCLUDED) == excluded
    assert not types_of(reading, Standing.STUDIED)


def test_criteria_of_a_report_are_eligible_until_somebody_took_part() -> None:
    criteria = "Inclusion criteria were Fitzpatrick skin types I to IV. "
    reading = read(
        document_of_text(
            "A filler", criteria + "We enrolled 30 women, 20 of type II and 10 of type III."
        )
    )
    assert types_of(reading, Standing.STUDIED) == "II III"
    assert types_of(reading, Standing.ELIGIBLE) == "I IV"


def test_all_skin_types_eligible_are_not_studied() -> None:
    text = "Skin types I-IV were treated in earlier reports. Enrollment was open: all skin types were eligible."
    reading = read(document_of_text("Home devices in all skin types", text))
    assert types_of(reading, Standing.ELIGIBLE) == "I II III IV V VI"
    assert not types_of(reading, Standing.STUDIED)


@pytest.mark.parametrize(
    ("title", "text", "types"),
    [
        (
            "Epilation in Fitzpatrick skin types IV-VI",
            "Twenty women had three sessions.",
            "IV V VI",
        ),
        (
            "Epilation in Fitzpatrick skin types IV-VI",
            "Twenty women of types IV and V were treated.",
            "IV V",
        ),
        ("Epilation in Fitzpatrick skin types IV-VI: a review", "Lasers are described.", ""),
        ("Epilation in Fitzpatrick skin types IV-VI", "Lasers differ in wavelength.", ""),
        (
            "Planned: a study in types V and VI",
            "Thirty Fitzpatrick type II patients were treated.",
            "II",
        ),
    ],
)
def test_a_title_speaks_only_where_the_text_is_silent(title: str, text: str, types: str) -> None:
    assert studied_in(text, title) == types


def test_a_conclusion_speaks_only_where_nothing_else_does() -> None:
    text = "Twenty women were treated. Hair fell by half. The laser is safe in Fitzpatrick types I to VI."
    assert studied_in(text) == "I II III IV V VI"
    assert studied_in("Six had skin type II. " + text) == "II"


def test_sections_of_a_full_text_decide() -> None:
    passages = (
        Passage(Section.BACKGROUND, "Lasers were used in skin types I and II."),
        Passage(Section.METHODS, "Women with Fitzpatrick skin types III-V", "Inclusion criteria"),
        Passage(Section.METHODS, "Thirty women were randomized.", "Design"),
        Passage(Section.DISCUSSION, "Patients with Fitzpatrick type VI were treated by others."),
    )
    reading = read(document_of(passages))
    assert [(t.value, t.standing) for t in reading.tags] == [
        ("III", Standing.ELIGIBLE),
        ("IV", Standing.ELIGIBLE),
        ("V", Standing.ELIGIBLE),
    ]


def test_a_review_gives_no_type_and_says_why() -> None:
    passages = (Passage(Section.ABSTRACT, "Ten women with Fitzpatrick skin type V were treated."),)
    reading = read(document_of(passages, is_review=True))
    assert not reading.tags
    assert reading.rejected[0].reason == "a review tells of other studies' participants"


def test_the_rule_names_construction_and_cue() -> None:
    tag = read(document_of_text("A laser", "Ten women with skin types I-III were treated.")).tags[0]
    assert tag.rule == "fitzpatrick.range.enrolled"


def test_the_quote_of_a_long_sentence_is_cut_round_the_mention() -> None:
    text = f"Twenty women with Fitzpatrick skin type IV were treated {'and followed ' * 60}."
    document = document_of_text("A laser", text)
    evidence = read(document).tags[0].evidence
    assert "skin type IV" in evidence.text
    assert len(evidence.text) <= 420
    assert document.text[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize(
    "text",
    [
        "Skin types I through IV were enrolled, whereas persons of type V or VI were not.",
        "Fitzpatrick skin types I-IV were treated but types V-VI were not.",
    ],
)
def test_a_type_that_an_elided_negation_shuts_out_is_never_studied(text: str) -> None:
    reading = read(document_of_text("", text))
    assert types_of(reading, Standing.EXCLUDED) == "V VI"
    assert "V" not in types_of(reading, Standing.STUDIED).split()
