"""Files of the watched folder that were read, by their content."""

from datetime import datetime

from sqlmodel import Session, col, select

from app.store.operational import WatchedFileRow


def save_watched_file(
    db: Session, content_hash: str, name: str, *, run_id: int, read_at: datetime
) -> None:
    """Remember that a file with this content was read."""
    db.merge(WatchedFileRow(content_hash=content_hash, name=name, run_id=run_id, read_at=read_at))
    db.flush()


def list_watched_files(db: Session) -> frozenset[str]:
    """SHA-256 of every file that was read."""
    return frozenset(db.exec(select(col(WatchedFileRow.content_hash))))
