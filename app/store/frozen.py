"""Tables of what was frozen under a permalink: rows are added, never edited, never deleted."""

from sqlmodel import Field

from app.store.columns import IndexedWords, Json, Key, Moment, Row, SafeText, Words


class PermalinkRow(Row, table=True):
    """One view of the evidence as it was answered at one moment."""

    hash: Key
    """First characters of the SHA-256 of `document`."""
    kind: IndexedWords
    question: Json
    document: Words
    """Question and answer as canonical JSON: what is given out is these characters, for ever."""
    at: Moment
    complete_until: Moment
    """All that had been received and decided before this moment is in the answer."""
    revision: Words
    """Of derived data when it was frozen."""
    edition: Json
    """The topic, the reader and the rules that the answer was made with."""


class PermalinkRecordRow(Row, table=True):
    """A record of a study in a frozen view: records keep their keys when studies merge or split."""

    hash: str = Field(sa_type=SafeText, primary_key=True, foreign_key="permalink.hash")
    record_key: str = Field(sa_type=SafeText, primary_key=True, index=True)
    public_id: IndexedWords
    """Of the study that it was part of."""
    notices: Json
    """The kinds of what had been said of its report by then."""
