"""What each source has given so far."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import func
from sqlmodel import Session, col, select

from app.records import SourceRecord
from app.store.received import RecordRow, RejectedRow
from app.store.values import SourceSummary

DISCLAIMER = "disclaimer"
"""The field of a record that says what its source wants readers to be told."""
_PARSED = TypeAdapter(SourceRecord)


def list_sources(db: Session) -> list[SourceSummary]:
    """Sources by name, those with rejections alone included."""
    received = _received(db)
    rejected = dict(
        db.exec(select(RejectedRow.source, func.count()).group_by(col(RejectedRow.source))).all()
    )
    return [
        _summary(source, received.get(source), rejected.get(source, 0))
        for source in sorted(received.keys() | rejected.keys())
    ]


def _received(db: Session) -> dict[str, tuple[int, datetime, datetime]]:
    """Records, and when the first and the last version of any of them came."""
    rows = db.exec(
        select(
            RecordRow.source,
            func.count(func.distinct(col(RecordRow.key))),
            func.min(col(RecordRow.received_at)),
            func.max(col(RecordRow.received_at)),
        ).group_by(col(RecordRow.source))
    )
    return {source: (records, first, last) for source, records, first, last in rows}


def _summary(
    source: str, received: tuple[int, datetime, datetime] | None, rejected: int
) -> SourceSummary:
    records, first, last = received or (0, None, None)
    return SourceSummary(
        source=source,
        records=records,
        rejected=rejected,
        first_received_at=first,
        last_received_at=last,
    )


def get_disclaimer(db: Session, source: str) -> str:
    """What the source wants its readers to be told, as it came with its last record; or nothing."""
    last = db.exec(select(func.max(RecordRow.id)).where(col(RecordRow.source) == source)).one()
    row = db.get(RecordRow, last) if last is not None else None
    passages = _PARSED.validate_json(row.parsed).passages if row else ()
    return next((p.text for p in passages if p.heading == DISCLAIMER), "")
