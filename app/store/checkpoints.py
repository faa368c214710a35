"""Where unfinished searches go on: one checkpoint a source."""

from dataclasses import asdict

from sqlmodel import Session

from app.store.operational import CheckpointRow
from app.store.run_values import Checkpoint


def get_checkpoint(db: Session, source: str) -> Checkpoint | None:
    """Where the source's unfinished search goes on; None if none was left unfinished."""
    row = db.get(CheckpointRow, source)
    if row is None:
        return None
    return Checkpoint(
        source=row.source,
        run_id=row.run_id,
        search_id=row.search_id,
        began_at=row.began_at,
        plan=row.plan,
        position=row.position,
    )


def save_checkpoint(db: Session, checkpoint: Checkpoint) -> None:
    """Remember where to go on, in place of what was remembered before."""
    db.merge(CheckpointRow(**asdict(checkpoint)))
    db.flush()


def delete_checkpoint(db: Session, source: str) -> None:
    """Forget the checkpoint: the search is finished, or begins anew."""
    row = db.get(CheckpointRow, source)
    if row is not None:
        db.delete(row)
        db.flush()
