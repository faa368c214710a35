"""What a search found is marked in title and passage, alike on both databases."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.records import Passage, Section
from app.store import find_in_studies, highlighted, list_studies, replace_derived
from app.store.values import StudyFilter
from app.tagging import document_of
from tests.store.builders import APart, a_report, a_study, derived

LONG = "Nothing to see. " * 40
PASSAGES = (
    Passage(Section.ABSTRACT, "Skin was treated on the neck.", ""),
    Passage(
        Section.RESULTS,
        f"{LONG}No scarring was seen in Fitzpatrick types IV\u2013VI after coring. {LONG}",
        "Safety",
    ),
)


def a_long_report(key: str, **fields: object) -> APart:
    part = a_report(key, **fields)  # type: ignore[arg-type]  # builder
    return replace(part, derived=replace(part.derived, document=document_of(PASSAGES)))


def marked(stretches: object) -> list[str]:
    return [one.text for one in stretches if one.found]  # type: ignore[attr-defined]  # stretches


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("coring", ["Coring"]),
        ("cores", ["Coring"]),
        ("IV-VI", ["IV\u2013VI"]),
        ("VI", ["VI"]),
        ("type iv", ["types", "IV"]),
        ("cafe", []),
        ("", []),
        ("%%%", []),
    ],
)
def test_a_title_is_marked_where_the_search_found_it(question: str, found: list[str]) -> None:
    title = "Coring of skin types IV\u2013VI"
    stretches = highlighted(title, question)
    assert marked(stretches) == found
    assert "".join(one.text for one in stretches) == title


def test_accents_and_case_make_no_difference() -> None:
    assert marked(highlighted("Müller's CAFÉ-au-lait", "muller cafe-au-lait")) == [
        "Müller",
        "CAFÉ-au-lait",
    ]


def test_the_passage_with_most_of_the_words_is_shown_with_its_section(db: Session) -> None:
    replace_derived(db, derived(a_study(a_long_report("p:1", title="Neck"))))
    [study] = list_studies(db, StudyFilter(q="scars IV-VI treated"), limit=5).studies
    found = find_in_studies(db, [study.public_id], "scars IV-VI treated")[study.public_id]
    assert found.section == "Safety"
    assert marked(found.passage) == ["scarring", "IV\u2013VI"]
    shown = "".join(one.text for one in found.passage)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 300


def test_words_of_a_name_stand_in_no_passage(db: Session) -> None:
    report = a_long_report("p:1", title="Neck", authors=("Müller A",))
    replace_derived(db, derived(a_study(report)))
    [study] = list_studies(db, StudyFilter(q="muller"), limit=5).studies
    assert find_in_studies(db, [study.public_id], "muller")[study.public_id].passage == ()


def test_every_study_that_is_found_has_its_place(db: Session) -> None:
    replace_derived(db, derived(*(a_study(a_long_report(f"p:{n}")) for n in range(4))))
    page = list_studies(db, StudyFilter(q="fitzpatrick"), limit=3)
    ids = [study.public_id for study in page.studies]
    found = find_in_studies(db, ids, "fitzpatrick")
    assert list(found) == sorted(ids)
    assert all(marked(one.passage) == ["Fitzpatrick"] for one in found.values())
    assert find_in_studies(db, [], "fitzpatrick") == find_in_studies(db, ids, "  ") == {}


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=60), st.text(max_size=20))
def test_marking_loses_no_letter(title: str, question: str) -> None:
    assert "".join(one.text for one in highlighted(title, question)) == title
