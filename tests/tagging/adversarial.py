"""Texts that are made to be slow: units to repeat, and the places of a document they may stand in."""

import random
import re
import time
from collections.abc import Callable, Iterable, Iterator
from math import inf
from re import _constants as codes  # type: ignore[attr-defined] # no public name for what it parses to
from re import _parser as parser  # type: ignore[attr-defined] # no public name for what it parses to
from statistics import median
from typing import Any

from app.records import Passage, Section
from app.tagging import Document, document_of, document_of_text

UNITS = (
    "7", "7 ", " ", "\t", "-", "- ", "\u2013", "\n", "\r\n", "\n ", "\n\n", "\n\f", "\u00a0",
    "I", "IV ", "I, ", "II and ", "IV-", "V/", "II 3 ", "Ⅳ ", "\uff36", "l1I ", "type ", "type I ", "skin ",
    "skin type ", "Fitzpatrick ", "Fitzpatrick skin type ", "Fitzpatrick skin type IV ",
    "Fitzpatrick skin type IV, ", "Fitzpatrick skin type IV. ", "FST ", "FST III, V and V, ",
    "type IV in 3, ", "IV (n = 3), ", "skin type V (n = 0), ", "n = ", "(n=1", "(n = 1) ", "(n = ",
    "50% ", "(50%) ", "1.5 ", "1,000", "1,000 ", "1:", "(", "[", ")", ".", "a.b", "a.", "a", "a ",
    "and ", ", ", ",", "; ", ";", ":", ": ", "a; ", "a: ", "/", "%", "=", "<", ">=", "\u00b1", "?",
    "!", '."', ".) ", "- a\n", "\u2022 \n", "1. \n", "* ", "no ", "not ", "without any ", "none of the ",
    "excluded ", "exclusion criteria: ", "Exclusion criteria: a. ", "inclusion criteria: ",
    "inclusion ", "inclusion (", "selection ", "eligible ", "@highlight\n", "METHODS: ",
    ". results: ", "e\u0301", "\u200d", "\ud800", "\x00", "\u0130", "\U0001f600", "\ufeff",
    "patients ", "10 patients ", "twelve ", "twenty-", "two-by-", "a hundred and ", "one thousand ",
    "10 patients were treated with ", "10, ", "ten women and ", "of ", "10 of ", "10/",
    "35-year-old ", "a 35 year old ", "group a ", "group a (n = 10) ", "10 f/", "we report a ",
    "we describe the case of a ", "will be ", "were ", "we ", "are especially ", "especially ",
    "literature review ", "review ", "pubmed ", "database ", "searched ", "NCT12345678 ",
    "registry ", "wrinkle ", "grade ", "collagen type III ", "followed for 6 months ", "6 months ",
    "scar ", "acne scars ", "post-inflammatory hyperpigmentation ", "pih in 2 of 5 ",
    "improvement ", "laser ", "face ", "prot", "&amp;", "&#", "&ndash;", "up to ", "at least ",
    "between ", "all ", "every ", "other than ", "j/cm ", "et al ", "in the ", "each ", "per ",
    "of the women ", "a total of ", "sample size ", "control group ", "healthy ", "and 10 healthy ",
    "was seen in ", "with ", "treated ", "Title.\n\n", "(thirdQuint)Title.\n\n", "burns ",
    "Fitzpatrick skin type IV\t3\n", "IV\t", "type IV\t", "\t\t\n", "condition",
)  # fmt: skip
"""Whatever a pattern or a loop of the reader looks for, alone and in company."""

_ENROLLED = "Ten patients with Fitzpatrick skin type IV were enrolled. "
_BETWEEN = " Fitzpatrick skin type IV "
_PIECE = 150


def repeated(unit: str, characters: int) -> str:
    """The unit again and again, cut at so many characters."""
    return (unit * (characters // len(unit) + 1))[:characters]


def documents_of(text: str) -> Iterator[Document]:
    """The text in every place that is read in its own way."""
    yield document_of_text("", text)
    yield document_of_text(text, _ENROLLED)
    yield document_of_text("Scars", _ENROLLED + text)
    yield document_of_text("", _mixed(text))
    yield document_of(
        [
            Passage(Section.TITLE, "Scars"),
            Passage(Section.ELIGIBILITY, "Inclusion criteria: skin type IV " + text),
            Passage(Section.OUTCOME, text, "primary outcome (" + text),
            Passage(Section.FIELD, text, "conditionsModule.conditions"),
        ],
        is_registration=True,
    )
    yield document_of(
        [
            Passage(Section.METHODS, _ENROLLED),
            Passage(Section.TABLE, "Fitzpatrick skin type\tn\n" + text, "Table 1. Patients"),
            Passage(Section.TABLE, "a\tb\nc\td", "Fitzpatrick " + text),
            Passage(Section.CAPTION, text, text),
        ]
    )


def _mixed(text: str) -> str:
    return _BETWEEN.join(text[at : at + _PIECE] for at in range(0, len(text), _PIECE))


BETWEEN = 10
"""Times longer that four times the text may take: 4 where time is linear, 16 where it is squared."""
_ATTEMPTS = 3
ORDINARY = (
    "Ten patients with acne scars were treated with a fractional laser in three monthly sessions. "
    "Their skin was of Fitzpatrick types III to V. Two of the four of type V had transient redness. "
)
"""What the reader is made for. A text that takes no longer than it takes may grow as it likes."""


def is_linear(work: Callable[[str], object], small: str, times: int = 3) -> bool:
    """Whether a text four times as long takes about four times as long, by medians.

    A machine that is busy with something else is asked again. One that takes less time than
    ordinary prose of its length need not grow so: some texts are long before a rule looks at them
    at all. Prose is read last, because it takes longer than nearly all of them.
    """
    large, quickest = small * 4, inf
    for _ in range(_ATTEMPTS):
        taken = seconds(work, large, times)
        if taken < BETWEEN * seconds(work, small, times):
            return True
        quickest = min(quickest, taken)
    return quickest < seconds(work, repeated(ORDINARY, len(large)), 1)


def seconds(work: Callable[[str], object], text: str, times: int) -> float:
    """The median time of the processor: other work of the machine does not count."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work(text)
        taken.append(time.process_time() - start)
    return median(taken)


def fragments_of(pattern: re.Pattern[str], chance: random.Random, tries: int) -> list[str]:
    """Strings that the pattern, or a part of it that may repeat, matches or nearly does."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    found: list[str] = []
    for _ in range(tries):
        _Writer(chance, found).write(tree)
    return sorted({f for f in found if 0 < len(f) <= _LONGEST_FRAGMENT})


_LONGEST_FRAGMENT = 60


class _Writer:
    """Writes a string for a parsed pattern and keeps every part of it as a fragment."""

    def __init__(self, chance: random.Random, found: list[str]) -> None:
        self._chance = chance
        self._found = found

    def write(self, tree: Iterable[tuple[Any, Any]]) -> str:
        written = "".join(self._one(op, value) for op, value in tree)
        self._found.append(written)
        return written

    def _one(self, op: object, value: Any) -> str:
        if op is codes.LITERAL:
            return chr(value)
        if op in (codes.ANY, codes.NOT_LITERAL):
            return self._chance.choice("a 7")
        if op is codes.IN:
            return self._member(value)
        if op is codes.BRANCH:
            return self.write(self._chance.choice(value[1]))
        if op is codes.SUBPATTERN:
            return self.write(value[3])
        if op is codes.ATOMIC_GROUP:
            return self.write(value)
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            least, most, part = value
            return "".join(self.write(part) for _ in range(max(least, min(2, most))))
        return ""

    def _member(self, members: Any) -> str:
        op, value = self._chance.choice(members)
        if op is codes.LITERAL:
            return chr(value)
        if op is codes.RANGE:
            return chr(self._chance.randint(*value))
        if op is codes.CATEGORY:
            return _OF_CATEGORY.get(value, "x")
        return self._chance.choice("a 7")


_OF_CATEGORY = {
    codes.CATEGORY_DIGIT: "7", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
