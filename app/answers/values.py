"""Answers that are put together from several reads."""

from dataclasses import dataclass

from app.answers.context import ContextAnswer
from app.answers.searched import SearchedAnswer
from app.gapmap import Cell, Facts, Gap, Indirect, Trial, TypeSafety
from app.store import CellEvidence, Counts, StudySummary


@dataclass(frozen=True, slots=True, kw_only=True)
class CellAnswer:
    """A cell with the studies and the evidence behind it.

    `studies` make up the answer, `other_studies` are of the same indication and outcome and do
    not: silent on the skin type, excluding it, or in another layer.
    """

    cell: Cell
    studies: tuple[StudySummary, ...]
    other_studies: tuple[StudySummary, ...]
    evidence: tuple[CellEvidence, ...]
    safety: tuple[TypeSafety, ...] = ()
    """What is known of each harm in the cell, by skin type; primary evidence alone."""
    indirect: tuple[Indirect, ...]
    """Evidence of other procedures, beside the cell and never in it."""
    searched: SearchedAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class GapList:
    """A part of the ranked gaps; `total` counts all that meet the question."""

    gaps: tuple[Gap, ...]
    total: int
    rules: tuple[str, ...]
    """How they are ranked, the weightiest rule first."""
    searched: SearchedAnswer
    next_cursor: str | None = None
    """None on the last page, and where no pages were asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStudy:
    """A registered study that has reported nothing, and what may be hoped of it."""

    study: StudySummary
    trial: Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The one-screen answer: six types, what is known in each, the biggest gaps."""

    facts: Facts
    gaps: tuple[Gap, ...]
    counts: Counts
    planned: tuple[PlannedStudy, ...]
    """Those under way first; stopped ones are among them and are no hope."""
    searched: SearchedAnswer
    context: ContextAnswer
    revision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyValue:
    """One id with its printed name; `kind` groups outcomes."""

    id: str
    label: str
    covers: str
    kind: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Every value that a filter or a tag can have."""

    topic: str
    title: str
    fitzpatrick: tuple[str, ...]
    standing: tuple[str, ...]
    layer: tuple[str, ...]
    depth: tuple[str, ...]
    reason: tuple[str, ...]
    footing: tuple[str, ...]
    indication: tuple[VocabularyValue, ...]
    outcome: tuple[VocabularyValue, ...]
    body_site: tuple[VocabularyValue, ...]
    procedure: tuple[VocabularyValue, ...]
    design: tuple[VocabularyValue, ...]
