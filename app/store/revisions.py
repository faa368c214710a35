"""The name of the present state of everything that is derived."""

from sqlmodel import Session, col, select

from app.store.operational import DERIVED, RevisionRow

NOTHING_DERIVED = "0"


def revision(db: Session) -> str:
    """A name for the present state of all derived data; it changes whenever they do."""
    named = db.connection().execute(_DERIVED).scalar_one_or_none()
    return NOTHING_DERIVED if named is None else named


_DERIVED = select(col(RevisionRow.revision)).where(col(RevisionRow.name) == DERIVED)
