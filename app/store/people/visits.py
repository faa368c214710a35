"""The latest visit of each account."""

from datetime import datetime

from sqlmodel import Session

from app.accounts import Visit, continued
from app.store.people.rows import VisitRow


def get_visit(db: Session, account_id: int) -> Visit | None:
    """The visit that the person of an account is on, or was last; None before the first."""
    row = db.get(VisitRow, account_id)
    return Visit(row.seen_at, row.before) if row else None


def note_visit(db: Session, account_id: int, at: datetime) -> None:
    """The person of an account is here."""
    visit = continued(get_visit(db, account_id), at)
    db.merge(VisitRow(account_id=account_id, seen_at=visit.seen_at, before=visit.before))
    db.flush()
