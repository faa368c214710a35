"""The words that every match of a pattern holds, read off the pattern's own syntax tree.

Only a lower bound is wanted: where a pattern is too rich to tell, it needs nothing.
"""

import re._constants as ops  # type: ignore[import-not-found] # not in typeshed; the tree has no other door
import re._parser as syntax  # type: ignore[import-not-found] # the same
from collections.abc import Iterable, Iterator, Sequence
from itertools import product, takewhile
from typing import Any, NamedTuple

_Tree = Sequence[tuple[Any, Any]]
"""What the parser gives: operators with their arguments, in order."""
_MOST_SPELLINGS = 24
_MOST_SETS = 3
"""Sets of words asked of a text, the most telling first."""
_TELLING = 3
"""Letters, an edge counting as one, that a word must have to be worth asking for."""
DIGITS = tuple("0123456789")


class Needed(NamedTuple):
    """Letters that stand in a word: at its beginning, at its end, or anywhere in it."""

    letters: str
    opens: bool
    closes: bool

    @property
    def weight(self) -> int:
        """How much they tell; digits least, since they stand in every second sentence."""
        return (
            _TELLING if self.letters.isdecimal() else len(self.letters) + self.opens + self.closes
        )


def needed_by(pattern: str, flags: int = 0) -> tuple[frozenset[Needed], ...]:
    """Sets of words: one of each set stands in every text that matches."""
    found = sorted(set(_sequence(syntax.parse(pattern, flags), False, False)), key=_tells)
    return tuple(found[-_MOST_SETS:][::-1])


def _tells(needed: Iterable[Needed]) -> tuple[int, int]:
    needed = tuple(needed)
    return min(n.weight for n in needed), -len(needed)


_Sets = Iterator[frozenset[Needed]]


def _sequence(tree: _Tree, opens: bool, closes: bool) -> _Sets:
    """What the parts of a sequence need; `opens`: an edge of a word stands before it."""
    nodes = list(tree)
    at = 0
    while at < len(nodes):
        run = list(takewhile(bool, map(_letters, nodes[at:])))
        after = at + max(1, len(run))
        left = _is_edge(nodes[at - 1]) if at else opens
        ways = _ways(nodes[after]) if run and after < len(nodes) else ()
        if ways:
            forked = [[*nodes[at:after], *way] for way in ways]
            after += 1
            run, nodes[after - 1] = [], (ops.BRANCH, (None, forked))
        right = _is_edge(nodes[after]) if after < len(nodes) else closes
        yield from _spelled(run, left, right) if run else _node(nodes[after - 1], left, right)
        at = after


def _ways(node: tuple[Any, Any]) -> Sequence[_Tree]:
    """The ways in which a word may go on, where it goes on in several."""
    op, argument = node
    if op is ops.SUBPATTERN and len(argument[3]) == 1:
        return _ways(argument[3][0])
    return argument[1] if op is ops.BRANCH else ()


def _spelled(run: Sequence[str], opens: bool, closes: bool) -> _Sets:
    spellings = 1
    for position, letters in enumerate(run):
        spellings *= len(letters)
        if spellings > _MOST_SPELLINGS:
            run, closes = run[:position], False
            break
    needed = frozenset(Needed("".join(word), opens, closes) for word in product(*run))
    if run and min(n.weight for n in needed) >= _TELLING:
        yield needed


def _node(node: tuple[Any, Any], opens: bool, closes: bool) -> _Sets:
    op, argument = node
    if op is ops.SUBPATTERN:
        yield from _sequence(argument[3], opens, closes)
    elif op is ops.ATOMIC_GROUP:
        yield from _sequence(argument, opens, closes)
    elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT) and argument[0]:
        once = argument[1] == 1
        yield from _sequence(argument[2], opens and once, closes and once)
    elif op is ops.IN and argument == [(ops.CATEGORY, ops.CATEGORY_DIGIT)]:
        yield frozenset(Needed(digit, False, False) for digit in DIGITS)
    elif op is ops.BRANCH:
        each = [max(_sequence(b, opens, closes), key=_tells, default=None) for b in argument[1]]
        if all(each):
            yield frozenset().union(*(needed for needed in each if needed))


def _letters(node: tuple[Any, Any]) -> str:
    """The letters of which the node is one, in lower case."""
    op, argument = node
    if op is ops.LITERAL:
        return chr(argument).lower() if chr(argument).isalnum() else ""
    if op is ops.IN and all(inner is ops.LITERAL for inner, _ in argument):
        letters = "".join(sorted({chr(code).lower() for _, code in argument}))
        return letters if letters.isalnum() else ""
    return ""


_EDGES = (ops.AT_BOUNDARY, ops.AT_BEGINNING, ops.AT_BEGINNING_STRING, ops.AT_END, ops.AT_END_STRING)


def _is_edge(node: tuple[Any, Any]) -> bool:
    """Whether no word goes on across it."""
    op, argument = node
    if op is ops.AT:
        return argument in _EDGES
    if op is ops.LITERAL:
        return not chr(argument).isalnum()
    if op is ops.IN:
        return all(
            (inner is ops.LITERAL and not chr(value).isalnum())
            or (inner is ops.CATEGORY and value in (ops.CATEGORY_SPACE, ops.CATEGORY_NOT_WORD))
            for inner, value in argument
        )
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return argument[0] > 0 and len(argument[2]) == 1 and _is_edge(argument[2][0])
    return False
