"""The whole reading: results by type, quotes at their offsets, work that grows with the text."""

import sys
from collections.abc import Iterator
from functools import cache
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records import Evidence, Passage, Reading, Section
from app.tagging import (
    Document,
    Lexicon,
    compile_lexicon,
    document_of,
    document_of_text,
    read_document,
)
from app.tagging.fitzpatrick import find_skin_types
from app.tagging.participants import find_participants
from app.topic import read_topic

WORDS = (
    "Fitzpatrick skin types I-IV", "type V", "(n = 7)", "12 patients", "were treated", "23.9%",
    "Exclusion Criteria:", "with", "and", "hyperpigmentation in", "2 of 5", "no", "phototype IV",
    ".", "\n\n", "Ⅳ", "\u2013", "≥", "melasma", "A 30-year-old woman", "İ", "ß", "?",
)  # fmt: skip


@cache
def lexicon() -> Lexicon:
    return compile_lexicon(read_topic())


def evidence_of(reading: Reading) -> Iterator[Evidence]:
    yield from (t.evidence for t in reading.tags)
    yield from (c.evidence for c in reading.counts)
    yield from (r.evidence for r in reading.results)
    yield from (r.evidence for r in reading.rejected)
    if reading.participants:
        yield reading.participants.evidence


def assert_verbatim(document: Document) -> None:
    for evidence in evidence_of(read_document(document, lexicon())):
        assert document.text[evidence.start : evidence.end] == evidence.text


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(list(Section)))
@settings(deadline=None)
def test_every_quote_is_verbatim_at_its_offsets(words: list[str], section: Section) -> None:
    passages = [Passage(Section.TITLE, "A laser in type V"), Passage(section, " ".join(words))]
    assert_verbatim(document_of(passages, is_registration=len(words) % 2 == 0))


@given(st.text(max_size=300))
@settings(deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    assert_verbatim(document_of_text(text[:20], text))


@pytest.mark.parametrize(
    ("text", "outcome", "types", "events", "people"),
    [
        (
            "We treated 30 women. Hyperpigmentation occurred in 2 of 5 Fitzpatrick type V patients.",
            "hyperpigmentation",
            "V",
            2,
            5,
        ),
        (
            "We treated 30 women. PIH was noted in three of ten patients with skin type IV.",
            "hyperpigmentation",
            "IV",
            3,
            10,
        ),
        (
            "We treated 30 women. There was no scarring in Fitzpatrick types V and VI.",
            "scarring",
            "V VI",
            0,
            None,
        ),
    ],
)
def test_a_result_for_one_type_is_a_result_by_type(
    text: str, outcome: str, types: str, events: int, people: int | None
) -> None:
    (result,) = read_document(document_of_text("A laser", text), lexicon()).results
    assert (result.outcome, result.events, result.people) == (outcome, events, people)
    assert " ".join(t.name for t in result.types) == types


def test_results_of_everybody_are_no_results_by_type() -> None:
    text = "Ten women with skin types I-III were treated. Erythema occurred in 2 of 10 patients."
    assert not read_document(document_of_text("A laser", text), lexicon()).results


def calls_for(text: str) -> int:
    """How many Python and C functions a reading calls: work that no other load disturbs."""
    called = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    document = document_of_text("Fitzpatrick skin type V", text)
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        find_skin_types(document, find_participants(document))
    finally:
        sys.setprofile(before)
    return called


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "Fitzpatrick skin types I, ",
        "type V patients had skin type IV (n = 3) and ",
        "type I-II/III and IV, ",
        "12 patients ",
        "(n = 3) ",
        "one two three hundred ",
        "group A (n = 3) ",
        "5% of the women had type II. ",
        "inclusion criteria: exclusion criteria: ",
        "up to at least ",
        "Fitzpatrick (",
        "V",
        "\n\n",
    ],
)
def test_work_grows_with_the_length_of_the_text_and_no_faster(unit: str) -> None:
    small, large = (calls_for(unit * (size // len(unit))) for size in (8_000, 32_000))
    assert large < 4 * small * 1.5 + 1000
