"""Which reports, studies and questions hold some records: what a change of these may replace."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Row, SQLColumnExpression, select
from sqlmodel import Session, col

from app.screening import Screened
from app.store.batches import in_batches
from app.store.derived import (
    MatchQuestionRow,
    ReportRecordRow,
    ReportRow,
    StudyAliasRow,
    StudyOverlapRow,
    StudyReportRow,
)

T = TypeVar("T")

MAY_COUNT = (Screened.INCLUDED.value, Screened.UNSURE.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The part of all derived data that some records are in."""

    report_ids: frozenset[str]
    study_ids: frozenset[str]
    question_ids: frozenset[str]


def held(db: Session, keys: Collection[str]) -> Held:
    """What holds any of these records."""
    reports = _reports_of(db, keys)
    questions = _questions(db, keys, col(MatchQuestionRow.question_id))
    return Held(
        report_ids=frozenset(reports),
        study_ids=frozenset(_studies_of(db, reports)),
        question_ids=frozenset(row.question_id for row in questions),
    )


def list_held_with(db: Session, keys: Collection[str]) -> set[str]:
    """Keys of all records of these records' reports and studies, and of what is asked of them.

    Studies that may hold the same people as theirs are among them.
    """
    reports = _reports_of(db, keys)
    studies = _studies_of(db, reports)
    studies |= _values(
        db, col(StudyOverlapRow.other_id), col(StudyOverlapRow.public_id), sorted(studies)
    )
    reports |= _values(
        db, col(StudyReportRow.report_id), col(StudyReportRow.public_id), sorted(studies)
    )
    asked = _questions(db, keys, col(MatchQuestionRow.one), col(MatchQuestionRow.other))
    return _records_of(db, reports) | {key for row in asked for key in (row.one, row.other)}


def list_records_of_studies(db: Session, public_ids: Collection[str]) -> set[str]:
    """Keys of the records of these studies, by their present or former identifiers."""
    names = sorted(public_ids)
    now = _values(db, col(StudyAliasRow.public_id), col(StudyAliasRow.former_id), names)
    reports = _values(
        db, col(StudyReportRow.report_id), col(StudyReportRow.public_id), sorted({*names, *now})
    )
    return _records_of(db, reports)


def list_may_count(db: Session, keys: Collection[str]) -> set[str]:
    """Those of these records whose reports count, or may once they are screened."""
    found: set[str] = set()
    for some in in_batches(sorted(keys)):
        rows = db.connection().execute(
            select(col(ReportRecordRow.record_key))
            .join(ReportRow, col(ReportRow.report_id) == col(ReportRecordRow.report_id))
            .where(col(ReportRecordRow.record_key).in_(some))
            .where(col(ReportRow.screened).in_(MAY_COUNT))
        )
        found.update(rows.scalars())
    return found


def list_arrivals(db: Session, report_ids: Collection[str]) -> set[int]:
    """The arrivals of reports."""
    return _values(db, col(ReportRow.arrival), col(ReportRow.report_id), sorted(report_ids))


def _reports_of(db: Session, keys: Collection[str]) -> set[str]:
    return _values(
        db, col(ReportRecordRow.report_id), col(ReportRecordRow.record_key), sorted(keys)
    )


def _studies_of(db: Session, report_ids: Collection[str]) -> set[str]:
    return _values(
        db, col(StudyReportRow.public_id), col(StudyReportRow.report_id), sorted(report_ids)
    )


def _records_of(db: Session, report_ids: Collection[str]) -> set[str]:
    return _values(
        db, col(ReportRecordRow.record_key), col(ReportRecordRow.report_id), sorted(report_ids)
    )


def _questions(
    db: Session, keys: Collection[str], *columns: SQLColumnExpression[str]
) -> list[Row[*tuple[Any, ...]]]:
    found: list[Row[*tuple[Any, ...]]] = []
    for some in in_batches(sorted(keys)):
        ends = [col(MatchQuestionRow.one).in_(some), col(MatchQuestionRow.other).in_(some)]
        for end in ends:
            found += db.connection().execute(select(*columns).where(end)).all()
    return found


def _values(
    db: Session,
    wanted: SQLColumnExpression[T],
    where: SQLColumnExpression[str],
    values: Sequence[str],
) -> set[T]:
    found: set[T] = set()
    for some in in_batches(values):
        found.update(db.connection().execute(select(wanted).where(where.in_(some))).scalars())
    return found
