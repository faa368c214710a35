"""Where the statements of a passage stand: sentences, cut further at titles and headings inside."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.records import Section
from app.tagging import headings
from app.tagging.document import PlacedPassage
from app.tagging.prose import Prose


def spans_of(
    placed: PlacedPassage, prose: Prose, *, untitled: bool
) -> Iterator[tuple[int, int, bool]]:
    """Sentences as (start, end, is a title) in the stored text."""
    text, base = placed.passage.text, placed.start
    titles = _titles_in(text) if placed.passage.section in _FLAT else []
    if untitled and not titles and placed.passage.section in _FLAT:
        lines = (_FIRST_LINE.match(text), *_TITLE_FIELD.finditer(text))
        titles = [match.span("title") for match in lines if match]
    elif titles and not untitled:
        titles = [title for title in titles if title[0] > 0]
    marks = [base + at for title in titles for at in title]
    if headings.MID_HEADING.may_stand(prose.marks.within(base, placed.end)):
        inner = (match.start() for match in headings.MID_HEADING.finditer(text) if match.start())
        marks += [base + at for at in inner if text[at - 1].isspace() or text[at - 1] in ".;"]
    marks.sort()
    placed_titles = [(base + first, base + last) for first, last in titles]
    for start, end in prose.sentences_of(placed):
        cuts = marks[bisect_right(marks, start) : bisect_left(marks, end)] if marks else []
        if end - start > LONGEST_SENTENCE:
            cuts += _breaks_of_endless(prose.document.text, start, end)
        for from_, to in (
            _pieces(prose.document.text, start, end, cuts) if cuts else ((start, end),)
        ):
            yield from_, to, _is_within(placed_titles, from_, to)


def _is_within(titles: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    for first, last in titles:  # noqa: SIM110 - a generator would take three times as long
        if first <= start and end <= last:
            return True
    return False


_FLAT = frozenset({Section.ABSTRACT, Section.OTHER})
_FIRST_LINE = re.compile(
    r"\A(?P<title>(?![^\n]{0,40}:\s)(?=\S+(?: \S+){3})(?![^\n]{0,250}\b(?:is|are|was|were|will|had|has|have)\b)[A-Z0-9][^\n]{12,250}[^\n.;,:])\s{0,3}\n"
)
"""A line of its own, of some words and no verb, over a text that comes without a title."""
_TITLE_FIELD = re.compile(
    r"(?:\A|\n)\s{0,3}(?:Scientific|Public|Official|Brief) [Tt]itle(?: of [^\n:]{3,20})?\s?:\s?(?P<title>[^\n]{12,300}?)(?=\s{0,3}(?:\n|\Z)|\. [A-Z])"
)
"""As a registry's page prints it."""
_FLATTENED_TITLE = re.compile(r"\((?:first|second|third|fourth|fifth)Quint\)")
_SUMMARY_MARK = "@highlight"


def _titles_in(text: str) -> list[tuple[int, int]]:
    """Where a registry text flattened into one string repeats its title.

    Such texts open with "(thirdQuint)Title." and give the title once more before "@highlight".
    """
    opening = _FLATTENED_TITLE.match(text)
    if not opening:
        return []
    start = opening.end()
    mark = text.find(_SUMMARY_MARK)
    before = text[:mark].rstrip() if mark > 0 else ""
    end = start
    for _ in range(_PARAGRAPHS_OF_TITLE):
        break_at = text.find("\n\n", end + 1)
        if break_at < 0:
            break
        end = break_at
        title = text[start:end].rstrip(". ")
        if before.rstrip(". ").endswith(title):
            again = before.rindex(title)
            return [(start, end), (again, mark + len(_SUMMARY_MARK))]
    first = text.find("\n\n", start)
    return [(start, first if first > 0 else len(text))]


_PARAGRAPHS_OF_TITLE = 5


def _pieces(text: str, start: int, end: int, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """One sentence, cut where a title or a criteria heading begins or ends inside it."""
    for from_, to in pairwise(sorted({start, end, *cuts})):
        piece = text[from_:to]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if left < right:
            yield from_ + left, from_ + right


LONGEST_SENTENCE = 3000
"""Characters; what runs on longer is a list or a table, and is read in pieces."""


def _breaks_of_endless(text: str, start: int, end: int) -> Iterator[int]:
    at = start
    while end - at > LONGEST_SENTENCE:
        space = text.rfind(" ", at + 1, at + LONGEST_SENTENCE)
        at = space if space > at else at + LONGEST_SENTENCE
        yield at
