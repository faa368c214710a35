"""What the machine read before: a memory that saves time and changes no answer."""

from collections.abc import Mapping

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError
from sqlalchemy import delete, insert
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.records import Reading
from app.store.batches import in_batches
from app.store.operational import ReadingCacheRow

_READING = TypeAdapter(Reading)


def list_cached_readings(db: Session) -> dict[str, Reading]:
    """Every remembered reading under the key that it was given."""
    rows = db.exec(select(ReadingCacheRow.key, ReadingCacheRow.reading))
    return {key: _READING.validate_json(reading) for key, reading in rows}


def get_cached_reading(db: Session, key: str) -> Reading | None:
    """The reading remembered under a key, if any is."""
    row = db.connection().execute(
        sql_select(col(ReadingCacheRow.reading)).where(col(ReadingCacheRow.key) == key)
    )
    reading = row.scalar_one_or_none()
    return None if reading is None else _READING.validate_json(reading)


def add_cached_readings(db: Session, readings: Mapping[str, Reading]) -> None:
    """Remember these readings, none of which was remembered, beside the others."""
    _insert(db, {key: readings[key] for key in sorted(readings)})


def replace_cached_readings(db: Session, readings: Mapping[str, Reading]) -> None:
    """Remember these readings and no others; those that are known already are left alone."""
    known = set(db.exec(select(ReadingCacheRow.key)))
    for some in in_batches(sorted(known - readings.keys())):
        db.connection().execute(delete(ReadingCacheRow).where(col(ReadingCacheRow.key).in_(some)))
    _insert(db, {key: readings[key] for key in sorted(readings.keys() - known)})


def _insert(db: Session, readings: Mapping[str, Reading]) -> None:
    written = ((key, _dumped(reading)) for key, reading in readings.items())
    rows = [{"key": key, "reading": dumped} for key, dumped in written if dumped]
    if rows:
        db.connection().execute(insert(ReadingCacheRow), rows)


def _dumped(reading: Reading) -> str:
    """The reading as JSON; nothing for one that JSON cannot hold, which is then read again."""
    try:
        return _READING.dump_json(reading, exclude_defaults=True).decode()
    except (PydanticSerializationError, UnicodeError):
        return ""
