"""The values that cross rooms, and their canonical forms."""

from app.records.bibliography import CONTEXT_KINDS, Bibliography, ReportKind
from app.records.passage import Passage, Section
from app.records.source_record import (
    Rejected,
    Relation,
    RelationKind,
    SourceRecord,
    Withdrawn,
)
from app.records.tags import (
    Bound,
    Dimension,
    Evidence,
    EvidenceKind,
    Extent,
    OutcomeResult,
    Participants,
    PlannedShare,
    Reading,
    RejectedMention,
    SkinType,
    Standing,
    Tag,
    TypeCount,
    Unknown,
)

__all__ = [
    "CONTEXT_KINDS",
    "Bibliography",
    "Bound",
    "Dimension",
    "Evidence",
    "EvidenceKind",
    "Extent",
    "OutcomeResult",
    "Participants",
    "Passage",
    "PlannedShare",
    "Reading",
    "Rejected",
    "RejectedMention",
    "Relation",
    "RelationKind",
    "ReportKind",
    "Section",
    "SkinType",
    "SourceRecord",
    "Standing",
    "Tag",
    "TypeCount",
    "Unknown",
    "Withdrawn",
]
