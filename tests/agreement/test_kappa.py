"""Agreement of two readers against tables that were worked out by hand."""

import pytest

from app.agreement import Stage, agreement_of, stage_of


def pairs(yes: int, first: int, second: int, no: int) -> list[tuple[bool, bool]]:
    return (
        [(True, True)] * yes
        + [(True, False)] * first
        + [(False, True)] * second
        + [(False, False)] * no
    )


def test_a_table_worked_out_by_hand() -> None:
    """20 5 / 10 15: po 0.70, pe 0.5*0.6 + 0.5*0.4 = 0.50, kappa 0.40."""
    found = agreement_of(pairs(20, 5, 10, 15))
    assert (found.n, found.raw) == (50, pytest.approx(0.70))
    assert found.kappa == pytest.approx(0.40)
    # Standard error: 0.4(1-1.1*0.6)^2 + 0.3(1-0.9*0.6)^2 = 0.10972; 0.36(0.1*1.1^2 + 0.2*0.9^2) =
    # 0.10188; minus (0.4-0.3)^2 = 0.01; root of 0.2016/50 over 0.5 = 0.12700.
    assert found.low == pytest.approx(0.40 - 1.959964 * 0.126996, abs=1e-4)
    assert found.high == pytest.approx(0.40 + 1.959964 * 0.126996, abs=1e-4)
    assert found.prevalence == pytest.approx(0.55)
    assert found.bias == pytest.approx(-0.10)


def test_a_common_yes_lowers_kappa_though_as_much_is_agreed() -> None:
    """40 9 / 6 45 and 80 10 / 5 5 both agree on 85 of 100 (Feinstein and Cicchetti 1990)."""
    even, skewed = agreement_of(pairs(40, 9, 6, 45)), agreement_of(pairs(80, 10, 5, 5))
    assert (even.raw, skewed.raw) == (0.85, 0.85)
    assert even.kappa == pytest.approx(0.70, abs=0.005)
    assert skewed.kappa == pytest.approx(0.32, abs=0.005)


@pytest.mark.parametrize(("yes", "no"), [(7, 0), (0, 7)])
def test_where_both_always_say_one_word_chance_explains_it_all(yes: int, no: int) -> None:
    found = agreement_of(pairs(yes, 0, 0, no))
    assert (found.raw, found.kappa, found.low) == (1.0, None, None)


def test_full_agreement_on_both_words_is_one() -> None:
    found = agreement_of(pairs(3, 0, 0, 4))
    assert (found.kappa, found.low, found.high) == (1.0, None, None)


def test_nothing_read_by_both_gives_no_figure() -> None:
    found = agreement_of([])
    assert (found.n, found.raw, found.kappa) == (0, None, None)


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ({}, Stage.OPEN),
        ({"Ada": "accept"}, Stage.WAITING),
        ({"Ada": "accept", "Bob": "accept"}, Stage.AGREED),
        ({"Ada": "accept", "Bob": "reject"}, Stage.CONFLICT),
        ({"Ada": "accept", "Bob": "accept", "Eve": "reject"}, Stage.CONFLICT),
    ],
)
def test_two_who_say_the_same_agree(said: dict[str, str], stage: Stage) -> None:
    assert stage_of(said).stage is stage
