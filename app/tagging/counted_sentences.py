"""A sentence whose statements of skin types may count people."""

from dataclasses import dataclass

from app.records import Evidence
from app.tagging.type_statements import Statement


@dataclass(frozen=True, slots=True)
class CountedSentence:
    """The statements of one sentence, its text in plain lower case, and its place as evidence."""

    statements: tuple[Statement, ...]
    low: str
    start: int
    evidence: Evidence
