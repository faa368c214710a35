import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.title_notes import without_notes


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("Cytology of the cervix. [Review] [23 refs]", "Cytology of the cervix."),
        ("Cytology of the cervix? (Review)", "Cytology of the cervix?"),
        ("Thrombosis. [French]", "Thrombosis."),
        ("Chest tube removal LA: Ara", "Chest tube removal"),
        ("A controlled study <ORIGINAL> UNE ETUDE CONTROLEE", "A controlled study"),
        ("A kidney graft.[Erratum appears in Am J Transplant. 2009;9(9):2205 [Note: Roe]]", "A kidney graft."),
        ("Erratum to: a kidney graft", "Erratum to: a kidney graft"),
        ("Value of p16(INK4a) in [cervical] smears", "Value of p16(INK4a) in [cervical] smears"),
        ("[Review]", "[Review]"),
        ("A review of reviews", "A review of reviews"),
    ],
)  # fmt: skip
def test_what_indexers_add_goes(printed: str, bare: str) -> None:
    assert without_notes(printed) == bare


@given(st.text(max_size=80))
def test_never_nothing_of_something_and_nothing_new(title: str) -> None:
    bare = without_notes(title)
    assert bool(bare) == bool(title)
    assert without_notes(bare) == bare or len(without_notes(bare)) < len(bare)
