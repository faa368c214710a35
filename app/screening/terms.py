"""The topic's words as patterns: whole words, in any case, however they are spaced or dashed."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

BETWEEN_WORDS = r"[\s/\-\u00ad\u200b\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]*"
"""What may stand between two words of a term, or nothing: "a b", "a-b" and "ab" are one spelling."""

NOTHING = re.compile(r"(?!)")


FOLDS_TO_ASCII = ("\u0130", "\u0131", "\u017f")
"""A pattern takes these for an i and an s, whatever case is ignored; `str.lower` does not."""


def may_stand_in(text: str, terms: tuple[str, ...]) -> bool:
    """Whether a term may stand in the text: quick, and wrong only by saying yes too often.

    The text may also be JSON that has one in it.
    """
    if not text.isascii() and any(letter in text for letter in FOLDS_TO_ASCII):
        return True
    low = text.lower()
    for first, others in _words_of(terms).items():
        if first in low and any(all(word in low for word in rest) for rest in others):
            return True
    return False


@cache
def _words_of(terms: tuple[str, ...]) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """What every spelling of a term holds: a word, as few as there need be, and the term's others.

    Only words of plain letters: others may be spelled, or written in JSON, in two ways.
    """
    left = [
        {word for part in _words(term) if (word := part.rstrip("*").lower()).isalnum()}
        for term in terms
    ]
    left = [{word for word in words if word.isascii()} for words in left]
    found: dict[str, list[tuple[str, ...]]] = {}
    while left:
        shared = Counter(word for words in left for word in words)
        # One that many terms share, and of those a long one, which fewer texts have.
        first = max(shared, key=lambda word: (shared[word], len(word), word), default="")
        found[first] = [tuple(words - {first}) for words in left if first in words or not first]
        left = [words for words in left if first and first not in words]
    return found


@cache
def pattern_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all terms; without terms, one that never matches."""
    if not terms:
        return NOTHING
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    spellings = "|".join(_spelling(term) for term in longest_first)
    return re.compile(rf"(?<!\w)(?:{spellings})(?!\w)", re.IGNORECASE)


def _spelling(term: str) -> str:
    return BETWEEN_WORDS.join(
        re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")
        for word in _words(term)
    )


def _words(term: str) -> list[str]:
    return re.findall(r"[^\s\-]+", term)
