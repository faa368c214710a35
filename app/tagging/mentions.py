"""Finds the mentions of skin types in a sentence: scale words and type expressions in any order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.records import SkinType
from app.tagging import mention_words as words
from app.tagging.amounts import amount_after, amount_before
from app.tagging.distributions import DistributionReader
from app.tagging.refusals import AVERAGE, OTHER_TYPES, WRINKLES, Anchor, is_of_wrinkles, why_refused
from app.tagging.shares import Share
from app.tagging.type_expressions import SCALE, Expression, parse_expression, skip_scale
from app.tagging.type_tokens import Kind, Token, kind_at, tokens_of, word_at

ALL_TYPES = tuple(SkinType)
_WIDEST_GAP = 10
"""Tokens that may stand between a scale word and its types."""
_LONGEST_ABBREVIATION = 5
_GAP_KINDS = SCALE | {
    Kind.OPEN, Kind.CLOSE, Kind.COLON, Kind.EQUALS, Kind.DASH, Kind.COMMA, Kind.TO,
}  # fmt: skip
_IN_AVERAGE = frozenset(
    {Kind.OPEN, Kind.CLOSE, Kind.COMMA, Kind.INTEGER, Kind.DECIMAL, Kind.ROMAN, Kind.SEMICOLON}
)
_STARTS = frozenset({Kind.ROMAN, Kind.GLUED, Kind.INTEGER, Kind.BOUND, Kind.WORD, Kind.ORDINAL})
_OPENING_WORDS = words.QUANTIFIERS | words.RANGES | words.BOUND_STARTS
_SHORTEST_RANGE = 3
"""Tokens of "IV-V"."""


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
            if self._kind(here) not in _GAP_KINDS and not self._fills(here):
                break
            here += 1
        return None

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
        between = self._word(here - 1) == "between"
        expression = parse_expression(self._tokens, here, self._low, between=between)
        if expression is None:
            return None
        if self._is_pronoun(here, expression):
            return None
        if expression.arabic and not self._arabic_fits(at, here, expression):
            return None
        return expression

    def _is_pronoun(self, here: int, expression: Expression) -> bool:
        """The I of "whatever the skin type, I prefer"."""
        alone = expression.end == here + 1 and len(self._tokens[here].text) == 1
        lone_letter = alone and self._kind(here) is Kind.ROMAN
        return lone_letter and self._kind(here - 1) in (Kind.COMMA, Kind.TO)

    def _arabic_fits(self, at: int, here: int, expression: Expression) -> bool:
        """Digits need their scale word close by: "skin type 3", never "skin types, 3 weeks"."""
        gap = range(at + 1, here)
        kinds = (Kind.OPEN, Kind.CLOSE, Kind.COLON, Kind.EQUALS)
        if any(
            self._kind(k) not in SCALE | set(kinds) and self._word(k) not in words.ARABIC_FILLERS
            for k in gap
        ):
            return False
        named = [k for k in range(at, here) if self._kind(k) is not Kind.FITZPATRICK]
        has_type = any(
            self._kind(k) in SCALE or self._word(k) in words.ARABIC_FILLERS for k in named
        )
        if not has_type:
            ordinal = self._kind(here) is Kind.ORDINAL and self._kind(expression.end) is Kind.TYPE
            return ordinal or (expression.form == "range" and here == at + 1)
        counted = self._kind(expression.end) is Kind.PEOPLE
        plural = self._word(here - 1).rstrip("'").endswith("s") or self._word(here - 1) in (
            "was", "were", "is", "to", "of",
        )  # fmt: skip
        return not (
            counted and plural and len(expression.parts) == 1 and expression.form == "single"
        )

    def _anchor(self, at: int, here: int) -> Anchor:
        kinds = {self._kind(k) for k in range(at, here)}
        if Kind.SKIN_TYPE in kinds or {Kind.FITZPATRICK, Kind.TYPE} <= kinds:
            return Anchor.SKIN_TYPE
        return Anchor.FITZPATRICK if Kind.FITZPATRICK in kinds else Anchor.ABBREVIATION

    def _after_type(self, at: int) -> int | None:
        here = at + 1
        while here - at < 5 and (
            self._kind(here) in (Kind.OPEN, Kind.COLON) or self._word(here) in ("of", "skin")
        ):
            here += 1
        expression = parse_expression(self._tokens, here, self._low)
        if expression is None:
            return None
        scaled = self._scale_follows(expression.end, strict=True)
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

    def _range_of_average(self, at: int) -> int | None:
        """As in "mean skin type 3.3 (range, 2 to 5)": what is ranged over is the scale before it."""
        here = at - 1
        while at - here < _WIDEST_GAP and (
            self._kind(here) in _IN_AVERAGE or self._word(here) in words.IN_AVERAGE
        ):
            here -= 1
        if self._kind(here) not in SCALE:
            return None
        first = here
        while self._kind(first) in SCALE or self._word(first) in words.FILLERS:
            first -= 1
        averaged = {self._word(k) for k in range(first, at)} & words.AVERAGES
        begins = at + 1
        while self._kind(begins) in (Kind.COMMA, Kind.COLON, Kind.EQUALS) or (
            self._word(begins) in ("from", "of")
        ):
            begins += 1
        expression = parse_expression(self._tokens, begins, self._low)
        if not averaged or expression is None or expression.form != "range":
            return None
        last = self._tokens[expression.end - 1].end
        self._found.append(
            Mention(expression.types, self._tokens[begins].start, last, Anchor.SKIN_TYPE, "range")
        )
        return expression.end

    def _scale_follows(self, at: int, *, strict: bool) -> bool:
        """Scale words right after the types: "III-V skin phototypes", "type IV skin"."""
        if self._kind(at) in (Kind.OPEN, Kind.COMMA):
            at += 1
            return self._kind(at) is Kind.FITZPATRICK and not is_of_wrinkles(
                self._tokens, at, at + 4
            )
        if strict and self._word(at) == "skin":
            return self._word(at + 1) not in ("cancer", "lesions", "reactions", "graft")
        if self._word(at) in ("on", "by", "of", "according", "in"):
            near = range(at, at + 5)
            return any(self._kind(k) is Kind.FITZPATRICK for k in near) and not is_of_wrinkles(
                self._tokens, at, at + 8
            )
        kinds = (Kind.FITZPATRICK, Kind.SKIN_TYPE, Kind.ABBREVIATION)
        return self._kind(at) in kinds and not is_of_wrinkles(self._tokens, at, at + 3)

    def _before_scale_words(self, at: int) -> int | None:
        expression = parse_expression(self._tokens, at, self._low)
        if expression is None or self._word(at - 1) in words.NOT_BEFORE_BARE:
            return None
        lone_letter = expression.end == at + 1 and len(self._tokens[at].text) == 1
        direct = self._kind(expression.end) in (
            Kind.FITZPATRICK, Kind.SKIN_TYPE, Kind.ABBREVIATION,
        )  # fmt: skip
        if not direct and self._is_of_skin(at, expression.end):
            return self._keep(at, expression, Anchor.SKIN_TYPE)
        kept = None if direct else self._counted_on_scale(at, expression)
        kept = kept if kept or direct else self._counted_groups(at, expression)
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
        if self._kind(at) is not Kind.ROMAN or self._kind(expression.end) is not Kind.OPEN:
            return None
        end = self._distributions.read(at, expression.end, expression).end
        if end == expression.end or not self._scale_follows(end, strict=False):
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

    def _is_of_skin(self, at: int, end: int) -> bool:
        """As in "FP IV-V skin", "their skin was III to IV by Fitzpatrick"."""
        if end - at < _SHORTEST_RANGE or self._kind(at) is Kind.ORDINAL:
            return False
        if self._word(end) == "skin":
            return self._kind(end + 1) is not Kind.WORD or self._word(end + 1) in words.AFTER_SKIN
        told = any(self._word(at - k) in ("skin", "complexion", "complexions") for k in (1, 2, 3))
        by = self._word(end) in ("by", "on", "according", "per", "after") or (
            self._kind(end) is Kind.OPEN and self._kind(end + 2) is Kind.CLOSE
        )
        return told and by and self._scale_follows(end, strict=False)

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
        if bracket and long_enough and self._kind(expression.end) in (
            Kind.CLOSE, Kind.COMMA, Kind.SEMICOLON, Kind.COLON,
        ):  # fmt: skip
            return self._keep(at, expression, Anchor.BARE)
        of_skin = self._word(expression.end) == "skin" and named in words.BARE_LEFT
        if of_skin or (expression.end - at >= 3 and named in words.BARE_LEFT):
            return self._keep(at, expression, Anchor.BARE)
        if named in words.EXCEPT and long_enough:
            return self._keep(at, expression, Anchor.BARE)
        linked = self._kind(left) is not Kind.WORD or named in words.LINKS_BARE
        before = amount_before(self._tokens, at) if linked else None
        if before is not None and any(s.before for m in self._found for s in m.shares):
            return self._keep(at, expression, Anchor.BARE)
        amount = amount_after(self._tokens, expression.end)
        counted = amount is not None and not amount.loose
        in_list = self._kind(left) in (Kind.COMMA, Kind.AND, Kind.SEMICOLON)
        if counted and in_list and any(m.shares for m in self._found):
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
        if (spelled := self._after_scale_words(scale)) is not None:
            return spelled
        kinds = {self._kind(k) for k in range(scale, here)}
        anchor = Anchor.FITZPATRICK if Kind.FITZPATRICK in kinds else Anchor.SKIN_TYPE
        last = self._tokens[here - 1]
        left_out = self._left_out(here)
        if left_out is not None:
            types = tuple(t for t in ALL_TYPES if t not in left_out.types)
            self._found.append(Mention(types, self._tokens[at].start, last.end, anchor, form="all"))
            return here
        self._found.append(
            Mention(ALL_TYPES, self._tokens[at].start, last.end, anchor, form="all",
                    shares=self._alike(at, here))
        )  # fmt: skip
        return here

    def _left_out(self, at: int) -> Expression | None:
        """The VI of "all Fitzpatrick types but VI", "all skin types except type VI"."""
        if self._word(at) not in words.EXCEPT:
            return None
        at += 1 + (self._word(at + 1) in ("for", "of"))
        return parse_expression(self._tokens, skip_scale(self._tokens, at), self._low)

    def _alike(self, at: int, end: int) -> tuple[Share, ...]:
        """As many people of every type: "each type represented by nine", "ten of each skin type"."""
        number = -1
        if self._word(end) in ("represented", "contributed"):
            number = end + 1 + (self._word(end + 1) == "by")
        elif self._word(at) == "each" and self._word(at - 1) in words.BEFORE_EACH:
            number = at - 2 - (self._kind(at - 2) is Kind.PEOPLE)
        if self._kind(number) is not Kind.INTEGER:
            return ()
        people = self._tokens[number].value
        return tuple(Share((t,), people) for t in ALL_TYPES)

    def _keep(self, at: int, expression: Expression, anchor: Anchor, after: int = 0) -> int:
        """Add the mention that spans token `at` to the end of the expression and its shares."""
        end = max(expression.end, after)
        refused = why_refused(self._tokens, at, expression, anchor)
        first = expression
        chain: Sequence[Expression] = (expression,)
        shares: list[Share] = []
        if not refused:
            told = self._distributions.read(at, end, expression)
            chain, shares, end = told.expressions, list(told.shares), told.end
        before = amount_before(self._tokens, at) if not refused else None
        whole = None
        if before is not None:
            counted = Share(
                expression.types, before.people, before.percent, before.each, before=True,
                group=before.group, predicative=before.predicative, rest=before.rest,
            )  # fmt: skip
            if not shares:
                shares = [counted]
            elif shares[0].people is None and before.people is not None and len(shares) == 1:
                shares = [replace(counted, percent=shares[0].percent)]
            elif len(first.parts) == 1:
                whole = before.people
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
