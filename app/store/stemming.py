"""The stem of an English word by Porter's first algorithm, as both databases' searches take it.

M. F. Porter, An algorithm for suffix stripping, Program 1980;14:130-137.
"""

from functools import lru_cache
from threading import Lock

import snowballstemmer

SHORTEST = 3  # letters; a shorter word is its own stem

_porter = snowballstemmer.stemmer("porter")
_one_at_a_time = Lock()  # the stemmer keeps the word that it is at


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word in small letters; what is not plain letters is left as it is."""
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
        return word
    with _one_at_a_time:
        found: str = _porter.stemWord(word)
    return found
