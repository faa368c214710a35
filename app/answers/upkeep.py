"""When the store was last found sound, or not."""

from sqlmodel import Session

from app import store
from app.store import Upkeep, UpkeepKind


def answer_last_check(db: Session) -> Upkeep | None:
    """The last check and what it found; None where there was none."""
    return store.last_upkeep(db, UpkeepKind.CHECK)
