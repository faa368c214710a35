"""How far two readers agree beyond chance, with what the figure depends on beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z = 1.959964  # 97.5 % point of the normal distribution: two-sided 95 %


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two readers on the same things, each yes or no, as a table of two by two.

    Shares are 0 to 1; None where nothing was read by both. `kappa` is None too where chance alone
    gives full agreement: both always said the same one word.
    """

    both_yes: int
    first_only: int
    second_only: int
    both_no: int
    raw: float | None = None
    kappa: float | None = None
    low: float | None = None
    high: float | None = None
    prevalence: float | None = None
    """Share of yes among all words of both."""
    bias: float | None = None
    """By how much the first says yes more often than the second, -1 to 1."""

    @property
    def n(self) -> int:
        """Things that both read."""
        return self.both_yes + self.first_only + self.second_only + self.both_no


def agreement_of(pairs: Iterable[tuple[bool, bool]]) -> Agreement:
    """Raw agreement, kappa with its 95 % interval, prevalence and bias.

    Kappa is (po - pe) / (1 - pe): Cohen, Educ Psychol Meas 1960;20:37-46. The interval rests on the
    large-sample standard error of Fleiss, Cohen and Everitt, Psychol Bull 1969;72:323-327, and is
    cut at -1 and 1; it is not given where that error is 0, as where all agree: so few cannot tell
    how sure it is. Prevalence and bias stand beside it because kappa falls with a rare or a common
    yes although as much is agreed: Byrt, Bishop and Carlin, J Clin Epidemiol 1993;46:423-429.
    """
    counted = {(a, b): 0 for a in (True, False) for b in (True, False)}
    for pair in pairs:
        counted[pair] += 1
    yes, first, second, no = (
        counted[pair] for pair in ((True, True), (True, False), (False, True), (False, False))
    )
    n = yes + first + second + no
    if not n:
        return Agreement(both_yes=0, first_only=0, second_only=0, both_no=0)
    kappa, error = _kappa((yes / n, first / n, second / n, no / n), n)
    return Agreement(
        both_yes=yes,
        first_only=first,
        second_only=second,
        both_no=no,
        raw=(yes + no) / n,
        kappa=kappa,
        low=None if kappa is None or not error else max(-1.0, kappa - Z * error),
        high=None if kappa is None or not error else min(1.0, kappa + Z * error),
        prevalence=(2 * yes + first + second) / (2 * n),
        bias=(first - second) / n,
    )


def _kappa(shares: tuple[float, float, float, float], n: int) -> tuple[float | None, float]:
    """Kappa and its standard error, from the four shares of the table."""
    yes, first, second, no = shares
    one, other = yes + first, yes + second
    observed = yes + no
    expected = one * other + (1 - one) * (1 - other)
    if expected >= 1:
        return None, 0.0
    kappa = (observed - expected) / (1 - expected)
    rest = 1 - kappa
    agreed = sum(
        share * (1 - (row + column) * rest) ** 2
        for share, row, column in ((yes, one, other), (no, 1 - one, 1 - other))
    )
    differing = rest**2 * (first * (other + 1 - one) ** 2 + second * (1 - other + one) ** 2)
    spread = agreed + differing - (kappa - expected * rest) ** 2
    return kappa, sqrt(max(0.0, spread) / n) / (1 - expected)
