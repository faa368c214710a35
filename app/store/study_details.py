"""One study with everything known of it."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, func
from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.errors import StudyMovedError, StudyNotFoundError
from app.matching import ReportRole
from app.records import Evidence, ReportKind
from app.screening import Screened, ScreeningVerdict
from app.store.columns import SafeText
from app.store.derived import (
    DocumentRow,
    EvidenceColumns,
    OutcomeResultRow,
    ParticipantsRow,
    RejectedMentionRow,
    ReportRecordRow,
    ReportRow,
    StudyAliasRow,
    StudyReportRow,
    StudyRow,
    TagRow,
    TypeCountRow,
)
from app.store.loaded import (
    Found,
    bibliography_of,
    columns_of,
    count_of,
    evidence_of,
    mention_of,
    notices_of,
    passages_of,
    planned_share_of,
    result_of,
    tag_of,
    written_evidence,
)
from app.store.received import RecordRow
from app.store.study_parts import AROUND, FORMER_ID, OVERLAP, PARTS, SAID, STUDIES, STUDY
from app.store.summaries import ByDimension, summary_of
from app.store.values import StoredRecord, StudyDetail, StudyReport

PUBLIC_ID = re.compile("S[0-9A-HJKMNP-TV-Z]{8}")

ONE_STUDY = sql_select(*columns_of(StudyRow)).where(col(StudyRow.public_id) == STUDY)

LINKED_REPORTS = (
    sql_select(
        col(StudyReportRow.public_id),
        *columns_of(ReportRow),
        col(StudyReportRow.role),
        col(StudyReportRow.rule),
        col(StudyReportRow.because),
        col(DocumentRow.text),
        col(DocumentRow.passages),
    )
    .join(StudyReportRow, col(StudyReportRow.report_id) == col(ReportRow.report_id))
    .join(DocumentRow, col(DocumentRow.report_id) == col(ReportRow.report_id))
    .where(col(StudyReportRow.public_id).in_(STUDIES))
    .order_by(col(StudyReportRow.position), col(StudyReportRow.report_id))
)

_OTHER_VERSION = aliased(RecordRow)
LATEST_RECORDS = (
    sql_select(
        col(ReportRecordRow.report_id),
        col(ReportRecordRow.rule),
        col(ReportRecordRow.because),
        col(RecordRow.key),
        col(RecordRow.source),
        col(RecordRow.source_id),
        col(RecordRow.version),
        col(RecordRow.received_at),
        col(RecordRow.content_hash),
        col(RecordRow.media_type),
    )
    .join(RecordRow, col(RecordRow.key) == col(ReportRecordRow.record_key))
    .where(
        col(ReportRecordRow.report_id).in_(bindparam("reports", type_=SafeText(), expanding=True)),
        col(RecordRow.version)
        == sql_select(func.max(col(_OTHER_VERSION.version)))
        .where(col(_OTHER_VERSION.key) == col(ReportRecordRow.record_key))
        .scalar_subquery(),
    )
    .order_by(col(ReportRecordRow.report_id), col(ReportRecordRow.position))
)


def get_study(db: Session, public_id: str) -> StudyDetail:
    """One study with its reports, records, tags and what is unknown of it.

    Raises:
        StudyNotFoundError: If no study has or had the identifier.
        StudyMovedError: If it is now part of another study; names that one.
    """
    study = _study(db, public_id) if PUBLIC_ID.fullmatch(public_id) else None
    if study is None:
        raise _missing(db, public_id)
    said, around = _said(db, public_id), _around(db, public_id)
    return StudyDetail(
        summary=summary_of(study, around),
        reports=_study_reports(db, _linked_reports(db, public_id)),
        tags=tuple(map(tag_of, said[TagRow])),
        counts=tuple(
            count_of(row) for row in said[TypeCountRow] if row.report_id == study.counts_from
        ),
        participants_evidence=_participants_evidence(study, said[ParticipantsRow], planned=False),
        results=tuple(dict.fromkeys(map(result_of, said[OutcomeResultRow]))),
        overlaps=tuple(around[OVERLAP].items()),
        former_ids=tuple(around[FORMER_ID]),
        unknown=tuple(study.unknown),
        conflicts=tuple(study.conflicts),
        notes=tuple(study.notes),
        rejected=tuple(map(mention_of, said[RejectedMentionRow])),
        follow_up_days=study.follow_up_days,
        follow_up_evidence=written_evidence(study.follow_up_evidence)
        if study.follow_up_evidence
        else None,
        planned_shares=tuple(map(planned_share_of, study.planned_shares)),
        planned_evidence=_participants_evidence(study, said[ParticipantsRow], planned=True),
    )


def require_study(db: Session, public_id: str) -> None:
    """Nothing where there is such a study.

    Raises:
        StudyNotFoundError: If no study has or had the identifier.
        StudyMovedError: If it is now part of another study; names that one.
    """
    if not PUBLIC_ID.fullmatch(public_id) or _study(db, public_id) is None:
        raise _missing(db, public_id)


def list_reports_of(
    db: Session, wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], StudyReport]:
    """Of each study and report by their identifiers the report, or the study's first if it has none."""
    of_study: dict[str, list[Found]] = defaultdict(list)
    for report in _linked_reports(db, *{study_id for study_id, _ in wanted}):
        of_study[report.public_id].append(report)
    chosen = {
        (study_id, report_id): next(
            (one for one in of_study[study_id] if one.report_id == report_id),
            of_study[study_id][0],
        )
        for study_id, report_id in wanted
    }
    read = _study_reports(db, list(chosen.values()))
    return dict(zip(chosen, read, strict=True))


def _missing(db: Session, public_id: str) -> StudyMovedError | StudyNotFoundError:
    if PUBLIC_ID.fullmatch(public_id):
        alias = db.get(StudyAliasRow, public_id)
        if alias is not None:
            return StudyMovedError(public_id, alias.public_id)
    return StudyNotFoundError(public_id)


def _study(db: Session, public_id: str) -> Found | None:
    return db.connection().execute(ONE_STUDY, {STUDY.key: public_id}).first()


def _said(db: Session, public_id: str) -> defaultdict[type[EvidenceColumns], list[Found]]:
    """By their tables the rows of all reports that count, in order."""
    found: defaultdict[type[EvidenceColumns], list[Found]] = defaultdict(list)
    for row in db.connection().execute(SAID, {STUDY.key: public_id}):
        found[PARTS[row.part]].append(row)
    return found


def _around(db: Session, public_id: str) -> ByDimension:
    found: ByDimension = defaultdict(dict)
    for what, name, more in db.connection().execute(AROUND, {STUDY.key: public_id}):
        found[what][name] = more
    return found


def _linked_reports(db: Session, *public_ids: str) -> Sequence[Found]:
    return db.connection().execute(LINKED_REPORTS, {STUDIES.key: public_ids}).all()


def _study_reports(db: Session, reports: Sequence[Found]) -> tuple[StudyReport, ...]:
    records = _records(db, [report.report_id for report in reports])
    return tuple(_study_report(report, records[report.report_id]) for report in reports)


def _study_report(report: Found, records: Sequence[StoredRecord]) -> StudyReport:
    return StudyReport(
        report_id=report.report_id,
        role=ReportRole(report.role),
        kind=ReportKind(report.kind),
        bibliography=bibliography_of(report),
        status=report.status,
        ends=report.ends,
        sponsor=report.sponsor,
        country=report.country,
        rule=report.rule,
        because=report.because,
        screening=ScreeningVerdict(
            screened=Screened(report.screened),
            rule=report.screening_rule,
            because=report.screening_because,
        ),
        passages=passages_of(report),
        text=report.text,
        records=tuple(records),
        fields_from=report.fields_from,
        fields_because=_fields_because(report),
        notices=notices_of(report),
    )


def _fields_because(report: Found) -> dict[str, str]:
    only = dict.fromkeys(report.fields_from, "it is the only record of the report")
    return {**only, **report.fields_because}


def _records(db: Session, report_ids: Sequence[str]) -> defaultdict[str, list[StoredRecord]]:
    """The latest version of each record behind the reports, without payloads."""
    found: defaultdict[str, list[StoredRecord]] = defaultdict(list)
    for row in db.connection().execute(LATEST_RECORDS, {"reports": report_ids}).mappings():
        fields = dict(row)
        found[fields.pop("report_id")].append(StoredRecord(**fields))
    return found


def _participants_evidence(
    study: Found, stated: Sequence[Found], *, planned: bool
) -> tuple[Evidence, ...]:
    """Where numbers of people are stated, of a plan or of who took part; first the one used."""

    def is_other(row: Found) -> bool:
        used = row.report_id == study.participants_from and row.people == study.participants
        return not used

    rows = sorted((row for row in stated if row.planned is planned), key=is_other)
    return tuple(dict.fromkeys(evidence_of(row) for row in rows))
