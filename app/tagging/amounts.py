"""The number of people, or the percentage, that a text puts beside a type expression."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.tagging.characters import word_set
from app.tagging.type_tokens import Kind, Token, kind_at, word_at

_NUMBERS = (Kind.INTEGER, Kind.COUNT, Kind.FRACTION, Kind.PERCENT)
_LONGEST_BRACKET = 12
_LARGEST_DENOMINATOR = 4
_VAGUE = word_set(
    "few most many several some majority minority others other rest remainder remaining part"
    " handful"
)
_ROUGHLY = word_set(
    "but than over under maximum minimum approximately about nearly almost roughly around some"
)
_BOUNDS = {("at", "least"), ("up", "to"), ("at", "most"), ("minimum", "of"), ("maximum", "of")}
_WHOLE = word_set("them whom these the our us all")
"""After "half of": all the people, of whom the types are a part."""
_REST = word_set("others rest remainder remaining")
_BEFORE_VAGUE = word_set("a the all")
_IN_BRACKET = word_set(
    "n patients patient subjects participants women men of the people persons individuals and or"
    " total volunteers all each adults children cases"
)
_NEVER_IN_BRACKET = (Kind.DECIMAL, Kind.ROMAN, Kind.TYPE, Kind.SKIN_TYPE, Kind.GLUED)
_LINKS_AFTER = word_set(
    "was were comprised constituted represented formed made up accounted for led prevailed predominated most"
    " common commonest frequent the being is are in among present seen found dominated followed"
    " predominant prevalent majority with by only had as patients subjects participants reported stated"
    " numbered named declared given self-reported noted recorded documented occurred"
)
_LINKS_BEFORE = word_set(
    "had have has having with will be of were was are being been classified as belonged belonging to"
    " presented presenting showed exhibited a an the skin rated graded categorised categorized"
    " identified self-identified each them whom these who that were also tone color fell into reported treated enrolled included studied"
)
_PREDICATES = word_set("had have has were was are presented showed exhibited belonged")
_BEFORE_PEOPLE = word_set(
    "healthy adult female male of the these them our other remaining enrolled study"
)
_TYPES = 6
_WORDS_OF_PEOPLE = 3
"""Words that may stand between a number and its people."""
_NEVER_DESCRIBES = word_set(
    "of in to with were was had and for by on at from per after before during than when if each every"
    " one-third half that which who whose among within is are has have all scored score grade type"
    " class level age aged only stage between million billion"
)
_NOT_PEOPLE = word_set(
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


def amount_after(tokens: Sequence[Token], at: int) -> Amount | None:
    """The amount written after a type expression that ends before token `at`."""
    kind = kind_at(tokens, at)
    if kind is Kind.OPEN:
        return _bracket(tokens, at)
    if kind in (Kind.COLON, Kind.EQUALS):
        return _plain(tokens, at + 1, loose=False)
    if kind is Kind.COMMA and word_at(tokens, at + 1) in _LINKS_AFTER:
        linked = _after_links(tokens, at + 1)
        if linked is None or not linked.percent or _belongs_to_next(tokens, linked.end):
            return None
        return linked
    if kind in (Kind.COMMA, Kind.DASH):
        return _plain(tokens, at + 1, loose=kind_at(tokens, at + 1) is not Kind.COUNT)
    if kind in _NUMBERS:
        return _plain(tokens, at, loose=kind is Kind.INTEGER)
    return _after_links(tokens, at)


def parallel_after(tokens: Sequence[Token], at: int, wanted: int) -> list[Amount] | None:
    """As many amounts as the expression has parts: "II/III/IV were present in 5/11/4"."""
    while word_at(tokens, at) in _LINKS_AFTER or kind_at(tokens, at) in (Kind.OPEN, Kind.COLON):
        at += 1
    return _number_list(tokens, at, wanted)


def parallel_before(tokens: Sequence[Token], at: int, wanted: int) -> list[Amount] | None:
    """The same with the amounts first: "5, 11 and 4 patients had types II, III and IV"."""
    end = _before_links(tokens, at)
    if end is None:
        return None
    start, numbers = end, 0
    while start >= 0 and numbers < wanted and end - start < 3 * wanted + 2:
        numbers += kind_at(tokens, start) in _NUMBERS
        start -= 1
    if numbers < wanted:
        return None
    amounts = _number_list(tokens, start + 1, wanted)
    return amounts if amounts and amounts[-1].end == end + 1 else None


def amount_before(tokens: Sequence[Token], at: int) -> Amount | None:
    """The amount before a mention that begins at token `at`; `end` is the index it begins at."""
    if _opens_bracket(tokens, at - 2):
        return Amount(tokens[at - 2].value, "", at - 2, predicative=True)
    end = _before_links(tokens, at)
    if end is None or (end == at - 1 and _counts_types(tokens, at)):
        return None
    links = {word_at(tokens, k) for k in range(end, at)}
    predicative = bool(links & _PREDICATES)
    percent = ""
    if word_at(tokens, end) in _REST:
        elided = end == at - 1  # "the others phototype II"
        return Amount(None, "", end, predicative=predicative or elided, rest=predicative or elided)
    if kind_at(tokens, end) is Kind.CLOSE:
        opened = _opening(tokens, end)
        inside = _bracket(tokens, opened) if opened is not None else None
        if opened is None or inside is None:
            return None
        percent = inside.percent
        of_vague = word_at(tokens, opened - 1) in _VAGUE and inside.people is not None
        if of_vague and predicative:
            return Amount(inside.people, percent, opened - 1, predicative=True)
        end = _skip_people(tokens, opened - 1)
    return _amount_at(tokens, end, percent, frozenset(links))


def _counts_types(tokens: Sequence[Token], at: int) -> bool:
    """As in "six skin phototypes": so many types there are, not so many people."""
    scale = (Kind.FITZPATRICK, Kind.SKIN_TYPE, Kind.TYPE)
    named = [word_at(tokens, k) for k in range(at, at + 4) if kind_at(tokens, k) in scale]
    return bool(named) and named[-1].endswith("types") and tokens[at - 1].value <= _TYPES


def _amount_at(
    tokens: Sequence[Token], end: int, percent: str, links: frozenset[str]
) -> Amount | None:
    """The amount that ends at token `end`; `percent` and `links` stood between it and the types."""
    predicative = bool(links & _PREDICATES)
    token = tokens[end] if end >= 0 else None
    if token is not None and percent and token.low in _VAGUE:
        return Amount(None, percent, end, predicative=predicative)
    if token is None or token.kind not in _NUMBERS or _is_part_of_range(tokens, end):
        return None
    if word_at(tokens, end - 1) == "in" and kind_at(tokens, end - 2) is Kind.INTEGER:
        return None
    if _is_bounded(tokens, end) or _is_denominator(tokens, end):
        return None
    each = "each" in links
    if token.kind is Kind.PERCENT:
        if word_at(tokens, end + 1) == "of" and not (
            predicative or word_at(tokens, end + 2) in _WHOLE
        ):
            return None  # a rate among the people of the types: "6% of those with type V"
        return Amount(None, token.text, end, each=each, predicative=predicative)
    share = _percent_of(tokens, end)
    if share is not None:
        if _is_bounded(tokens, share):
            return None
        return Amount(None, tokens[share].text, share, each=each, predicative=predicative)
    part = _part_of(tokens, end)
    if part is not None and predicative:
        return Amount(part, percent, end - 2, each=each, predicative=True)
    return Amount(
        token.value, percent, end, each=each, group=part is not None, predicative=predicative
    )


def _opens_bracket(tokens: Sequence[Token], at: int) -> bool:
    """As in "women of Caucasian (n = 18; phototype II) origin": the count comes first."""
    separated = kind_at(tokens, at + 1) in (Kind.COMMA, Kind.SEMICOLON)
    return separated and kind_at(tokens, at) is Kind.COUNT and kind_at(tokens, at - 1) is Kind.OPEN


def _is_denominator(tokens: Sequence[Token], at: int) -> bool:
    """The 3 of "1/3 of subjects": a share, not three people."""
    divided = kind_at(tokens, at - 1) is Kind.SLASH and kind_at(tokens, at - 2) is Kind.INTEGER
    if not divided or kind_at(tokens, at) is not Kind.INTEGER:
        return False
    return tokens[at - 2].value < tokens[at].value <= _LARGEST_DENOMINATOR


def _is_bounded(tokens: Sequence[Token], at: int) -> bool:
    """As in "at least 20%", "up to 30 subjects": how many there are is not said."""
    return (word_at(tokens, at - 2), word_at(tokens, at - 1)) in _BOUNDS or word_at(
        tokens, at - 1
    ) in _ROUGHLY


def _percent_of(tokens: Sequence[Token], at: int) -> int | None:
    """Index of the percentage, where the number at `at` is the 60 of "half of the 60"."""
    here = at - 2 if word_at(tokens, at - 1) in ("the", "our", "these", "all") else at - 1
    of_whole = word_at(tokens, here) == "of" and kind_at(tokens, here - 1) is Kind.PERCENT
    return here - 1 if of_whole else None


def _part_of(tokens: Sequence[Token], at: int) -> int | None:
    """Two, where the number at `at` is the five of "two of (the) five"."""
    here = at - 2 if word_at(tokens, at - 1) in ("the", "our", "these") else at - 1
    if tokens[at].kind is not Kind.INTEGER or word_at(tokens, here) not in ("of", "/"):
        return None
    if kind_at(tokens, here - 1) is Kind.CLOSE and (opened := _opening(tokens, here - 1)):
        here = opened  # the 21 of "21 (70%) of 30"
    here = here - 1 if word_at(tokens, here - 1) != "out" else here - 2
    return tokens[here].value if kind_at(tokens, here) is Kind.INTEGER else None


def _bracket(tokens: Sequence[Token], at: int) -> Amount | None:
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
    if kind not in _NUMBERS or word_at(tokens, at + 1) in _NOT_PEOPLE:
        return None
    if kind_at(tokens, at + 1) in (Kind.DASH, Kind.TO, Kind.SLASH):
        return None
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
        inside = _bracket(tokens, following)
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
    if word not in _VAGUE or kind_at(tokens, at) is not Kind.WORD:
        return None
    return Amount(None, "", at + 1, rest=word in _REST)


def _belongs_to_next(tokens: Sequence[Token], at: int) -> bool:
    """As in "2 type II, 14 type III": the number after the comma counts the type after it."""
    start = at
    while at - start < 4 and (
        word_at(tokens, at) in _LINKS_BEFORE or kind_at(tokens, at) is Kind.PEOPLE
    ):
        at += 1
    if word_at(tokens, at - 1) == "of" and kind_at(tokens, at) is Kind.ROMAN:
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
        return _bracket(tokens, at)
    vague = _vague(tokens, at)
    if vague is not None:
        return vague
    return _plain(tokens, at, loose=kind_at(tokens, at) is not Kind.PERCENT)


def _number_list(tokens: Sequence[Token], at: int, wanted: int) -> list[Amount] | None:
    amounts: list[Amount] = []
    while len(amounts) < wanted:
        token = tokens[at] if at < len(tokens) else None
        if token is None or token.kind not in _NUMBERS:
            return None
        percent = token.text if token.kind is Kind.PERCENT else ""
        people = None if percent else token.value
        at += 1
        if kind_at(tokens, at) is Kind.OPEN and (inside := _bracket(tokens, at)) is not None:
            percent, at = percent or inside.percent, inside.end
        amounts.append(Amount(people, percent, at))
        while len(amounts) < wanted and kind_at(tokens, at) in (Kind.COMMA, Kind.AND, Kind.SLASH):
            at += 1
    more = kind_at(tokens, at) in (Kind.COMMA, Kind.SLASH) and kind_at(tokens, at + 1) in _NUMBERS
    return None if more or word_at(tokens, at) in _NOT_PEOPLE else amounts


def _before_links(tokens: Sequence[Token], at: int) -> int | None:
    """Index of the amount's last token, past "patients had", "women with a" and the like."""
    here = at - 1
    while at - here <= 6 and word_at(tokens, here) in _LINKS_BEFORE:
        here -= 1
    here = _skip_people(tokens, here)
    return here if here >= 0 else None


def _skip_people(tokens: Sequence[Token], here: int) -> int:
    if kind_at(tokens, here) is Kind.PEOPLE:
        here -= 1
        start = here
        while start - here < 3 and word_at(tokens, here) in _BEFORE_PEOPLE:
            here -= 1
        described = here
        while described > here - _WORDS_OF_PEOPLE and _describes(tokens, described):
            described -= 1
        if described < here and kind_at(tokens, described) is Kind.INTEGER:
            return described
    return here


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Any word that may stand before people: "30 scar patients", "12 Korean acne patients"."""
    named = kind_at(tokens, at) is Kind.WORD and word_at(tokens, at) not in _NEVER_DESCRIBES
    return named and word_at(tokens, at) not in _NOT_PEOPLE


def _opening(tokens: Sequence[Token], closed: int) -> int | None:
    for k in range(closed - 1, max(closed - _LONGEST_BRACKET, -1), -1):
        if tokens[k].kind is Kind.OPEN:
            return k
    return None


def _is_part_of_range(tokens: Sequence[Token], at: int) -> bool:
    before = kind_at(tokens, at - 1)
    return before is Kind.DASH or (before is Kind.TO and kind_at(tokens, at - 2) in _NUMBERS)


PERCENT_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
"""The number inside a percentage as written."""
