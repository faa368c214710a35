import pytest

from app.records import Bibliography
from app.store import citation_of, reference_of


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        (Bibliography(title="A trial"), "A trial."),
        (Bibliography(title="Why?", authors=("Tam J",), year=2013), "Tam J. Why? 2013."),
        (Bibliography(title="A", journal="Lasers", year=2013), "A. Lasers 2013."),
        (Bibliography(title="A", journal="Lasers", volume="45"), "A. Lasers;45."),
        (
            Bibliography(journal="Lasers", year=2013, pages="e1"),
            "[title not known]. Lasers 2013:e1.",
        ),
        (Bibliography(), "[title not known]."),
        (Bibliography(title="A", authors=("B C", "D E", "F G", "H I")), "B C, D E, F G, et al. A."),
    ],
)
def test_what_is_unknown_is_left_out_or_said(printed: Bibliography, line: str) -> None:
    assert reference_of(printed) == line


def test_a_citation_can_be_looked_up() -> None:
    printed = Bibliography(
        journal="Dermatologic Surgery", year=2024, pmid="39480035", doi="10.1/x",
        registrations=("NCT02234193",),
    )  # fmt: skip
    assert citation_of(printed) == (
        "[title not known]. Dermatologic Surgery 2024. PMID 39480035. doi:10.1/x. NCT02234193."
    )
