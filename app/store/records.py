"""Records in and out of the store: every version is kept, the latest one is listed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Result, case, func, inspect
from sqlmodel import Session, col, select

from app.records import SourceRecord
from app.records.packing import (
    EDITION,
    PackedRecord,
    dump_record,
    edition_of,
    hash_of,
    load_record,
    pack,
    skim_record,
)
from app.records.sites import sites_of_record
from app.records.written import storable
from app.store.batches import in_batches, insert_rows
from app.store.given import ReceivedRecord, SaveCounts
from app.store.received import RecordRow
from app.store.transactions import wait_for_turn

AT_ONCE = 1000  # rows of records in memory together


@dataclass(frozen=True, slots=True)
class _Version:
    number: int
    content_hash: str
    parsed_hash: str
    edition: int = 1


def save_records(
    db: Session,
    batch: Sequence[SourceRecord | PackedRecord],
    *,
    received_at: datetime,
    run_id: int | None,
    dated: bool = False,
) -> SaveCounts:
    """Keep what is new or changed since each record's latest version; never edits one.

    A record counts as changed when its payload differs, or when the same payload is now
    understood differently, as after an upgrade. A lower edition than what is here is kept behind
    it: what is here is the latest again. `dated` records tell in their payload when they were last
    changed: one that is the same as any version, not only the latest, is then nothing new.
    """
    wait_for_turn(db, "save records")
    versions = _versions(db, [record.key for record in batch])
    rows: list[dict[str, Any]] = []
    new = updated = 0
    for record in batch:
        parsed, parsed_hash = _parsed(record)
        known = versions.setdefault(storable(record.key), [])
        latest = known[-1] if known else None
        own = _Version(len(known) + 1, record.content_hash, parsed_hash, edition_of(parsed))
        is_late = latest is not None and own.edition < latest.edition
        if any(_same(own, one) for one in (known if dated or is_late else known[-1:])):
            continue
        rows.append(_row(record, own, parsed) | {"received_at": received_at, "run_id": run_id})
        new, updated = (new, updated + 1) if known else (new + 1, updated)
        known.append(own)
        if latest is not None and is_late:
            known.append(replace(latest, number=own.number + 1))
            rows.append(_again(db, rows, rows[-1], latest.number))
    if rows:
        insert_rows(db, RecordRow, rows)
    keys = tuple(dict.fromkeys(row["key"] for row in rows))
    return SaveCounts(new=new, updated=updated, unchanged=len(batch) - new - updated, keys=keys)


def list_latest_records(
    db: Session,
    *,
    with_payload: bool = True,
    wants_passages: Callable[[str], bool] = lambda _parsed: True,
) -> list[ReceivedRecord]:
    """The latest version of every record, in the order in which records first arrived.

    Of records received at one moment, as all of one search are, the key decides: how sources that
    are asked side by side, or a run that was interrupted, came to write them must change nothing.
    Without their payloads records take a fraction of the memory; `payload` is then empty, and
    `content_hash` with it meaningless. `wants_passages` is asked with the record as it is stored,
    JSON; where it says no the record comes without them, which takes a fraction again.
    """
    found = [
        (row.arrived_at, row.key, row.version, row.received_at, *_read(row, wants_passages))
        for row in _latest(db, with_payload=with_payload)
    ]
    # Sorted here, by character: a database would move all the texts about to do it.
    found.sort(key=itemgetter(0, 1))
    return [
        ReceivedRecord(
            record=record,
            version=version,
            received_at=received_at,
            arrival=arrival,
            is_whole=is_whole,
        )
        for arrival, (_, _, version, received_at, record, is_whole) in enumerate(found, start=1)
    ]


def _latest(db: Session, *, with_payload: bool) -> Result[Any]:
    """The row of each record's latest version, and when the record first came."""
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
    return db.connection().execute(
        select(col(RecordRow.parsed), col(RecordRow.version), col(RecordRow.received_at))
        .add_columns(col(RecordRow.key), latest.c.arrived_at, *payload)
        .join(
            latest,
            (col(RecordRow.key) == latest.c.key) & (col(RecordRow.version) == latest.c.version),
        )
        .execution_options(yield_per=AT_ONCE)
    )


def list_records(db: Session, keys: Sequence[str]) -> list[SourceRecord]:
    """The latest version of these records, payload included; unknown keys are passed over."""
    found: dict[str, SourceRecord] = {}
    for some in in_batches([*dict.fromkeys(keys)]):
        rows = db.connection().execute(
            select(col(RecordRow.key), col(RecordRow.parsed), col(RecordRow.payload))
            .where(col(RecordRow.key).in_(some))
            .order_by(col(RecordRow.version))
        )
        found.update((row.key, load_record(row.parsed, row.payload)) for row in rows)
    return list(found.values())


def list_sites(db: Session, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Names of the places that the latest version of each of these records tells of."""
    found: dict[str, tuple[str, ...]] = {}
    for some in in_batches([*dict.fromkeys(keys)]):
        rows = db.connection().execute(
            select(col(RecordRow.key), col(RecordRow.parsed))
            .where(col(RecordRow.key).in_(some))
            .order_by(col(RecordRow.version))
        )
        latest = {row.key: row.parsed for row in rows}
        found |= {key: sites_of_record(load_record(text, None)) for key, text in latest.items()}
    return found


def list_received(
    db: Session,
    arrivals: Mapping[str, int],
    upto: int,
    wants_passages: Callable[[str], bool] = lambda _parsed: True,
) -> list[ReceivedRecord]:
    """As `list_latest_records`, of the records with these keys alone, whose arrivals are known.

    What was received after the row `upto` is passed over.
    """
    found: dict[str, Any] = {}
    for some in in_batches(sorted(arrivals)):
        rows = db.connection().execute(
            select(col(RecordRow.key), col(RecordRow.version), col(RecordRow.received_at))
            .add_columns(col(RecordRow.parsed))
            .where(col(RecordRow.key).in_(some), col(RecordRow.id) <= upto)
            .order_by(col(RecordRow.version))
        )
        found.update((row.key, row) for row in rows)
    received = []
    for key, row in sorted(found.items()):
        record, is_whole = _read(row, wants_passages)
        received.append(
            ReceivedRecord(
                record=record,
                version=row.version,
                received_at=row.received_at,
                arrival=arrivals[key],
                is_whole=is_whole,
            )
        )
    return received


def received_between(db: Session, after: int, upto: int) -> dict[str, datetime]:
    """Records with a version in the rows after one up to another, and when it first came there."""
    rows = db.connection().execute(
        select(col(RecordRow.key), func.min(col(RecordRow.received_at)).label("at"))
        .where(col(RecordRow.id) > after, col(RecordRow.id) <= upto)
        .group_by(col(RecordRow.key))
    )
    return {row.key: row.at for row in rows}


def arrived_at(db: Session, keys: Sequence[str], upto: int) -> dict[str, datetime]:
    """When records first came, as far as the rows up to one tell; unknown keys are left out."""
    found: dict[str, datetime] = {}
    for some in in_batches([*dict.fromkeys(keys)]):
        rows = db.connection().execute(
            select(col(RecordRow.key), func.min(col(RecordRow.received_at)).label("at"))
            .where(col(RecordRow.key).in_(some), col(RecordRow.id) <= upto)
            .group_by(col(RecordRow.key))
        )
        found.update((row.key, row.at) for row in rows)
    return found


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
    return [load_record(parsed, None) for _, parsed in sorted(latest.items())]


def count_versions(db: Session) -> int:
    """All versions of all records: it grows with whatever is received."""
    return db.exec(select(func.count()).select_from(RecordRow)).one()


def _versions(db: Session, keys: Sequence[str]) -> dict[str, list[_Version]]:
    """All versions of records, by key; nothing for those that are new."""
    found: dict[str, list[_Version]] = {}
    is_later = col(RecordRow.parsed).like(f"%{EDITION}%")
    for some in in_batches([*dict.fromkeys(keys)]):
        rows = db.connection().execute(
            select(RecordRow.key, RecordRow.version, RecordRow.content_hash, RecordRow.parsed_hash)
            .add_columns(case((is_later, col(RecordRow.parsed)), else_=""))
            .where(col(RecordRow.key).in_(some))
            .order_by(col(RecordRow.version))
        )
        for key, number, content_hash, parsed_hash, parsed in rows:
            version = _Version(number, content_hash, parsed_hash, edition_of(parsed))
            found.setdefault(key, []).append(version)
    return found


def _again(
    db: Session, rows: Sequence[dict[str, Any]], late: dict[str, Any], number: int
) -> dict[str, Any]:
    """The row of a version that is the latest still, to stand behind one that came late."""
    changed = {"version": late["version"] + 1, **{f: late[f] for f in ("received_at", "run_id")}}
    for row in rows:
        if (row["key"], row["version"]) == (late["key"], number):
            return row | changed
    of_it = (col(RecordRow.key) == late["key"]) & (col(RecordRow.version) == number)
    columns = [column for column in inspect(RecordRow).columns if column.name != "id"]
    return dict(db.connection().execute(select(*columns).where(of_it)).one()._mapping) | changed


def _same(one: _Version, other: _Version) -> bool:
    return (one.content_hash, one.parsed_hash) == (other.content_hash, other.parsed_hash)


def _parsed(record: SourceRecord | PackedRecord) -> tuple[str, str]:
    if isinstance(record, PackedRecord):
        return record.parsed, record.parsed_hash
    parsed = dump_record(record)
    return parsed, hash_of(parsed)


def _row(record: SourceRecord | PackedRecord, version: _Version, parsed: str) -> dict[str, Any]:
    is_packed = isinstance(record, PackedRecord)
    return {
        "key": storable(record.key),
        "source": record.source,
        "source_id": record.source_id,
        "version": version.number,
        "content_hash": version.content_hash,
        "parsed_hash": version.parsed_hash,
        "media_type": record.media_type,
        "payload": record.payload if is_packed else pack(record.payload),
        "parsed": parsed,
    }


def _read(row: Any, wants_passages: Callable[[str], bool]) -> tuple[SourceRecord, bool]:
    """A record, and whether it is whole."""
    if wants_passages(row.parsed):
        return load_record(row.parsed, getattr(row, "payload", None)), True
    return skim_record(row.parsed), False
