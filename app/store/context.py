"""Reports that inform a reader and are never counted: news and regulatory documents."""

from sqlmodel import Session, col, select

from app.records import ReportKind
from app.screening import Screened
from app.store.derived import ReportRow
from app.store.loaded import bibliography_of, relations_of
from app.store.values import ContextReport


def list_context(db: Session) -> list[ContextReport]:
    """Context documents, latest first, unknown years last."""
    rows = db.exec(
        select(ReportRow)
        .where(col(ReportRow.screened) == Screened.CONTEXT.value)
        .order_by(col(ReportRow.report_id))
    )
    latest_first = sorted(rows, key=lambda r: (-(r.year or 0), -(r.month or 0), r.title))
    return [_context(row) for row in latest_first]


def _context(row: ReportRow) -> ContextReport:
    return ContextReport(
        report_id=row.report_id,
        kind=ReportKind(row.kind),
        bibliography=bibliography_of(row),
        status=row.status,
        ends=row.ends,
        sponsor=row.sponsor,
        notes=row.notes,
        seen_at=tuple(row.seen_at),
        relations=relations_of(row),
    )
