"""Everything that the reports of some studies say: each statement with the words it rests on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row as Found
from sqlmodel import Session, col, select

from app.matching import Notice, ReportRole
from app.records import Bibliography, Dimension, Evidence, ReportKind, SkinType, Standing
from app.store.batches import in_batches
from app.store.derived import (
    OutcomeResultRow,
    ParticipantsRow,
    ReportRow,
    StudyReportRow,
    TagRow,
)
from app.store.loaded import (
    bibliography_of,
    evidence_of,
    notices_of,
    standing_of,
    types_of,
)
from app.store.study_parts import COUNTS, STUDIES, said_by_counted
from app.store.values import NOT_COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOfStudy:
    """One report of a study, without its text."""

    study_id: str
    report_id: str
    role: ReportRole
    kind: ReportKind
    bibliography: Bibliography
    counted: bool
    """Whether what it says counts for the study: included, and not a comment."""
    status: str
    ends: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of one report: a tag, a count by type, a number of people, or a result.

    `types` are the skin types that a count or a result is of; `people` is the number that is
    stated, `planned` whether it only was to be.
    """

    study_id: str
    report_id: str
    statement: str
    """tag, count, participants or result."""
    dimension: Dimension
    value: str
    standing: Standing | None = None
    state: str = ""
    types: tuple[SkinType, ...] = ()
    people: int | None = None
    planned: bool = False
    events: int | None = None
    measure: str = ""
    timepoint: str = ""
    result: str = ""
    evidence: Evidence
    rule: str


def list_reports_of_studies(db: Session, study_ids: Sequence[str]) -> list[ReportOfStudy]:
    """All reports of these studies, in the order of the studies."""
    found: list[ReportOfStudy] = []
    for some in in_batches([*dict.fromkeys(study_ids)]):
        rows = db.exec(
            select(StudyReportRow, ReportRow)
            .join(ReportRow, col(ReportRow.report_id) == col(StudyReportRow.report_id))
            .where(col(StudyReportRow.public_id).in_(some))
            .order_by(col(StudyReportRow.position), col(ReportRow.report_id))
        )
        found += (_linked(linked, report) for linked, report in rows)
    return _in_order(found, study_ids)


def list_statements(db: Session, study_ids: Sequence[str]) -> list[Statement]:
    """What counts of what the reports of these studies say, in the order of the studies.

    Rejected tags, comments, and counts of other reports than the one whose counts are the
    study's, are left out.
    """
    found: list[Statement] = []
    for some in in_batches([*dict.fromkeys(study_ids)]):
        found += _of(db, some, TagRow, _tag)
        found += _counts(db, some)
        found += _of(db, some, ParticipantsRow, _participants)
        found += _of(db, some, OutcomeResultRow, _result)
    return _in_order(found, study_ids)


def _in_order(found: list[Any], study_ids: Sequence[str]) -> list[Any]:
    place = {study_id: n for n, study_id in enumerate(study_ids)}
    return sorted(found, key=lambda one: place[one.study_id])


def _linked(linked: StudyReportRow, report: ReportRow) -> ReportOfStudy:
    return ReportOfStudy(
        study_id=linked.public_id,
        report_id=report.report_id,
        role=ReportRole(linked.role),
        kind=ReportKind(report.kind),
        bibliography=bibliography_of(report),
        counted=linked.counted,
        status=report.status,
        ends=report.ends,
        notices=notices_of(report),
    )


def _of(
    db: Session,
    ids: Sequence[str],
    model: type[TagRow | ParticipantsRow | OutcomeResultRow],
    statement: Callable[[Found[Any]], Statement],
) -> Iterator[Statement]:
    rows = db.connection().execute(said_by_counted(model), {STUDIES.key: ids})
    said = (statement(row) for row in rows)
    return (one for one in said if one.state not in NOT_COUNTED)


def _counts(db: Session, ids: Sequence[str]) -> Iterator[Statement]:
    return map(_count, db.connection().execute(COUNTS, {STUDIES.key: ids}))


def _tag(row: Found[Any]) -> Statement:
    return Statement(
        study_id=row.public_id,
        report_id=row.report_id,
        statement="tag",
        dimension=Dimension(row.dimension),
        value=row.value,
        standing=standing_of(row.standing),
        state=row.state,
        evidence=evidence_of(row),
        rule=row.rule,
    )


def _count(row: Found[Any]) -> Statement:
    types = types_of(row.types)
    return Statement(
        study_id=row.public_id,
        report_id=row.report_id,
        statement="count",
        dimension=Dimension.FITZPATRICK,
        value=" ".join(t.name for t in types),
        types=types,
        people=row.people,
        evidence=evidence_of(row),
        rule=row.rule,
    )


def _participants(row: Found[Any]) -> Statement:
    return Statement(
        study_id=row.public_id,
        report_id=row.report_id,
        statement="participants",
        dimension=Dimension.PARTICIPANTS,
        value="planned" if row.planned else "took_part",
        people=row.people,
        planned=row.planned,
        evidence=evidence_of(row),
        rule=row.rule,
    )


def _result(row: Found[Any]) -> Statement:
    return Statement(
        study_id=row.public_id,
        report_id=row.report_id,
        statement="result",
        dimension=Dimension.OUTCOME,
        value=row.outcome,
        types=types_of(row.types),
        people=row.people,
        events=row.events,
        measure=row.measure,
        timepoint=row.timepoint,
        result=row.value,
        evidence=evidence_of(row),
        rule=row.rule,
    )
