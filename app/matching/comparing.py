"""What two bibliographies have in common, and what sets them apart."""

import re
import unicodedata
from functools import lru_cache

from app.records import Bibliography, ReportKind
from app.records.titles import title_key

_NO_LETTERS = re.compile("[^a-z]+")

SHARED_WORDS = 0.25
"""Share of common words (Jaccard, 0 to 1) under which two titles are wholly different."""

LARGEST_COMPARED = 40
"""Different descriptions of one title or identifier; beyond, it names a supplement, not a report."""

ARTICLE_KINDS = frozenset({ReportKind.JOURNAL_ARTICLE, ReportKind.REVIEW, ReportKind.OTHER})
"""Sources disagree about these for one and the same article; about other kinds they do not."""


def kind_class(kind: ReportKind) -> str:
    """Only kinds of one class may be joined by title."""
    return "article" if kind in ARTICLE_KINDS else kind.value


@lru_cache(maxsize=200_000)
def words_of(title: str) -> tuple[str, ...]:
    """The words of a title in canonical form."""
    return tuple(title_key(title).split())


def titles_wholly_differ(one: str, other: str) -> bool:
    """Both titles are known and have hardly a word in common."""
    ones, others = set(words_of(one)), set(words_of(other))
    if not ones or not others:
        return False
    return len(ones & others) < SHARED_WORDS * len(ones | others)


def clash(one: Bibliography, other: Bibliography) -> str:
    """Why a shared identifier must be wrong in one of the two; empty where it can be right.

    Meeting supplements give all their abstracts one DOI, so wholly different titles need some
    other agreement: a translated title still has its first page, or its first author and year.
    """
    if not titles_wholly_differ(one.title, other.title):
        return ""
    pages = first_page(one), first_page(other)
    if all(pages):
        agree = pages[0] == pages[1]
    else:
        agree = bool(one.authors and other.authors) and _same_beginning(one, other)
    return "" if agree else f'"{one.title}" and "{other.title}" share no more than the identifier'


def first_page(bibliography: Bibliography) -> str:
    """The first page without its range: "S355" of "S355-S356"."""
    return bibliography.pages.replace("\u2013", "-").split("-")[0].strip().casefold()


def _same_beginning(one: Bibliography, other: Bibliography) -> bool:
    return one.year == other.year and first_authors_agree(one, other)


def first_authors_agree(one: Bibliography, other: Bibliography) -> bool:
    """Whether the first authors can be the same person; silence agrees with anybody."""
    ones, others = first_author(one), first_author(other)
    return not ones or not others or name_agrees(ones, others)


def name_agrees(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the family name of one is among the names of the other, in either direction."""
    return one[0] in other or other[0] in one


def first_author(bibliography: Bibliography) -> tuple[str, ...]:
    """The first author's names in plain letters, family name first; empty where unknown."""
    return names_of(bibliography.authors[0]) if bibliography.authors else ()


@lru_cache(maxsize=200_000)
def names_of(author: str) -> tuple[str, ...]:
    """Names without diacritics; "ae", "oe", "ue" as "a", "o", "u", since sources differ there."""
    plain = _letters_of(author.casefold())
    for double, single in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ø", "o"), ("ł", "l")):
        plain = plain.replace(double, single)
    names = tuple(plain.split())
    return () if names[:1] in ((), ("anonymous",), ("anon",)) else names


def _letters_of(text: str) -> str:
    """Its letters without marks, and a space in place of anything else."""
    if text.isascii():  # nine in ten
        return _NO_LETTERS.sub(" ", text)
    letters = unicodedata.normalize("NFKD", text)
    return "".join(c if c.isalpha() else " " for c in letters if not unicodedata.combining(c))
