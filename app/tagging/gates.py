"""Patterns that are tried only where the words stand that every match of them holds."""

from bisect import bisect_right
from functools import reduce
from operator import or_
from threading import Lock
from unicodedata import decimal

from app.tagging.late_patterns import Late
from app.tagging.needed_words import Needed, needed_by
from app.tagging.numbers import NUMBER, WORD_OF_NUMBER
from app.tagging.words import Words

MOST_WORDS_SEEN = 50_000
"""Words remembered from one text to the next; more than the field's literature uses."""
LONGEST_WORD = 60
"""Letters; what is longer is no word, and is taken for any."""
_EVERY_MARK = -1


class Gated(Late):
    """A pattern, with the marks of words without which no text can match it.

    What it needs is read off the pattern itself, so that the two cannot part; and only when the
    first text is read, because that takes as long as compiling it.
    """

    __slots__ = ("_needs",)

    def __init__(self, pattern: str, flags: int = 0) -> None:
        super().__init__(pattern, flags)
        self._needs: tuple[int, ...] = ()
        _MARKS.add(self)

    def may_stand(self, marks: int) -> bool:
        """Whether words with these marks, taken together, may hold a match."""
        for need in self._needs:  # noqa: SIM110 - a generator would take three times as long
            if not marks & need:
                return False
        return True

    def read_needs(self) -> None:
        """Have a mark put on all words that every match holds one of."""
        shortened = self.pattern.replace(NUMBER, WORD_OF_NUMBER)
        needed = needed_by(shortened, self._flags)
        self._needs = tuple(map(_MARKS.mark_of, needed))


def mark_of_words(*words: str) -> int:
    """A mark that is borne by the words given; "laser*" is every word that begins so."""
    needed = (Needed(w.strip("*"), not w.startswith("*"), not w.endswith("*")) for w in words)
    return _MARKS.mark_of(frozenset(needed))


class MarkedWords:
    """The marks of a text's words, by offset; those of one stretch are put together once."""

    __slots__ = ("_ends", "_known", "_words", "everywhere", "marks")

    def __init__(self, words: Words) -> None:
        self._words, self._ends = words
        self.marks = list(map(_MARKS.__getitem__, self._words))
        """One number a word."""
        self.everywhere = reduce(or_, set(self.marks), 0)
        """The marks of all of them."""
        self._known: dict[tuple[int, int], int] = {}

    def within(self, start: int, end: int) -> int:
        """The marks of the words between two offsets, those that are cut there among them."""
        known = self._known.get((start, end))
        if known is None:
            ends = self._ends
            first = bisect_right(ends, start)
            last = bisect_right(ends, end, first)
            last += last < len(ends) and ends[last] - len(self._words[last]) < end
            known = self._known[start, end] = reduce(or_, filter(None, self.marks[first:last]), 0)
        return known


class _Marks(dict[str, int]):
    """Word -> its marks, one bit for each set of words of which some pattern needs one."""

    def __init__(self) -> None:
        self._unread: list[Gated] = []
        self._reading = Lock()
        self._bits: dict[frozenset[Needed], int] = {}
        self._whole: dict[str, int] = {}
        self._opening: dict[str, int] = {}
        self._closing: dict[str, int] = {}
        self._within: dict[str, int] = {}
        self._longest = 0

    def add(self, gated: Gated) -> None:
        """Read what it needs before the next word is looked up."""
        self._unread.append(gated)

    def mark_of(self, needed: frozenset[Needed]) -> int:
        """The bit of words of which one is needed; a new one where they are asked for first."""
        known = self._bits.get(needed)
        if known is not None:
            return known
        bit = self._bits[needed] = 1 << len(self._bits)
        for letters, opens, closes in needed:
            marked = (self._within, self._closing, self._opening, self._whole)[2 * opens + closes]
            marked[letters] = marked.get(letters, 0) | bit
            self._longest = max(self._longest, len(letters))
        self.clear()
        return bit

    def __missing__(self, word: str) -> int:
        if self._unread:
            self._read_needs()
        if len(self) >= MOST_WORDS_SEEN:
            self.clear()
        marks = self[word] = self._marks_of(word)
        return marks

    def _read_needs(self) -> None:
        """No other thread may go on before the last pattern has its marks: they would be missed."""
        with self._reading:
            while self._unread:
                self._unread[-1].read_needs()
                self._unread.pop()

    def _marks_of(self, word: str) -> int:
        if len(word) > LONGEST_WORD:
            return _EVERY_MARK
        if not word.isascii():
            word = "".join(str(decimal(c)) if c.isdecimal() else c for c in word)
        marks = self._whole.get(word, 0)
        for length in range(1, min(self._longest, len(word)) + 1):
            marks |= self._opening.get(word[:length], 0) | self._closing.get(word[-length:], 0)
            for at in range(len(word) - length + 1):
                marks |= self._within.get(word[at : at + length], 0)
        return marks


_MARKS = _Marks()
