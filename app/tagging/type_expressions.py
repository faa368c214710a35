"""The grammar of type expressions: what "II-IV", "V/VI", "IV or darker" and their kin stand for.

expression = part { joiner [scale word] part }
part       = bound numeral | numeral comparative | numeral to numeral | numeral
joiner     = "," | "/" | "and" | "or" | "&" | "versus", and pairs of them, | "compared with" | "than"
to         = dash | "to" | "through" | nothing at all (a lost dash)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.records import SkinType
from app.tagging.characters import word_set
from app.tagging.type_tokens import Kind, Token, kind_at, word_at

SCALE = frozenset({Kind.FITZPATRICK, Kind.SKIN_TYPE, Kind.ABBREVIATION, Kind.TYPE})
_REPEATED = frozenset({"class", "grade", "group", "category", "skin", "scale"})
_LOWEST, _HIGHEST = 1, 6
_UP = word_set(
    "darker higher above greater more over up beyond upward upwards onward onwards deeper"
)
_UPWARDS = word_set("upwards upward up onwards onward")
_DOWN = word_set("lighter lower less below under fairer fewer")
_AT_LEAST = re.compile(
    r"at least|(?:a )?minimum(?: of)?|no(?:t)? (?:less|lower|lighter) than|>=|≥"
    r"|equal to or (?:greater|higher|darker|more) than|(?:greater|higher) than or equal to"
)
_AT_MOST = re.compile(
    r"up to(?: and including)?|at most|(?:a )?maximum(?: of)?|no(?:t)? (?:more|higher|darker|greater) than"
    r"|not (?:exceed(?:ing)?|above)|<=|≤|equal to or (?:less|lower) than|(?:less|lower) than or equal to"
)
_ABOVE = re.compile(r"above|over|beyond|(?:greater|higher|darker|more) than|exceeding|>")
_BELOW = re.compile(r"below|under|(?:less|lower|lighter|fairer) than|<")
_LONGEST_BOUND = 40
_ADVERBS = word_set(
    "less more often rarely rare occasionally occasional sometimes mainly mostly frequently commonly"
    " some few even possibly exceptionally also in part to a lesser extent seldom"
)
_LONGEST_ASIDE = 7
_NEAR = 7
_ELSEWHERE = word_set(
    "literature reported published historical elsewhere others other previous previously earlier known"
)
"""Behind types that are compared with: nobody of them need have taken part."""
"""Tokens of an aside between two types: "III and, to a lesser extent, IV"."""
_AFTER_COUNT = frozenset({"of", "had", "were", "was", "with"})
_COUNTED = [Kind.ROMAN, Kind.DASH, Kind.INTEGER]
_WHOLES = word_set("the these those our several many its them us which whom his her their")
"""Of which one or two are so many, and no types: "skin type was one of the variables"."""
_AFTER_DIGIT = word_set(
    "week weeks month months year years day days session sessions treatment treatments mm cm nm ms"
    " hour hours hr hrs minutes min sites site sides lesions times weekly monthly centres centers"
    " groups arms visits studies trials h mg ml point points fold"
)


_SHUT_OUT = re.compile(
    r"[^.;:(]{4,50}?\b(?:was|were|are|is|be|being)\s(?:\w+ly\s)?(?:excluded|omitted|ineligible|left\sout|not\s(?:included|enrolled|eligible|treated|recruited|admitted))\b"
)
_TAKEN = re.compile(
    r"\b(?:enrolled|recruited|included|treated|studied|evaluated|examined|tested)\b[^.;]{0,110}\Z"
)
_LONGEST_SHUT_OUT, _LONGEST_TAKEN = 90, 120
"""Characters from the first of two types to the verb behind the second, and from a verb before."""


@dataclass(frozen=True, slots=True)
class Part:
    """One numeral, range or bound of an expression; `low <= high`."""

    low: int
    high: int
    form: str

    @property
    def types(self) -> tuple[SkinType, ...]:
        """Every type from `low` to `high`."""
        return tuple(SkinType(n) for n in range(self.low, self.high + 1))


@dataclass(frozen=True, slots=True)
class Expression:
    """Parts in the order written; `end` is the index of the first token after it."""

    parts: tuple[Part, ...]
    start: int
    end: int
    arabic: bool

    @property
    def types(self) -> tuple[SkinType, ...]:
        """All types of all parts, each once, in rising order."""
        return tuple(sorted({t for part in self.parts for t in part.types}))

    @property
    def form(self) -> str:
        """Name of the construction, for the rule that a tag carries."""
        return self.parts[0].form if len(self.parts) == 1 else "list"


def parse_expression(
    tokens: Sequence[Token], at: int, low: str, *, between: bool = False
) -> Expression | None:
    """The longest type expression that begins at token `at`, or None.

    `low` is what the tokens were cut from, in lower case, for bounds of several words; `between` says that the
    word "between" stands before, which turns "and" into a range.
    """
    reader = _Reader(tokens, low)
    part = reader.part(at, between=between)
    if part is None:
        return None
    parts, end = [part[0]], part[1]
    arabic = reader.script(at, end)
    while (following := reader.joined(end, arabic)) is not None:
        parts.append(following[0])
        end = following[1]
    return Expression(tuple(parts), at, end, arabic)


def skip_scale(tokens: Sequence[Token], at: int) -> int:
    """Index after at most four scale words that begin at token `at`."""
    start = at
    while at - start < 4 and (kind_at(tokens, at) in SCALE or word_at(tokens, at) == "skin"):
        at += 1
    return at


class _Reader:
    """Recursive descent over one token list; every method looks a bounded way ahead."""

    def __init__(self, tokens: Sequence[Token], low: str) -> None:
        self._tokens = tokens
        self._low = low

    def part(self, at: int, *, between: bool = False) -> tuple[Part, int] | None:
        """A bound, a range or a numeral, with the index after it."""
        bound = self._bound(at)
        if bound is not None:
            return bound
        glued = self._tokens[at] if at < len(self._tokens) else None
        if glued is not None and glued.kind is Kind.GLUED:
            return Part(glued.value // 10, glued.value % 10, "range"), at + 1
        low = self._numeral(at)
        if low is None:
            return None
        high = self._range_end(at + 1, between=between)
        if high is not None:
            first, last = sorted((low, high[0]))
            return self._comparative(Part(first, last, "range"), high[1])
        return self._comparative(Part(low, low, "single"), at + 1)

    def script(self, start: int, end: int) -> bool:
        """Whether the numerals between two indexes are arabic or words."""
        numerals = [t for t in self._tokens[start:end] if t.kind in (Kind.ROMAN, Kind.GLUED)]
        return not numerals

    def joined(self, at: int, arabic: bool) -> tuple[Part, int] | None:
        """A joiner and the part after it; both in the script of what went before."""
        after = self._joiner(at)
        if after is None:
            return None
        if self._others_shut_out(at, after):
            return None
        after = self._type_word(after)
        hung = self._kind(after) is Kind.DASH and self._kind(after + 1) is Kind.ROMAN
        after += hung  # the -II of "SPT-I, -II and -III"
        part = self.part(after)
        if part is None or self.script(after, part[1]) != arabic:
            return None
        if arabic and self._kind(after - 1) is Kind.COMMA and self._falls(at - 1, after):
            return None  # the count in "type 5, 3."
        return None if arabic and self._counts_people(part[1]) else part

    def _others_shut_out(self, at: int, after: int) -> bool:
        """As in "patients of type II to IV, and types V and VI were excluded": two statements."""
        if self._kind(after) is not Kind.TYPE or self._word(after - 1) != "and":
            return False
        begin = self._tokens[at].start
        if _SHUT_OUT.match(self._low, begin, begin + _LONGEST_SHUT_OUT) is None:
            return False
        return _TAKEN.search(self._low, max(0, begin - _LONGEST_TAKEN), begin) is not None

    def _falls(self, first: int, second: int) -> bool:
        """Types are listed in rising order."""
        return self._tokens[second].value < self._tokens[first].value

    def _counts_people(self, at: int) -> bool:
        """As in "type 5, 17 of type 4 and one of skin type 3": one is no type."""
        near = range(at + 1, at + 5)
        counts = self._kind(at) is Kind.PEOPLE or self._word(at) in _AFTER_COUNT
        return counts and any(self._kind(k) in SCALE for k in near)

    def _kind(self, at: int) -> Kind | None:
        return kind_at(self._tokens, at)

    def _word(self, at: int) -> str:
        return word_at(self._tokens, at)

    def _numeral(self, at: int) -> int | None:
        if at >= len(self._tokens):
            return None
        token = self._tokens[at]
        if token.kind is Kind.ROMAN:
            return token.value
        if token.kind in (Kind.INTEGER, Kind.ORDINAL) and _LOWEST <= token.value <= _HIGHEST:
            return None if self._counts_something(at) else token.value
        return None

    def _counts_something(self, at: int) -> bool:
        following = self._word(at + 1)
        if following == "of" and self._word(at + 2) in _WHOLES and self._kind(at + 3) not in SCALE:
            return True
        if self._tokens[at].text[0].isdigit() and len(self._tokens[at].text) > 1:
            return self._kind(at) is Kind.INTEGER
        return following in _AFTER_DIGIT or self._kind(at + 1) is Kind.PERCENT

    def _bound(self, at: int) -> tuple[Part, int] | None:
        if at >= len(self._tokens) or self._kind(at) in (Kind.ROMAN, Kind.INTEGER):
            return None
        begin = self._tokens[at].start
        window = self._low[begin : begin + _LONGEST_BOUND]
        for pattern, strict, upward in (
            (_AT_LEAST, 0, True), (_AT_MOST, 0, False), (_ABOVE, 1, True), (_BELOW, 1, False),
        ):  # fmt: skip
            match = pattern.match(window)
            if match is None:
                continue
            after = at
            while after < len(self._tokens) and self._tokens[after].start < begin + match.end():
                after += 1
            after = self._scale_words(after)
            after += self._word(after) == "of"
            numeral = self._numeral(after)
            if numeral is None:
                return None
            return self._open_part(numeral, strict, upward, after + 1)
        return None

    def _open_part(
        self, numeral: int, strict: int, upward: bool, after: int
    ) -> tuple[Part, int] | None:
        low = numeral + strict if upward else _LOWEST
        high = _HIGHEST if upward else numeral - strict
        return (Part(low, high, "open"), after) if low <= high else None

    def _range_end(self, at: int, *, between: bool) -> tuple[int, int] | None:
        after = self._to(at, between=between)
        if after is None:
            # "IV VI": the dash was lost, as two pages of the development set have it.
            lost = self._kind(at) is Kind.ROMAN and self._kind(at - 1) is Kind.ROMAN
            rising = lost and self._tokens[at].value > self._tokens[at - 1].value
            return (self._tokens[at].value, at + 1) if rising else None
        after = self._scale_words(after)
        numeral = self._numeral(after)
        if numeral is None or self._is_count_behind_dash(at, after):
            return None
        further = self._to(after + 1, between=False)
        if further is not None and self._kind(further) is Kind.ROMAN:
            return self._tokens[further].value, further + 1
        return numeral, after + 1

    def _is_count_behind_dash(self, at: int, after: int) -> bool:
        """As in "II-3, V-2": so many people of the type."""
        if [self._kind(k) for k in (at - 1, at, after)] != _COUNTED:
            return False
        falls = self._tokens[after].value <= self._tokens[at - 1].value
        others = (
            (self._kind(after + 2 + k) for k in range(3)),
            (self._kind(at - 5 + k) for k in range(3)),
        )
        return falls or any(list(other) == _COUNTED for other in others)

    def _to(self, at: int, *, between: bool) -> int | None:
        """Index after "-", "to", "-to-", "through to" or "up to"; after "between" also "and"."""
        start = at
        while self._kind(at) in (Kind.DASH, Kind.TO) and at - start < 3:
            at += 1
        if at == start and between and self._kind(at) is Kind.AND:
            return at + 1
        if at == start and self._word(at) == "up" and self._kind(at + 1) is Kind.TO:
            return at + 2
        if at > start and self._tokens[start].text == "?" and self._kind(at) is not Kind.ROMAN:
            return None
        if at > start and self._word(at) == "and" and self._word(at + 1) == "including":
            return at + 2
        return at if at > start else None

    def _scale_words(self, at: int) -> int:
        """Past a repeated scale word: "type I to type III", "FST III and FST IV"."""
        start = at
        while at - start < 4 and (self._kind(at) in SCALE or self._word(at) in _REPEATED):
            at += 1
        return at

    def _type_word(self, at: int) -> int:
        """Past "type" in "types I and type II"; a whole scale name begins a mention of its own."""
        repeated = self._kind(at) is Kind.TYPE or self._word(at) in _REPEATED
        return at + 1 if repeated else at

    def _joiner(self, at: int) -> int | None:
        start = at
        while at - start < 4 and self._kind(at) in (Kind.COMMA, Kind.AND, Kind.SLASH):
            at += 1
        if at == start and self._kind(at) is Kind.COLON and self._is_ratio(at):
            return at + 1
        if at == start and self._kind(at) is Kind.PLUS:
            return at + 1 if self._kind(at + 1) is Kind.ROMAN else None
        if at == start and self._word(at) in ("compared", "than"):
            return self._compared(at)
        if at > start and self._kind(at - 1) is not Kind.SLASH:
            at = self._aside(at)
        return at if at > start else None

    def _compared(self, at: int) -> int | None:
        """As in "in type III compared with IV", "in types III than II"; "than I" may be anybody."""
        after = at + 1
        if self._word(at) == "compared":
            if self._word(after) not in ("to", "with"):
                return None
            after += 1
        if any(self._word(k) in _ELSEWHERE for k in range(after + 1, after + _NEAR)):
            return None
        if self._kind(after) is Kind.ROMAN:
            return after if len(self._tokens[after].text) > 1 else None
        return after if self._kind(after) is Kind.INTEGER else None

    def _is_ratio(self, at: int) -> bool:
        """As in "types II:III:IV": no space on either side."""
        if self._kind(at + 1) is not Kind.ROMAN:
            return False
        before, colon, after = self._tokens[at - 1 : at + 2]
        return before.end == colon.start and colon.end == after.start

    def _aside(self, at: int) -> int:
        """Past "less often," in "III and, less often, IV", where a numeral stands behind it."""
        after = at
        while after - at < _LONGEST_ASIDE and (
            self._word(after) in _ADVERBS or self._kind(after) in (Kind.COMMA, Kind.TO)
        ):
            after += 1
        return after if self._kind(after) is Kind.ROMAN else at

    def _comparative(self, part: Part, at: int) -> tuple[Part, int]:
        """As in "IV or darker", "III and above", "IV+", "II or less"."""
        if self._kind(at) is Kind.PLUS and self._kind(at + 1) is not Kind.ROMAN:
            return Part(part.low, _HIGHEST, "open"), at + 1
        word = self._word(at)
        if word in _UPWARDS and self._kind(at + 1) is not Kind.TO:
            return Part(part.low, _HIGHEST, "open"), at + 1
        if self._kind(at) is Kind.SLASH and self._word(at + 1) in _UP | _DOWN:
            upward = self._word(at + 1) in _UP
            ends = (part.low, _HIGHEST) if upward else (_LOWEST, part.high)
            return Part(*ends, "open"), at + 2
        if word == "at" and self._kind(at + 2) is not Kind.INTEGER:
            if self._word(at + 1) == "most":  # and not "type III at most 18 years old"
                return Part(_LOWEST, part.high, "open"), at + 2
            if self._word(at + 1) == "least":
                return Part(part.low, _HIGHEST, "open"), at + 2
        here = at + 1 if self._kind(at) in (Kind.COMMA, Kind.OPEN, Kind.SLASH) else at
        here += self._word(here) == "skin"
        if self._word(here) in ("or", "and"):
            direction = self._word(here + 1)
            if direction == "the" or direction in ("skin", "types"):
                direction = self._word(here + 2)
            if direction in _UP and not self._compares(here + 2):
                return Part(part.low, _HIGHEST, "open"), self._after_bracket(at, here + 2)
            if direction in _DOWN and not self._compares(here + 2):
                return Part(_LOWEST, part.high, "open"), self._after_bracket(at, here + 2)
        return part, at

    def _compares(self, at: int) -> bool:
        """As in "and more than", "and over 30 years": the comparative belongs to what follows."""
        return self._word(at) in ("than", "the") or self._kind(at) in (
            Kind.INTEGER, Kind.DECIMAL, Kind.PERCENT,
        )  # fmt: skip

    def _after_bracket(self, opened: int, at: int) -> int:
        closes = self._kind(opened) is Kind.OPEN and self._kind(at) is Kind.CLOSE
        return at + 1 if closes else at
