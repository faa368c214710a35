"""The name of the present state of everything that is derived."""

from sqlmodel import Session

from app.store.operational import DERIVED, RevisionRow

NOTHING_DERIVED = "0"


def revision(db: Session) -> str:
    """A name for the present state of all derived data; it changes whenever they do."""
    named = db.get(RevisionRow, DERIVED)
    return named.revision if named else NOTHING_DERIVED
