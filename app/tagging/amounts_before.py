"""The number of people, or the percentage, that a text puts before a type expression."""

import re
from collections.abc import Sequence

from app.tagging.amounts import (
    LINKS_BEFORE,
    NOT_PEOPLE,
    NUMBERS,
    REST,
    VAGUE,
    Amount,
    bracket,
    number_list,
    opening,
)
from app.tagging.characters import word_set
from app.tagging.type_tokens import Kind, Token, kind_at, word_at

_LARGEST_DENOMINATOR = 4
_ROUGHLY = word_set(
    "but than over under maximum minimum approximately about nearly almost roughly around some"
)
_ALL_BUT = {(every, but) for every in ("all", "everyone", "everybody") for but in ("but", "except")}
_BOUNDS = {("at", "least"), ("up", "to"), ("at", "most"), ("minimum", "of"), ("maximum", "of")}
_WHOLE = word_set("them whom these the our us all")
"""After "half of": all the people, of whom the types are a part."""
_PREDICATES = word_set(
    "had have has was were are being presented showed exhibited belonged described considered judged"
)
_COMPLEXIONS = word_set(
    "lighter darker light dark fair fairer pale medium white black brown olive skin skins complexion complexions phototypes types"
)
_WORDS_OF_SKIN = 4
_BEFORE_PEOPLE = word_set(
    "healthy adult female male of the these them our other remaining enrolled study"
)
_TYPES = 6
_LONGEST_LIST = 6
"""Tokens of one number in a list, with its percentage."""
_WORDS_OF_PEOPLE = 3
"""Words that may stand between a number and its people."""
_NEVER_DESCRIBES = word_set(
    "of in to with were was had and for by on at from per after before during than when if each every"
    " one-third half that which who whose among within is are has have all scored score grade type"
    " class level age aged only stage between million billion"
)


def parallel_before(tokens: Sequence[Token], at: int, wanted: int) -> list[Amount] | None:
    """The same with the amounts first: "5, 11 and 4 patients had types II, III and IV"."""
    end = _before_links(tokens, at)
    if end is None:
        return None
    start, numbers = end, 0
    while start >= 0 and numbers < wanted and end - start < _LONGEST_LIST * wanted:
        if kind_at(tokens, start) is Kind.CLOSE:  # the "(8.3%)" of "two (8.3%)"
            opened = opening(tokens, start)
            start = opened - 1 if opened is not None else start - 1
            continue
        numbers += kind_at(tokens, start) in NUMBERS
        start -= 1
    if numbers < wanted:
        return None
    amounts = number_list(tokens, start + 1, wanted)
    return amounts if amounts and amounts[-1].end == end + 1 else None


def amount_before(tokens: Sequence[Token], at: int) -> Amount | None:
    """The amount before a mention that begins at token `at`; `end` is the index it begins at."""
    if _opens_bracket(tokens, at - 2):
        return Amount(tokens[at - 2].value, "", at - 2, predicative=True)
    if (headed := _heads(tokens, at)) is not None:
        return headed
    end = _before_links(tokens, at)
    if end is None or (end == at - 1 and _counts_types(tokens, at)):
        return None
    links = {word_at(tokens, k) for k in range(end, at)}
    predicative = bool(links & _PREDICATES)
    percent = ""
    if word_at(tokens, end) in REST:
        said = predicative or end == at - 1  # "the others phototype II"
        said = said or (word_at(tokens, end - 2), word_at(tokens, end - 1)) == ("and", "the")
        return Amount(None, "", end, predicative=said, rest=said)
    if kind_at(tokens, end) is Kind.CLOSE:
        opened = opening(tokens, end)
        inside = bracket(tokens, opened) if opened is not None else None
        if opened is None or inside is None:
            return None
        percent = inside.percent
        named = opened - 1 - (kind_at(tokens, opened - 1) is Kind.PEOPLE)
        of_vague = word_at(tokens, named) in VAGUE and inside.people is not None
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
    if token is not None and token.low == "both" and predicative:
        return Amount(2, percent, end, predicative=True)
    if token is not None and percent and token.low in VAGUE:
        return Amount(None, percent, end, predicative=predicative)
    if token is None or token.kind not in NUMBERS or _is_part_of_range(tokens, end):
        return None
    if word_at(tokens, end - 1) == "in" and kind_at(tokens, end - 2) is Kind.INTEGER:
        return None
    if (without := _all_but(tokens, end)) is not None:
        return without
    if _is_bounded(tokens, end) or _is_denominator(tokens, end):
        return None
    each = "each" in links
    if token.kind is Kind.PERCENT:
        if word_at(tokens, end + 1) == "of" and not (
            predicative or word_at(tokens, end + 2) in _WHOLE
        ):
            if links - {token.low} != {"of"}:
                return None  # a rate among the people of the types: "6% of those with type V"
            return Amount(None, token.text, end, rate=True)
        return Amount(None, token.text, end, each=each, predicative=predicative)
    share = _percent_of(tokens, end)
    if share is not None:
        if _is_bounded(tokens, share):
            return None
        return Amount(None, tokens[share].text, share, each=each, predicative=predicative)
    several = len(_wholes(tokens)) > 1 or word_at(tokens, end - 1) == "in"
    if token.kind is Kind.FRACTION and not predicative and several:
        return Amount(_whole(token), percent, end, each=each, group=True)
    part = _part_of(tokens, end)
    if part is not None and predicative:
        return Amount(part, percent, end - 2, each=each, predicative=True)
    return Amount(
        token.value, percent, end, each=each, group=part is not None, predicative=predicative
    )


def _wholes(tokens: Sequence[Token]) -> frozenset[int]:
    """The 34 and 47 of "in 2 of 34 with type III and 7 of 47 with type IV": two are two groups."""
    return frozenset(_whole(token) for token in tokens if token.kind is Kind.FRACTION)


def _whole(fraction: Token) -> int:
    return int(re.split(r"\D+", fraction.text)[-1])


def _all_but(tokens: Sequence[Token], end: int) -> Amount | None:
    """As in "all but two", "all but two of the 24"."""
    part = end - 2 if word_at(tokens, end - 1) in ("the", "our", "these") else end - 1
    of_whole = word_at(tokens, part) == "of" and kind_at(tokens, part - 1) is Kind.INTEGER
    number = part - 1 if of_whole else end
    if (word_at(tokens, number - 2), word_at(tokens, number - 1)) not in _ALL_BUT:
        return None
    less = tokens[number].value
    people = tokens[end].value - less if of_whole else None
    if kind_at(tokens, number) is not Kind.INTEGER or (people is not None and people < 1):
        return None
    return Amount(people, "", number - 2, predicative=True, less=less)


def excepted(tokens: Sequence[Token], at: int) -> int:
    """The three of "all 24 had type IV except three"; 0 where nobody is excepted."""
    if word_at(tokens, at) not in ("except", "save", "but"):
        return 0
    at += 1 + (word_at(tokens, at + 1) == "for")
    return tokens[at].value if kind_at(tokens, at) is Kind.INTEGER else 0


def _opens_bracket(tokens: Sequence[Token], at: int) -> bool:
    """As in "women of Caucasian (n = 18; phototype II) origin": the count comes first."""
    separated = kind_at(tokens, at + 1) in (Kind.COMMA, Kind.SEMICOLON)
    return separated and kind_at(tokens, at) is Kind.COUNT and kind_at(tokens, at - 1) is Kind.OPEN


def _heads(tokens: Sequence[Token], at: int) -> Amount | None:
    """As in "Group 1 (n = 20): types I-III"."""
    if kind_at(tokens, at - 1) is not Kind.COLON or kind_at(tokens, at - 2) is not Kind.CLOSE:
        return None
    opened = opening(tokens, at - 2)
    if opened is None or kind_at(tokens, opened + 1) is not Kind.COUNT:
        return None
    return Amount(tokens[opened + 1].value, "", opened, firm=True)


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
    if word_at(tokens, here) != "of":
        return None
    if kind_at(tokens, here - 1) is Kind.CLOSE:  # "a majority (58.3%) of the 60"
        here -= 1
    return here - 1 if kind_at(tokens, here - 1) is Kind.PERCENT else None


def _part_of(tokens: Sequence[Token], at: int) -> int | None:
    """Two, where the number at `at` is the five of "two of (the) five"."""
    here = at - 2 if word_at(tokens, at - 1) in ("the", "our", "these") else at - 1
    if tokens[at].kind is not Kind.INTEGER or word_at(tokens, here) not in ("of", "/"):
        return None
    if kind_at(tokens, here - 1) is Kind.CLOSE and (opened := opening(tokens, here - 1)):
        here = opened  # the 21 of "21 (70%) of 30"
    here = here - 1 if word_at(tokens, here - 1) != "out" else here - 2
    here -= kind_at(tokens, here) is Kind.PEOPLE  # "one patient of 22"
    return tokens[here].value if kind_at(tokens, here) is Kind.INTEGER else None


def _before_links(tokens: Sequence[Token], at: int) -> int | None:
    """Index of the amount's last token, past "patients had", "women with a" and the like."""
    here = at - 1
    if kind_at(tokens, here) is Kind.OPEN and word_at(tokens, here - 1) in _COMPLEXIONS:
        here -= 1  # "twenty with darker skin (types IV-VI)"
    while at - here <= _WORDS_OF_SKIN and word_at(tokens, here) in _COMPLEXIONS:
        here -= 1
    while at - here <= 6 and word_at(tokens, here) in LINKS_BEFORE:
        here -= 1
    if kind_at(tokens, here) is Kind.COMMA and word_at(tokens, here + 1) == "who":
        here -= 1  # "three, who were type V"
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
    return named and word_at(tokens, at) not in NOT_PEOPLE


def _is_part_of_range(tokens: Sequence[Token], at: int) -> bool:
    before = kind_at(tokens, at - 1)
    if before is Kind.DASH and tokens[at - 1].end < tokens[at].start:  # "aged 4 to 16 - five had"
        return tokens[at].text.isdigit() and kind_at(tokens, at - 2) in NUMBERS
    return before is Kind.DASH or (before is Kind.TO and kind_at(tokens, at - 2) in NUMBERS)
