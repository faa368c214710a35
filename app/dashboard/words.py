"""The words a reader sees for depth, reason, standing and layer: one wording for all pages."""

from app.exports.map_words import (
    DEPTH_MEANING,
    DEPTH_WORD,
    LAYER_WORD,
    OUTCOME_KIND_WORD,
    REASON_MEANING,
    REASON_WORD,
    STANDING_WORD,
    counted,
    people,
    span,
    studies,
)
from app.gapmap import Layer
from app.records import Dimension, EvidenceKind, ReportKind, Standing

__all__ = [
    "DEPTH_MEANING",
    "DEPTH_WORD",
    "DIMENSION_WORD",
    "EVIDENCE_MEANING",
    "EVIDENCE_WORD",
    "LAYER_MEANING",
    "LAYER_WORD",
    "OUTCOME_KIND_WORD",
    "REASON_MEANING",
    "REASON_WORD",
    "REPORT_KIND_WORD",
    "STANDING_MEANING",
    "STANDING_WORD",
    "counted",
    "people",
    "slug",
    "span",
    "studies",
]

STANDING_MEANING = {
    Standing.STUDIED: "people of this type took part",
    Standing.ELIGIBLE: "admitted by the criteria; nobody is said to have taken part",
    Standing.EXCLUDED: "not admitted, or no participant was of this type",
    Standing.NOT_REPORTED: "the study says nothing about this type",
}

LAYER_MEANING = {
    Layer.PRIMARY: "Studies in people that report a result, or at least that people were treated.",
    Layer.PRECLINICAL: "Animal, laboratory and excised-tissue work.",
    Layer.SECONDARY: "Reviews. They add no participants: their people are counted in the studies.",
    Layer.PLANNED: "Registered studies that have reported nothing yet.",
    Layer.INDIRECT: "Studies of another procedure, shown beside the evidence and never inside it.",
}

DIMENSION_WORD = {
    Dimension.FITZPATRICK: "Fitzpatrick skin type",
    Dimension.INDICATION: "Indication",
    Dimension.OUTCOME: "Outcome",
    Dimension.BODY_SITE: "Body site",
    Dimension.PROCEDURE: "Procedure",
    Dimension.DESIGN: "Design",
    Dimension.PARTICIPANTS: "Participants",
}

EVIDENCE_WORD = {
    EvidenceKind.QUOTE: "Quoted",
    EvidenceKind.STRUCTURED: "Registry field",
    EvidenceKind.RESTATED: "Restated by a reader",
}

EVIDENCE_MEANING = {
    EvidenceKind.QUOTE: "Verbatim words, found at their place in the stored text.",
    EvidenceKind.STRUCTURED: "A coded value of a registry or an index.",
    EvidenceKind.RESTATED: "A person's own words for what they read, with where it was seen.",
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
