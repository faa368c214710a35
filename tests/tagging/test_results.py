"""What befell people of some skin types apart, and what only looks like it."""

import pytest

from app.records import OutcomeResult, Passage, Section
from app.tagging import compile_lexicon, document_of, read_document
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())
OPENING = "Forty patients of Fitzpatrick skin types I to VI with acne scars were treated. "


def results(text: str) -> list[tuple[str, str, int | None, int | None]]:
    passages = [
        Passage(Section.TITLE, "Coring of acne scars"),
        Passage(Section.ABSTRACT, OPENING + text),
    ]
    return [_short(r) for r in read_document(document_of(passages), LEXICON).results]


def _short(result: OutcomeResult) -> tuple[str, str, int | None, int | None]:
    return result.outcome, " ".join(t.name for t in result.types), result.events, result.people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hyperpigmentation occurred in 2 of 5 type V patients.",
            [("hyperpigmentation", "V", 2, 5)],
        ),
        (
            "PIH developed in 3 (30%) of the 10 patients with type IV.",
            [("hyperpigmentation", "IV", 3, 10)],
        ),
        (
            "Post-inflammatory hyperpigmentation was seen in 4/12 (33%) patients with Fitzpatrick skin type IV and in none of 20 with type II.",
            [("hyperpigmentation", "IV", 4, 12), ("hyperpigmentation", "II", 0, 20)],
        ),
        (
            "Two of the seven patients with skin type V developed hyperpigmentation.",
            [("hyperpigmentation", "V", 2, 7)],
        ),
        (
            "Transient PIH was noted in one of eight subjects with FST VI.",
            [("hyperpigmentation", "VI", 1, 8)],
        ),
        (
            "No hyperpigmentation occurred in patients with skin types V and VI.",
            [("hyperpigmentation", "V VI", 0, None)],
        ),
        (
            "None of the 9 patients with skin type VI developed hypopigmentation.",
            [("hypopigmentation", "VI", 0, 9)],
        ),
        (
            "Erythema was observed in 6 of 10 patients with skin type III, and in 8 of 10 patients with skin type V.",
            [("erythema", "III", 6, 10), ("erythema", "V", 8, 10)],
        ),
        (
            "Among the 14 patients with skin type IV, 3 developed PIH.",
            [("hyperpigmentation", "IV", 3, 14)],
        ),
        (
            "Of the 14 patients with type IV skin, three (21%) developed post-inflammatory hyperpigmentation.",
            [("hyperpigmentation", "IV", 3, 14)],
        ),
        ("In type V patients, PIH occurred in 2 of 6.", [("hyperpigmentation", "V", 2, 6)]),
        (
            "PIH occurred in 25% (3/12) of patients with type IV.",
            [("hyperpigmentation", "IV", 3, 12)],
        ),
        (
            "PIH rates were 10% (2/20) in type III and 30% (6/20) in type IV.",
            [("hyperpigmentation", "III", 2, 20), ("hyperpigmentation", "IV", 6, 20)],
        ),
        (
            "Hyperpigmentation was more frequent in skin types IV-VI (5/20) than in types I-III (1/30).",
            [("hyperpigmentation", "IV V VI", 5, 20), ("hyperpigmentation", "I II III", 1, 30)],
        ),
        (
            "There were no cases of scarring among the 15 subjects with skin types IV to VI.",
            [("scarring", "IV V VI", 0, 15)],
        ),
        ("All 12 patients with Fitzpatrick skin type V had erythema.", [("erythema", "V", 12, 12)]),
        (
            "Hyperpigmentation was significantly more common in patients with skin type V (p < 0.01).",
            [("hyperpigmentation", "V", None, None)],
        ),
        (
            "Pain was rated severe by 4 out of 9 participants with phototype IV.",
            [("pain", "IV", 4, 9)],
        ),
        (
            "Burns were reported in 1 of 14 patients with Fitzpatrick skin type VI.",
            [("adverse_events", "VI", 1, 14)],
        ),
        (
            "Five (25%) of 20 type IV patients experienced transient hyperpigmentation.",
            [("hyperpigmentation", "IV", 5, 20)],
        ),
        (
            "Hyperpigmentation affected three of nine subjects with skin types V-VI.",
            [("hyperpigmentation", "V VI", 3, 9)],
        ),
        (
            "Patients with skin type IV (n = 10) had no hypopigmentation.",
            [("hypopigmentation", "IV", 0, 10)],
        ),
        (
            "Post-inflammatory hyperpigmentation was observed in 5 patients with skin type IV (5/15).",
            [("hyperpigmentation", "IV", 5, 15)],
        ),
        (
            "The incidence of PIH was 20% (4/20) in skin type III, 35% (7/20) in skin type IV.",
            [("hyperpigmentation", "III", 4, 20), ("hyperpigmentation", "IV", 7, 20)],
        ),
        ("Without any scarring in the 6 patients with type VI skin.", [("scarring", "VI", 0, 6)]),
        (
            "In the group with skin types V-VI, 2 of 18 patients developed hyperpigmentation.",
            [("hyperpigmentation", "V VI", 2, 18)],
        ),
        (
            "Erythema persisted in four out of seven women with phototype I.",
            [("erythema", "I", 4, 7)],
        ),
        (
            "Among 11 patients with skin type V, none developed scarring.",
            [("scarring", "V", 0, 11)],
        ),
        (
            "Hypopigmentation occurred in one of 16 patients (6%) with skin type III and in two of 9 (22%) with skin type V.",
            [("hypopigmentation", "III", 1, 16), ("hypopigmentation", "V", 2, 9)],
        ),
        (
            "PIH was noted in 4 of 13 patients (31%) with Fitzpatrick skin type IV.",
            [("hyperpigmentation", "IV", 4, 13)],
        ),
        ("Erythema was reported in all 8 patients with skin type I.", [("erythema", "I", 8, 8)]),
    ],
)
def test_events_of_people_of_a_type(
    text: str, expected: list[tuple[str, str, int | None, int | None]]
) -> None:
    assert results(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Five patients with skin type V were treated; PIH occurred in two patients.",
        "Hyperpigmentation is more common in skin types IV-VI.",
        "In a previous study, PIH occurred in 3 of 10 patients with type V.",
        "PIH is expected in 2 of 10 patients with type V.",
        "Patients with type V and a history of hyperpigmentation were excluded.",
        "Of 20 patients with melasma, 12 had type IV skin.",
        "Two of 5 patients with hyperpigmentation had type V.",
        "Ten of 20 patients were of skin type IV; erythema resolved in all.",
        "Hyperpigmentation was treated in 7 of 12 patients with skin type IV.",
        "Erythema was measured in 10 patients with skin type II.",
        "The risk of PIH in types V and VI is unknown.",
        "No patient with skin type VI was enrolled; PIH occurred in one patient.",
        "Three of 8 women with type III to V skin were treated for acne scars.",
        "PIH will be recorded in patients with type IV.",
        "No studies have reported hyperpigmentation in skin types V and VI.",
        "Erythema lasted 3 of 7 days in type IV.",
        "The Fitzpatrick wrinkle score improved in 4 of 6 patients.",
        "Types V and VI were not studied, and PIH occurred in 1 of 20 patients.",
        "Melasma patients of type IV (12 of 20) were treated with laser, and PIH was graded.",
        "Pain scores were 2 of 10 in type IV.",
        "PIH developed in 2 of 20 patients; 12 patients had type IV.",
        "Four of 20 patients with type IV skin had had PIH before laser treatment.",
        "Of the 12 patients with type V, 3 withdrew because of pain.",
        "Two of 8 lesions in patients with type IV developed hyperpigmentation.",
        "Hyperpigmentation cleared in 3 of 4 patients with type IV.",
        "PIH was found at 4 of 20 sites in type V.",
        "The 10 patients with type IV showed a mean erythema index of 12.",
        "Hyperpigmentation in 3 of 10 patients, all of type IV, resolved.",
        "Erythema scores fell in 8 of 10 patients with type II.",
        "Investigators rated pain in 9 of 10 patients with type III.",
        "Hyperpigmentation occurred in 3 of 10 patients on the side treated with laser, and type IV was most common.",
        "Hyperpigmentation occurred in 4 of 40 patients, of whom 3 had skin type IV.",
        "Patients with type V, 2 of 12, received laser for erythema.",
        "PIH was seen in 6 patients; 3 of 5 patients with type V were satisfied.",
        "Twelve of 20 patients with type IV completed the pain questionnaire.",
        "Hydroquinone was given to 4 of 9 patients with type V to prevent hyperpigmentation.",
        "Erythema of more than 7 days was seen in 2 of 14 visits in type III.",
        "Melanin index rose in 3 of 4 type V patients without hyperpigmentation.",
        "None of the 5 patients with type VI were treated for scarring.",
        "In 2 of 6 patients with type V the laser fluence was reduced to avoid burns.",
        "All 12 patients with skin type V had a history of hyperpigmentation.",
        "No patient with type V withdrew because of pain.",
        "Hyperpigmentation occurred less often than reported by others in 3 of 8 type V patients treated elsewhere.",
        "Eight of 10 type II patients had no erythema at day 7.",
        "PIH did not occur in 9 of 10 patients with type IV.",
    ],
)
def test_what_is_no_result_for_a_type(text: str) -> None:
    assert results(text) == []


def test_none_of_two_harms_is_told_of_their_own_types() -> None:
    text = "There were no burns in types V and VI and no hypopigmentation in type III."
    expected = [("adverse_events", "V VI", 0, None), ("hypopigmentation", "III", 0, None)]
    assert results(text) == expected


def test_a_direction_without_numbers_is_a_value() -> None:
    text = (
        "Hyperpigmentation was significantly more common in patients with skin type V (p < 0.01)."
    )
    passages = [Passage(Section.ABSTRACT, OPENING + text)]
    (result,) = read_document(document_of(passages), LEXICON).results
    assert (result.value, result.events, result.people) == ("significantly more common", None, None)
    assert result.evidence.text == text


def table(text: str, heading: str) -> list[tuple[str, str, int | None, int | None]]:
    passages = [Passage(Section.METHODS, OPENING), Passage(Section.TABLE, text, heading)]
    reading = read_document(document_of(passages), LEXICON)
    for result in reading.results:
        assert result.evidence.text in text
    return [_short(r) for r in reading.results]


def test_a_row_a_type_with_a_column_an_outcome() -> None:
    text = (
        "Fitzpatrick skin type\tn\tHyperpigmentation, n (%)\tErythema\tPain score\n"
        "III\t20\t2 (10)\t5/20\t2 (1)\nIV\t12\t3 (25)\t5/12\t3 (1)\nV\t8\t0 (0)\t9/8\t3 (1)"
    )
    assert table(text, "Table 3. Complications") == [
        ("hyperpigmentation", "III", 2, 20),
        ("erythema", "III", 5, 20),
        ("hyperpigmentation", "IV", 3, 12),
        ("erythema", "IV", 5, 12),
        ("hyperpigmentation", "V", 0, 8),
    ]


def test_columns_of_harms_count_no_participants() -> None:
    text = "Skin type\tHyperpigmentation\tErythema\nIV\t3\t5\nV\t2\t4"
    passages = [Passage(Section.METHODS, OPENING), Passage(Section.TABLE, text, "Table 2")]
    assert read_document(document_of(passages), LEXICON).counts == ()


def test_adverse_events_of_a_registry_by_arms_of_types() -> None:
    text = (
        "\tFitzpatrick skin type II\tFitzpatrick skin types V-VI\tUntreated\n"
        "Post inflammatory hyperpigmentation\t0/10\t2/11\t0/5\nHeadache\t1/10\t1/11\t0/5"
    )
    heading = "Other adverse events (participants affected / at risk)"
    document = document_of([Passage(Section.TABLE, text, heading)], is_registration=True)
    assert [_short(r) for r in read_document(document, LEXICON).results] == [
        ("hyperpigmentation", "II", 0, 10),
        ("hyperpigmentation", "V VI", 2, 11),
    ]


def test_a_review_has_no_results_of_its_own() -> None:
    passages = [Passage(Section.ABSTRACT, "PIH was seen in 2 of 5 patients with skin type V.")]
    assert read_document(document_of(passages, is_review=True), LEXICON).results == ()
