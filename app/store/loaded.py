"""Rows to values: what the readers of the store are given."""

from typing import Any

from sqlalchemy import ColumnElement, Row, inspect

from app.matching import Notice, NoticeKind
from app.records import (
    Bibliography,
    Bound,
    Dimension,
    Evidence,
    EvidenceKind,
    OutcomeResult,
    Passage,
    PlannedShare,
    RejectedMention,
    Relation,
    RelationKind,
    Section,
    SkinType,
    Standing,
    TypeCount,
)
from app.store.columns import Row as TableRow
from app.store.derived import (
    DocumentRow,
    EvidenceColumns,
    OutcomeResultRow,
    RejectedMentionRow,
    ReportRow,
    StudyRow,
    TagRow,
    TypeCountRow,
)
from app.store.values import StoredTag

Found = Row[Any]
"""Columns of a table as they were read: many times faster than objects of its model."""


def columns_of(model: type[TableRow]) -> tuple[ColumnElement[Any], ...]:
    """All columns of a table, for a query that reads rows and makes no objects of them."""
    return tuple(inspect(model).columns)


def bibliography_of(row: ReportRow | Found) -> Bibliography:
    """The merged bibliography of a report."""
    return Bibliography(
        title=row.title,
        authors=tuple(row.authors),
        year=row.year,
        month=row.month,
        journal=row.journal,
        volume=row.volume,
        issue=row.issue,
        pages=row.pages,
        doi=row.doi,
        pmid=row.pmid,
        pmcid=row.pmcid,
        registrations=tuple(row.registrations),
        language=row.language,
        url=row.url,
    )


def relations_of(row: ReportRow) -> tuple[Relation, ...]:
    """What the report's sources say about other documents."""
    return tuple(
        Relation(kind=RelationKind(kind), target=target, because=because)
        for kind, target, because in row.relations
    )


def notices_of(row: ReportRow | StudyRow | Found) -> tuple[Notice, ...]:
    """What was said of a report, or of all reports of a study, since they came out."""
    return tuple(
        Notice(kind=NoticeKind(kind), because=because, source=source, identifier=identifier)
        for kind, because, source, identifier in row.notices
    )


def passages_of(row: DocumentRow | Found) -> tuple[Passage, ...]:
    """The passages of a stored text, in order."""
    return tuple(
        Passage(Section(section), row.text[start : start + length], heading)
        for section, heading, start, length in row.passages
    )


def evidence_of(row: EvidenceColumns | Found) -> Evidence:
    """The words that a statement rests on."""
    return Evidence(
        kind=EvidenceKind(row.evidence_kind),
        text=row.quote,
        section=row.section,
        start=row.quote_start,
        end=row.quote_end,
        seen_at=tuple(row.seen_at),
    )


def written_evidence(written: dict[str, Any]) -> Evidence:
    """Evidence that a column holds whole."""
    kind, seen_at = EvidenceKind(written["kind"]), tuple(written["seen_at"])
    return Evidence(**{**written, "kind": kind, "seen_at": seen_at})


def planned_share_of(written: dict[str, Any]) -> PlannedShare:
    """A planned share with its words."""
    return PlannedShare(
        types=types_of(written["types"]),
        bound=Bound(written["bound"]),
        percent=written["percent"],
        people=written["people"],
        evidence=written_evidence(written["evidence"]),
        rule=written["rule"],
    )


def standing_of(word: str) -> Standing | None:
    """A standing, or None outside the skin-type dimension."""
    return Standing(word) if word else None


def tag_of(row: TagRow | Found) -> StoredTag:
    """A tag with its state."""
    return StoredTag(
        dimension=Dimension(row.dimension),
        value=row.value,
        standing=standing_of(row.standing),
        evidence=evidence_of(row),
        rule=row.rule,
        report_id=row.report_id,
        state=row.state,
    )


def types_of(numbers: list[int]) -> tuple[SkinType, ...]:
    """Skin types from their numbers."""
    return tuple(SkinType(number) for number in numbers)


def count_of(row: TypeCountRow | Found) -> TypeCount:
    """A count of people by type."""
    return TypeCount(
        types=types_of(row.types), people=row.people, evidence=evidence_of(row), rule=row.rule
    )


def result_of(row: OutcomeResultRow | Found) -> OutcomeResult:
    """A result for one outcome."""
    return OutcomeResult(
        outcome=row.outcome,
        evidence=evidence_of(row),
        rule=row.rule,
        types=types_of(row.types),
        events=row.events,
        people=row.people,
        measure=row.measure,
        timepoint=row.timepoint,
        value=row.value,
    )


def mention_of(row: RejectedMentionRow | Found) -> RejectedMention:
    """Words that were taken for no statement, and why."""
    return RejectedMention(
        dimension=Dimension(row.dimension),
        evidence=evidence_of(row),
        reason=row.reason,
        rule=row.rule,
    )
