"""The present state of the evidence as far as change is told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Text, or_, select, type_coerce
from sqlmodel import Session, col

from app.gapmap import EvidenceState, KnownReport, KnownStudy
from app.matching import Notice, NoticeKind
from app.records import ReportKind
from app.store.batches import chosen
from app.store.derived import ReportRecordRow, ReportRow, StudyAliasRow, StudyReportRow, StudyRow
from app.store.held import Held
from app.store.loaded import notices_of
from app.store.studies import list_mapped_studies, list_studies_as_mapped
from app.store.values import StudyFilter

Ids = Collection[str] | None
"""Of a part; None: of all."""

_OF_A_REPORT = (
    col(ReportRow.report_id),
    col(ReportRow.kind),
    col(ReportRow.title),
    col(ReportRow.notices),
)


def get_evidence_state(db: Session, part: Held | None = None) -> EvidenceState:
    """All counted studies with their reports, and others that a notice speaks about or of several records.

    Of a part of all its own.
    """
    ids, report_ids = (part.study_ids, part.report_ids) if part else (None, None)
    reports = _reports_by_study(db, ids, report_ids)
    aliases = _former_ids(db, ids)
    studies = (
        list_mapped_studies(db, StudyFilter()) if ids is None else list_studies_as_mapped(db, ids)
    )
    return EvidenceState(
        studies=tuple(
            KnownStudy(
                study=study,
                reports=tuple(reports[study.public_id].values()),
                former_ids=frozenset(aliases[study.public_id]),
            )
            for study in studies
        ),
        others=tuple(_others(db, {i for known in reports.values() for i in known}, report_ids)),
    )


def reasons_of(notices: Iterable[Notice]) -> dict[NoticeKind, str]:
    """What was said of a report, each once, and why by the first source that says it."""
    reasons: dict[NoticeKind, str] = {}
    for notice in notices:
        reasons.setdefault(notice.kind, notice.because)
    return reasons


def _reports_by_study(
    db: Session, ids: Ids, report_ids: Ids
) -> defaultdict[str, dict[str, KnownReport]]:
    """By study and by the report's identifier."""
    records = defaultdict(list)
    linked = select(col(ReportRecordRow.report_id), col(ReportRecordRow.record_key)).join(
        StudyReportRow, col(StudyReportRow.report_id) == col(ReportRecordRow.report_id)
    )
    for report_id, key in chosen(db, linked, col(ReportRecordRow.report_id), report_ids):
        records[report_id].append(key)
    wanted = (
        select(col(StudyReportRow.public_id), *_OF_A_REPORT)
        .join(ReportRow, col(ReportRow.report_id) == col(StudyReportRow.report_id))
        .join(StudyRow, col(StudyRow.public_id) == col(StudyReportRow.public_id))
        .where(col(StudyRow.counted).is_(True))
        .order_by(col(StudyReportRow.position), col(StudyReportRow.report_id))
    )
    rows = chosen(db, wanted, col(StudyReportRow.public_id), ids)
    found: defaultdict[str, dict[str, KnownReport]] = defaultdict(dict)
    for row in rows:
        found[row.public_id][row.report_id] = KnownReport(
            records=frozenset(records[row.report_id]),
            kind=ReportKind(row.kind),
            title=row.title,
            notices=reasons_of(notices_of(row)),
        )
    return found


def _former_ids(db: Session, ids: Ids) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    wanted = select(col(StudyAliasRow.public_id), col(StudyAliasRow.former_id))
    for public_id, former_id in chosen(db, wanted, col(StudyAliasRow.public_id), ids):
        found[public_id].append(former_id)
    return found


def _others(db: Session, known: Collection[str], report_ids: Ids) -> Iterator[KnownReport]:
    is_said_of = type_coerce(col(ReportRow.notices), Text) != "[]"
    of_several = select(col(ReportRecordRow.report_id)).where(col(ReportRecordRow.position) == 1)
    wanted = (
        select(*_OF_A_REPORT, col(ReportRecordRow.record_key))
        .join(ReportRecordRow, col(ReportRecordRow.report_id) == col(ReportRow.report_id))
        .where(or_(is_said_of, col(ReportRow.report_id).in_(of_several)))
    )
    by_report = defaultdict(list)
    for row in chosen(db, wanted, col(ReportRow.report_id), report_ids):
        by_report[row.report_id].append(row)
    for report_id in sorted(by_report.keys() - set(known)):
        [first, *_] = by_report[report_id]
        yield KnownReport(
            records=frozenset(row.record_key for row in by_report[report_id]),
            kind=ReportKind(first.kind),
            title=first.title,
            notices=reasons_of(notices_of(first)),
        )
