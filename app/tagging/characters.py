"""The stored text with every dash, space and numeral look-alike in one form, offsets unchanged."""

from collections.abc import Iterable, Iterator
from re import Match, Pattern

_DASHES = (
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u00ad\ufe58\ufe63\uff0d\u223c\u301c\uff5e~"
)
_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c"
)
_SPACES += "\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_SINGLE = {
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u00b4": "'",
    "\u2215": "/", "\u2044": "/", "\uff0f": "/", "\uff0c": ",", "\uff1b": ";", "\uff1a": ":",
    "\uff08": "(", "\uff09": ")", "\u2265": "\u2265", "\u2267": "\u2265", "\u2a7e": "\u2265",
    "\u2264": "\u2264", "\u2266": "\u2264", "\u2a7d": "\u2264", "\uff1e": ">", "\uff1c": "<",
    "\uff06": "&", "\uff0b": "+", "\u00b7": ".", "\uff05": "%",
    # One numeral of one letter; those of several letters keep their own character.
    "\u2160": "I", "\u2164": "V", "\u2170": "i", "\u2174": "v",
    # Cyrillic and Greek capitals that look like the numeral I.
    "\u0406": "I", "\u0399": "I", "\u04c0": "I",
}  # fmt: skip
_FULL_WIDTH = {chr(0xFEE0 + code): chr(code) for code in range(ord("0"), ord("z") + 1)}
_TABLE = str.maketrans(
    {
        **_FULL_WIDTH,
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_SPACES, " "),
        **_SINGLE,
    }
)


def plain(text: str) -> str:
    """The same number of characters, each in its plainest form: an offset means the same in both."""
    return text.replace("~", "-") if text.isascii() else text.translate(_TABLE)


def lowered(text: str) -> str:
    """Lower case without a change of length, which `str.lower` does not promise."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def places_of(words: str, text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where the words stand in the text; a plain search is many times faster than a pattern's."""
    at = text.find(words, start, end)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)


def matches_at(pattern: Pattern[str], openings: Iterable[str], text: str) -> bool:
    """Whether a pattern is found in the text, all of whose matches begin with one of the openings.

    A plain search for the openings is many times faster than the pattern's own.
    """
    return any(pattern.match(text, at) for opening in openings for at in places_of(opening, text))


def matches_from(
    pattern: Pattern[str],
    openings: Iterable[str],
    text: str,
    start: int = 0,
    end: int | None = None,
) -> Iterator[Match[str]]:
    """What `finditer` gives, of a pattern all of whose matches begin with one of the openings."""
    last = len(text) if end is None else end
    after = start
    for at in sorted(at for opening in openings for at in places_of(opening, text, start, end)):
        match = pattern.match(text, at, last) if at >= after else None
        if match is not None:
            yield match
            after = match.end()


def has_any(text: str, wanted: Iterable[str]) -> bool:
    """Whether one of the strings stands in the text: a quick test before a pattern is tried."""
    return any(map(text.__contains__, wanted))


def word_set(words: str) -> frozenset[str]:
    """The words of a text, for lists that are read by people before they are read by machines."""
    return frozenset(words.split())
