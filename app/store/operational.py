"""Tables that keep the machine running and say nothing about the evidence."""

from sqlmodel import Field

from app.store.columns import (
    Count,
    CountOrNone,
    Day,
    DayOrNone,
    IndexedWords,
    Json,
    Key,
    Moment,
    MomentOrNone,
    Row,
    UniqueWords,
    Words,
)

DERIVED = "derived"
"""Names the revision of all derived data."""


class RunRow(Row, table=True):
    """One import, load or rebuild: when, how it ended, and what it counted."""

    id: int | None = Field(default=None, primary_key=True)
    kind: Words
    started_at: Moment
    ended_at: MomentOrNone = None
    status: Words
    counts: Json


class SourceRunRow(Row, table=True):
    """What a run of one source asks for, how far it is, and why it ended."""

    run_id: int = Field(primary_key=True, foreign_key="run.id")
    source: IndexedWords
    search_id: int = Field(foreign_key="run.id")
    """The run that began the search: a run that goes on after an interruption names the first."""
    query: Words
    since: DayOrNone = None
    until: Day
    position: Words = ""
    announced: CountOrNone = None
    """Hits that the upstream reported for the query."""
    heard_at: Moment
    """When the last page was stored."""
    reason: Words = ""
    """Why the run failed."""
    warnings: Json


class CheckpointRow(Row, table=True):
    """Where the unfinished search of a source goes on; there is none between searches."""

    source: Key
    run_id: int = Field(foreign_key="run.id")
    """The run at work, or the last that was: no other may move the checkpoint."""
    search_id: int = Field(foreign_key="run.id")
    began_at: Moment
    plan: Json
    """What is still to be asked, in the caller's own form, the present question first."""
    position: Words = ""


class SearchLogRow(Row, table=True):
    """One page of an upstream: the requests that brought it, and what became of its records."""

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id")
    search_id: int = Field(foreign_key="run.id", index=True)
    source: Words
    part: Words
    """query, identifiers or file."""
    at: Moment
    asked: Json
    """[url, body, status] of each request, without anything secret."""
    announced: CountOrNone = None
    identifiers: Json
    """Of the records received, in order."""
    new: Count
    updated: Count
    unchanged: Count
    rejected: Count
    withdrawn: Json
    """Identifiers that the upstream says it has deleted."""
    warnings: Json


class WatchedFileRow(Row, table=True):
    """A file of the watched folder that was read; the same content is not read again."""

    content_hash: Key
    """SHA-256 of the file."""
    name: Words
    run_id: int = Field(foreign_key="run.id")
    read_at: Moment


class ReadingCacheRow(Row, table=True):
    """What the machine read in a text before: the same text and rules need no second reading."""

    key: Key
    """Names the text, the tagger's version and the vocabulary; made by the caller."""
    reading: Words


class ChangeRow(Row, table=True):
    """One thing that changed in the evidence, noted when derived data changed. Never edited."""

    id: int | None = Field(default=None, primary_key=True)
    name: UniqueWords
    """A UUID: the same for the same change, wherever and however often it is told."""
    at: Moment
    revision: IndexedWords
    """Of derived data after it: changes of one step share it."""
    rules_changed: bool
    kind: Words
    fitzpatrick: Words
    """What readers choose by, each value between bars: |IV|V|."""
    indications: Words
    outcomes: Words
    change: Json
    """The whole change."""


class RevisionRow(Row, table=True):
    """The name of the present state of all derived data."""

    name: Key
    revision: Words


class UpkeepRow(Row, table=True):
    """One check or backup of the store, and what it found."""

    id: int | None = Field(default=None, primary_key=True)
    kind: IndexedWords
    """check or backup."""
    began_at: Moment
    ended_at: Moment
    sound: bool
    counts: Json
    findings: Json
    """The first of them, in words."""
