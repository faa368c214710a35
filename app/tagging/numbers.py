"""Whole numbers as texts write them: digits with separators, and words up to the thousands."""

import re
from functools import lru_cache

from app.tagging.alternatives import by_first_letter

_UNIT_WORDS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen"""
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS, _TENS = _UNIT_WORDS.split(), _TEN_WORDS.split()
_VALUES = {word: n for n, word in enumerate(_UNITS)}
_VALUES |= {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_VALUES |= {"fourty": 40, "dozen": 12}

_BELOW_TWENTY = by_first_letter("|".join(sorted(_UNITS, key=len, reverse=True)))
_SMALL = rf"(?:(?:{by_first_letter('|'.join((*_TENS, 'fourty')))})(?:[ -]{{1,2}}(?:{by_first_letter('|'.join(_UNITS[1:10]))}))?|{_BELOW_TWENTY})"
_HUNDREDS = rf"(?:(?:an?|{_SMALL})[ -]hundred(?:[ -](?:and[ -])?{_SMALL})?)"
LARGE_WORDS = rf"(?:{_HUNDREDS}|(?:an?|{_SMALL})[ -]thousand(?:[ ,-]{{1,2}}(?:and[ -])?(?:{_HUNDREDS}|{_SMALL}))?|an?[ -]dozen)"
"""A number of several words, from a dozen up, as a pattern to build on."""
WORDS = rf"(?:{LARGE_WORDS}|{_SMALL})"
"""A number in words, as a pattern to build on (lower case; match it case-blind)."""
DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7})"
"""A number in digits, as a pattern to build on."""
NUMBER = rf"(?:(?=\d)(?<![\w.,])(?:{DIGITS})(?![\w%]|[.,]\d)|(?=[aefnostz])\b{WORDS}\b)"
"""A whole number of either kind that is no part of a decimal, a percentage or a word."""

_WORD = re.compile(r"[a-z]+")
_WHOLE = re.compile(rf"\A(?:{DIGITS}|{WORDS})\Z", re.IGNORECASE)


@lru_cache(maxsize=4096)  # the same few numbers stand in every text, and are asked for repeatedly
def value_of(written: str) -> int | None:
    """The number that digits or words stand for, or None where they are no number.

    Examples: "1,708" is 1708, "One hundred and fifty" is 150, "Seventy five" is 75.
    """
    text = " ".join(written.split())
    if not _WHOLE.match(text):
        return None
    if text[0].isdigit():
        return int(text.replace(",", ""))
    return _value_of_words(_WORD.findall(text.lower()))


def _value_of_words(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif word in _VALUES:
            current += _VALUES[word]
    return total + current


NUMBER_WORDS = frozenset((*_UNITS, *_TENS, "fourty"))
"""The words that a number may begin with."""
_LARGE_UNITS = {"hundred", "thousand", "dozen"}
WORD_OF_NUMBER = rf"(?:\d|\b(?:{'|'.join(sorted(NUMBER_WORDS | _LARGE_UNITS))})\b)"
"""Stands in every NUMBER, as a pattern that is much shorter than it."""
