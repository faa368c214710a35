"""Reports that are about the topic, as far as they are printed."""

from sqlmodel import Session, col, select

from app.records import Bibliography
from app.screening import Screened
from app.store.derived import ReportRow
from app.store.loaded import bibliography_of


def list_included_bibliographies(db: Session) -> list[Bibliography]:
    """Of every included report, in the order in which they arrived."""
    included = col(ReportRow.screened) == Screened.INCLUDED.value
    rows = db.exec(select(ReportRow).where(included).order_by(col(ReportRow.arrival)))
    return [bibliography_of(row) for row in rows]
