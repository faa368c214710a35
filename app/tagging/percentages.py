"""People from percentages: the whole that they are shares of, and whether they fit it."""

import re

from app.records import Participants
from app.tagging import context
from app.tagging.amounts import PERCENT_NUMBER
from app.tagging.counted_sentences import CountedSentence
from app.tagging.late_patterns import Late
from app.tagging.numbers import NUMBER, value_of
from app.tagging.shares import Share

_SUBGROUP = Late(
    r"\b(?:among|of)\s(?:the|these|those|all|our)?\s?(?P<noun>women|men|females|males|children|adults|girls|boys|completers|patients|subjects|participants)\b"
)
WHOLE_IN_SENTENCE = Late(
    rf"\b(?:of|among)\s(?:the|these|all|our)?\s?(?P<number>{NUMBER})(?:,|\s(?:\w+\s){{0,3}}?(?:{context.PEOPLE.pattern}|enrolled|treated|included))"
)
_ENDS_WITH_NUMBER = Late(rf"(?P<number>{NUMBER})\s$")
_LONGEST_NUMBER = 40
_TRIED = 5
"""Occurrences of a word for a subgroup that are looked at."""
_OPENING = 3000
"""Characters at the start, and before a sentence, in which its subgroup may be counted."""


def whole_of(
    sentence: CountedSentence, people: Participants | None, document_low: str
) -> int | None:
    """The number of people that percentages of this sentence are shares of."""
    stated = [s.mention.whole for s in sentence.statements if s.mention.whole]
    if stated:
        return stated[0]
    match = WHOLE_IN_SENTENCE.search(sentence.low)
    if match:
        return value_of(match.group("number"))
    subgroup = _SUBGROUP.search(sentence.low)
    if subgroup and subgroup.group("noun").lower() not in ("patients", "subjects", "participants"):
        noun = subgroup.group("noun")
        counted = _counted_before(document_low, noun, sentence.start)
        if counted is not None:
            return counted
    return people.people if people is not None else None


def _counted_before(low: str, noun: str, before: int) -> int | None:
    """The number that stands before the first "women" of the opening, or of the lines before."""
    for start, end in ((0, min(_OPENING, before)), (max(0, before - _OPENING), before)):
        at = low.find(noun, start, end)
        for _ in range(_TRIED):
            if at < 0:
                break
            number = _ENDS_WITH_NUMBER.search(low, max(start, at - _LONGEST_NUMBER), at)
            if number is not None:
                return value_of(number.group("number"))
            at = low.find(noun, at + 1, end)
    return None


def percent_of(share: Share) -> float:
    """The percentage as a number; 0 where the share has none."""
    number = PERCENT_NUMBER.search(share.percent)
    return float(number.group().replace(",", ".")) if number else 0.0


def people_of(share: Share, whole: int | None) -> int | None:
    """People of a share; None where its percentage is no whole number of the whole."""
    if share.people is not None:
        return share.people
    if whole is not None and share.less:
        return max(0, whole - share.less)
    if whole is None or not share.percent:
        return None
    stated = percent_of(share)
    people = round(stated * whole / 100)
    number = PERCENT_NUMBER.search(share.percent)
    decimals = (
        len(re.split(r"[.,]", number.group())[1]) if number and not number.group().isdigit() else 0
    )
    allowed = 0.51 * 10**-decimals
    return people if abs(100 * people / whole - stated) <= allowed else None
