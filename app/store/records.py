"""Records in and out of the store: every version is kept, the latest one is listed."""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError
from sqlalchemy import func, insert
from sqlmodel import Session, col, select

from app.records import SourceRecord
from app.store.batches import in_batches
from app.store.columns import canonical_json, storable
from app.store.engine import is_sqlite
from app.store.given import ReceivedRecord, SaveCounts
from app.store.received import RecordRow
from app.store.transactions import wait_for_turn

_PARSED = TypeAdapter(SourceRecord)


@dataclass(frozen=True, slots=True)
class _Version:
    number: int
    content_hash: str
    parsed_hash: str


def save_records(
    db: Session, batch: Sequence[SourceRecord], *, received_at: datetime, run_id: int | None
) -> SaveCounts:
    """Keep what is new or changed since each record's latest version; never edits one.

    A record counts as changed when its payload differs, or when the same payload is now
    understood differently, as after an upgrade.
    """
    wait_for_turn(db, "save records")
    latest = _latest_versions(db, [record.key for record in batch])
    rows: list[dict[str, Any]] = []
    new = updated = 0
    for record in batch:
        parsed = _dumped(record)
        before = latest.get(storable(record.key))
        version = _Version(before.number + 1 if before else 1, record.content_hash, _sha256(parsed))
        if before and _same(before, version):
            continue
        latest[storable(record.key)] = version
        rows.append(_row(record, version, parsed) | {"received_at": received_at, "run_id": run_id})
        new, updated = (new, updated + 1) if before else (new + 1, updated)
    if rows:
        db.connection().execute(insert(RecordRow), rows)
    keys = tuple(dict.fromkeys(row["key"] for row in rows))
    return SaveCounts(new=new, updated=updated, unchanged=len(batch) - len(rows), keys=keys)


def list_latest_records(db: Session, *, with_payload: bool = True) -> list[ReceivedRecord]:
    """The latest version of every record, in the order in which records first arrived.

    Of records received at one moment, as all of one search are, the key decides: how sources that
    are asked side by side, or a run that was interrupted, came to write them must change nothing.
    Without their payloads records take a fraction of the memory; `payload` is then empty, and
    `content_hash` with it meaningless.
    """
    latest = (
        select(
            col(RecordRow.key),
            func.max(col(RecordRow.version)).label("version"),
            func.min(col(RecordRow.received_at)).label("arrived_at"),
        )
        .group_by(col(RecordRow.key))
        .subquery()
    )
    payload = (col(RecordRow.payload),) if with_payload else ()
    rows = db.connection().execute(
        select(col(RecordRow.parsed), col(RecordRow.version), col(RecordRow.received_at))
        .add_columns(*payload)
        .join(
            latest,
            (col(RecordRow.key) == latest.c.key) & (col(RecordRow.version) == latest.c.version),
        )
        .order_by(latest.c.arrived_at, col(RecordRow.key).collate(_by_character(db)))
    )
    return [
        ReceivedRecord(
            record=_loaded(row.parsed, row.payload if with_payload else None),
            version=row.version,
            received_at=row.received_at,
            arrival=arrival,
        )
        for arrival, row in enumerate(rows, start=1)
    ]


def list_records(db: Session, keys: Sequence[str]) -> list[SourceRecord]:
    """The latest version of these records, payload included; unknown keys are passed over."""
    found: dict[str, SourceRecord] = {}
    for some in in_batches([*dict.fromkeys(keys)]):
        rows = db.connection().execute(
            select(col(RecordRow.key), col(RecordRow.parsed), col(RecordRow.payload))
            .where(col(RecordRow.key).in_(some))
            .order_by(col(RecordRow.version))
        )
        found.update((row.key, _loaded(row.parsed, row.payload)) for row in rows)
    return list(found.values())


def withdraw_records(
    db: Session, keys: Sequence[str], *, received_at: datetime, run_id: int | None
) -> SaveCounts:
    """Note in a new version that a source has deleted these records; unknown keys are passed over."""
    wait_for_turn(db, "save records")
    gone = [replace(record, withdrawn=True) for record in list_records(db, keys)]
    return save_records(db, gone, received_at=received_at, run_id=run_id)


def list_source_records(db: Session, source: str) -> list[SourceRecord]:
    """The latest version of every record of a source, without its payload, by key."""
    rows = db.connection().execute(
        select(col(RecordRow.key), col(RecordRow.parsed))
        .where(col(RecordRow.source) == source)
        .order_by(col(RecordRow.version))
    )
    latest = {row.key: row.parsed for row in rows}
    return [_loaded(parsed, None) for _, parsed in sorted(latest.items())]


def count_versions(db: Session) -> int:
    """All versions of all records: it grows with whatever is received."""
    return db.exec(select(func.count()).select_from(RecordRow)).one()


def _by_character(db: Session) -> str:
    """The order that both databases share: PostgreSQL's own depends on how the server was set up."""
    return "BINARY" if is_sqlite(db.connection()) else "C"


def _latest_versions(db: Session, keys: Sequence[str]) -> dict[str, _Version]:
    latest: dict[str, _Version] = {}
    for some in in_batches([*dict.fromkeys(keys)]):
        rows = db.connection().execute(
            select(RecordRow.key, RecordRow.version, RecordRow.content_hash, RecordRow.parsed_hash)
            .where(col(RecordRow.key).in_(some))
            .order_by(col(RecordRow.version))
        )
        latest.update((row[0], _Version(*row[1:])) for row in rows)
    return latest


def _same(one: _Version, other: _Version) -> bool:
    return (one.content_hash, one.parsed_hash) == (other.content_hash, other.parsed_hash)


def _row(record: SourceRecord, version: _Version, parsed: str) -> dict[str, Any]:
    return {
        "key": storable(record.key),
        "source": record.source,
        "source_id": record.source_id,
        "version": version.number,
        "content_hash": version.content_hash,
        "parsed_hash": version.parsed_hash,
        "media_type": record.media_type,
        "payload": zlib.compress(record.payload),
        "parsed": parsed,
    }


def _dumped(record: SourceRecord) -> str:
    """Render the record without its payload.

    Fields at their default are left out: one that a later version adds then makes no new version
    of every record.
    """
    bare = replace(record, payload=b"")
    try:
        return _PARSED.dump_json(bare, exclude_defaults=True).decode()
    except (PydanticSerializationError, UnicodeError):
        # A lone surrogate, as an escape in somebody's JSON can leave it, is not text.
        return storable(
            canonical_json(_PARSED.dump_python(bare, mode="json", exclude_defaults=True))
        )


def _loaded(parsed: str, payload: bytes | None) -> SourceRecord:
    record = _PARSED.validate_json(parsed)
    return record if payload is None else replace(record, payload=zlib.decompress(payload))


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
