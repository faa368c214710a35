"""Reads on from a type expression through the people that a text counts of each type."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.tagging.amounts import amount_after, parallel_after
from app.tagging.amounts_before import parallel_before
from app.tagging.shares import Share, shares_by_part, shares_of
from app.tagging.type_expressions import Expression, Part, parse_expression, skip_scale
from app.tagging.type_tokens import Kind, Token, kind_at, word_at

_BETWEEN_KINDS = frozenset({Kind.COMMA, Kind.AND, Kind.SEMICOLON, Kind.SLASH})
_BETWEEN_WORDS = frozenset({"while", "whereas", "followed", "by", "then", "for", "had", "were"})
_SAID = frozenset({"were", "was", "had", "of", "with"})
FEWEST = 2
"""Counts that make a distribution of numbers that stand beside types."""
_LONGEST_BETWEEN = 3
"""Tokens between one count and the next type."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Expressions counted one after the other, their shares, and the index of the token behind."""

    expressions: tuple[Expression, ...]
    shares: tuple[Share, ...]
    end: int


class DistributionReader:
    """Reads "(23.9%), III (69.6%) and IV (6.5%)" behind the first types of a sentence."""

    def __init__(self, tokens: Sequence[Token], low: str) -> None:
        self._tokens = tokens
        self._low = low

    def read(self, at: int, end: int, first: Expression) -> Distribution:
        """What stands behind `first`, a mention of which begins at token `at` and ends before `end`."""
        return (
            self._in_parallel(at, end, first)
            or self._in_bracket(end, first)
            or self._one_by_one(at, end, first)
        )

    def _in_bracket(self, end: int, first: Expression) -> Distribution | None:
        """The parts of a range: "types I-III (I, 8; II, 15; III, 7)"."""
        opened = kind_at(self._tokens, end) in (Kind.OPEN, Kind.COLON)
        if not opened or kind_at(self._tokens, end + 1) is not Kind.ROMAN or len(first.types) == 1:
            return None
        inner = parse_expression(self._tokens, end + 1, self._low)
        if inner is None:
            return None
        told = self._one_by_one(end + 1, inner.end, inner)
        types = {t for e in told.expressions for t in e.types}
        if len(told.shares) < FEWEST or not types <= set(first.types):
            return None
        closes = kind_at(self._tokens, end) is Kind.OPEN and (
            kind_at(self._tokens, told.end) is Kind.CLOSE
        )
        return Distribution((first,), told.shares, told.end + closes)

    def _in_parallel(self, at: int, end: int, first: Expression) -> Distribution | None:
        wanted = len(first.parts)
        if wanted < 2:
            return None
        amounts = parallel_after(self._tokens, end, wanted) or parallel_before(
            self._tokens, at, wanted
        )
        if not amounts:
            return None
        return Distribution((first,), shares_by_part(first, amounts), max(end, amounts[-1].end))

    def _one_by_one(self, at: int, end: int, first: Expression) -> Distribution:
        chain = [first]
        shares: list[Share] = []
        taken = end
        expression: Expression | None = first
        while expression is not None:
            amount = amount_after(self._tokens, end + (word_at(self._tokens, end) == "skin"))
            if amount is None:
                break
            ends_range = expression is not first and expression is chain[-1]
            shares.extend(shares_of(_upper(expression) if ends_range else expression, amount))
            if expression is not first and not ends_range:
                chain.append(expression)
            end = taken = amount.end
            upper = self._upper_end(end, expression)
            if upper is not None:
                chain.append(upper)
            expression = upper or self._next(end, expression)
            end = expression.end if expression is not None else end
        if len(shares) == 1 and shares[0].loose:
            after = first.end if taken < first.end else max(first.end, at + 1)
            return Distribution(tuple(chain), (), after)
        return Distribution(tuple(chain), tuple(shares), taken)

    def _upper_end(self, at: int, lower: Expression) -> Expression | None:
        """The range of "III (n = 8) to V (n = 2)", whose ends alone are counted."""
        if kind_at(self._tokens, at) not in (Kind.TO, Kind.DASH) or lower.form != "single":
            return None
        upper = parse_expression(self._tokens, skip_scale(self._tokens, at + 1), self._low)
        if upper is None or upper.form != "single" or upper.arabic != lower.arabic:
            return None
        low, high = sorted((lower.types[0], upper.types[0]))
        return Expression((Part(low, high, "range"),), lower.start, upper.end, lower.arabic)

    def _next(self, at: int, last: Expression) -> Expression | None:
        at += kind_at(self._tokens, at) is Kind.PEOPLE
        start = at
        while at - start < _LONGEST_BETWEEN and (
            kind_at(self._tokens, at) in _BETWEEN_KINDS
            or word_at(self._tokens, at) in _BETWEEN_WORDS
        ):
            at += 1
        separated = at > start
        scaled = skip_scale(self._tokens, at)
        expression = parse_expression(self._tokens, scaled, self._low)
        if expression is None or expression.arabic != last.arabic:
            return None
        if expression.arabic and scaled == at and not self._goes_on(last, expression):
            return None
        return expression if separated or scaled > at else None

    def _goes_on(self, last: Expression, following: Expression) -> bool:
        """Whether an arabic numeral is the next type, as in "2 (n = 9), 3 (n = 14)", and no number."""
        rises = following.types[0] > last.types[-1]
        return rises and all(
            kind_at(self._tokens, one.end) is Kind.OPEN
            and kind_at(self._tokens, one.end + 1) is Kind.COUNT
            for one in (last, following)
        )


def _upper(expression: Expression) -> Expression:
    """The upper end of a range as an expression of its own."""
    high = expression.parts[-1].high
    return replace(expression, parts=(Part(high, high, "single"),))


def end_of_counted(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """Index after "12 III, and 7 IV", where the type at token `at` has a number before it too."""
    if not _is_counted(tokens, at) or kind_at(tokens, end) not in _BETWEEN_KINDS:
        return None
    while kind_at(tokens, end) in _BETWEEN_KINDS:
        while kind_at(tokens, end) in _BETWEEN_KINDS:
            end += 1
        end += 1 + (word_at(tokens, end + 1) in _SAID)
        if kind_at(tokens, end) is not Kind.ROMAN or not _is_counted(tokens, end):
            return None
        end += 1
    return end


def _is_counted(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number stands before the type at a token: "12 III", "4% were I"."""
    at -= 1 + (word_at(tokens, at - 1) in _SAID)
    return kind_at(tokens, at) in (Kind.INTEGER, Kind.PERCENT)
