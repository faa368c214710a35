"""Finds the mentions of skin types in a sentence: scale words and type expressions in any order."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.records import SkinType
from app.tagging import mention_words as words
from app.tagging.all_types import ALL_TYPES, alike, is_next_number, left_out
from app.tagging.amounts import amount_after
from app.tagging.amounts_before import amount_before, excepted
from app.tagging.averages import range_of_average
from app.tagging.distributions import FEWEST, DistributionReader, end_of_counted
from app.tagging.expression_fit import belongs
from app.tagging.refusals import AVERAGE, OTHER_TYPES, WRINKLES, Anchor, is_of_wrinkles, why_refused
from app.tagging.scale_behind import is_of_skin, scale_follows
from app.tagging.shares import Share, share_before, shares_together
from app.tagging.type_expressions import SCALE, Expression, parse_expression, skip_scale
from app.tagging.type_tokens import Kind, Token, kind_at, tokens_of, word_at

_WIDEST_GAP = 10
"""Tokens that may stand between a scale word and its types."""
_LONGEST_ABBREVIATION = 5
_GAP_KINDS = SCALE | {
    Kind.OPEN, Kind.CLOSE, Kind.COLON, Kind.EQUALS, Kind.DASH, Kind.COMMA, Kind.TO,
}  # fmt: skip
_BEFORE_COUNTS = frozenset({Kind.OPEN, Kind.COLON, Kind.EQUALS})
_CLOSING = frozenset({Kind.CLOSE, Kind.COMMA, Kind.SEMICOLON, Kind.COLON})
_ENDS_CLAUSE = ("", ".", ",", ";")
_STARTS = frozenset({Kind.ROMAN, Kind.GLUED, Kind.INTEGER, Kind.BOUND, Kind.WORD, Kind.ORDINAL})
_OPENING_WORDS = words.QUANTIFIERS | words.RANGES | words.BOUND_STARTS


@dataclass(frozen=True, slots=True)
class Mention:
    """Types named at `start:end` of the document; `refused` says why they are no skin types."""

    types: tuple[SkinType, ...]
    start: int
    end: int
    anchor: Anchor
    form: str
    shares: tuple[Share, ...] = ()
    whole: int | None = None
    """People stated for all the shares together."""
    singles: tuple[SkinType, ...] = ()
    """A list's types in the order written, with repetitions: "III, V and V"."""
    refused: str = ""


def mentions_in(
    text: str, low: str, start: int, end: int, *, anaphora: bool
) -> tuple[Mention, ...]:
    """All mentions in `text[start:end]`, which is in plain characters, in order; `low` is its lower case.

    `anaphora` lets the word "type" alone anchor an expression.
    """
    tokens = tokens_of(text, low, start, end)
    return tuple(_SentenceReader(tokens, low, anaphora=anaphora).read())


class _SentenceReader:
    """One pass over the tokens of a sentence; `_at` only moves forward."""

    def __init__(self, tokens: Sequence[Token], low: str, *, anaphora: bool) -> None:
        self._tokens = tokens
        self._low = low
        self._anaphora = anaphora
        self._found: list[Mention] = []
        self._distributions = DistributionReader(tokens, low)

    def read(self) -> list[Mention]:
        at, last = 0, len(self._tokens)
        while at < last:
            token = self._tokens[at]
            if token.kind is Kind.WORD and token.low not in _OPENING_WORDS:
                at += 1  # most tokens are such words and begin nothing
                continue
            after = self._mention_at(at)
            at = after if after is not None and after > at else at + 1
        return self._found

    def _mention_at(self, at: int) -> int | None:
        kind = self._tokens[at].kind
        if kind is Kind.WORD:
            return self._at_word(at, self._tokens[at].low)
        if kind in (Kind.FITZPATRICK, Kind.SKIN_TYPE, Kind.ABBREVIATION):
            return self._after_scale_words(at)
        if kind is Kind.TYPE:
            return self._after_type(at)
        if kind in (Kind.ROMAN, Kind.GLUED, Kind.ORDINAL):
            return self._before_scale_words(at) or self._bare(at)
        if kind is Kind.BOUND or self._word(at) in words.BOUND_STARTS:
            return self._bounded(at)
        return None

    def _at_word(self, at: int, word: str) -> int | None:
        if word in words.QUANTIFIERS:
            return self._all_types(at)
        if word in words.RANGES:
            return self._range_of_average(at)
        return self._bounded(at) if word in words.BOUND_STARTS else None

    def _kind(self, at: int) -> Kind | None:
        return kind_at(self._tokens, at)

    def _word(self, at: int) -> str:
        return word_at(self._tokens, at)

    def _after_scale_words(self, at: int) -> int | None:
        """Scale words ("Fitzpatrick skin types", "phototypes (SPT)") and then the types."""
        here = at
        while here - at <= _WIDEST_GAP and here < len(self._tokens):
            if here > at and self._kind(here) in _STARTS:
                expression = self._expression(at, here)
                if expression is not None:
                    return self._keep(at, expression, self._anchor(at, here))
            if here > at and (counted := self._counted_first(at, here)) is not None:
                return counted
            if self._kind(here) not in _GAP_KINDS and not self._fills(here):
                break
            here += 1
        return None

    def _counted_first(self, at: int, here: int) -> int | None:
        """As in "Fitzpatrick types: 10 III, 8 IV"."""
        types = here + 1 + (self._word(here + 1) in ("were", "was", "had"))
        counted = self._kind(here) in (Kind.INTEGER, Kind.PERCENT)
        if not counted or self._kind(types) is not Kind.ROMAN:
            return None
        expression = parse_expression(self._tokens, types, self._low)
        if expression is None or amount_after(self._tokens, expression.end) is not None:
            return None
        return self._keep(types, expression, self._anchor(at, here))

    def _fills(self, at: int) -> bool:
        word = self._word(at)
        if self._kind(at) is Kind.PEOPLE and self._word(at - 1) in words.FILLERS:
            return True
        if self._word(at + 1) in ("from", "between") and self._kind(at) is Kind.WORD:
            return True
        if self._kind(at - 1) is Kind.OPEN and self._kind(at + 1) is Kind.CLOSE:
            return self._tokens[at].text.isupper() and len(word) <= _LONGEST_ABBREVIATION
        return word in words.FILLERS or word.startswith(WRINKLES)

    def _expression(self, at: int, here: int) -> Expression | None:
        behind = here - 1
        while self._kind(behind) in SCALE:
            behind -= 1
        spanned = behind == here - 1 or self._word(behind - 1) in words.SPANNED
        between = spanned and self._word(behind) == "between"
        expression = parse_expression(self._tokens, here, self._low, between=between)
        if expression is None or not belongs(self._tokens, at, here, expression, self._low):
            return None
        return expression

    def _anchor(self, at: int, here: int) -> Anchor:
        kinds = {self._kind(k) for k in range(at, here)}
        if Kind.SKIN_TYPE in kinds or {Kind.FITZPATRICK, Kind.TYPE} <= kinds:
            return Anchor.SKIN_TYPE
        return Anchor.FITZPATRICK if Kind.FITZPATRICK in kinds else Anchor.ABBREVIATION

    def _range_of_average(self, at: int) -> int | None:
        expression = range_of_average(self._tokens, self._low, at)
        if expression is None:
            return None
        first, last = self._tokens[expression.start], self._tokens[expression.end - 1]
        self._found.append(
            Mention(expression.types, first.start, last.end, Anchor.SKIN_TYPE, "range")
        )
        return expression.end

    def _after_type(self, at: int) -> int | None:
        here = at + 1
        while here - at < 5 and (
            self._kind(here) in (Kind.OPEN, Kind.COLON) or self._word(here) in ("of", "skin")
        ):
            here += 1
        expression = parse_expression(self._tokens, here, self._low)
        if expression is None:
            return None
        behind = expression.end + (self._kind(expression.end) is Kind.PEOPLE)
        scaled = scale_follows(self._tokens, expression.end, strict=True) or (
            self._kind(behind) is Kind.OPEN and scale_follows(self._tokens, behind, strict=True)
        )
        if not scaled and not (self._anaphora or self._found):
            return None
        if expression.arabic and not (scaled or self._arabic_anaphor(at, expression)):
            return None
        anchor = Anchor.SKIN_TYPE if scaled else Anchor.TYPE
        return self._keep(at, expression, anchor)

    def _arabic_anaphor(self, at: int, expression: Expression) -> bool:
        """Digits after "type" count only where digits already served as types in this sentence."""
        used = any(any(c.isdigit() for c in self._low[m.start : m.end]) for m in self._found)
        return used and not (
            self._kind(expression.end) is Kind.PEOPLE and self._word(at).endswith("s")
        )

    def _bounded(self, at: int) -> int | None:
        """The bound stands before the scale words: "up to skin type IV", "at least type III"."""
        expression = parse_expression(self._tokens, at, self._low)
        if expression is None:
            return None
        kinds = {self._kind(k) for k in range(at, expression.end)} & SCALE
        if not kinds or (kinds == {Kind.TYPE} and not (self._anaphora or self._found)):
            return None
        anchor = Anchor.TYPE if kinds == {Kind.TYPE} else self._anchor(at, expression.end)
        return self._keep(at, expression, anchor)

    def _before_scale_words(self, at: int) -> int | None:
        expression = parse_expression(self._tokens, at, self._low)
        if expression is None or self._word(at - 1) in words.NOT_BEFORE_BARE:
            return None
        lone_letter = expression.end == at + 1 and len(self._tokens[at].text) == 1
        direct = self._kind(expression.end) in (
            Kind.FITZPATRICK, Kind.SKIN_TYPE, Kind.ABBREVIATION,
        )  # fmt: skip
        if not direct and is_of_skin(self._tokens, at, expression.end):
            return self._keep(at, expression, Anchor.SKIN_TYPE)
        kept = None if direct else self._counted_on_scale(at, expression)
        kept = kept if kept or direct else self._counted_groups(at, expression)
        kept = kept if kept or direct else self._counted_before_scale(at, expression)
        if kept is not None:
            return kept
        if not direct or is_of_wrinkles(self._tokens, expression.end, expression.end + 4):
            return None
        ordinal = self._kind(at) is Kind.ORDINAL
        if lone_letter or (ordinal and len(expression.parts) == 1 and expression.form == "single"):
            return None
        anchor = self._anchor(expression.end, expression.end + 3)
        if anchor is Anchor.FITZPATRICK and self._word(expression.end + 1) in ("scale", "et"):
            return None
        following = skip_scale(self._tokens, expression.end)
        # "grade II Fitzpatrick skin types III-V": the types stand after the scale words.
        further = parse_expression(self._tokens, following, self._low)
        if further is not None and not further.arabic:
            return None
        return self._keep(at, expression, anchor, after=following)

    def _counted_on_scale(self, at: int, expression: Expression) -> int | None:
        """As in "III (n = 29); IV (n = 17) on the Fitzpatrick scale"."""
        if self._kind(at) is not Kind.ROMAN or self._kind(expression.end) not in _BEFORE_COUNTS:
            return None
        end = self._distributions.read(at, expression.end, expression).end
        if end == expression.end or not scale_follows(self._tokens, end, strict=False):
            return None
        return self._keep(at, expression, Anchor.SKIN_TYPE)

    def _counted_before_scale(self, at: int, expression: Expression) -> int | None:
        """As in "6 II, 12 III, and 7 IV by Fitzpatrick"."""
        end = end_of_counted(self._tokens, at, expression.end)
        if end is None or not scale_follows(self._tokens, end, strict=False):
            return None
        return self._keep(at, expression, Anchor.SKIN_TYPE)

    def _counted_groups(self, at: int, expression: Expression) -> int | None:
        """As in "by skin phototype into three groups: I-II (n = 138), III (n = 72)"."""
        named = any(
            self._kind(k) in (Kind.SKIN_TYPE, Kind.FITZPATRICK, Kind.ABBREVIATION)
            for k in range(at - _WIDEST_GAP, at - 1)
        )
        if self._kind(at - 1) is not Kind.COLON or not named or expression.arabic:
            return None
        if not self._distributions.read(at, expression.end, expression).shares:
            return None
        return self._keep(at, expression, Anchor.SKIN_TYPE)

    def _bare(self, at: int) -> int | None:
        """Numerals alone, "(IV-VI)" or "and IV-VI", after a mention in the same sentence."""
        spoken = any(m.refused in ("", AVERAGE) for m in self._found)
        if not spoken or self._kind(at) is Kind.ORDINAL:
            return None
        expression = parse_expression(self._tokens, at, self._low)
        if expression is None or expression.arabic:
            return None
        left = at - 1
        bracket = self._kind(left) is Kind.OPEN
        named = self._word(left - 1) if bracket else self._word(left)
        if named in words.NOT_BEFORE_BARE or named in OTHER_TYPES:
            return None
        long_enough = expression.end - at > 1 or len(self._tokens[at].text) > 1
        closed = self._kind(expression.end) in _CLOSING or (
            self._word(expression.end) in words.AFTER_BRACKETED
        )
        if bracket and long_enough and closed:
            return self._keep(at, expression, Anchor.BARE)
        of_skin = self._word(expression.end) == "skin" and named in words.BARE_LEFT
        if of_skin or (expression.end - at >= 3 and named in words.BARE_LEFT):
            return self._keep(at, expression, Anchor.BARE)
        if named in words.EXCEPT and long_enough:
            return self._keep(at, expression, Anchor.BARE)
        last = self._tokens[expression.end - 1].end
        if self._low[last : last + 1] in _ENDS_CLAUSE and words.REST_ARE.fullmatch(
            self._low, self._found[-1].end, self._tokens[at].start
        ):
            return self._keep(at, expression, Anchor.BARE)
        if words.MEASURED_IN.fullmatch(self._low, self._found[-1].end, self._tokens[at].start):
            return self._keep(at, expression, Anchor.BARE)
        linked = self._kind(left) is not Kind.WORD or named in words.LINKS_BARE
        before = amount_before(self._tokens, at) if linked else None
        said = before is not None and before.predicative and before.people is not None
        if before is not None and (said or any(s.before for s in self._shares_so_far())):
            return self._keep(at, expression, Anchor.BARE)
        if self._kind(left) is Kind.COLON and self._shares_so_far():
            told = self._distributions.read(at, expression.end, expression)
            if len(told.shares) >= FEWEST:  # another arm
                return self._keep(at, expression, Anchor.BARE)
        amount = amount_after(self._tokens, expression.end)
        counted = amount is not None and not amount.loose
        in_list = self._kind(left) in (Kind.COMMA, Kind.AND, Kind.SEMICOLON)
        if counted and in_list and self._shares_so_far():
            return self._keep(at, expression, Anchor.BARE)
        return None

    def _all_types(self, at: int) -> int | None:
        here = at + 1
        while here - at < _WIDEST_GAP and (
            self._word(here) in words.BEFORE_ALL_SCALE or self._kind(here) is Kind.COMMA
        ):
            here += 1
        scale = here
        here = skip_scale(self._tokens, here)
        named = any(
            self._kind(k) in (Kind.SKIN_TYPE, Kind.ABBREVIATION)
            or (self._kind(k) is Kind.TYPE and self._kind(k - 1) is Kind.FITZPATRICK)
            for k in range(scale, here)
        )
        if not named:
            return None
        numbered = is_next_number(self._tokens, at, here)
        if not numbered and (spelled := self._after_scale_words(scale)) is not None:
            return spelled
        kinds = {self._kind(k) for k in range(scale, here)}
        anchor = Anchor.FITZPATRICK if Kind.FITZPATRICK in kinds else Anchor.SKIN_TYPE
        last = self._tokens[here - 1]
        without = left_out(self._tokens, self._low, here)
        if without is not None:
            types = tuple(t for t in ALL_TYPES if t not in without.types)
            self._found.append(Mention(types, self._tokens[at].start, last.end, anchor, form="all"))
            return here
        self._found.append(
            Mention(ALL_TYPES, self._tokens[at].start, last.end, anchor, form="all",
                    shares=alike(self._tokens, at, here))
        )  # fmt: skip
        return here

    def _keep(self, at: int, expression: Expression, anchor: Anchor, after: int = 0) -> int:
        """Add the mention that spans token `at` to the end of the expression and its shares."""
        end = max(expression.end, after)
        refused = why_refused(self._tokens, at, expression, anchor)
        chain: Sequence[Expression] = (expression,)
        shares: list[Share] = []
        if not refused:
            told = self._distributions.read(at, end, expression)
            chain, shares, end = told.expressions, list(told.shares), told.end
        before = amount_before(self._tokens, at) if not refused else None
        whole = None
        if before is not None:
            counted = share_before(expression, before, excepted(self._tokens, end))
            shares, whole = shares_together(counted, shares, self._shares_so_far())
            whole = whole if len(expression.parts) == 1 else None
        types = tuple(sorted({t for e in chain for t in e.types}))
        last = self._tokens[end - 1].end
        parts = expression.parts
        singles = tuple(p.types[0] for p in parts if p.form == "single")
        self._found.append(
            Mention(types, self._tokens[at].start, last, anchor,
                    expression.form if len(chain) == 1 else "list", tuple(shares), whole,
                    singles if len(singles) == len(parts) > 1 else (), refused)
        )  # fmt: skip
        return end

    def _shares_so_far(self) -> list[Share]:
        return [share for mention in self._found for share in mention.shares]
