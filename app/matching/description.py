"""A record in the forms in which it is compared, each made once."""

import re
from functools import lru_cache
from typing import NamedTuple

from app.matching.comparing import first_page, kind_class, names_of
from app.matching.values import Candidate
from app.records import Bibliography, ReportKind
from app.records.title_notes import without_notes
from app.records.titles import flatten_text, title_key

LEAST_WORDS = 5
LEAST_LETTERS = 35
"""A title shorter than both says too little to join by: "Editorial comment", "Reply"."""

_NUMBER = re.compile(r"\d+")
_PAGE = re.compile(r"[a-z]{0,3}\d+")
_INITIALS = re.compile(r",? [A-Z-]{1,4}$|,.*$")
_ARTICLE_NUMBER = re.compile(r"[a-z]{1,3}\d{4,}")


class Forms(NamedTuple):
    """What is compared of a record; another process can make it.

    `compact` is the title's letters and digits alone: hyphens and brackets vary among sources.
    """

    kind: str
    title: str
    compact: str
    year: int | None
    volume: str
    issue: str
    page: str
    """The first page, or the article's number: "s355", "e43268"."""
    span: str
    """First and last page; empty unless both are known."""
    doi: str
    first_author: tuple[str, ...]
    families: tuple[str, ...]
    """Of every author the longest name, which order and initials do not change; each once."""
    own_number: str
    """Of a registration, its number."""
    is_telling: bool
    """Whether the title is long enough to stand for its report."""


class Description:
    """A record and its forms, each as a field: they are asked for many times."""

    __slots__ = ("candidate", "key", *Forms._fields)

    candidate: Candidate
    key: str
    kind: str
    title: str
    compact: str
    year: int | None
    volume: str
    issue: str
    page: str
    span: str
    doi: str
    first_author: tuple[str, ...]
    families: tuple[str, ...]
    own_number: str
    is_telling: bool

    def __init__(self, candidate: Candidate, forms: Forms) -> None:
        self.candidate = candidate
        self.key = candidate.key
        (
            self.kind, self.title, self.compact, self.year, self.volume, self.issue, self.page,
            self.span, self.doi, self.first_author, self.families, self.own_number, self.is_telling,
        ) = forms  # fmt: skip

    @property
    def span_numbers(self) -> tuple[int, int] | None:
        """The span in numbers; nothing where pages have letters."""
        first, _, last = self.span.partition("-")
        if not (first.isdecimal() and last.isdecimal()):
            return None
        return int(first), int(last)

    @property
    def has_article_number(self) -> bool:
        """Whether the "page" names the article in its journal: "CD006273"."""
        return _ARTICLE_NUMBER.fullmatch(self.page) is not None


def describe(candidate: Candidate) -> Description:
    """The record as it is compared."""
    return Description(candidate, forms_of(candidate.kind, candidate.bibliography))


def forms_of(kind: ReportKind, known: Bibliography) -> Forms:
    """The forms in which a record of this kind is compared."""
    title, compact = _title_forms(known.title)
    named = [one for one in map(family_of, known.authors) if one]
    page = _PAGE.match(first_page(known))
    pages = known.pages.casefold()
    return Forms(
        kind=kind_class(kind),
        title=title,
        compact=compact,
        year=known.year,
        volume=_number_in(known.volume),
        issue=_number_in(known.issue),
        page=page.group() if page else "",
        span=pages if "-" in pages else "",
        doi=known.doi,
        first_author=next(filter(None, map(names_of, known.authors)), ()),
        families=tuple(dict.fromkeys(named)),
        own_number=own_number(kind, known),
        is_telling=len(compact) >= LEAST_LETTERS or title.count(" ") >= LEAST_WORDS - 1,
    )


def printed_families(known: Bibliography) -> dict[str, str]:
    """Families of the authors as their records print them, by the form in which they are compared."""
    return {
        family: _INITIALS.sub("", author)
        for author in known.authors
        if (family := family_of(author))
    }


@lru_cache(maxsize=200_000)
def family_of(author: str) -> str:
    """The name by which an author is compared: the longest, in plain letters."""
    return max(names_of(author), key=len, default="")


def own_number(kind: ReportKind, known: Bibliography) -> str:
    """A registration's own number; a paper that names one is another report than the registration."""
    return next(iter(known.registrations), "") if kind is ReportKind.REGISTRATION else ""


@lru_cache(maxsize=200_000)
def _title_forms(title: str) -> tuple[str, str]:
    words = title_key(without_notes(flatten_text(title)))
    return words, words.replace(" ", "")


def _number_in(text: str) -> str:
    """The number with which a volume or an issue begins: "31" of "31 (Suppl 1)"."""
    found = _NUMBER.match(text)
    return found.group() if found else ""
