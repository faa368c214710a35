"""What a reading says of the silence of a document, and of its contradictions."""

import pytest

from app.records import Passage, Reading, Section, Unknown
from app.tagging import compile_lexicon, document_of, document_of_text, read_document
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())


def read(text: str, title: str = "Coring of scars") -> Reading:
    return read_document(document_of_text(title, text), LEXICON)


def test_a_full_account_leaves_nothing_unknown() -> None:
    text = (
        "Twelve patients with Fitzpatrick skin types IV (n = 7) and V (n = 5) were treated."
        " Wrinkle severity improved. Follow-up was 6 months."
    )
    assert read(text).unknown == ()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        (
            "Twelve patients were treated. Pain was mild. Follow-up was 6 months.",
            {Unknown.SKIN_TYPES},
        ),
        (
            "Twelve patients with skin types IV and V were treated. Pain was mild.",
            {Unknown.COUNTS, Unknown.FOLLOW_UP},
        ),
        ("Patients were photographed.", set(Unknown) - {Unknown.COUNTS}),
    ],
)
def test_what_is_not_said_is_named(text: str, unknown: set[Unknown]) -> None:
    assert set(read(text).unknown) >= {u.value for u in unknown}
    assert not {Unknown.COUNTS.value} - {u.value for u in unknown} & set(read(text).unknown)


def test_a_title_alone_and_a_review_are_not_asked() -> None:
    assert read_document(document_of([Passage(Section.TITLE, "Coring")]), LEXICON).unknown == ()
    text = "Ten studies met the inclusion criteria."
    assert read(text, "Coring of scars: a systematic review").unknown == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Ten patients were enrolled. Skin type was IV in 9 patients and V in 8 patients.",
            "more than the 10 participants",
        ),
        (
            "Ten patients were enrolled. Skin types were III (60%), IV (50%) and V (10%).",
            "more than a whole",
        ),
        ("Ten patients were enrolled. Skin types were III (33%) and IV (67%).", "no whole number"),
    ],
)
def test_numbers_that_cannot_be_are_flagged_and_not_trusted(text: str, reason: str) -> None:
    reading = read(text)
    assert reading.counts == ()
    (conflict,) = reading.conflicts
    assert reason in conflict
    assert "Skin type" in conflict
    assert [m.reason for m in reading.rejected if reason in m.reason]


def test_rounded_shares_are_no_conflict() -> None:
    reading = read("Twelve patients were enrolled. Skin types were III (58%) and IV (42%).")
    assert reading.conflicts == ()
    assert [count.people for count in reading.counts] == [7, 5]


def test_a_table_of_more_people_than_took_part_is_kept_as_refused() -> None:
    document = document_of(
        [
            Passage(Section.METHODS, "Ten patients were enrolled."),
            Passage(Section.TABLE, "Fitzpatrick skin type\tn\nIV\t9\nV\t8", "Table 1. Patients"),
        ]
    )
    reading = read_document(document, LEXICON)
    assert reading.counts == ()
    (refused,) = reading.rejected
    assert refused.reason == "counts add up to 17, more than the 10 participants"
    assert refused.evidence.text == "IV\t9\nV\t8"
    assert "17, more than the 10" in reading.conflicts[0]
