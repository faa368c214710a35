"""Words that set two titles apart although nearly everything else in them is the same."""

import re
from collections import Counter

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_NUMBER = re.compile(
    r"\w*\d\w*|[ivx]+|one|two|three|four|five|six|first|second|third|fourth|fifth|[abc]"
)
"""Parts of a series, doses, phases, grades."""
_PLAIN_NUMBER = re.compile(
    r"\d+|[ivx]+|one|two|three|four|five|six|first|second|third|fourth|fifth"
)
_SETTING_APART = frozenset(
    """
    part parts correction corrections erratum errata corrigendum reply response comment comments
    commentary letter retraction retracted re editorial update updated protocol addendum abstract
    vitro vivo ex men women male males female females boys girls mothers fathers child children
    adult adults adolescent adolescents infant infants elderly neonatal
    sensitive resistant positive negative without with not no non before after early late acute
    chronic upper lower left right mild severe short long high low type1 type2
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_BEGINNINGS = (
    ("hyper", "hypo"), ("intra", "inter"), ("intra", "extra"), ("inter", "extra"), ("pre", "post"),
    ("supra", "infra"), ("macro", "micro"), ("mono", "poly"), ("under", "over"), ("anti", "pro"),
    ("endo", "exo"), ("endo", "epi"), ("uni", "bi"), ("tri", "bi"), ("", "un"), ("", "in"), ("", "non"),
    ("", "a"), ("", "dis"), ("", "ir"), ("", "im"),
)  # fmt: skip
"""Beginnings of words that turn their meaning."""
_SPELLED_ALIKE = 80.0
_LEAST_SPELLED = 4
"""Letters; one letter in a shorter word makes it another."""


def set_apart(one: str, other: str) -> str:
    """The word that makes two titles (as words with spaces) those of two documents; or nothing.

    A word that the other spells in another way sets nothing apart; a number, a part, a sex, a
    "with" for a "without" does.
    """
    ours, others = Counter(one.split()), Counter(other.split())
    only_ours, only_others = ours - others, others - ours
    if _run_together(only_ours) == _run_together(only_others):
        return ""
    for words, against in ((only_ours, only_others), (only_others, only_ours)):
        for word in words:
            if not any(_is_spelling(word, w) for w in against) and _tells(word):
                return word
            turned = next((w for w in against if _turns(word, w)), "")
            if turned:
                return word
    return ""


def are_opposed(one: str, other: str) -> bool:
    """Whether each title has a word in the other's place that sets it apart: "1" for "2", men, women.

    Less than `set_apart` sees: a translation, or a slip of the pen in a name, is opposed to nothing.
    """
    ours, others = Counter(one.split()), Counter(other.split())
    return all(
        any(word in _SETTING_APART or _PLAIN_NUMBER.fullmatch(word) for word in words)
        for words in (ours - others, others - ours)
    )


def differ_in_spelling_alone(one: str, other: str) -> bool:
    """Whether each word that only one title has is another spelling of one that only the other has."""
    ours, others = Counter(one.split()), Counter(other.split())
    only_ours, only_others = ours - others, others - ours
    if _run_together(only_ours) == _run_together(only_others):
        return True
    return all(
        any(_is_spelling(word, w) and not _turns(word, w) for w in against)
        for words, against in ((only_ours, only_others), (only_others, only_ours))
        for word in words
    )


def _run_together(words: Counter[str]) -> str:
    """The words as one: what is "p16 INK4a" here is "p16INK4a" there."""
    return "".join(words.elements())


def _tells(word: str) -> bool:
    return word in _SETTING_APART or _NUMBER.fullmatch(word) is not None


def _is_spelling(word: str, other: str) -> bool:
    if _tells(word) or _tells(other) or min(len(word), len(other)) < _LEAST_SPELLED:
        return False
    return Levenshtein.distance(word, other) <= 1 or fuzz.ratio(word, other) >= _SPELLED_ALIKE


def _turns(word: str, other: str) -> bool:
    """Whether two words are the same but for a beginning that turns the meaning."""
    for one, two in _BEGINNINGS:
        for first, second in ((one, two), (two, one)):
            if word.startswith(first) and other.startswith(second):
                rest = word[len(first) :]
                if len(rest) > 3 and rest == other[len(second) :]:
                    return True
    return False
