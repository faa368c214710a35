"""The words by which a text names the scale of skin types, and quick looks for them."""

import re

from app.tagging.gates import mark_of_words
from app.tagging.prose import Prose
from app.tagging.type_tokens import ABBREVIATION, FITZPATRICK, SKIN_TYPE

ANCHOR = re.compile(
    rf"\b(?:{FITZPATRICK}|(?:{SKIN_TYPE})|{ABBREVIATION})(?![a-z])|\bskin\s?\("
    r"|\btypes?\s[iv1-6][^.;]{0,10}\sskin\b|\b(?:i{1,3}|iv|v)\s?(?:-|/|to|and)\s?(?:i{2,3}|iv|vi?)\sskin\b"
)
TYPE_WORD = re.compile(r"\btypes?\s?[iv1-6]|\btype\b")
NAMES_TYPES = re.compile(
    r"skin[\s-](?:photo)?types?\s\(?(?:of\s|up\sto\s|at\sleast\s)?[iv1-6]|types?\s[iv1-6-]+\sskin"
)
"""Only then can "type" alone mean a skin type."""
NAMES_TYPES_OPENINGS = ("skin", "type")
NAMES = (
    "fitz",
    "fits",
    "fytz",
    "fyts",
    "photo",
    "skin",
    "fst",
    "spt",
    "fpt",
    "phenotyp",
    "prototyp",
    "cutaneous",
)
"""One of them stands in every scale word; looked for first, because that costs nothing."""
MAY_NAME = mark_of_words(*(f"*{name}*" for name in NAMES))
MAY_ANCHOR = mark_of_words("*type*", "fit*", "fyt*", "*fst*", "*spt*", "*fpt*", "*ii", "*v", "*vi")
"""One of them stands in every anchor but "skin (...)"."""
SKIN_BRACKET = re.compile(r"skin\s?\(")
_TYPE_BEFORE, _SCALE_WORD = 24, 60
"""Characters in which a scale word is looked for before and behind its first letters."""


def is_anchored(prose: Prose, name: int) -> bool:
    """Whether a scale word stands round the first letters of one."""
    first, last = max(0, name - _TYPE_BEFORE), name + _SCALE_WORD
    if not prose.marks.within(first, last) & MAY_ANCHOR:
        return SKIN_BRACKET.search(prose.low, first, last) is not None
    return ANCHOR.search(prose.low, first, last) is not None
