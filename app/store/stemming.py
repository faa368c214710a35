"""The stem of an English word by Porter's first algorithm, as both databases' searches take it.

M. F. Porter, An algorithm for suffix stripping, Program 1980;14:130-137. The step numbers are his.
"""

import re
from functools import lru_cache

SHORTEST = 3  # letters; a shorter word is its own stem
STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize",
    "abli": "able", "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize",
    "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive", "fulness": "ful",
    "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
}  # fmt: skip
STEP_3 = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
STEP_4 = (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti",
    "ous", "ive", "ize", "al", "er", "ic", "ou",
)  # fmt: skip
DOUBLE = re.compile(r"([^aeiou])\1$")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word in small letters; what is not plain letters is left as it is."""
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
        return word
    for step in (_plural, _past, _final_y, _second, _third, _fourth, _final_e):
        word = step(word)
    return word


def _shape(word: str) -> str:
    """Each letter as c or v; y is a vowel after a consonant."""
    shape = ""
    for letter in word:
        vowel = letter in "aeiou" or (letter == "y" and shape.endswith("c"))
        shape += "v" if vowel else "c"
    return shape


def _measure(word: str) -> int:
    """How many times a vowel is followed by a consonant."""
    return _shape(word).count("vc")


def _has_vowel(word: str) -> bool:
    return "v" in _shape(word)


def _ends_cvc(word: str) -> bool:
    return _shape(word)[-3:] == "cvc" and word[-1] not in "wxy"


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            rest = word.removesuffix(ending)
            return _restored(rest) if _has_vowel(rest) else word
    return word


def _restored(rest: str) -> str:
    if rest.endswith(("at", "bl", "iz")):
        return f"{rest}e"
    if DOUBLE.search(rest) and rest[-1] not in "lsz":
        return rest[:-1]
    return f"{rest}e" if _measure(rest) == 1 and _ends_cvc(rest) else rest


def _final_y(word: str) -> str:
    return f"{word[:-1]}i" if word.endswith("y") and _has_vowel(word[:-1]) else word


def _second(word: str) -> str:
    return _replaced(word, STEP_2)


def _third(word: str) -> str:
    return _replaced(word, STEP_3)


def _replaced(word: str, endings: dict[str, str]) -> str:
    """The longest ending that fits decides, whether it is then replaced or not."""
    ending = max((e for e in endings if word.endswith(e)), key=len, default="")
    rest = word.removesuffix(ending)
    return rest + endings[ending] if ending and _measure(rest) > 0 else word


def _fourth(word: str) -> str:
    ending = max((e for e in STEP_4 if word.endswith(e)), key=len, default="")
    rest = word.removesuffix(ending)
    if not ending or _measure(rest) <= 1 or (ending == "ion" and rest[-1:] not in ("s", "t")):
        return word
    return rest


def _final_e(word: str) -> str:
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _ends_cvc(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
