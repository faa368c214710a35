"""One study with everything known of it."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TypeVar

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.errors import StudyMovedError, StudyNotFoundError
from app.matching import ReportRole
from app.records import Evidence, RejectedMention, ReportKind
from app.screening import Screened, ScreeningVerdict
from app.store.derived import (
    DocumentRow,
    ParticipantsRow,
    RejectedMentionRow,
    ReportRecordRow,
    ReportRow,
    StudyAliasRow,
    StudyOverlapRow,
    StudyReportRow,
    StudyRow,
    TagRow,
)
from app.store.loaded import (
    bibliography_of,
    evidence_of,
    mention_of,
    notices_of,
    passages_of,
    planned_share_of,
    tag_of,
    written_evidence,
)
from app.store.received import RecordRow
from app.store.studies import counts_by_study, results_by_study
from app.store.summaries import summaries_of
from app.store.values import StoredRecord, StoredTag, StudyDetail, StudyReport

Part = TypeVar("Part", TagRow, RejectedMentionRow, ParticipantsRow)

PUBLIC_ID = re.compile("S[0-9A-HJKMNP-TV-Z]{8}")


def get_study(db: Session, public_id: str) -> StudyDetail:
    """One study with its reports, records, tags and what is unknown of it.

    Raises:
        StudyNotFoundError: If no study has or had the identifier.
        StudyMovedError: If it is now part of another study; names that one.
    """
    study = db.get(StudyRow, public_id) if PUBLIC_ID.fullmatch(public_id) else None
    if study is None:
        raise _missing(db, public_id)
    reports = _linked_reports(db, public_id)
    counted = [report.report_id for report, linked in reports if linked.counted]
    return StudyDetail(
        summary=summaries_of(db, [study])[0],
        reports=_study_reports(db, reports),
        tags=_tags(db, counted),
        counts=tuple(counts_by_study(db, [public_id])[public_id]),
        participants_evidence=_participants_evidence(db, study, counted, planned=False),
        results=tuple(results_by_study(db, [public_id])[public_id]),
        overlaps=_overlaps(db, public_id),
        former_ids=_former_ids(db, public_id),
        unknown=tuple(study.unknown),
        conflicts=tuple(study.conflicts),
        notes=tuple(study.notes),
        rejected=_rejected(db, counted),
        follow_up_days=study.follow_up_days,
        follow_up_evidence=written_evidence(study.follow_up_evidence)
        if study.follow_up_evidence
        else None,
        planned_shares=tuple(map(planned_share_of, study.planned_shares)),
        planned_evidence=_participants_evidence(db, study, counted, planned=True),
    )


def list_reports_of(
    db: Session, wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], StudyReport]:
    """Of each study and report by their identifiers the report, or the study's first if it has none."""
    of_study: dict[str, list[tuple[ReportRow, StudyReportRow]]] = defaultdict(list)
    for report, linked in _linked_reports(db, *{study_id for study_id, _ in wanted}):
        of_study[linked.public_id].append((report, linked))
    chosen = {
        (study_id, report_id): next(
            (one for one in of_study[study_id] if one[0].report_id == report_id),
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


def _linked_reports(db: Session, *public_ids: str) -> list[tuple[ReportRow, StudyReportRow]]:
    found = db.exec(
        select(ReportRow, StudyReportRow)
        .join(StudyReportRow, col(StudyReportRow.report_id) == col(ReportRow.report_id))
        .where(col(StudyReportRow.public_id).in_(public_ids))
        .order_by(col(StudyReportRow.position), col(StudyReportRow.report_id))
    )
    return [(report, linked) for report, linked in found]


def _study_reports(
    db: Session, reports: Sequence[tuple[ReportRow, StudyReportRow]]
) -> tuple[StudyReport, ...]:
    ids = [report.report_id for report, _ in reports]
    found = db.exec(select(DocumentRow).where(col(DocumentRow.report_id).in_(ids)))
    documents = {document.report_id: document for document in found}
    records = _records(db, ids)
    return tuple(
        _study_report(report, linked, documents[report.report_id], records[report.report_id])
        for report, linked in reports
    )


def _study_report(
    report: ReportRow,
    linked: StudyReportRow,
    document: DocumentRow,
    records: Sequence[StoredRecord],
) -> StudyReport:
    return StudyReport(
        report_id=report.report_id,
        role=ReportRole(linked.role),
        kind=ReportKind(report.kind),
        bibliography=bibliography_of(report),
        status=report.status,
        ends=report.ends,
        sponsor=report.sponsor,
        country=report.country,
        rule=linked.rule,
        because=linked.because,
        screening=ScreeningVerdict(
            screened=Screened(report.screened),
            rule=report.screening_rule,
            because=report.screening_because,
        ),
        passages=passages_of(document),
        text=document.text,
        records=tuple(records),
        fields_from=report.fields_from,
        fields_because=_fields_because(report),
        notices=notices_of(report),
    )


def _fields_because(report: ReportRow) -> dict[str, str]:
    only = dict.fromkeys(report.fields_from, "it is the only record of the report")
    return {**only, **report.fields_because}


def _records(db: Session, report_ids: Sequence[str]) -> defaultdict[str, list[StoredRecord]]:
    """The latest version of each record behind the reports, without payloads."""
    any_version = aliased(RecordRow)
    version = (
        select(func.max(col(any_version.version)))
        .where(col(any_version.key) == col(ReportRecordRow.record_key))
        .scalar_subquery()
    )
    rows = db.connection().execute(
        select(
            col(ReportRecordRow.report_id),
            col(ReportRecordRow.rule),
            col(ReportRecordRow.because),
            col(RecordRow.key),
        )
        .add_columns(
            col(RecordRow.source),
            col(RecordRow.source_id),
            col(RecordRow.version),
            col(RecordRow.received_at),
            col(RecordRow.content_hash),
            col(RecordRow.media_type),
        )
        .join(RecordRow, col(RecordRow.key) == col(ReportRecordRow.record_key))
        .where(col(ReportRecordRow.report_id).in_(report_ids), col(RecordRow.version) == version)
        .order_by(col(ReportRecordRow.report_id), col(ReportRecordRow.position))
    )
    found: defaultdict[str, list[StoredRecord]] = defaultdict(list)
    for row in rows.mappings():
        fields = dict(row)
        found[fields.pop("report_id")].append(StoredRecord(**fields))
    return found


def _tags(db: Session, report_ids: Sequence[str]) -> tuple[StoredTag, ...]:
    return tuple(tag_of(row) for row in _rows(db, TagRow, report_ids))


def _rejected(db: Session, report_ids: Sequence[str]) -> tuple[RejectedMention, ...]:
    return tuple(mention_of(row) for row in _rows(db, RejectedMentionRow, report_ids))


def _participants_evidence(
    db: Session, study: StudyRow, report_ids: Sequence[str], *, planned: bool
) -> tuple[Evidence, ...]:
    """Where numbers of people are stated, of a plan or of who took part; first the one used."""

    def is_other(row: ParticipantsRow) -> bool:
        used = row.report_id == study.participants_from and row.people == study.participants
        return not used

    stated = [r for r in _rows(db, ParticipantsRow, report_ids) if r.planned is planned]
    rows = sorted(stated, key=is_other)
    return tuple(dict.fromkeys(evidence_of(row) for row in rows))


def _rows(db: Session, model: type[Part], report_ids: Sequence[str]) -> list[Part]:
    """Rows of the reports in the order of the reports, and in their own order inside one."""
    found = db.exec(select(model).where(col(model.report_id).in_(report_ids))).all()
    place = {report_id: n for n, report_id in enumerate(report_ids)}
    return sorted(found, key=lambda row: (place[row.report_id], row.position))


def _overlaps(db: Session, public_id: str) -> tuple[tuple[str, str], ...]:
    rows = db.exec(
        select(StudyOverlapRow.other_id, StudyOverlapRow.because)
        .where(col(StudyOverlapRow.public_id) == public_id)
        .order_by(col(StudyOverlapRow.other_id))
    )
    return tuple((other, because) for other, because in rows)


def _former_ids(db: Session, public_id: str) -> tuple[str, ...]:
    rows = db.exec(
        select(StudyAliasRow.former_id)
        .where(col(StudyAliasRow.public_id) == public_id)
        .order_by(col(StudyAliasRow.former_id))
    )
    return tuple(rows)
