"""What identifies a report: the only part of a record that matching may read."""

from dataclasses import dataclass
from enum import StrEnum


class ReportKind(StrEnum):
    """What sort of document a record describes."""

    JOURNAL_ARTICLE = "journal_article"
    CONFERENCE_ABSTRACT = "conference_abstract"
    PREPRINT = "preprint"
    REGISTRATION = "registration"
    REVIEW = "review"
    COMMENT = "comment"
    BOOK = "book"
    REGULATORY = "regulatory"
    NEWS = "news"
    OTHER = "other"


CONTEXT_KINDS = frozenset({ReportKind.REGULATORY, ReportKind.NEWS})
"""Kinds that inform a reader and are never counted as evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """Every field already in its canonical form; empty where the source does not say.

    `authors` are "Family Given" or "Family GG" in printed order; `registrations` are trial numbers
    such as "NCT02234193" that the document says are its own.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    month: int | None = None
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    registrations: tuple[str, ...] = ()
    language: str = ""
    url: str = ""
