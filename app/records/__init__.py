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
    Dimension,
    Evidence,
    EvidenceKind,
    OutcomeResult,
    Participants,
    Reading,
    RejectedMention,
    SkinType,
    Standing,
    Tag,
    TypeCount,
)

__all__ = [
    "CONTEXT_KINDS",
    "Bibliography",
    "Dimension",
    "Evidence",
    "EvidenceKind",
    "OutcomeResult",
    "Participants",
    "Passage",
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
    "Withdrawn",
]
