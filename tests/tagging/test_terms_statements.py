"""Sentences play the part that a reader would give them, whatever form the text comes in."""

from itertools import pairwise

import pytest

from app.records import Passage, Section
from app.tagging.document import document_of
from app.tagging.lexicon import compile_lexicon
from app.tagging.statement_spans import LONGEST_SENTENCE
from app.tagging.statements import Part, statements
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())


def parts(*passages: Passage, registration: bool = False) -> list[Part]:
    document = document_of(passages, is_registration=registration)
    return [s.part for s in statements(document, LEXICON)]


@pytest.mark.parametrize(
    ("section", "part"),
    [
        (Section.TITLE, Part.TITLE),
        (Section.METHODS, Part.OWN),
        (Section.RESULTS, Part.OWN),
        (Section.OBJECTIVE, Part.AIM),
        (Section.INCLUSION, Part.INCLUSION),
        (Section.EXCLUSION, Part.EXCLUSION),
        (Section.OUTCOME, Part.OUTCOME),
        (Section.DISCUSSION, Part.ASIDE),
        (Section.TABLE, Part.ASIDE),
    ],
)
def test_a_known_section_decides(section: Section, part: Part) -> None:
    assert parts(Passage(section, "Pain is common.")) == [part]


def test_an_abstract_opens_with_background_and_closes_with_its_own_conclusion() -> None:
    text = "Pain is common. Ten women were treated. The laser is safe."
    assert parts(Passage(Section.ABSTRACT, text)) == [Part.BACKGROUND, Part.OWN, Part.OWN]


def test_in_a_registration_background_may_return_at_any_point() -> None:
    text = "Ten women will be treated. Melasma is chronic. The aim is to assess safety."
    found = parts(Passage(Section.OTHER, text), registration=True)
    assert found == [Part.OWN, Part.BACKGROUND, Part.AIM]


def test_headings_inside_a_text_are_followed() -> None:
    text = "Objective: safety. Inclusion criteria: melasma. Exclusion criteria: keloids. Acne."
    found = parts(Passage(Section.OTHER, text), registration=True)
    assert found == [Part.AIM, Part.INCLUSION, Part.EXCLUSION, Part.EXCLUSION]


def test_a_background_section_may_end_with_the_aim() -> None:
    text = "Melasma is common. We aimed to assess safety."
    assert parts(Passage(Section.BACKGROUND, text)) == [Part.BACKGROUND, Part.AIM]


def test_a_flattened_registration_has_its_title_at_both_ends() -> None:
    text = (
        "(thirdQuint)Laser vs.\n\n Peel for Acne.\n\n Ten women will be treated.\n\n.\n\n"
        " Laser vs.\n\n Peel for Acne@highlight\n\nTo compare laser and peel.\n\n"
    )
    document = document_of([Passage(Section.OTHER, text)], is_registration=True)
    titles = [
        document.text[s.start : s.end]
        for s in statements(document, LEXICON)
        if s.part is Part.TITLE
    ]
    assert "".join(titles).count("Peel for Acne") == 2


def test_statements_keep_the_order_of_the_text_and_never_overlap() -> None:
    text = "Pain is common. " + "and melasma " * 1000 + ". Ten women were treated."
    document = document_of([Passage(Section.ABSTRACT, text)])
    found = statements(document, LEXICON)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(0 < s.end - s.start <= LONGEST_SENTENCE for s in found)
