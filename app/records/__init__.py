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
    INTERACTION_RULE,
    WITHIN_PERSON,
    Bound,
    Dimension,
    Evidence,
    EvidenceKind,
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
    "INTERACTION_RULE",
    "WITHIN_PERSON",
    "Bibliography",
    "Bound",
    "Dimension",
    "Evidence",
    "EvidenceKind",
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
