"""The words a reader sees for depth, reason, standing and layer: one wording for all pages."""

from collections.abc import Iterable, Mapping

from app.answers.words import (
    DEPTH_MEANING,
    DEPTH_WORD,
    DIMENSION_WORD,
    EVIDENCE_MEANING,
    EVIDENCE_WORD,
    FOOTING_MEANING,
    FOOTING_WORD,
    LAYER_MEANING,
    LAYER_WORD,
    REASON_MEANING,
    REASON_WORD,
    STANDING_MEANING,
    STANDING_WORD,
)
from app.exports.map_words import OUTCOME_KIND_WORD, counted, people, span, studies
from app.gapmap import Footing, TrialState
from app.records import WITHIN_PERSON, ReportKind

__all__ = [
    "DEPTH_MEANING",
    "DEPTH_WORD",
    "DIMENSION_WORD",
    "EVIDENCE_MEANING",
    "EVIDENCE_WORD",
    "FOOTING_MEANING",
    "FOOTING_WORD",
    "LAYER_MEANING",
    "LAYER_WORD",
    "OUTCOME_KIND_WORD",
    "REASON_MEANING",
    "REASON_WORD",
    "REPORT_KIND_WORD",
    "STANDING_MEANING",
    "STANDING_WORD",
    "STATE_WORD",
    "UNIT_WORD",
    "counted",
    "footings",
    "people",
    "slug",
    "span",
    "studies",
]

STATE_WORD = {
    TrialState.UNDER_WAY: "Under way",
    TrialState.UNREPORTED: "Completed, unreported",
    TrialState.STOPPED: "Stopped",
    TrialState.UNKNOWN: "Unknown",
}

UNIT_WORD = {WITHIN_PERSON: "sides or sites of the same people compared"}

REPORT_KIND_WORD = {
    ReportKind.JOURNAL_ARTICLE: "Journal article",
    ReportKind.CONFERENCE_ABSTRACT: "Conference abstract",
    ReportKind.PREPRINT: "Preprint",
    ReportKind.REGISTRATION: "Trial registration",
    ReportKind.REVIEW: "Review",
    ReportKind.COMMENT: "Comment",
    ReportKind.BOOK: "Book",
    ReportKind.REGULATORY: "Regulatory document",
    ReportKind.NEWS: "News",
    ReportKind.OTHER: "Other document",
}


def footings(found: Mapping[Footing, int], without: Iterable[Footing] = ()) -> str:
    """How the studies of a cell stand in it, in few words: "2 abstract only, 1 excluded"."""
    left = (footing for footing in found if footing not in set(without))
    return ", ".join(f"{found[footing]:,} {FOOTING_WORD[footing]}" for footing in left)


def slug(word: str) -> str:
    """An id of the vocabulary as a CSS class: "reported_by_type" -> "reported-by-type"."""
    return word.lower().replace("_", "-")
