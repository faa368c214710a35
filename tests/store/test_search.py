import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from app.store import StudyFilter, list_studies, replace_derived
from app.store.search import OVERLAP, PART_WORDS, words_of
from tests.store.builders import a_report, a_study, derived

TEXTS = {
    "range": a_report(
        "p:1",
        title="Skin types IV-VI after dermal coring",
        authors=("Müller A", "O'Neil B"),
        journal="Aesthetic Surgery Journal",
        text="Patients were treated on both cheeks. No scarring was seen.",
        doi="10.1093/asj/sjae120",
    ),
    "dash": a_report("p:2", title="Neck", text="Types IV\u2013VI and type I (50 % of 12 women)."),
    "far": a_report("p:3", title="Face", text="Type IV came first, and much later type VI."),
    "greek": a_report("p:4", title="Café-au-lait", text="TGF-\u03b2 rose; naïve controls did not."),
    "long": a_report("p:5", title="Long", text="filler " * (3 * PART_WORDS) + "needle at the end"),
    "signs": a_report("p:6", title="Signs", text='He said "AND" OR NOT (near) col: x* ^y -z'),
}


def found(db: Session, question: str) -> set[str]:
    replace_derived(db, derived(*(a_study(report) for report in TEXTS.values())))
    titles = {report.derived.report.bibliography.title: name for name, report in TEXTS.items()}
    page = list_studies(db, StudyFilter(q=question), limit=50)
    return {titles[study.title] for study in page.studies}


# One table for both databases: that is how they are known to agree.
@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("coring", "range"),
        ("CORED", "range"),
        ("patient treating", "range"),
        ("patient treatment", ""),
        ("treated scar", "range"),
        ("muller", "range"),
        ("Müller o'neil", "range"),
        ("aesthetic surgery", "range"),
        ("10.1093/asj/sjae120", "range"),
        ("IV-VI", "range dash"),
        ("IV\u2013VI", "range dash"),
        ('"IV-VI"', "range dash"),
        ("IV VI", "range dash far"),
        ("type I", "dash"),
        ("50 %", "dash"),
        ("cafe-au-lait", "greek"),
        ("café", "greek"),
        ("TGF-β", "greek"),
        ("naive", "greek"),
        ("needle", "long"),
        ("filler needle", "long"),
        ("coring needle", ""),
        ("and", "dash far signs"),
        ('"AND" OR NOT', "signs"),
        ("near col:", "signs"),
        ("x* ^y -z", "signs"),
        ("sca", ""),
        ("nothing of the sort", ""),
        ("%%%", ""),
        ("\x00", ""),
        ("''; DROP TABLE study; --", ""),
    ],
)
def test_a_question_finds_the_same_studies_on_both_databases(
    db: Session, question: str, names: str
) -> None:
    assert found(db, question) == set(names.split())


def test_no_question_finds_all(db: Session) -> None:
    assert found(db, "   ") == set(TEXTS)


def test_words_may_stand_in_several_reports_of_a_study(db: Session) -> None:
    paper = a_report("p:1", title="Paper", text="About cheeks.")
    follow_up = a_report("p:2", title="Later", text="About needles.")
    replace_derived(db, derived(a_study(paper, follow_up), a_study(a_report("p:3"))))
    assert list_studies(db, StudyFilter(q="cheek needle"), limit=9).total == 1


def test_a_phrase_across_two_parts_of_a_long_text_is_found(db: Session) -> None:
    words = [f"w{n}" for n in range(2 * PART_WORDS)]
    replace_derived(db, derived(a_study(a_report(text=" ".join(words)))))
    at = PART_WORDS - OVERLAP // 2
    for first, second in ((at, at + 1), (PART_WORDS - 1, PART_WORDS), (0, 1)):
        question = f"{words[first]}-{words[second]}"
        assert list_studies(db, StudyFilter(q=question), limit=9).total == 1
    assert list_studies(db, StudyFilter(q="w0-w2"), limit=9).total == 0


@pytest.mark.parametrize("text", ["a" * 1_500_000, "é" * 300_000, "\U0001f600 " * 50_000])
def test_a_text_that_is_hardly_text_can_be_indexed(db: Session, text: str) -> None:
    replace_derived(db, derived(a_study(a_report(text=text))))
    assert list_studies(db, StudyFilter(), limit=9).total == 1


@given(st.text())
def test_words_have_neither_case_nor_signs_nor_accents(text: str) -> None:
    words = words_of(text)
    assert words_of(" ".join(words)) == words
    assert all(word and word == word.casefold() for word in words)
