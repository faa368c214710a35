"""How alike two descriptions are, field by field; unknown is neither like nor unlike."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from rapidfuzz import fuzz

from app.matching.description import Description
from app.matching.oppositions import differ_in_spelling_alone, set_apart
from app.records.journals import journals_alike

T = TypeVar("T")

LEAST_PART = 20
"""Letters that a title must have to be taken for a part of a longer one."""
SPELLED_ALIKE = 75.0
"""Likeness (0 to 100) from which two family names may be one, misspelled."""


def agree(one: str, other: str) -> bool | None:
    """Whether two values are the same; None where either is unknown."""
    return one == other if one and other else None


class _Once(Generic[T]):
    """A value worked out when it is first asked for; the standard library's takes a lock for it."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, pair: "Likeness", _: type["Likeness"]) -> T:
        found = pair.__dict__[self._name] = self._work(pair)
        return found


class Likeness:
    """Two descriptions side by side. What takes long is worked out when a rule first asks."""

    def __init__(self, one: Description, other: Description) -> None:
        self.one = one
        self.other = other
        self.volume = agree(one.volume, other.volume)
        """Whether the volume is the same."""
        self.page = agree(one.page, other.page)
        """Whether the first page or the article's number is the same."""
        self.doi = agree(one.doi, other.doi)
        """Whether the DOI is the same."""

    @_Once
    def title(self) -> float:
        """0 to 1: by the letters that one title needs to become the other (Indel)."""
        if not self.one.compact or not self.other.compact:
            return 0.0
        return fuzz.ratio(self.one.compact, self.other.compact) / 100

    @_Once
    def is_part(self) -> bool:
        """Whether one title begins or ends the other."""
        shorter, longer = self.one.compact, self.other.compact
        if len(shorter) > len(longer):
            shorter, longer = longer, shorter
        if len(shorter) < LEAST_PART:
            return False
        return longer.startswith(shorter) or longer.endswith(shorter)

    @_Once
    def apart(self) -> str:
        """The word that makes the titles those of two documents, if any."""
        if self.one.compact == self.other.compact:
            return ""
        return set_apart(self.one.title, self.other.title)

    @_Once
    def same_words(self) -> bool:
        """Whether the titles differ in spelling at most."""
        if self.one.compact == self.other.compact:
            return True
        return differ_in_spelling_alone(self.one.title, self.other.title)

    @_Once
    def years_apart(self) -> int | None:
        """Years between the two; an article online first is a year older than in print."""
        if self.one.year is None or self.other.year is None:
            return None
        return abs(self.one.year - self.other.year)

    @property
    def issue(self) -> bool | None:
        """Whether the issue is the same."""
        return agree(self.one.issue, self.other.issue)

    @_Once
    def journal(self) -> float | None:
        """0 to 1: how far the names can be of one journal."""
        return journals_alike(
            self.one.candidate.bibliography.journal, self.other.candidate.bibliography.journal
        )

    @_Once
    def first_author(self) -> bool | None:
        """Whether the first authors can be the same person."""
        ours, others = self.one.first_author, self.other.first_author
        if not ours or not others:
            return None
        if ours[0] in others or others[0] in ours or not set(ours).isdisjoint(others):
            return True
        return fuzz.ratio(ours[0], others[0]) > SPELLED_ALIKE

    @_Once
    def authors(self) -> float | None:
        """The share of the shorter list of authors that the other has too."""
        fewer = self.fewest_authors
        if not fewer:
            return None
        return len(set(self.one.families).intersection(self.other.families)) / fewer

    @property
    def fewest_authors(self) -> int:
        """How many authors the record that names fewer names."""
        return min(len(self.one.families), len(self.other.families))

    @_Once
    def same_people(self) -> bool:
        """The same first author, or in another order the same people."""
        several = self.fewest_authors > 1 and (self.authors or 0) >= 0.9
        return self.first_author is True or several

    @_Once
    def other_people(self) -> bool:
        """Both name their authors, and they are not the same."""
        return self.first_author is False and not self.same_people

    @property
    def spans_overlap(self) -> bool:
        """Whether the pages of one, given from first to last, are in part those of the other."""
        ours, others = self.one.span_numbers, self.other.span_numbers
        if ours is None or others is None:
            return False
        return ours[0] <= others[1] and others[0] <= ours[1]

    @property
    def same_span(self) -> bool:
        """Whether both give first and last page, more than one, and the same ones."""
        return bool(self.one.span) and self.one.span == self.other.span

    @_Once
    def same_place(self) -> bool:
        """The same page of the same volume, the same article number, or the very same long span."""
        page, journal = self.page, self.journal
        if page and self.volume:
            return True
        if not page or self.years_apart not in (0, 1) or (journal or 0) < 0.8:
            return False
        long_span = self.same_span and len(self.one.page) > 2
        return self.one.has_article_number or (long_span and self.years_apart == 0)
