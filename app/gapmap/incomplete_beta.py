"""The beta distribution for whole numbers: its density and its two tails, and where a tail ends.

The tails are the continued fraction of DLMF 8.17.22 by Lentz's method as Thompson and Barnett give
it (J Comput Phys 1986;64:490-509). Its factor is a binomial probability worked out by Loader's
saddle-point expansion ("Fast and accurate computation of binomial probabilities", 2000): logarithms
of factorials would lose digits as numbers grow.
"""

import math
from dataclasses import dataclass

EXACT = 4e-16  # relative; twice the spacing of floats near 1
SMALLEST = 1e-300
MOST_TERMS = (
    1_000_000  # the fraction needs about as many terms as the square root of the larger number
)
MOST_STEPS = 200  # halving alone needs 60 to 70


@dataclass(frozen=True, slots=True)
class Beta:
    """The distribution with two whole numbers, each 1 or more."""

    a: int
    b: int

    def tails(self, at: float) -> tuple[float, float]:
        """The probability below `at` (0 to 1) and above it."""
        if at <= 0:
            return 0.0, 1.0
        if at >= 1:
            return 1.0, 0.0
        factor = self.density(at) * at * (1 - at)
        if at * (self.a + self.b + 2) < self.a + 1:
            below = factor * _fraction(self.a, self.b, at) / self.a
            return below, 1 - below
        above = factor * _fraction(self.b, self.a, 1 - at) / self.b
        return 1 - above, above

    def density(self, at: float) -> float:
        """The density at `at`, strictly between 0 and 1."""
        total = self.a + self.b
        return self.a * self.b / total * _binomial(self.a, total, at) / (at * (1 - at))

    def point(self, tail: float, *, above: bool) -> float:
        """Where a tail holds so much: the lower tail, or the upper one.

        Newton's steps, kept inside an interval that halves where a step would leave it.
        """
        low, high = 0.0, 1.0
        at = self.a / (self.a + self.b)
        for _ in range(MOST_STEPS):
            excess = self.tails(at)[above] - tail
            if (excess > 0) == above:
                low = at
            else:
                high = at
            slope = self.density(at) * (-1 if above else 1)
            guess = at - excess / slope if slope else low
            following = guess if low < guess < high else (low + high) / 2
            if abs(following - at) <= EXACT * at:
                return following
            at = following
        return at


def _fraction(a: int, b: int, at: float) -> float:
    """The continued fraction of DLMF 8.17.22, for `at` below (a + 1) / (a + b + 2)."""
    numerator = 1.0
    denominator = 1 / _not_zero(1 - (a + b) * at / (a + 1))
    value = denominator
    for m in range(1, MOST_TERMS):
        change = 1.0
        even = m * (b - m) * at / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * at / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            denominator = 1 / _not_zero(1 + term * denominator)
            numerator = _not_zero(1 + term / numerator)
            change = denominator * numerator
            value *= change
        if abs(change - 1) < EXACT:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > SMALLEST else SMALLEST


def _binomial(events: int, people: int, rate: float) -> float:
    """The probability of so many events; Loader 2000, equation 3 and what follows from it."""
    rest = people - events
    beyond = events - people * rate
    exponent = (
        _stirling_error(people)
        - _stirling_error(events)
        - _stirling_error(rest)
        - _deviance(events, beyond)
        - _deviance(rest, -beyond)
    )
    return math.exp(exponent) * math.sqrt(people / (2 * math.pi * events * rest))


def _stirling_error(n: int) -> float:
    """The logarithm of n! less Stirling's formula for it, n 1 or more."""
    if n < 16:
        return math.lgamma(n + 1) - (n + 0.5) * math.log(n) + n - math.log(2 * math.pi) / 2
    square = float(n) * n
    series = 1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square
    return (1 / 12 - (1 / 360 - series / square) / square) / n


def _deviance(x: int, beyond: float) -> float:
    """The sum x log(x / mean) + mean - x, without the loss of digits where x is near its mean.

    `beyond` is x less its mean: it is given, for a mean near a large number has lost its digits.
    """
    mean = x - beyond
    if abs(beyond) >= 0.1 * (x + mean):
        return x * math.log(x / mean) - beyond
    ratio = beyond / (x + mean)
    total, power = beyond * ratio, 2 * x * ratio
    for j in range(3, 2000, 2):
        power *= ratio * ratio
        following = total + power / j
        if following == total:
            break
        total = following
    return total
