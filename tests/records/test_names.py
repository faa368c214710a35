import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.names import author_name, name_of, split_authors


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Doe, Ada B", "Doe AB"), ("Ada B. Doe", "Doe AB"), ("Doe A.B.", "Doe AB"), ("Doe AB", "Doe AB"),
        ("Adler D.G.", "Adler DG"), ("Luke, TJ", "Luke TJ"), ("DOE, JANE", "DOE J"),
        ("Pinto-Gouveia, Jose", "Pinto-Gouveia J"), ("Dupont, Jean-Pierre", "Dupont JP"),
        ("Doe, J., Jr.", "Doe J"), ("Vasquez, VI", "Vasquez VI"), ("van der Meulen, Marylee J", "van der Meulen MJ"),
        ("Ludwig van Beethoven", "van Beethoven L"), ("O'Byrne, Paul M", "O'Byrne PM"),
        ("Dear A. E.", "Dear AE"), ("Hu Y.", "Hu Y"), ("CORE Group", "CORE Group"),
        ("\u738b\u5c0f\u660e", "\u738b\u5c0f\u660e"), ("et al.", ""), ("Anonymous", ""),
    ],
)  # fmt: skip
def test_a_name_has_one_form(printed: str, name: str) -> None:
    assert author_name(printed) == name


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Lim SM, Shiau CWC, Lau Y.", "Lim SM|Shiau CWC|Lau Y"),
        ("Doe, Ada; Roe, Bo", "Doe A|Roe B"),
        ("Doe, Ada and Roe, Bo and others", "Doe A|Roe B"),
        ("Ada Doe, Bo Roe", "Doe A|Roe B"),
        ("Doe, A., Roe, B.", "Doe A|Roe B"),
        ("Liu R., Adler D.G.", "Liu R|Adler DG"),
        ("van der Meulen, Marylee J", "van der Meulen MJ"),
        ("Gaspari T.Widdop R. E.Knudsen L. B.", "Gaspari T|Widdop RE|Knudsen LB"),
        ("Smith J et al.", "Smith J"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_field_of_names_is_taken_apart(printed: str, names: str) -> None:
    assert "|".join(split_authors(printed)) == names


families = st.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True)
initials = st.text("ABCDEFGHJKLMNOPQRSTUVWXYZ", min_size=1, max_size=3)


@settings(deadline=None)
@given(families, initials)
def test_every_order_and_punctuation_gives_the_same(family: str, letters: str) -> None:
    dotted = " ".join(f"{letter}." for letter in letters)
    for written in (f"{family}, {dotted}", f"{family} {letters}", f"{family}, {letters}"):
        assert author_name(written) == name_of(family, dotted) == f"{family} {letters}"


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_names(text: str) -> None:
    assert all(name.strip() for name in split_authors(text))
