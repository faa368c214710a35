"""What the store is asked, and the fully loaded values it answers with."""

from dataclasses import dataclass, field
from datetime import datetime

from app.gapmap import Layer
from app.matching import Notice, NoticeKind, ReportRole
from app.records import (
    Bibliography,
    Dimension,
    Evidence,
    EvidenceKind,
    Extent,
    OutcomeResult,
    Passage,
    PlannedShare,
    RejectedMention,
    Relation,
    ReportKind,
    SkinType,
    Standing,
    Tag,
    TypeCount,
)
from app.screening import Screened, ScreeningVerdict
from app.tagging import State


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyFilter:
    """Which studies: values of one field are alternatives, fields are conditions together.

    `fitzpatrick` is met by a study with one of `standing` (default: studied) to one of the types;
    `q` is full-text search over titles and stored texts, every word wanted.
    """

    fitzpatrick: tuple[SkinType, ...] = ()
    standing: tuple[Standing, ...] = ()
    indication: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    body_site: tuple[str, ...] = ()
    procedure: tuple[str, ...] = ()
    design: tuple[str, ...] = ()
    layer: tuple[Layer, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    q: str = ""
    left_out: bool = False
    """In place of the studies that count: those that would, had they not been retracted or withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySummary:
    """One line of a list of studies. `standing` has all six types, silence included."""

    public_id: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    journal: str
    citation: str
    """Of the report that names the study, with the numbers it can be looked up by."""
    layer: Layer
    design: str
    participants: int | None
    planned: int | None
    standing: dict[SkinType, Standing]
    indications: tuple[str, ...]
    outcomes: tuple[str, ...]
    body_sites: tuple[str, ...]
    procedures: tuple[str, ...]
    reports: int
    status: str
    ends: str
    extent: Extent = Extent.ABSTRACT
    """How much of it was read."""
    registrations: tuple[str, ...] = ()
    follow_up_days: int | None = None
    notices: tuple[Notice, ...] = ()
    """What was said of its reports since they came out, what weighs most first."""
    left_out: NoticeKind | None = None
    """Why it counts nowhere though it is about the topic; then none of its statements is here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPage:
    """A page of a list; `total` counts all pages, `next_cursor` is None on the last."""

    studies: tuple[StudySummary, ...]
    total: int
    next_cursor: str | None


NOT_COUNTED = (State.REJECTED.value, State.UNSEEN.value)
"""States of tags that say nothing about their study."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTag:
    """A tag with its `state`: proposed, accepted, corrected, added, rejected or unseen.

    Unseen is a proposal from words that nobody had seen when its value was decided on: the
    decision holds, the proposal counts for nothing, and a person is asked again.
    """

    dimension: Dimension
    value: str
    standing: Standing | None
    evidence: Evidence
    rule: str
    report_id: str
    state: str

    @property
    def counts(self) -> bool:
        """Whether it says something about its study."""
        return self.state not in NOT_COUNTED

    def as_tag(self) -> Tag:
        """The bare statement."""
        return Tag(
            dimension=self.dimension,
            value=self.value,
            evidence=self.evidence,
            rule=self.rule,
            standing=self.standing,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecord:
    """One record behind a report: where it came from, when, and in which version."""

    key: str
    source: str
    source_id: str
    version: int
    received_at: datetime
    content_hash: str
    media_type: str
    rule: str
    because: str
    """Why it belongs to the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyReport:
    """One report of a study with its text and records."""

    report_id: str
    role: ReportRole
    kind: ReportKind
    bibliography: Bibliography
    status: str
    ends: str
    sponsor: str
    country: str
    rule: str
    because: str
    """Why it belongs to the study."""
    screening: ScreeningVerdict
    passages: tuple[Passage, ...]
    text: str
    """The stored text that every offset of its tags refers to."""
    records: tuple[StoredRecord, ...]
    fields_from: dict[str, str]
    """By a field of the bibliography: the key of the record that it was taken from."""
    notices: tuple[Notice, ...] = ()
    fields_because: dict[str, str] = field(default_factory=dict)
    """By a field: why from that one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyDetail:
    """A study with everything known of it."""

    summary: StudySummary
    reports: tuple[StudyReport, ...]
    tags: tuple[StoredTag, ...]
    counts: tuple[TypeCount, ...]
    participants_evidence: tuple[Evidence, ...]
    """Where reports state how many took part, first the number that is used."""
    results: tuple[OutcomeResult, ...]
    overlaps: tuple[tuple[str, str], ...]
    """(public id, because)"""
    former_ids: tuple[str, ...]
    unknown: tuple[str, ...]
    conflicts: tuple[str, ...]
    notes: tuple[str, ...]
    rejected: tuple[RejectedMention, ...]
    follow_up_days: int | None
    follow_up_evidence: Evidence | None = None
    planned_shares: tuple[PlannedShare, ...] = ()
    planned_evidence: tuple[Evidence, ...] = ()
    """Where plans state how many are to take part."""

    @property
    def left_out(self) -> NoticeKind | None:
        """Why it counts nowhere though it is about the topic."""
        return self.summary.left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEvidence:
    """One piece of evidence behind a cell, with the study and the report it comes from."""

    study_id: str
    study_title: str
    year: int | None
    layer: Layer
    report_id: str
    citation: str
    dimension: Dimension
    value: str
    standing: Standing | None
    evidence: Evidence
    evidence_kind: EvidenceKind
    rule: str
    people: int | None = None
    """Set where the evidence is a count: so many people of the types in `value`."""
    types: tuple[SkinType, ...] = ()
    """Of which skin types it speaks; empty where it names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSummary:
    """What one source has given so far."""

    source: str
    records: int
    rejected: int
    first_received_at: datetime | None
    last_received_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRejected:
    """One quarantined piece of input."""

    id: int
    source: str
    place: str
    reason: str
    media_type: str
    size: int
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextReport:
    """A regulatory document or a news piece: shown, never counted."""

    report_id: str
    kind: ReportKind
    bibliography: Bibliography
    status: str
    ends: str
    sponsor: str
    notes: str
    seen_at: tuple[str, ...]
    relations: tuple[Relation, ...]

    @property
    def is_signal(self) -> bool:
        """Whether it is one of FDA's device reports (MAUDE), or tells of several."""
        return self.kind is ReportKind.REGULATORY and "MAUDE" in self.bibliography.title.split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the store holds. Reports and studies are as of the last rebuild."""

    records: int
    rejected: int
    reports: int
    screening: dict[Screened, int]
    """Reports by screening state, every state named."""
    studies: int
    layers: dict[Layer, int]
    """Studies by layer, every layer named."""
    tags: int
    decisions: int
