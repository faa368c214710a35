"""Tables that `coregap rebuild` throws away and makes again: natural keys only."""

from typing import Annotated

from sqlalchemy import Column, ForeignKey, Index
from sqlmodel import Field

from app.store.columns import (
    Count,
    CountOrNone,
    IndexedWords,
    Json,
    Key,
    Row,
    SafeText,
    UniqueWords,
    Words,
)

Position = Annotated[int, Field(primary_key=True)]
ReportId = Annotated[
    str,
    Field(sa_type=SafeText, primary_key=True, foreign_key="report.report_id", ondelete="CASCADE"),
]
StudyId = Annotated[
    str,
    Field(sa_type=SafeText, primary_key=True, foreign_key="study.public_id", ondelete="CASCADE"),
]


class ReportRow(Row, table=True):
    """One document with its merged bibliography and its screening."""

    report_id: Key
    key: UniqueWords
    arrival: int = Field(unique=True)
    """Row id of its first record's first version; also its place in the search index."""
    kind: Words
    title: Words
    authors: Json
    year: int | None = None
    month: int | None = None
    journal: Words
    volume: Words
    issue: Words
    pages: Words
    doi: Words
    pmid: Words
    pmcid: Words
    registrations: Json
    language: Words
    url: Words
    fields_from: Json
    fields_because: Json
    relations: Json
    status: Words
    ends: Words
    sponsor: Words
    country: Words
    screened: IndexedWords
    screening_rule: Words
    screening_because: Words
    seen_at: Json
    notes: Words
    notices: Json
    """[kind, because, source, identifier] of all that was said of it since it came out."""
    digest: Words
    """SHA-256 of everything the report owns: the same digest means nothing to write."""


class _ReportPart(Row):
    report_id: ReportId
    position: Position


class ReportRecordRow(_ReportPart, table=True):
    """Which records a report is made of, and why each belongs."""

    record_key: UniqueWords
    rule: Words
    because: Words


class DocumentRow(Row, table=True):
    """The stored text that every offset refers to, and where its passages lie in it."""

    report_id: ReportId
    text: Words
    passages: Json
    """[section, heading, start, length] in order."""


class EvidenceColumns(_ReportPart):
    """The words a statement rests on, and the rule that made the statement."""

    evidence_kind: Words
    quote: Words
    section: Words
    quote_start: int | None = None
    quote_end: int | None = None
    seen_at: Json
    rule: Words


class TagRow(EvidenceColumns, table=True):
    """One statement of a report in one dimension, proposed or decided."""

    dimension: Words
    value: Words
    standing: Words
    """Empty outside the skin-type dimension."""
    state: Words


class TypeCountRow(EvidenceColumns, table=True):
    """So many people of these types together."""

    types: Json
    people: Count


class ParticipantsRow(EvidenceColumns, table=True):
    """A number of people that a report states."""

    people: Count
    planned: bool


class OutcomeResultRow(EvidenceColumns, table=True):
    """A result for one outcome."""

    outcome: Words
    types: Json
    events: CountOrNone = None
    people: CountOrNone = None
    measure: Words
    timepoint: Words
    value: Words


class RejectedMentionRow(EvidenceColumns, table=True):
    """Words that look like a statement and are not one."""

    dimension: Words
    reason: Words


class StudyRow(Row, table=True):
    """The investigation itself, with what its reports say together."""

    __table_args__ = (Index(None, "sort_year", "public_id"),)

    public_id: Key
    key: Words
    counted: bool = Field(index=True)
    """False: no report of it is about the topic, or only comments are left."""
    lead: Words
    """The report that names the study: title, authors, year and journal are its own."""
    title: Words
    authors: Json
    year: int | None = None
    sort_year: int
    """The year, or -1 where it is unknown, so that unknown years come last."""
    journal: Words
    citation: Words
    layer: Words
    design: Words
    participants: CountOrNone = None
    planned: CountOrNone = None
    participants_from: Words
    counts_from: Words
    """Report whose counts by type are the study's; empty where none has any."""
    follow_up_days: CountOrNone = None
    follow_up_evidence: Json
    """The words that it rests on; empty where it was not read in the reports."""
    planned_shares: Json
    status: Words
    ends: Words
    reports: int
    unknown: Json
    conflicts: Json
    notes: Json
    notices: Json
    """As those of a report, of all its reports."""
    left_out: Words
    """Why it counts nowhere though it is about the topic: "retracted" or "withdrawn"."""
    digest: Words
    """SHA-256 of everything the study owns: the same digest means nothing to write."""


class _StudyPart(Row):
    public_id: StudyId


def _report_of_a_study() -> Column[str]:
    # Checked at commit only: a report may be written anew while its study stays as it is.
    checked_late = ForeignKey("report.report_id", deferrable=True, initially="DEFERRED")
    return Column(SafeText, checked_late, primary_key=True, unique=True)


class StudyReportRow(_StudyPart, table=True):
    """Which reports a study has, in what role, and why."""

    report_id: str = Field(sa_column=_report_of_a_study())
    position: int
    role: Words
    rule: Words
    because: Words
    counted: bool
    """Whether what it says counts for the study: included, and not a comment."""


class StudyValueRow(_StudyPart, table=True):
    """A merged statement of the study: what filters and the map ask for."""

    # SQLite asks for each study whether it has a value: they lie in the order of studies. Of the
    # index PostgreSQL's plans make use.
    __table_args__ = (
        Index(None, "dimension", "value", "standing").ddl_if(dialect="postgresql"),
        {"sqlite_with_rowid": False},
    )

    dimension: Key
    value: Key
    standing: Words
    """Empty outside the skin-type dimension."""


EXTENT = "extent"
REGISTRATION = "registration"
"""Dimensions that no tag has: how much of a study was read, and its registry numbers."""


class StudyOverlapRow(_StudyPart, table=True):
    """Another study that may hold the same people."""

    other_id: Key
    because: Words


class StudyAliasRow(Row, table=True):
    """An identifier that redirects to the study."""

    former_id: Key
    public_id: str = Field(
        sa_type=SafeText, foreign_key="study.public_id", ondelete="CASCADE", index=True
    )


class MatchQuestionRow(Row, table=True):
    """Two records that a person is asked about; a report may be written anew while this stays."""

    __table_args__ = (Index(None, "rank", "question_id"),)

    question_id: Key
    layer: Words
    rule: Words
    rank: int
    one: IndexedWords
    other: IndexedWords
    because: Words
    against: Words
