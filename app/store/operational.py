"""Tables that keep the machine running and say nothing about the evidence."""

from sqlmodel import Field

from app.store.columns import Json, Key, Moment, MomentOrNone, Row, Words


class RunRow(Row, table=True):
    """One import, load or rebuild: when, how it ended, and what it counted."""

    id: int | None = Field(default=None, primary_key=True)
    kind: Words
    started_at: Moment
    ended_at: MomentOrNone = None
    status: Words
    counts: Json


class ReadingCacheRow(Row, table=True):
    """What the machine read in a text before: the same text and rules need no second reading."""

    key: Key
    """Names the text, the tagger's version and the vocabulary; made by the caller."""
    reading: Words


class RevisionRow(Row, table=True):
    """The name of the present state of all derived data."""

    name: Key
    revision: Words
