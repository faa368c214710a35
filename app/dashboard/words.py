"""The words a reader sees for depth, reason, standing and layer: one wording for all pages."""

from app.answers.words import (
    DEPTH_MEANING as DEPTH_MEANING,
)
from app.answers.words import (
    DEPTH_WORD as DEPTH_WORD,
)
from app.answers.words import (
    DIMENSION_WORD as DIMENSION_WORD,
)
from app.answers.words import (
    EVIDENCE_MEANING as EVIDENCE_MEANING,
)
from app.answers.words import (
    EVIDENCE_WORD as EVIDENCE_WORD,
)
from app.answers.words import (
    LAYER_MEANING as LAYER_MEANING,
)
from app.answers.words import (
    LAYER_WORD as LAYER_WORD,
)
from app.answers.words import (
    REASON_MEANING as REASON_MEANING,
)
from app.answers.words import (
    REASON_WORD as REASON_WORD,
)
from app.answers.words import (
    STANDING_MEANING as STANDING_MEANING,
)
from app.answers.words import (
    STANDING_WORD as STANDING_WORD,
)
from app.gapmap import Bounds
from app.records import ReportKind

OUTCOME_KIND_WORD = {
    "efficacy": "Efficacy",
    "patient_reported": "Patient-reported",
    "safety": "Safety",
    "mechanism": "Mechanism",
}

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


def slug(word: str) -> str:
    """An id of the vocabulary as a CSS class: "reported_by_type" -> "reported-by-type"."""
    return word.lower().replace("_", "-")


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 study", "7 studies"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def studies(number: int) -> str:
    """How many studies: "no study", "1 study", "7 studies"."""
    return counted(number, "study", "studies") if number else "no study"


def span(bounds: Bounds) -> str:
    """Bounds without their noun: "38", "1-34" with an en dash, "up to 34", "4 or more"."""
    if bounds.upper is None:
        return f"{bounds.lower:,} or more" if bounds.lower else "number not stated"
    if bounds.lower == bounds.upper:
        return f"{bounds.lower:,}"
    if bounds.lower == 0:
        return f"up to {bounds.upper:,}"
    return f"{bounds.lower:,}\N{EN DASH}{bounds.upper:,}"


def people(bounds: Bounds) -> str:
    """Bounds with their noun: "1-34 people", "number of people not stated"."""
    if bounds.upper is None and not bounds.lower:
        return "number of people not stated"
    one = bounds.lower == bounds.upper == 1
    return f"{span(bounds)} {'person' if one else 'people'}"
