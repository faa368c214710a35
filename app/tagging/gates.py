"""Patterns that are tried only where the words stand that every match of them holds."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import chain
from operator import add, or_
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
    """A pattern, with the words without which no text can match it.

    What it needs is read off the pattern itself, so that the two cannot part; and only when the
    first text is read, because that takes as long as compiling it.
    """

    __slots__ = ("mark",)

    def __init__(self, pattern: str, flags: int = 0) -> None:
        super().__init__(pattern, flags)
        self.mark = _MARKS.add(self)
        """Among the marks of words that may, taken together, hold a match."""

    def may_stand(self, marks: int) -> bool:
        """Whether words with these marks, taken together, may hold a match."""
        return marks & self.mark != 0

    def needs(self) -> tuple[frozenset[Needed], ...]:
        """Sets of words; every match holds one of each."""
        return needed_by(self.pattern.replace(NUMBER, WORD_OF_NUMBER), self._flags)


def any_of(*patterns: Gated) -> int:
    """The marks of several patterns, to ask of all at once whether one of them may stand."""
    return reduce(or_, (pattern.mark for pattern in patterns))


def mark_of_words(*words: str) -> int:
    """A mark that is borne by the words given; "laser*" is every word that begins so."""
    needed = (Needed(w.strip("*"), not w.startswith("*"), not w.endswith("*")) for w in words)
    return _MARKS.mark_of(frozenset(needed))


class MarkedWords:
    """The marks of a text's words, by offset; those of one stretch are put together once."""

    __slots__ = ("_ends", "_known", "_words", "everywhere", "marks")

    def __init__(self, words: Words) -> None:
        _MARKS.read_all()
        self._words, self._ends = words
        self.marks = list(map(_MARKS.__getitem__, self._words))
        """One number a word."""
        self.everywhere = _MARKS.together(self.marks)
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
            known = self._known[start, end] = _MARKS.together(self.marks[first:last])
        return known


_SETS = 3
"""Bits of a pattern, one for each set of words of which its matches hold one; beside each other."""


class _Marks(dict[str, int]):
    """Word -> its bits: for each pattern, which of the sets that it needs the word is in."""

    def __init__(self) -> None:
        self._unread: list[tuple[Gated, int]] = []
        self._reading = Lock()
        self._taken = 0
        self._not_needed = 0
        self._whole: dict[str, int] = {}
        self._opening: dict[str, int] = {}
        self._closing: dict[str, int] = {}
        self._within: dict[str, dict[str, int]] = {}
        """By the first two letters, so that few are held against each place of a word."""
        self._longest = 0

    def add(self, gated: Gated) -> int:
        """The mark of a new pattern; what it needs is read before the next text."""
        first = self._next()
        self._unread.append((gated, first))
        return first

    def mark_of(self, needed: frozenset[Needed]) -> int:
        """The mark of words of which one is needed."""
        first = self._next()
        self._need((needed,), first)
        return first

    def together(self, marks: Iterable[int]) -> int:
        """What words mark together: of each pattern one bit, set where all it needs is there."""
        bits = reduce(or_, filter(None, marks), self._not_needed)
        return bits & (bits >> 1) & (bits >> 2)

    def read_all(self) -> None:
        """No other thread may go on before the last pattern has its marks: they would be missed."""
        if self._unread:
            with self._reading:
                while self._unread:
                    gated, first = self._unread[-1]
                    self._need(gated.needs(), first)
                    self._unread.pop()

    def _next(self) -> int:
        first = 1 << self._taken
        self._taken += _SETS
        return first

    def _need(self, sets: Sequence[frozenset[Needed]], first: int) -> None:
        """Mark the words of each set with a bit, and every text with the bits that are left over."""
        for number in range(_SETS):
            bit = first << number
            if number >= len(sets):
                self._not_needed |= bit
                continue
            for letters, opens, closes in sets[number]:
                if opens or closes:
                    marked = (self._closing, self._opening, self._whole)[2 * opens + closes - 1]
                else:
                    marked = self._within.setdefault(letters[:2], {})
                marked[letters] = marked.get(letters, 0) | bit
                self._longest = max(self._longest, len(letters))
        self.clear()

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_WORDS_SEEN:
            self.clear()
        marks = self[word] = self._marks_of(word)
        return marks

    def _marks_of(self, word: str) -> int:
        if len(word) > LONGEST_WORD:
            return _EVERY_MARK
        if not word.isascii():
            word = "".join(str(decimal(c)) if c.isdecimal() else c for c in word)
        lengths = range(1, min(self._longest, len(word)) + 1)
        opening = map(self._opening.get, [word[:length] for length in lengths])
        closing = map(self._closing.get, [word[-length:] for length in lengths])
        within = (
            self._within[first].items()
            for first in self._within.keys() & {*word, *map(add, word, word[1:])}
        )
        inside = (bits for letters, bits in chain.from_iterable(within) if letters in word)
        marks = chain((self._whole.get(word),), opening, closing, inside)
        return reduce(or_, filter(None, marks), 0)


_MARKS = _Marks()
