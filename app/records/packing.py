"""A record as it is kept: its payload compressed, what was understood of it as JSON; and back.

No database is needed for it, and little time to import it: other processes do this work.
"""

import hashlib
import re
import zlib
from dataclasses import dataclass, field, fields, make_dataclass, replace
from typing import Any

from isal import isal_zlib
from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from app.records.source_record import SourceRecord
from app.records.written import canonical_json, storable

LEVEL = 1
"""Of compression, 0 to 3: as small as zlib's own 1, in a quarter of the time. Of a whole PubMed file
zlib's took as long as reading its XML."""

EDITION = '"edition":'
"""Stands in a record as JSON only where it is not the first: no quotation mark of a text is bare."""

_EDITION = re.compile(rf"{EDITION}(\d+)")
_PARSED = TypeAdapter(SourceRecord)
_BARE = [own for own in fields(SourceRecord) if own.name not in ("passages", "sites")]
# Passages and sites are most of a record: here they are passed over, not made.
_SKIMMED: TypeAdapter[Any] = TypeAdapter(
    make_dataclass(
        "Skimmed",
        [(own.name, own.type, field(default=own.default)) for own in _BARE],
        kw_only=True,
        slots=True,
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedRecord:
    """A record ready to be kept, which another process than the one that keeps it can make."""

    source: str
    source_id: str
    content_hash: str
    media_type: str
    payload: bytes
    parsed: str
    parsed_hash: str

    @property
    def key(self) -> str:
        """As that of the record."""
        return f"{self.source}:{self.source_id}"


def pack_record(record: SourceRecord, *, source: str = "") -> PackedRecord:
    """Make a record ready to be kept, under the name of another source where one is given."""
    source = source or record.source
    parsed = _dumped(replace(record, source=source, payload=b""))
    return PackedRecord(
        source=source,
        source_id=record.source_id,
        content_hash=record.content_hash,
        media_type=record.media_type,
        payload=pack(record.payload),
        parsed=parsed,
        parsed_hash=hash_of(parsed),
    )


def pack(payload: bytes) -> bytes:
    """Compress what a source sent, so that zlib unpacks it.

    The bytes may differ from call to call: igzip looks for repeats with what its memory held
    before. What they unpack to does not, so compare that, or the content hash.
    """
    return isal_zlib.compress(payload, LEVEL)


def dump_record(record: SourceRecord) -> str:
    """Render the record without its payload.

    Fields at their default are left out: one that a later version adds then makes no new version
    of every record.
    """
    return _dumped(replace(record, payload=b""))


def _dumped(bare: SourceRecord) -> str:
    try:
        return _PARSED.dump_json(bare, exclude_defaults=True).decode()
    except (PydanticSerializationError, UnicodeError):
        # A lone surrogate, as an escape in somebody's JSON can leave it, is not text.
        return storable(
            canonical_json(_PARSED.dump_python(bare, mode="json", exclude_defaults=True))
        )


def load_record(parsed: str, payload: bytes | None) -> SourceRecord:
    """The record; without its payload where none is given."""
    record = _PARSED.validate_json(parsed)
    return record if payload is None else replace(record, payload=zlib.decompress(payload))


def skim_record(parsed: str) -> SourceRecord:
    """The record without its payload, its passages and its sites."""
    skimmed = _SKIMMED.validate_json(parsed)
    return SourceRecord(**{own.name: getattr(skimmed, own.name) for own in _BARE})


def edition_of(parsed: str) -> int:
    """The source's own number of a record's version, from the record as JSON."""
    found = _EDITION.search(parsed) if EDITION in parsed else None
    return int(found.group(1)) if found else 1


def hash_of(parsed: str) -> str:
    """Names what was understood: SHA-256 in hex."""
    return hashlib.sha256(parsed.encode()).hexdigest()
