"""The number of people, or the percentage, that a text puts beside a type expression."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.tagging.characters import word_set
from app.tagging.type_tokens import Kind, Token, kind_at, word_at

NUMBERS = (Kind.INTEGER, Kind.COUNT, Kind.FRACTION, Kind.PERCENT)
_LONGEST_BRACKET = 12
VAGUE = word_set(
    "few most many several some majority minority others other rest remainder remaining part"
    " handful"
)
REST = word_set("others rest remainder remaining")
_PORTIONS = word_set("half third quarter")
_BEFORE_VAGUE = word_set("a the all")
_IN_BRACKET = word_set(
    "n patients patient subjects participants women men of the people persons individuals and or"
    " total volunteers all each adults children cases"
)
_NEVER_IN_BRACKET = (Kind.DECIMAL, Kind.ROMAN, Kind.TYPE, Kind.SKIN_TYPE, Kind.GLUED)
_BEFORE_LIST = (Kind.OPEN, Kind.COLON, Kind.EQUALS, Kind.DASH)
_IN_LIST = (Kind.COMMA, Kind.AND, Kind.SLASH, Kind.COLON)
_LINKS_AFTER = word_set(
    "was were comprised constituted represented formed made up accounted for led prevailed predominated most"
    " common commonest frequent the being is are in among present seen found dominated followed"
    " predominant prevalent majority with by only had as patients subjects participants reported stated"
    " numbered named declared given self-reported noted recorded documented occurred"
)
LINKS_BEFORE = word_set(
    "had have has having with will be of were was are being been classified as belonged belonging to"
    " presented presenting showed exhibited a an the skin rated graded categorised categorized"
    " identified self-identified each them whom these who that were also tone color fell into reported treated enrolled included studied"
    " described themselves considered self-described self-reported judged"
)
_SAID_OF_NEXT = word_set("of had were was with being have are")
"""Before types of which a number is said that stands before them: "25 were III"."""
NOT_PEOPLE = word_set(
    "dermatologists dermatologist physicians observers investigators raters evaluators experts"
    " reviewers assessors surgeons ms mm cm nm j w week weeks month months year years day days hours hour min minutes sessions"
    " session mj mg ml sec seconds treatments lesions sites sides"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and a percentage read together; `end` is the index after them."""

    people: int | None
    percent: str
    end: int
    loose: bool = False
    each: bool = False
    group: bool = False
    predicative: bool = False
    rest: bool = False
    firm: bool = False
    rate: bool = False
    less: int = 0


def amount_after(tokens: Sequence[Token], at: int) -> Amount | None:
    """The amount written after a type expression that ends before token `at`."""
    kind = kind_at(tokens, at)
    if kind is Kind.OPEN:
        return bracket(tokens, at)
    if kind in (Kind.COLON, Kind.EQUALS):
        return _plain(tokens, at + 1, loose=False)
    if kind is Kind.COMMA and word_at(tokens, at + 1) in _LINKS_AFTER:
        linked = _after_links(tokens, at + 1)
        if linked is None or not linked.percent or _belongs_to_next(tokens, linked.end):
            return None
        return linked
    if kind is Kind.COMMA and _counts_what_follows(tokens, at + 1):
        return None
    counted = kind is Kind.SEMICOLON and kind_at(tokens, at + 1) is Kind.COUNT
    if counted and kind_at(tokens, at + 2) is Kind.CLOSE:  # "(FST IV-VI; n = 148)"
        return _plain(tokens, at + 1, loose=False)
    if kind in (Kind.COMMA, Kind.DASH):
        return _plain(tokens, at + 1, loose=kind_at(tokens, at + 1) is not Kind.COUNT)
    if kind in NUMBERS:
        return _plain(tokens, at, loose=kind is Kind.INTEGER)
    return _after_links(tokens, at)


def parallel_after(tokens: Sequence[Token], at: int, wanted: int) -> list[Amount] | None:
    """As many amounts as the expression has parts: "II/III/IV were present in 5/11/4"."""
    at += kind_at(tokens, at) is Kind.CLOSE  # "type (II/III/IV): 5/12/3"
    while word_at(tokens, at) in _LINKS_AFTER or kind_at(tokens, at) in _BEFORE_LIST:
        at += 1
    return number_list(tokens, at, wanted)


def bracket(tokens: Sequence[Token], at: int) -> Amount | None:
    """As in "(n = 7)", "(23.9%)", "(7, 23.9%)", "(7/30 patients)"; nothing else may stand inside."""
    people: int | None = None
    percent = ""
    counted = 0
    for k in range(at + 1, min(at + _LONGEST_BRACKET, len(tokens))):
        token = tokens[k]
        if token.kind is Kind.CLOSE:
            each = any(word_at(tokens, n) == "each" for n in range(at, k))
            found = people is not None or percent
            return Amount(people, percent, k + 1, each=each) if found else None
        if token.kind is Kind.PERCENT:
            percent = percent or token.text
        elif token.kind in (Kind.COUNT, Kind.FRACTION, Kind.INTEGER):
            people = token.value if people is None else people
            counted += token.kind is Kind.INTEGER
            if counted > 1 and not percent:
                return None
        elif token.kind in _NEVER_IN_BRACKET or (
            token.kind is Kind.WORD and token.low not in _IN_BRACKET
        ):
            return None
    return None


def _plain(tokens: Sequence[Token], at: int, *, loose: bool) -> Amount | None:
    kind = kind_at(tokens, at)
    if kind not in NUMBERS or word_at(tokens, at + 1) in NOT_PEOPLE:
        return None
    if (
        kind_at(tokens, at + 1) in (Kind.DASH, Kind.TO, Kind.SLASH)
        and word_at(tokens, at + 1) != "|"
    ):
        return None
    if kind_at(tokens, at + 1) is Kind.COLON and kind_at(tokens, at + 2) in NUMBERS:
        return None  # "12:8 women to men"
    token = tokens[at]
    if loose and _belongs_to_next(tokens, at + 1):
        return None
    following = at + 2 if kind_at(tokens, at + 1) is Kind.PEOPLE else at + 1
    if (word_at(tokens, following), word_at(tokens, following + 1)) == ("of", "each"):
        return Amount(
            token.value, "", following + 2, each=True
        )  # "V and VI, twenty persons of each"
    percent = token.text if kind is Kind.PERCENT else ""
    people = None if percent else token.value
    if kind_at(tokens, following) is Kind.OPEN:
        inside = bracket(tokens, following)
        if inside is not None and loose and _belongs_to_next(tokens, inside.end):
            return None
        if inside is not None:
            people = inside.people if people is None else people
            loose = loose and not inside.percent
            return Amount(people, percent or inside.percent, inside.end, loose)
    return Amount(people, percent, following, loose)


def _vague(tokens: Sequence[Token], at: int) -> Amount | None:
    """As in "II in a few, III in most and IV in the rest"."""
    at += word_at(tokens, at) in _BEFORE_VAGUE
    word = word_at(tokens, at)
    if word not in VAGUE or kind_at(tokens, at) is not Kind.WORD:
        return None
    opened = at + 1 + (kind_at(tokens, at + 1) is Kind.PEOPLE)
    if kind_at(tokens, opened) is Kind.OPEN and (inside := bracket(tokens, opened)) is not None:
        return inside  # "II in most patients (22/30)"
    return Amount(None, "", at + 1, rest=word in REST)


def _counts_what_follows(tokens: Sequence[Token], at: int) -> bool:
    """As in "10 type II, 25 III": nothing stands between the number and the next type."""
    return kind_at(tokens, at) in (Kind.INTEGER, Kind.PERCENT) and (
        kind_at(tokens, at + 1) is Kind.ROMAN
    )


def _belongs_to_next(tokens: Sequence[Token], at: int) -> bool:
    """As in "2 type II, 14 type III": the number after the comma counts the type after it."""
    start = at
    while at - start < 4 and (
        word_at(tokens, at) in LINKS_BEFORE or kind_at(tokens, at) is Kind.PEOPLE
    ):
        at += 1
    if word_at(tokens, at - 1) in _SAID_OF_NEXT and kind_at(tokens, at) is Kind.ROMAN:
        return True
    return kind_at(tokens, at) in (Kind.TYPE, Kind.SKIN_TYPE, Kind.FITZPATRICK, Kind.ABBREVIATION)


def _after_links(tokens: Sequence[Token], at: int) -> Amount | None:
    """As in "type V in 3", "IV in 61%", "type IV led (94%)", "III was commonest (53%)"."""
    start = at
    while (
        at - start < 5
        and not (at > start and _vague(tokens, at))
        and (
            word_at(tokens, at) in _LINKS_AFTER
            or (at > start and kind_at(tokens, at) is Kind.PEOPLE)
        )
    ):
        at += 1
    if at == start:
        return None
    if kind_at(tokens, at) is Kind.OPEN:
        return bracket(tokens, at)
    if word_at(tokens, at - 1) == "had" and word_at(tokens, at) in _PORTIONS:
        return None  # "patients of type II had half the face treated"
    vague = _vague(tokens, at)
    if vague is not None:
        return vague
    return _plain(tokens, at, loose=kind_at(tokens, at) is not Kind.PERCENT)


def number_list(tokens: Sequence[Token], at: int, wanted: int) -> list[Amount] | None:
    """So many amounts one after the other from token `at` on, and no more."""
    amounts: list[Amount] = []
    while len(amounts) < wanted:
        token = tokens[at] if at < len(tokens) else None
        if token is None or token.kind not in NUMBERS:
            return None
        percent = token.text if token.kind is Kind.PERCENT else ""
        people = None if percent else token.value
        at += 1
        if kind_at(tokens, at) is Kind.OPEN and (inside := bracket(tokens, at)) is not None:
            percent, at = percent or inside.percent, inside.end
        amounts.append(Amount(people, percent, at))
        while len(amounts) < wanted and kind_at(tokens, at) in _IN_LIST:
            at += 1
    more = kind_at(tokens, at) in _IN_LIST and kind_at(tokens, at + 1) in NUMBERS
    return None if more or word_at(tokens, at) in NOT_PEOPLE else amounts


def opening(tokens: Sequence[Token], closed: int) -> int | None:
    """Index of the bracket that token `closed` closes, where that is near."""
    for k in range(closed - 1, max(closed - _LONGEST_BRACKET, -1), -1):
        if tokens[k].kind is Kind.OPEN:
            return k
    return None


PERCENT_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
"""The number inside a percentage as written."""
