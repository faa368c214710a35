"""Input that could not be read: kept once, listed with its place and reason."""

import hashlib
import zlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from app.records import Rejected
from app.records.written import canonical_json, storable
from app.store.batches import in_batches
from app.store.received import RejectedRow
from app.store.transactions import wait_for_turn
from app.store.values import StoredRejected


def save_rejected(
    db: Session, batch: Sequence[Rejected], *, received_at: datetime, run_id: int | None
) -> int:
    """Keep what was not kept before; the number of those."""
    wait_for_turn(db, "save rejected")
    found = {_fingerprint(rejected): rejected for rejected in batch}
    known = _known(db, [*found])
    rows = [
        _row(rejected, fingerprint) | {"received_at": received_at, "run_id": run_id}
        for fingerprint, rejected in found.items()
        if fingerprint not in known
    ]
    if rows:
        db.connection().execute(insert(RejectedRow), rows)
    return len(rows)


def list_rejected(
    db: Session, *, source: str | None = None, limit: int | None = None
) -> list[StoredRejected]:
    """What was rejected, latest first."""
    query = select(RejectedRow).order_by(col(RejectedRow.id).desc()).limit(limit)
    if source is not None:
        query = query.where(col(RejectedRow.source) == source)
    return [
        StoredRejected(
            id=row.id or 0,
            source=row.source,
            place=row.place,
            reason=row.reason,
            media_type=row.media_type,
            size=row.size,
            received_at=row.received_at,
        )
        for row in db.exec(query)
    ]


def get_rejected_payload(db: Session, rejected_id: int) -> bytes | None:
    """The raw form as it came; None if there is no such rejection."""
    payload = db.exec(select(RejectedRow.payload).where(RejectedRow.id == rejected_id)).first()
    return None if payload is None else zlib.decompress(payload)


def _fingerprint(rejected: Rejected) -> str:
    return fingerprint_of(rejected.source, rejected.place, rejected.reason, rejected.payload)


def fingerprint_of(source: str, place: str, reason: str, payload: bytes) -> str:
    """Names a rejection: the same one always has the same."""
    named = canonical_json([source, place, reason])
    return hashlib.sha256(storable(named).encode() + b"\n" + payload).hexdigest()


def _known(db: Session, fingerprints: Sequence[str]) -> set[str]:
    known: set[str] = set()
    for some in in_batches(fingerprints):
        wanted = select(RejectedRow.fingerprint).where(col(RejectedRow.fingerprint).in_(some))
        known.update(db.exec(wanted))
    return known


def _row(rejected: Rejected, fingerprint: str) -> dict[str, Any]:
    return {
        "fingerprint": fingerprint,
        "source": rejected.source,
        "place": rejected.place,
        "reason": rejected.reason,
        "media_type": rejected.media_type,
        "payload": zlib.compress(rejected.payload),
        "size": len(rejected.payload),
    }
