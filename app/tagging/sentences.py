"""Where sentences begin and end, as offsets; one pass, linear in the length of the text."""

import re

_BREAK = re.compile(
    # One set of characters comes first: the search then leaps from mark to mark. A run of marks is
    # tried from its first one alone, and blanks up to the line's end: else the time would grow with
    # the square of their number.
    # The mark of a citation goes with the sentence before it: "darkened.[7,8] Lee treated".
    r"[.!?\n](?:(?<!\n)(?<![.!?][.!?])[.!?]*[\"'\u2019\u201d)\]]*"
    r"(?:\[\d{1,3}(?:[\s,;\u2010-\u2015-]{1,2}\d{1,3}){0,9}\][,;\u2010-\u2015-]?){0,9}\s+"
    r"|(?<=\n)(?:[ \t]*\n\s*|(?=[^\S\n]*(?:[-*\u2022\u25cf]|\d{1,2}[.)]))))"
)
_ABBREVIATED = (
    "e.g", "i.e", "et al", "vs", "cf", "ca", "approx", "Fig", "fig", "Figs", "figs", "Eq", "eq",
    "Ref", "ref", "Refs", "refs", "No", "no", "Nos", "nos", "Dr", "dr", "Drs", "drs", "Prof",
    "prof", "Mr", "mr", "Mrs", "mrs", "Ms", "ms", "St", "st", "Jr", "jr", "Inc", "inc", "Ltd",
    "ltd", "Co", "co", "Corp", "corp", "Min", "min", "Max", "max", "Avg", "avg", "Incl", "incl",
    "Etc", "etc", "U.S", "Ph.D",
)  # fmt: skip
_ABBREVIATION = re.compile(rf"(?:^|[\s(\[])(?:{'|'.join(map(re.escape, _ABBREVIATED))})$")
_ABBREVIATION_ENDS = frozenset(word[-2:] for word in _ABBREVIATED)
_INITIAL = re.compile(r"(?:^|[(\[,;.]\s?|\b[A-Z][a-z]+\s)[A-Z]$|(?:^|\s)[a-z]$")
"""An initial follows a name, a mark or nothing: "W. Manuskiatti", not "skin type V."."""
_NUMERAL_END = re.compile(r"(?:types?|[IV]|and|or|to|through|&)[\s,/\u2010-\u2015-]*[IV]$")
_NEXT_INITIAL = re.compile(r"[A-Z]\.")
_LONGEST_ABBREVIATION = 12
_LONGEST_WORD = 7
"""Letters; what ends in so many is a word, no abbreviation."""
LONGEST_SENTENCE = 3000
"""Characters; what has no full stop for longer is cut at a space, so that work stays linear."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Offset pairs of the sentences in order, without the white space round them.

    A full stop inside a number, after an initial or after an abbreviation ends nothing, and
    neither does a line break that cuts a number in two ("0." / "05 %", as flattened registry
    texts have it).
    """
    found: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for match in _BREAK.finditer(text):
        at, after = match.span()
        if at < start or not _ends_sentence(text, at, after):
            continue
        _add(found, text, start, at + len(text[at:after].rstrip()))
        start = after
    _add(found, text, start, len(text.rstrip()))
    return found


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = space if space > 0 else start + LONGEST_SENTENCE
        found.append((start, cut))
        start = cut + 1 if space > 0 else cut
    if end > start:
        found.append((start, end))


def _ends_sentence(text: str, at: int, after: int) -> bool:
    """Whether the mark at `at` does, behind whose blanks the text goes on at `after`."""
    if text[at] != ".":
        return True
    following = text[after : after + 1]
    if following.isdigit() and at and text[at - 1].isdigit() and "\n" in text[at:after]:
        return False
    if following.islower() and "\n" not in text[at:after]:
        return False
    if at > _LONGEST_WORD and text[at - _LONGEST_WORD : at].isalpha() and text[at - 1].islower():
        return True
    ending = text[max(0, at - 2) : at]
    if not ending[-1:].isalpha() and ending[-1:] != "\n":
        return True  # every rule below is about a letter before the full stop
    word = len(ending) > 1 and ending.isalpha() and ending[1].islower()
    if word and ending not in _ABBREVIATION_ENDS:
        return True  # no initial, since a letter stands before it, and no abbreviation
    before = text[max(0, at - _LONGEST_ABBREVIATION) : at]
    if _ABBREVIATION.search(before):
        return False
    initial = _INITIAL.search(before) and not _NUMERAL_END.search(before)
    return not (initial or (before[-1:].isupper() and _NEXT_INITIAL.match(text, after)))
