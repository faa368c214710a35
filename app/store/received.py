"""Tables of what sources sent: every version of a record, and what could not be read."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from app.store.columns import Moment, Row, UniqueWords, Words


class RecordRow(Row, table=True):
    """One version of one record. Rows are added and never edited."""

    __table_args__ = (
        UniqueConstraint("source", "source_id", "version"),
        Index(None, "key", "version"),
    )

    id: int | None = Field(default=None, primary_key=True)
    """Grows with time: the first version's id says when the record arrived among others."""
    key: Words
    source: Words
    source_id: Words
    version: int
    content_hash: Words
    """SHA-256 of the payload before compression."""
    parsed_hash: Words
    """SHA-256 of `parsed`: a better parser makes a new version of an unchanged payload."""
    received_at: Moment
    media_type: Words
    payload: bytes
    """The raw form, zlib-compressed."""
    parsed: Words
    """The record as understood, without its payload, as JSON."""
    run_id: int | None = Field(default=None, foreign_key="run.id")


class RejectedRow(Row, table=True):
    """Input that could not become a record."""

    id: int | None = Field(default=None, primary_key=True)
    fingerprint: UniqueWords
    """SHA-256 of source, place, reason and payload: the same rejection is kept once."""
    source: Words
    place: Words
    reason: Words
    media_type: Words
    payload: bytes
    """The raw form, zlib-compressed."""
    size: int
    """Bytes before compression."""
    received_at: Moment
    run_id: int | None = Field(default=None, foreign_key="run.id")
