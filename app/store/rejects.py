"""Input that could not be read: kept once, listed with its place and reason."""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.records import Rejected
from app.records.written import canonical_json, storable
from app.store.batches import in_batches
from app.store.newest_first import cursor_after, on_all_pages, on_page, stretch_of
from app.store.received import RejectedRow
from app.store.transactions import wait_for_turn
from app.store.values import StoredRejected

_SHOWN = [
    getattr(RejectedRow, name)
    for name in ("id", "source", "place", "reason", "media_type", "size", "received_at")
]
"""What a list shows: not the payload."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedPage:
    """Part of the quarantine, the latest first. `next_cursor` is None where nothing older is left."""

    rejected: tuple[StoredRejected, ...]
    total: int
    next_cursor: str | None


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
    query = sql_select(*_SHOWN).order_by(col(RejectedRow.id).desc()).limit(limit)
    if source is not None:
        query = query.where(col(RejectedRow.source) == source)
    return [StoredRejected(**row) for row in db.connection().execute(query).mappings()]


def get_rejected_page(
    db: Session, *, limit: int, source: str | None = None, cursor: str | None = None
) -> RejectedPage:
    """So much of the quarantine, of one source or of all, the latest first.

    Raises:
        InvalidQueryError: If the cursor was not made for this list.
    """
    number, question = col(RejectedRow.id), ("rejected", source)
    stretch = stretch_of(cursor, question)
    of_source = () if source is None else (col(RejectedRow.source) == source,)
    rows = db.connection().execute(
        sql_select(*_SHOWN)
        .where(*of_source, *on_page(number, stretch))
        .order_by(number.desc())
        .limit(limit + 1)
    )
    found = [StoredRejected(**row) for row in rows.mappings()]
    counted = select(func.count()).where(*of_source, *on_all_pages(number, stretch))
    return RejectedPage(
        rejected=tuple(found[:limit]),
        total=db.exec(counted.select_from(RejectedRow)).one(),
        next_cursor=cursor_after([one.id for one in found], limit, stretch, question),
    )


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
