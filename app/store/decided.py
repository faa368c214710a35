"""Tables of what people decided: rows are added, never edited, never deleted."""

from sqlmodel import Field

from app.store.columns import IndexedWords, Json, Key, LaterWords, Moment, Row, Words


class DecisionColumns(Row):
    """Who said it, when and why."""

    id: int | None = Field(default=None, primary_key=True)
    who: Words
    at: Moment
    why: Words


class _ReviewColumns(DecisionColumns):
    act: LaterWords = ""
    """The same for all that was decided with one word: it is taken back together."""
    takes_back: int | None = Field(default=None, unique=True)
    """The decision that this one takes back; it says nothing else."""
    was: LaterWords = ""
    """What held before, in words."""


class TagDecisionRow(_ReviewColumns, table=True):
    """A person's word on one tag of one study."""

    study_id: IndexedWords
    dimension: Words
    value: Words
    standing: Words
    """Empty outside the skin-type dimension."""
    action: Words
    quote: LaterWords = ""
    """The words that the person saw it rest on; empty where they named none."""
    quote_start: int | None = None
    text_hash: LaterWords = ""
    """Of the stored text that they stood in."""
    rule: LaterWords = ""
    """What had proposed it; empty where a person added it."""
    tagger: LaterWords = ""
    """The version of the reader that had."""
    saw: LaterWords = ""
    """All words that the person was shown, as canonical JSON; empty where that was not kept."""


class ReviewedTextRow(Row, table=True):
    """A stored text as it was when a person decided on it, by its SHA-256."""

    hash: Key
    text: Words


class SentDecisionRow(Row, table=True):
    """A decision by the key that it was sent with: sent again, it is not decided again."""

    key: Key
    """The account's name and the key that its program chose."""
    digest: Words
    """SHA-256 of what was sent."""
    kind: Words
    numbers: Json
    """Of the decisions that it made."""


class ReviewOptionRow(DecisionColumns, table=True):
    """Whether two people decide on everything: the last word holds."""

    second_reader: bool


class ScreeningDecisionRow(_ReviewColumns, table=True):
    """A person's word on whether the report of a record is about the topic."""

    record_key: IndexedWords
    verdict: Words


class MatchDecisionRow(DecisionColumns, table=True):
    """A person's word on whether two records are one report, or one study."""

    layer: Words
    one: Words
    other: Words
    same: bool


class MatchUndoRow(DecisionColumns, table=True):
    """A person's word that takes back an earlier one on two records."""

    decision_id: int = Field(foreign_key="match_decision.id", unique=True)
