"""A stretch of a document's text with the section that it stands in."""

from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """Where a passage stands; decides how far a statement in it counts."""

    TITLE = "title"
    ABSTRACT = "abstract"
    BACKGROUND = "background"
    OBJECTIVE = "objective"
    METHODS = "methods"
    RESULTS = "results"
    DISCUSSION = "discussion"
    CONCLUSIONS = "conclusions"
    INCLUSION = "inclusion"
    EXCLUSION = "exclusion"
    ELIGIBILITY = "eligibility"
    """Criteria in which inclusion and exclusion are not told apart."""
    OUTCOME = "outcome"
    """Outcome measures of a registration."""
    TABLE = "table"
    CAPTION = "caption"
    FIELD = "field"
    """A structured value: registry field, publication type, MeSH heading, keyword."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Passage:
    """One section's text, exactly as stored.

    `heading` is what the source printed above it ("Materials and Methods") or, for a FIELD, the
    name of the field ("designModule.enrollmentInfo.count"). A TABLE's text has one line a row and
    one tab between cells, spans already expanded; its heading is label and caption.
    """

    section: Section
    text: str
    heading: str = ""
