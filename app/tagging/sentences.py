"""Where sentences begin and end, as offsets; one pass, linear in the length of the text."""

import re

_BREAK = re.compile(
    # A run of marks is tried from its first one alone, and blanks up to the line's end: else the
    # time would grow with the square of their number.
    r"(?<![.!?])[.!?]+[\"'\u2019\u201d)\]]*\s+|\n[ \t]*\n\s*"
    r"|\n(?=[^\S\n]*(?:[-*\u2022\u25cf]|\d{1,2}[.)]))"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:e\.g|i\.e|et al|vs|cf|ca|approx|[Ff]igs?|[Ee]q|[Rr]efs?|[Nn]os?|[Dd]rs?|[Pp]rof"
    r"|[Mm]rs?|[Mm]s|[Ss]t|[Jj]r|[Ii]nc|[Ll]td|[Cc]o|[Cc]orp|[Mm]in|[Mm]ax|[Aa]vg|[Ii]ncl|[Ee]tc|U\.S|Ph\.D)$"
)
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
        if match.start() < start or not _ends_sentence(text, match):
            continue
        end = match.start() + len(match.group().rstrip())
        _add(found, text, start, end)
        start = match.end()
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


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    at = match.start()
    after = text[match.end() : match.end() + 1]
    if text[at] == "\n":
        return True
    if text[at] != ".":
        return True
    if after.isdigit() and at and text[at - 1].isdigit() and "\n" in match.group():
        return False
    if after.islower() and "\n" not in match.group():
        return False
    if at > _LONGEST_WORD and text[at - _LONGEST_WORD : at].isalpha() and text[at - 1].islower():
        return True
    before = text[max(0, at - _LONGEST_ABBREVIATION) : at]
    if _ABBREVIATION.search(before):
        return False
    initial = _INITIAL.search(before) and not _NUMERAL_END.search(before)
    return not (initial or (before[-1:].isupper() and _NEXT_INITIAL.match(text, match.end())))
