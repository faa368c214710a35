"""Tables of what people decided: rows are added, never edited, never deleted."""

from sqlmodel import Field

from app.store.columns import IndexedWords, Moment, Row, Words


class _DecisionColumns(Row):
    id: int | None = Field(default=None, primary_key=True)
    who: Words
    at: Moment
    why: Words


class TagDecisionRow(_DecisionColumns, table=True):
    """A person's word on one tag of one study."""

    study_id: IndexedWords
    dimension: Words
    value: Words
    standing: Words
    """Empty outside the skin-type dimension."""
    action: Words


class ScreeningDecisionRow(_DecisionColumns, table=True):
    """A person's word on whether the report of a record is about the topic."""

    record_key: IndexedWords
    verdict: Words


class MatchDecisionRow(_DecisionColumns, table=True):
    """A person's word on whether two records are one report, or one study."""

    layer: Words
    one: Words
    other: Words
    same: bool


class MatchUndoRow(_DecisionColumns, table=True):
    """A person's word that takes back an earlier one on two records."""

    decision_id: int = Field(foreign_key="match_decision.id", unique=True)
