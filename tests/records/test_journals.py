import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.journals import journals_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Am J Obstet Gynecol", "American Journal of Obstetrics and Gynecology"),
        ("American Journal of Obstetrics & Gynecology", "American Journal of Obstetrics and Gynecology"),
        ("New Engl J Med", "New England Journal of Medicine"),
        ("JAMA", "Journal of the American Medical Association"),
        ("PLoS ONE [Electronic Resource]", "PLoS ONE"),
        ("Circulation. Conference: Scientific Sessions", "Circulation"),
        ("Sang Thrombose Vaisseaux.", "Sang, Thrombose, Vaisseaux"),
        ("Journal of Acquired Immune Deficiency Syndromes: JAIDS", "J. Acquir. Immune Defic. Syndr."),
    ],
)  # fmt: skip
def test_one_journal(one: str, other: str) -> None:
    assert (journals_alike(one, other) or 0) >= 0.7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chest", "Heart Surgery Forum"),
        ("Blood", "Molecular Immunology"),
        ("Circulation", "Diabetologia"),
        ("Brain Injury", "Annals of Clinical Psychiatry"),
    ],
)
def test_two_journals(one: str, other: str) -> None:
    assert (journals_alike(one, other) or 0) < 0.5


def test_a_name_that_is_not_given_is_like_nothing() -> None:
    assert journals_alike("", "Chest") is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_has_no_direction_and_no_end(one: str, other: str) -> None:
    alike = journals_alike(one, other)
    assert alike == journals_alike(other, one)
    assert alike is None or 0 <= alike <= 1


@pytest.mark.parametrize(
    ("full", "iso4"),
    [
        ("Journal of the American Academy of Dermatology", "J Am Acad Dermatol"),
        ("British Journal of Dermatology", "Br. J. Dermatol."),
        ("Aesthetic Surgery Journal", "Aesthet Surg J"),
        ("Plastic and Reconstructive Surgery - Global Open", "Plast Reconstr Surg Glob Open"),
        ("Annales de dermatologie et de vénéréologie", "Ann Dermatol Venereol"),
        ("Zeitschrift für Hautkrankheiten", "Z Hautkr"),
        ("Journal der Deutschen Dermatologischen Gesellschaft", "J Dtsch Dermatol Ges"),
        ("Lasers in Surgery and Medicine", "Lasers Surg Med"),
        (
            "Proceedings of the National Academy of Sciences of the United States of America",
            "Proc Natl Acad Sci U S A",
        ),
        ("Proceedings of the National Academy of Sciences of the United States of America", "PNAS"),
    ],
)
def test_an_abbreviation_by_iso_4_is_the_same_journal(full: str, iso4: str) -> None:
    assert (journals_alike(full, iso4) or 0) >= 0.9


def test_of_two_journals_with_words_in_common_neither_is_the_other() -> None:
    assert (journals_alike("J Dermatol", "Journal of Investigative Dermatology") or 0) <= 0.6
