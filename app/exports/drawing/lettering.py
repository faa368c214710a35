"""How wide a text is, and where its lines break, in the one typeface of the drawings.

The renderer brings Liberation Sans, which has the widths of Arial and Helvetica: a drawing that is
opened elsewhere keeps its lines.
"""

import unicodedata
from collections.abc import Iterator

FONT = (
    "Liberation Sans, Arial, Helvetica, Arimo, Nimbus Sans, FreeSans, DejaVu Sans Condensed, "
    "sans-serif"
)
WIDTHS = {
    **dict.fromkeys("il", 222),
    **dict.fromkeys(" !,./:;I[\\]ft|\N{MIDDLE DOT}", 278),
    "'": 191,
    **dict.fromkeys("()-`r", 333),
    **dict.fromkeys('"{}', 355),
    **dict.fromkeys("*^", 469),
    **dict.fromkeys("Jcksvxyz", 500),
    **dict.fromkeys("0123456789?#$_abdeghnopqu\N{EN DASH}L", 556),
    **dict.fromkeys("+<=>~", 584),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("&ABEKPSVXY", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("Mm", 833),
    "%": 889,
    "W": 944,
}
"""Advance of a character in thousandths of the size."""
WIDEST = 1015
BOLD = 1.09
"""Bold letters are so much wider at most, over a word."""
BREAK_AFTER = "/-\N{EN DASH}"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in the units of the size; never less than what is drawn."""
    plain = unicodedata.normalize("NFD", text)
    thousandths = sum(WIDTHS.get(c, WIDEST) for c in plain if not unicodedata.combining(c))
    return thousandths * size / 1000 * (BOLD if bold else 1)


def wrapped(text: str, within: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that fit; a word that is too long is broken, nothing is cut off."""
    lines = [""]
    for word in _words(text, within, size, bold=bold):
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size, bold=bold) <= within or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _words(text: str, within: float, size: float, *, bold: bool) -> Iterator[str]:
    for word in text.split():
        rest = word
        while rest and width(rest, size, bold=bold) > within:
            fits = _fitting(rest, within, size, bold=bold)
            yield rest[:fits]
            rest = rest[fits:]
        if rest:
            yield rest


def _fitting(word: str, within: float, size: float, *, bold: bool) -> int:
    """How many letters of a too long word fit; after a dash or a stroke where there is one."""
    fits = 1
    while width(word[: fits + 1], size, bold=bold) <= within:
        fits += 1
    breaks = [at + 1 for at, letter in enumerate(word[:fits]) if letter in BREAK_AFTER]
    return breaks[-1] if breaks else fits
