"""The topic's words as patterns: whole words, in any case, however they are spaced or dashed."""

import re
from functools import cache

BETWEEN_WORDS = r"[\s/\-\u00ad\u200b\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]*"
"""What may stand between two words of a term, or nothing: "a b", "a-b" and "ab" are one spelling."""

NOTHING = re.compile(r"(?!)")


@cache
def pattern_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all terms; without terms, one that never matches."""
    if not terms:
        return NOTHING
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    spellings = "|".join(_spelling(term) for term in longest_first)
    return re.compile(rf"(?<!\w)(?:{spellings})(?!\w)", re.IGNORECASE)


def _spelling(term: str) -> str:
    words = re.findall(r"[^\s\-]+", term)
    return BETWEEN_WORDS.join(
        re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in words
    )
