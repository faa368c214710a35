"""Types that sources print on a document, as the kinds of report."""

import re
from collections.abc import Iterable
from functools import lru_cache

from app.records import ReportKind

_PRIMARY = re.compile(
    r"clinical trial|controlled trial|case reports?$|observational study", re.IGNORECASE
)
_KINDS: tuple[tuple[ReportKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        (ReportKind.PREPRINT, r"pre-?print|posted-content|working.?paper"),
        (ReportKind.REGISTRATION, r"trial registr|registry (?:entry|record)|^registration$"),
        (
            ReportKind.CONFERENCE_ABSTRACT,
            r"conference abstract|meeting.abstract|congress|conference proceeding|^abstract$|"
            r"paper-conference|^inproceedings$|^conference$|"
            r"conferencepaper|^poster|abstract of published item",
        ),
        (
            ReportKind.COMMENT,
            r"^comment|commentary|editorial|^reply$|erratum|correction$|corrigend|retraction|"
            r"expression of concern|book-?review|author response",
        ),
        (
            ReportKind.REVIEW,
            r"systematic[ -]review|meta-?analysis|scoping review|review-article|^review$|"
            r"review article|umbrella review|^review[;,]|literature review|guideline|^overview$",
        ),
        (ReportKind.NEWS, r"^news|newspaper|article-newspaper|magazine|press.release"),
        (ReportKind.BOOK, r"^(?:in)?book|chapter|^(?:in)?collection|^mvbook|book ?section|edited ?book|monograph|^study guide"),
        (
            ReportKind.JOURNAL_ARTICLE,
            r"article|^case.report|stud(?:y|ies)$|letter|clinical study|trial|brief.report|research|protocol|"
            r"short survey|proceedings paper|conference paper",
        ),
    )
)  # fmt: skip
_SERVERS = re.compile(
    r"\b(?:medrxiv|biorxiv|arxiv|research square|preprints?(?:\.org)?|ssrn|authorea|osf preprints)\b",
    re.IGNORECASE,
)
_REVIEW_TITLE = re.compile(
    r"\b(?:(?:systematic|scoping|umbrella|narrative|cochrane) (?:literature )?reviews?|meta-?analys[ei]s)\b",
    re.IGNORECASE,
)


def report_kind(types: Iterable[str], *, title: str = "", journal: str = "") -> ReportKind:
    """The kind that the printed types say, the title helping where they only say "article".

    A letter is no comment: research letters report studies. "Review" printed beside a trial's or a
    case report's type is a study with a review of the literature.
    """
    stated = tuple(text.strip() for text in types if text.strip())
    kind = _stated_kind(stated)
    if kind is ReportKind.REVIEW and _is_primary(stated):
        return ReportKind.JOURNAL_ARTICLE
    if kind is None and not _says_nothing(stated, journal):
        return ReportKind.OTHER
    if kind in (None, ReportKind.JOURNAL_ARTICLE):
        return _article_kind(stated, title, journal)
    return kind


@lru_cache(maxsize=4096)
def _stated_kind(stated: tuple[str, ...]) -> ReportKind | None:
    return next((k for k, words in _KINDS if any(words.search(text) for text in stated)), None)


def _says_nothing(stated: tuple[str, ...], journal: str) -> bool:
    """No type at all, or one that an exporter gives to what it does not know in a journal."""
    generic = all(text.casefold() in ("generic", "misc", "unspecified", "") for text in stated)
    return not stated or (generic and bool(journal))


@lru_cache(maxsize=4096)
def _is_primary(stated: tuple[str, ...]) -> bool:
    systematic = any(_REVIEW_TITLE.search(text) for text in stated)
    return not systematic and any(_PRIMARY.search(text) for text in stated)


def _article_kind(stated: tuple[str, ...], title: str, journal: str) -> ReportKind:
    if _is_server(journal):
        return ReportKind.PREPRINT
    if _is_review(title) and not any(_PRIMARY.search(text) for text in stated):
        return ReportKind.REVIEW
    return ReportKind.JOURNAL_ARTICLE


def _is_review(title: str) -> bool:
    plain = title.lower()
    return ("rev" in plain or "meta" in plain) and _REVIEW_TITLE.search(title) is not None


@lru_cache(maxsize=4096)
def _is_server(journal: str) -> bool:
    return _SERVERS.search(journal) is not None
