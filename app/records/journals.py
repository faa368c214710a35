"""Names of journals: one may be abbreviated, translated in part or carry a note."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

from app.records.titles import flatten_text

_NOTE = re.compile(r"[\[(].*?[\])]")
_SUBTITLE = re.compile(r"[:=]|\. conference\b|\bconference:", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")
_SMALL_WORDS = frozenset(
    "the a an of and for in on de la le les des du et der die das und fur del della di e y el los".split()  # noqa: SIM905 - a list of words reads better as words
)
_JOURNAL = frozenset({"journal", "j"})
_COUNTRY = (("united", "states", "america"), ("u", "s"), ("usa",), ("us",))
"""With which some names end, and their abbreviations do not."""
_LEAST_INITIALS = 3
_CONTRACTED = {"natl": "national", "intl": "international", "dtsch": "deutsch"}
"""Abbreviations of ISO 4 that leave out letters inside a word; nearly all cut its end off."""
_CUT_SHORT = 0.9
"""Likeness of a name with the words of a longer one; the rest may make it another journal."""
_OTHER_JOURNAL = 0.6
"""The same where both call themselves a journal: of "J Dermatol" no word is left out."""
_SPELLED_ALIKE = 80.0


@lru_cache(maxsize=100_000)
def journal_words(journal: str) -> tuple[str, ...]:
    """The words of a journal's name, lower case, without subtitle, notes in brackets and small words."""
    name = _SUBTITLE.split(_NOTE.sub(" ", flatten_text(journal)).casefold())[0]
    letters = unicodedata.normalize("NFKD", name.replace("&", " and "))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = _NOT_WORD.sub(" ", plain).split()
    return tuple(word for word in words if word not in _SMALL_WORDS) or tuple(words)


@lru_cache(maxsize=200_000)
def journals_alike(one: str, other: str) -> float | None:
    """How far two names can be of one journal, 0 to 1; unknown where either is not given.

    Abbreviations are matched as ISO 4 makes them: each word by its beginning, in order, or the
    whole by the first letters of its words.
    """
    shorter, longer = sorted(
        (journal_words(one), journal_words(other)), key=lambda words: (len("".join(words)), words)
    )
    if not shorter or not longer:
        return None
    if "".join(shorter) == "".join(longer):
        return 1.0
    if len(shorter) == 1 and len(longer) > 1 and _are_initials(shorter[0], longer):
        return _CUT_SHORT
    are_journals = not _JOURNAL.isdisjoint(shorter) and not _JOURNAL.isdisjoint(longer)
    shorter, longer = _telling(shorter), _telling(longer)
    share = _words_found(shorter, longer) / len(shorter)
    if len(shorter) < len(longer):
        share *= _OTHER_JOURNAL if are_journals else _CUT_SHORT
    return max(share, _CUT_SHORT * fuzz.ratio(" ".join(shorter), " ".join(longer)) / 100)


def _are_initials(word: str, longer: tuple[str, ...]) -> bool:
    """Of all words of a name, or of those before its country: "PNAS"."""
    initials = "".join(word[0] for word in longer)
    return word == initials or (len(word) >= _LEAST_INITIALS and f"{word}usa" == initials)


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    for country in _COUNTRY:
        if words[-len(country) :] == country and len(words) > len(country) + 1:
            words = words[: -len(country)]
    return tuple(word for word in words if word not in _JOURNAL) or words


def _words_found(shorter: tuple[str, ...], longer: tuple[str, ...]) -> int:
    """How many words of the shorter name begin words of the longer, in order."""
    found, after = 0, 0
    for word in shorter:
        for place in range(after, len(longer)):
            if _may_be_short_for(word, longer[place]):
                found, after = found + 1, place + 1
                break
    return found


def _may_be_short_for(word: str, whole: str) -> bool:
    word = _CONTRACTED.get(word, word)
    if whole.startswith(word) or (len(word) > 2 and word.startswith(whole)):
        return True
    return word[0] == whole[0] and fuzz.ratio(word, whole) > _SPELLED_ALIKE
