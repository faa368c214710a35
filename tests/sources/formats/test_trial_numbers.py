"""Which trial numbers in a text are the document's own, and which only suggest a study."""

import pytest

from app.records import Passage, RelationKind, ReportKind, Section
from app.sources.formats.reference import Raw, Reference, record_of

METHODS = "Women were randomised (ClinicalTrials.gov NCT02234193)."


def read(kind: str = "Journal Article", **fields: object):  # type: ignore[no-untyped-def]  # a record
    reference = Reference(title="Micro-coring of the skin", types=(kind,), **fields)  # type: ignore[arg-type]  # builder
    return record_of(reference, Raw("x", "text/plain"))


@pytest.mark.parametrize(
    ("abstract", "numbers"),
    [
        (f"Background: Skin sags. Methods: {METHODS}", ("NCT02234193",)),
        (
            "Coring tightened the skin. ClinicalTrials.gov Identifier: NCT02234193.",
            ("NCT02234193",),
        ),
        ("We treated 12 women. ISRCTN97532324.", ("ISRCTN97532324",)),
        ("Background: NCT02234193 left it open. Methods: Twelve women were treated.", ()),
        ("In a previous trial (NCT02234193) it bled. We treated 12 women.", ()),
        ("As NCT02234193 has shown, coring works.", ()),
    ],
)
def test_a_number_in_the_abstract_is_its_own_unless_it_is_of_another_trial(
    abstract: str, numbers: tuple[str, ...]
) -> None:
    assert read(abstract=abstract).bibliography.registrations == numbers


def test_a_number_in_the_methods_of_a_full_text_is_its_own_and_in_the_discussion_is_not() -> None:
    body = (
        Passage(Section.METHODS, METHODS),
        Passage(Section.DISCUSSION, "NCT00000001 found the same."),
    )
    assert read(full_text=body).bibliography.registrations == ("NCT02234193",)


def test_a_number_in_a_table_only_suggests() -> None:
    body = (Passage(Section.TABLE, "Trial | People\nNCT02234193 | 12"),)
    record = read(full_text=body)
    assert record.bibliography.registrations == ()
    (named,) = record.relations
    assert (named.kind, named.target) == (RelationKind.NAMES, "nct:NCT02234193")


def test_a_list_of_trials_and_its_own_number_suggest_nothing() -> None:
    rows = "\n".join(f"NCT0000000{n} | 12" for n in range(5))
    assert read(full_text=(Passage(Section.TABLE, rows),)).relations == ()
    own = (Passage(Section.METHODS, METHODS), Passage(Section.TABLE, "NCT02234193 | 12"))
    assert read(full_text=own).relations == ()


def test_a_number_in_a_review_only_suggests() -> None:
    record = read(kind="Review", abstract=f"Methods: {METHODS}")
    assert record.kind is ReportKind.REVIEW
    assert record.bibliography.registrations == ()
    assert [relation.because for relation in record.relations] == ["a review names it"]
