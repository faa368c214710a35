"""Vocabulary, sources, context and quarantine in JSON."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from app.api.schemas.studies import Bibliography
from app.api.schemas.words import NextAddress, NextCursor, Shape
from app.records import RelationKind, ReportKind


class VocabularyValue(Shape):
    """One id; `covers` says what it includes, `kind` groups outcomes."""

    id: str
    label: str
    covers: str
    kind: str | None


class Vocabulary(Shape):
    """Every value that a filter or a tag can have."""

    topic: str
    title: str
    fitzpatrick: tuple[str, ...]
    standing: tuple[str, ...]
    layer: tuple[str, ...]
    depth: Annotated[tuple[str, ...], Field(description="From nothing to results by skin type.")]
    reason: tuple[str, ...]
    footing: Annotated[tuple[str, ...], Field(description="How one study can stand in a cell.")]
    indication: tuple[VocabularyValue, ...]
    outcome: tuple[VocabularyValue, ...]
    body_site: tuple[VocabularyValue, ...]
    procedure: tuple[VocabularyValue, ...]
    design: tuple[VocabularyValue, ...]


class Source(Shape):
    """What one source has given so far."""

    source: str
    records: int
    rejected: Annotated[int, Field(description="Pieces of its input kept in quarantine.")]
    first_received_at: datetime | None
    last_received_at: datetime | None
    last_asked_at: Annotated[
        datetime | None, Field(description="When its latest run began; null: it was never asked.")
    ]
    last_status: Annotated[
        Literal["", "running", "succeeded", "failed"],
        Field(description="How that run stands; empty where there is none."),
    ]
    covered_until: Annotated[
        date | None,
        Field(description="Every change up to this day was asked for; null: not yet."),
    ]
    address: Annotated[str, Field(description="Where it is asked; empty if it is no upstream.")]
    disclaimer: Annotated[str, Field(description="What it wants its readers to be told.")]


class Sources(Shape):
    """Every source that records came from, or that can be asked."""

    sources: tuple[Source, ...]


class Relation(Shape):
    """How the document stands to another one, and why."""

    kind: RelationKind
    target: str
    because: str


class ContextReport(Shape):
    """A regulatory document or a news piece."""

    report_id: str
    kind: ReportKind
    bibliography: Bibliography
    status: str
    ends: str
    sponsor: str
    notes: str
    seen_at: tuple[str, ...]
    relations: tuple[Relation, ...]
    is_signal: Annotated[
        bool, Field(description="A report to FDA about a device: a signal, never a rate.")
    ]


class Context(Shape):
    """Regulatory documents and news: shown, never counted as evidence."""

    reports: tuple[ContextReport, ...]
    caution: Annotated[
        str, Field(description="How signals may be read; show it with them. Empty without any.")
    ]
    disclaimers: Annotated[
        tuple[str, ...], Field(description="What sources want readers to be told; show them.")
    ]


class RejectedInput(Shape):
    """One piece of input that could not become a record."""

    id: int
    source: str
    place: str
    reason: str
    media_type: str
    size: Annotated[int, Field(description="Bytes kept.")]
    received_at: datetime


class RejectedInputs(Shape):
    """Quarantined input, with its place and the reason."""

    rejected: tuple[RejectedInput, ...]
    total: Annotated[int, Field(description="Pieces on all pages together.")]
    next_cursor: NextCursor
    next: NextAddress = None
