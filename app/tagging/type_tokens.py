"""Skin-type statements cut into tokens: scale words, numerals, joiners, counts, everything else."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from app.tagging.characters import has_any
from app.tagging.numbers import LARGE_WORDS, NUMBER_WORDS, value_of
from app.tagging.people_words import NOUNS


class Kind(StrEnum):
    """What a token can be in the grammar of skin types."""

    FITZPATRICK = "fitzpatrick"
    SKIN_TYPE = "skin_type"
    ABBREVIATION = "abbreviation"
    TYPE = "type"
    ROMAN = "roman"
    GLUED = "glued"
    """Two roman numerals whose dash was lost ("IVVI"); `value` is 10 * first + second."""
    INTEGER = "integer"
    ORDINAL = "ordinal"
    DECIMAL = "decimal"
    PERCENT = "percent"
    COUNT = "count"
    """ "n = 7" """
    FRACTION = "fraction"
    """ "7/30"; `value` is the numerator. """
    DASH = "dash"
    SLASH = "slash"
    COMMA = "comma"
    SEMICOLON = "semicolon"
    COLON = "colon"
    EQUALS = "equals"
    AND = "and"
    TO = "to"
    PLUS = "plus"
    OPEN = "open"
    CLOSE = "close"
    BOUND = "bound"
    PEOPLE = "people"
    WORD = "word"
    OTHER = "other"


class Token(NamedTuple):
    """`value` is the number a numeral stands for; `start` and `end` are offsets in the document."""

    kind: Kind
    text: str
    low: str
    start: int
    end: int
    value: int = 0


_ROMANS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
# Scanning mistakes: l and 1 for I. Read as numerals only where the grammar expects one.
_MISREAD = {"l": 1, "ll": 2, "lll": 3, "lV": 4, "1V": 4, "Vl": 6, "V1": 6, "Il": 2, "lI": 2}
_MISREAD |= {"I1": 2, "1I": 2, "IIl": 3, "IlI": 3, "lII": 3, "Ill": 3, "llI": 3, "lIl": 3, "lv": 4}
_MISREAD |= {"II1": 3, "I11": 3, "1II": 3, "vl": 6, "Iv": 4, "Vi": 6, "Ii": 2, "Iii": 3}
ROMAN_WORDS = _ROMANS | {word.lower(): value for word, value in _ROMANS.items()} | _MISREAD
_SINGLE_CHARACTER = dict(zip("ⅡⅢⅣⅥⅱⅲⅳⅵ", (2, 3, 4, 6) * 2, strict=True))
_GRADED = {f"{roman}{half}": value for roman, value in _ROMANS.items() for half in "abAB"}
_NUMERALS = ROMAN_WORDS | _SINGLE_CHARACTER | {k: v for k, v in _GRADED.items() if v >= 3}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_ORDINALS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6}

FITZPATRICK = (
    r"(?:f[iy]t[zs]{1,2}[ -]?p(?:at|art|atr)[a-z]{2,6}(?:'s|s')?"
    r"|fitz\.?(?=\s(?:skin|photo|types?\b|[iv]{1,3}\b|[1-6]\b)))"
)
SKIN_TYPE = (
    r"(?:(?:skin|cutaneous)[\s-]{1,3})?photo[\s-]?(?:skin[\s-])?types?(?:'s)?"
    r"|skin[\s-]{0,3}(?:(?:colou?r|tone|complexion|photo|reactive|pigment(?:ation)?)[\s-]{1,2})?"
    r"(?:pheno|proto)?types?(?:'s)?"
)
ABBREVIATION = r"(?:f?spts?|fsts?|fpts?)(?:'s)?"
NOT_IN_WORD = r"(?:(?![a-z])|(?=(?:i{1,3}|iv|vi?)\b))"
"""After a scale word: no letter, unless a numeral whose space was lost ("typeIII")."""
_PEOPLE = rf"{NOUNS}|cases?|controls"
_LEXEMES = rf"""
      (?P<fitzpatrick>\b{FITZPATRICK}{NOT_IN_WORD})
    | (?P<skin_type>\b(?:{SKIN_TYPE}){NOT_IN_WORD})
    | (?P<abbreviation>\b{ABBREVIATION}{NOT_IN_WORD})
    | (?P<count>\bn['s]{{0,2}}\s{{0,2}}[=:]\s{{0,2}}\d{{1,6}}\b)
    | (?P<percent>\d{{1,3}}(?:[.,]\d{{1,3}})?\s?(?:%|per\s?cent\b))
    | (?P<portion>\b(?:two[ -]thirds|(?:one|a)[ -]third|three[ -]quarters|(?:one|a)[ -]quarter)\b)
    | (?P<decimal>\d+\.\d+(?:\.\d+)*|\d+,\d{{1,2}}(?=\s?[±%]))
    | (?P<integer>\d{{1,3}}(?:,\d{{3}})+(?![\d.]))
    | (?P<large>(?=[a-z]+[ -](?:[a-z]+[ -])?(?:hundred|thousand|dozen))\b{LARGE_WORDS}\b)
    | (?P<fraction>(?<!/)\d{{1,5}}(?:\s?/\s?|\sof\s|\sout\sof\s)\d{{2,6}}\b(?!\s?/))
    | (?P<dash>(?:-|&(?:[nm]dash|minus|\#(?:8208|8209|821[0-3]|8722|45|x201[0-5]|x2212|x2d));|â€“|â€”)(?:\s*-)*)
    | (?P<type>\b(?:pheno|proto)?types?(?:'s)?{NOT_IN_WORD})
    | (?P<people>\b(?:{_PEOPLE})(?![a-z]))
    | (?P<glued>(?<![a-z])(?:ii|iii|iv|vi)(?=(?:to|and|or)\s?(?:i{{1,3}}|iv|vi?)\b)|(?:to|and|or)(?=(?:ii|iii|iv|vi)\b))
    | (?P<word>[^\W_]+(?:'[a-z]+)?)
    | (?P<bound>>=|<=|[≥≤<>])
    | (?P<symbol>&amp;|\S)
    """
_ANY = re.compile(_LEXEMES, re.VERBOSE)
_LARGE = re.compile(r"^ *\| \(\?P<large>.*\n", re.MULTILINE)
_PLAIN = r"""
      (?P<plain>(?<!_)(?!f[iy]t|f?spt|fst|fpt|skin|cutaneous|photo|pheno|proto|type|ns{0,2}(?![a-z])
        |(?:one|two|three|a)(?![a-z])|(?:ii|iii|iv|vi)(?:to|and|or)|(?:to|and|or)(?:ii|iii|iv|vi)(?![a-z])
        )[a-z]+(?![\w']))
    | (?P<mark>[][(),;:.?])
    |"""
"""A whole word with which no lexeme of several words or parts of a word begins, and a mark that is
one by itself: tried first, since most tokens are such and the other lexemes need not be tried."""
_WITHOUT_LARGE = re.compile(rf"(?=\S)(?:{_PLAIN}{_LARGE.sub('', _LEXEMES)})", re.VERBOSE)
OF_LARGE_NUMBERS = ("hundred", "thousand", "dozen")
"""Texts with none of them have no large number, which else would be tried for at every word."""
_SYMBOLS = {
    "/": Kind.SLASH, ",": Kind.COMMA, ";": Kind.SEMICOLON, ":": Kind.COLON, "=": Kind.EQUALS,
    "&": Kind.AND, "&amp;": Kind.AND, "+": Kind.PLUS, "(": Kind.OPEN, "[": Kind.OPEN,
    ")": Kind.CLOSE, "]": Kind.CLOSE, "?": Kind.DASH, "\\": Kind.SLASH, "|": Kind.SLASH,
}  # fmt: skip
_JOINERS = {
    "and": Kind.AND, "or": Kind.AND, "versus": Kind.AND, "vs": Kind.AND, "plus": Kind.AND,
    "to": Kind.TO, "through": Kind.TO, "thru": Kind.TO, "until": Kind.TO, "till": Kind.TO,
}  # fmt: skip
_OWN_WORDS = frozenset({"half", "none", "nil", *_JOINERS, *_ORDINALS, *NUMBER_WORDS})
_LONGEST_NUMBER = 8
_PARTS = {"half": "50%"}
_PORTIONS = {"two-thirds": "66.7%", "third": "33.3%", "three-quarters": "75%", "quarter": "25%"}
_DIGITS = re.compile(r"\d+")


def kind_at(tokens: Sequence[Token], at: int) -> Kind | None:
    """The kind of a token, None beyond either end."""
    return tokens[at].kind if 0 <= at < len(tokens) else None


def word_at(tokens: Sequence[Token], at: int) -> str:
    """A token in lower case, nothing beyond either end."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


def tokens_of(text: str, low: str, start: int, end: int) -> list[Token]:
    """Tokens of `text[start:end]` in one pass; `low` is the same plain text in lower case."""
    found: list[Token] = []
    large = has_any(low[start:end], OF_LARGE_NUMBERS)
    for match in (_ANY if large else _WITHOUT_LARGE).finditer(low, start, end):
        token = _token(match, text)
        last = found[-1] if found else None
        if last is not None and last.kind is Kind.INTEGER:
            if token.low in ("percent", "percentage"):
                found[-1] = _merged(last, token, Kind.PERCENT, f"{last.value}%", last.value)
                continue
            if _is_tens(last) and _is_unit(token):
                found[-1] = _merged(last, token, Kind.INTEGER, "", last.value + token.value)
                continue
        elif last is not None and last.kind is Kind.DASH and _continues_hyphenated(found, token):
            tens = found[-2]
            found[-2:] = [_merged(tens, token, Kind.INTEGER, "", tens.value + token.value)]
            continue
        found.append(token)
    return found


def _merged(first: Token, last: Token, kind: Kind, text: str, value: int) -> Token:
    words = text or f"{first.text} {last.text}"
    return Token(kind, words, words.lower(), first.start, last.end, value)


def _continues_hyphenated(found: Sequence[Token], token: Token) -> bool:
    return len(found) > 1 and _is_tens(found[-2]) and _is_unit(token)


def _is_tens(token: Token) -> bool:
    return token.kind is Kind.INTEGER and token.low.endswith("ty")


def _is_unit(token: Token) -> bool:
    return token.kind is Kind.INTEGER and token.low.isalpha() and 0 < token.value < 10


def _token(match: re.Match[str], text: str) -> Token:
    kind = match.lastgroup or "word"
    start, end = match.span()
    low, written = match.group(), text[start:end]
    if kind == "plain":
        known = _PLAIN_KINDS[low]
        return Token(known, written, low, start, end) if known else _word(written, low, start, end)
    if kind in ("word", "glued") or (kind == "abbreviation" and not written[:3].isupper()):
        return _word(written, low, start, end)
    if kind in ("symbol", "mark"):
        return Token(_SYMBOLS.get(low, Kind.OTHER), written, low, start, end)
    if kind == "portion":
        named = low.replace(" ", "-")
        share = _PORTIONS.get(named) or _PORTIONS[named.rpartition("-")[2]]
        return Token(Kind.PERCENT, share, low, start, end)
    value = 0
    if kind == "large":
        return Token(Kind.INTEGER, written, low, start, end, value_of(low) or 0)
    if kind in ("count", "fraction"):
        digits = _DIGITS.search(low)
        value = int(digits.group()) if digits else 0
    elif kind == "integer":
        value = int(low.replace(",", ""))
    return Token(_KINDS[kind], written, low, start, end, value)


_KINDS = {kind.value: kind for kind in Kind}


class _PlainKinds(dict[str, Kind | None]):
    """The kind of a plain word, however its letters are written; None where that is not all."""

    def __missing__(self, word: str) -> Kind | None:
        if len(self) >= _MOST_WORDS_SEEN:
            self.clear()
        kind: Kind | None = Kind.PEOPLE if _NOUN.fullmatch(word) else Kind.WORD
        if word in _OWN_WORDS or word in _LIKE_NUMERALS or set(word) <= {"i", "v"}:
            kind = None
        self[word] = kind
        return kind


_NOUN = re.compile(_PEOPLE)
_LIKE_NUMERALS = frozenset(numeral.lower() for numeral in _NUMERALS)
_PLAIN_KINDS = _PlainKinds()
_MOST_WORDS_SEEN = 20_000


def _word(text: str, low: str, start: int, end: int) -> Token:
    if text in _NUMERALS:
        return Token(Kind.ROMAN, text, low, start, end, _NUMERALS[text])
    if low not in _OWN_WORDS and low.isalpha() and text[0] not in "IV":
        return Token(Kind.WORD, text, low, start, end)  # what nearly all words come to
    if low in _PARTS:
        return Token(Kind.PERCENT, _PARTS[low], low, start, end)
    if low in _JOINERS:
        return Token(_JOINERS[low], text, low, start, end)
    if low in _ORDINALS:
        return Token(Kind.ORDINAL, text, low, start, end, _ORDINALS[low])
    if (
        low in ("none", "nil")
        or low in NUMBER_WORDS
        or (low.isdecimal() and low.isascii() and len(low) < _LONGEST_NUMBER)
    ):
        number = 0 if low in ("none", "nil") else value_of(low)
        return Token(Kind.INTEGER, text, low, start, end, number or 0)
    glued = _glued(text) if text[0] in "IV" and 3 <= len(text) <= 6 else 0
    return Token(Kind.GLUED if glued else Kind.WORD, text, low, start, end, glued)


def _glued(text: str) -> int:
    """`IVVI` has one reading as two rising numerals; `IIIV` has two and is left alone."""
    if set(text) - {"I", "V"}:
        return 0
    readings = [
        (_ROMANS[text[:cut]], _ROMANS[text[cut:]])
        for cut in range(1, len(text))
        if text[:cut] in _ROMANS and text[cut:] in _ROMANS
    ]
    rising = [(first, second) for first, second in readings if first < second]
    return 10 * rising[0][0] + rising[0][1] if len(rising) == 1 else 0
