"""Whether it was tested that an outcome depends on skin type: only where a text says so plainly."""

import pytest

from app.records import Passage, Section
from app.tagging import Lexicon, compile_lexicon, document_of, read_document
from app.topic import read_topic


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return compile_lexicon(read_topic())


def of_interaction(text: str, lexicon: Lexicon, section: Section = Section.RESULTS) -> set[str]:
    document = document_of([Passage(section, text)])
    found = [r for r in read_document(document, lexicon).results if r.is_interaction]
    for result in found:
        assert document.text[result.evidence.start : result.evidence.end] == result.evidence.text
        assert (result.types, result.events, result.people) == ((), None, None)
    return {result.outcome for result in found}


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        (
            "For hyperpigmentation there was no significant interaction between treatment and"
            " Fitzpatrick skin type (p = 0.41).",
            {"hyperpigmentation"},
        ),
        (
            "The treatment by skin type interaction was not significant for hyperpigmentation.",
            {"hyperpigmentation"},
        ),
        (
            "Hyperpigmentation differed by skin phototype (p for interaction = 0.03).",
            {"hyperpigmentation"},
        ),
        (
            "A significant interaction of group with skin phototype was found for erythema and"
            " pain.",
            {"erythema", "pain"},
        ),
        (
            "No effect modification by skin type was seen for scarring.",
            {"scarring"},
        ),
    ],
)
def test_a_test_that_was_made_is_read_with_its_outcome(
    text: str, outcomes: set[str], lexicon: Lexicon
) -> None:
    assert of_interaction(text, lexicon) == outcomes


@pytest.mark.parametrize(
    "text",
    [
        "Interactions between treatment and skin type will be tested for hyperpigmentation.",
        "The sample was too small to test for an interaction of skin type with pain (p = 0.2).",
        "An interaction of skin type with hyperpigmentation was not tested.",
        "Hyperpigmentation was more common in skin types IV and V (p = 0.01).",
        "No drug interactions were seen in patients of skin types I to IV with erythema.",
        "There was no interaction between age and treatment for pain (p = 0.5).",
        "Smith et al. found a significant interaction of skin type with erythema.",
        "There was no interaction between treatment and skin type (p = 0.41).",
    ],
)
def test_no_other_words_are_taken_for_one(text: str, lexicon: Lexicon) -> None:
    assert of_interaction(text, lexicon) == set()


def test_a_plan_is_no_test(lexicon: Lexicon) -> None:
    text = "No interaction of skin type with hyperpigmentation was found."
    document = document_of([Passage(Section.ABSTRACT, text)], is_registration=True)
    assert not [r for r in read_document(document, lexicon).results if r.is_interaction]
