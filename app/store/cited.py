"""The documents by which studies and single records are cited."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.records import Bibliography
from app.store.batches import in_batches
from app.store.derived import ReportRecordRow, ReportRow, StudyReportRow
from app.store.loaded import bibliography_of


def list_cited_studies(db: Session, public_ids: Sequence[str]) -> dict[str, Bibliography]:
    """The first report of each study, counted or not; a study that is gone is left out."""
    found: dict[str, Bibliography] = {}
    linked = StudyReportRow
    for some in in_batches(public_ids):
        rows = db.exec(
            select(linked.public_id, ReportRow)
            .join(ReportRow, col(ReportRow.report_id) == col(linked.report_id))
            .where(col(linked.public_id).in_(some))
            .order_by(col(linked.position), col(linked.report_id))
        )
        for public_id, report in rows:
            found.setdefault(public_id, bibliography_of(report))
    return found


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a record ended up: its report and, where that is linked to one, its study."""

    report_id: str
    public_id: str = ""


def list_places_of_records(db: Session, keys: Sequence[str]) -> dict[str, RecordPlace]:
    """The report and the study of each record; one that is not in the database is left out."""
    found: dict[str, RecordPlace] = {}
    joined, linked = ReportRecordRow, StudyReportRow
    for some in in_batches(keys):
        rows = db.exec(
            select(joined.record_key, joined.report_id, linked.public_id)
            .join(linked, col(linked.report_id) == col(joined.report_id), isouter=True)
            .where(col(joined.record_key).in_(some))
        )
        for key, report_id, public_id in rows:
            found[key] = RecordPlace(report_id, public_id or "")
    return found


def list_cited_records(db: Session, keys: Sequence[str]) -> dict[str, Bibliography]:
    """The report that each record belongs to, by the record's key."""
    found: dict[str, Bibliography] = {}
    joined = ReportRecordRow
    for some in in_batches(keys):
        rows = db.exec(
            select(joined.record_key, ReportRow)
            .join(ReportRow, col(ReportRow.report_id) == col(joined.report_id))
            .where(col(joined.record_key).in_(some))
        )
        found.update((key, bibliography_of(report)) for key, report in rows)
    return found
