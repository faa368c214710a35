"""Whether an expression that stands behind scale words is theirs."""

from collections.abc import Sequence

from app.tagging import mention_words as words
from app.tagging.refusals import is_of_wrinkles
from app.tagging.type_expressions import SCALE, Expression
from app.tagging.type_tokens import Kind, Token, kind_at, word_at

_BETWEEN_DIGITS = SCALE | {Kind.OPEN, Kind.CLOSE, Kind.COLON, Kind.EQUALS}
_NEAR = 4
_OF_LINES = ("wrinkl", "rhytid", "elastosis", "photoag", "perioral", "nasolabial", "crow")
_COUNTING_WORDS = ("was", "were", "is", "to", "of")


def belongs(tokens: Sequence[Token], at: int, here: int, expression: Expression, low: str) -> bool:
    """Whether the expression at token `here` is of the scale words at `at`; `low` is the whole text."""
    if _is_pronoun(tokens, here, expression) or _is_of_groups(tokens, at, here):
        return False
    return not expression.arabic or _digits_fit(tokens, at, here, expression, low)


def _is_pronoun(tokens: Sequence[Token], here: int, expression: Expression) -> bool:
    """The I of "whatever the skin type, I prefer"."""
    alone = expression.end == here + 1 and len(tokens[here].text) == 1
    lone_letter = alone and kind_at(tokens, here) is Kind.ROMAN
    return lone_letter and kind_at(tokens, here - 1) in (Kind.COMMA, Kind.TO)


def _is_of_groups(tokens: Sequence[Token], at: int, here: int) -> bool:
    """The groups of "in the FST, groups II and III moved less": another FST."""
    alone = kind_at(tokens, at) is Kind.ABBREVIATION and kind_at(tokens, at + 1) is Kind.COMMA
    return alone and word_at(tokens, here - 1) in ("group", "groups")


def _digits_fit(
    tokens: Sequence[Token], at: int, here: int, expression: Expression, low: str
) -> bool:
    """Digits need their scale word close by: "skin type 3", never "skin types, 3 weeks"."""
    if any(
        kind_at(tokens, k) not in _BETWEEN_DIGITS and word_at(tokens, k) not in words.ARABIC_FILLERS
        for k in range(at + 1, here)
    ):
        return False
    named = [k for k in range(at, here) if kind_at(tokens, k) is not Kind.FITZPATRICK]
    has_type = any(
        kind_at(tokens, k) in SCALE or word_at(tokens, k) in words.ARABIC_FILLERS for k in named
    )
    behind = kind_at(tokens, expression.end)
    if not has_type:
        ordinal = kind_at(tokens, here) is Kind.ORDINAL and behind is Kind.TYPE
        wide = here == at + 1 and expression.form in ("range", "open")
        return ordinal or (wide and not _may_be_wrinkles(tokens, expression, low))
    if behind is not Kind.PEOPLE or len(expression.parts) > 1 or expression.form != "single":
        return True
    before = word_at(tokens, here - 1)
    plural = before.rstrip("'").endswith("s") or before in _COUNTING_WORDS
    return not plural and kind_at(tokens, here - 1) is not Kind.COLON


def _may_be_wrinkles(tokens: Sequence[Token], expression: Expression, low: str) -> bool:
    """Whether digits alone behind the name may be degrees of his scale of wrinkles.

    "Fitzpatrick 4 or more" is, in a text that speaks of them; "Fitzpatrick 1-4" right before them.
    """
    if expression.form == "open":
        return any(word in low for word in _OF_LINES)
    return is_of_wrinkles(tokens, expression.end, expression.end + _NEAR)
