"""What a past moment rests on: a name for it, and whether anything may still come before it."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.records.written import canonical_json
from app.store.decided import MatchDecisionRow, MatchUndoRow, ScreeningDecisionRow, TagDecisionRow
from app.store.operational import RunRow
from app.store.received import RecordRow
from app.store.searched import BY_HAND, SUCCEEDED
from app.store.source_runs import INGEST


def basis_before(db: Session, before: datetime) -> str:
    """A name for all that had been received and decided by then: the same name, the same evidence.

    Nothing of it is ever edited or deleted, so numbers, last moments and extremes name it.
    """
    begun = select(RunRow.id).where(col(RunRow.started_at) < before)
    received = db.connection().execute(
        sql_select(
            func.count(),
            func.max(col(RecordRow.received_at)),
            func.max(col(RecordRow.id)),
            func.min(col(RecordRow.parsed_hash)),
            func.max(col(RecordRow.parsed_hash)),
        )
        .where(col(RecordRow.received_at) < before)
        .where(or_(col(RecordRow.run_id).is_(None), col(RecordRow.run_id).in_(begun)))
    )
    parts: list[Any] = [_plain(received.one())]
    for model in (TagDecisionRow, ScreeningDecisionRow, MatchDecisionRow, MatchUndoRow):
        row = db.connection().execute(
            sql_select(func.count(), func.max(col(model.at)), func.max(col(model.id)))
            .select_from(model)
            .where(col(model.at) < before)
        )
        parts.append(_plain(row.one()))
    return hashlib.sha256(canonical_json(parts).encode()).hexdigest()[:32]


def searched_before(db: Session, before: datetime) -> bool:
    """Whether anything had been searched by then, so that finding nothing said something."""
    received = select(RecordRow.id).where(col(RecordRow.received_at) < before).limit(1)
    if db.exec(received).first() is not None:
        return True
    searched = select(RunRow.id).where(
        col(RunRow.kind).in_((INGEST, *BY_HAND)),
        col(RunRow.status) == SUCCEEDED,
        col(RunRow.ended_at) < before,
    )
    return db.exec(searched.limit(1)).first() is not None


def complete_until(db: Session, before: datetime) -> datetime:
    """The moment, or the start of the oldest run that was begun before it and is still at work.

    What such a run brings counts as received when it began: it may still come.
    """
    at_work = db.exec(
        select(RunRow.started_at)
        .where(RunRow.status == "running", col(RunRow.started_at) < before)
        .order_by(col(RunRow.started_at))
        .limit(1)
    ).first()
    return at_work or before


def _plain(row: Any) -> list[Any]:
    return [one.isoformat() if isinstance(one, datetime) else one for one in row]
