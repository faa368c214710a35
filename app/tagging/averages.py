"""The range of an average, which unlike the average names types: "median III (range, II-V)"."""

from collections.abc import Sequence

from app.tagging import mention_words as words
from app.tagging.type_expressions import SCALE, Expression, parse_expression
from app.tagging.type_tokens import Kind, Token, kind_at, word_at

_WIDEST_GAP = 12
"""Tokens that may stand between the scale and the word "range"."""
_IN_AVERAGE = frozenset(
    {
        Kind.OPEN, Kind.CLOSE, Kind.COMMA, Kind.INTEGER, Kind.DECIMAL, Kind.ROMAN, Kind.SEMICOLON,
        Kind.COLON, Kind.EQUALS, Kind.PEOPLE,
    }
)  # fmt: skip
_BEFORE_ENDS = frozenset({Kind.COMMA, Kind.COLON, Kind.EQUALS, Kind.OPEN})


def range_of_average(tokens: Sequence[Token], low: str, at: int) -> Expression | None:
    """What the "range" or "IQR" at token `at` spans, where an average of the scale stands before it.

    The quartiles of a scale of whole numbers are types that somebody had.
    """
    here = at - 1
    while at - here < _WIDEST_GAP and (
        kind_at(tokens, here) in _IN_AVERAGE
        or word_at(tokens, here) in words.IN_AVERAGE | words.RANGES
    ):
        here -= 1
    if kind_at(tokens, here) not in SCALE or not _is_averaged(tokens, here, at):
        return None
    begins = at + 1
    while kind_at(tokens, begins) in _BEFORE_ENDS or (
        word_at(tokens, begins) in words.BEFORE_ENDS | words.RANGES
    ):
        begins += 1
    expression = parse_expression(tokens, begins, low)
    return expression if expression is not None and expression.form == "range" else None


def _is_averaged(tokens: Sequence[Token], scale: int, at: int) -> bool:
    first = scale
    while kind_at(tokens, first) in SCALE or word_at(tokens, first) in words.FILLERS:
        first -= 1
    return any(word_at(tokens, k) in words.AVERAGES for k in range(first, at))
