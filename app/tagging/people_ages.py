"""Numbers beside people that are their ages, or the years in which they came."""

import re
from re import Match

from app.tagging.people_numbers import DATED, YEAR
from app.tagging.people_patterns import NOUN

_UNITS = ("year", "yr", "month", "week", "day", "mm", "%", "x ")
_AGED = re.compile(
    r"\b(?:aged?|ages)\s(?:(?:of|was|were|is|range[ds]?|ranging|between|from|over|under|above|below|at|least|about)\s){0,4}"
    r"(?:\d{1,3}\s(?:(?:years?|yrs?)\s)?(?:to|and|or|through)\s)?\Z"
    rf"|\b(?:older|younger)\sthan\s\Z|\b{NOUN}\s(?:over|under|above|below|of)\s\Z|\bbetween\s\d{{1,2}}\sand\s\Z"
)
"""Before "65" in "women aged 18 to 65 were eligible"."""
_REACH = 48
_LONGEST = 3
"""Characters of an age."""


def is_age(low: str, match: Match[str]) -> bool:
    """Whether the number of a match in a sentence in lower case is an age or a year."""
    number = match.group("number")
    after = low[match.end("number") : match.end("number") + 12].lstrip(" -")
    before = low[max(0, match.start() - _REACH) : match.start()]
    if YEAR.fullmatch(number) and DATED.search(before[-12:]):
        return True
    if before[-1:] in ("-", "±", "/") and before[-2:-1].isdigit():
        return True
    if after.startswith(_UNITS):
        return True
    return number.isdecimal() and len(number) < _LONGEST + 1 and _AGED.search(before) is not None
