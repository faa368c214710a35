"""A report's stored text with the quotes of its tags marked where they stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.records import Evidence, Section
from app.store import StudyReport
from app.tagging.document import PlacedPassage, document_of

SECTION_WORD = {Section.FIELD: "Coded field", Section.OTHER: "Text"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text; marked where `mark` holds the id of its mark."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """One section of the text."""

    heading: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A marked stretch of the stored text; quotes that overlap share one mark."""

    id: str
    start: int
    end: int


def places(report: StudyReport, evidence: Iterable[Evidence]) -> tuple[Place, ...]:
    """The stretches to mark, in order; a quote that is not found at its place is left out."""
    spans = sorted(
        (e.start, e.end)
        for e in evidence
        if e.start is not None and e.end is not None and report.text[e.start : e.end] == e.text
    )
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return tuple(
        Place(f"mark-{report.report_id}-{n}", start, end)
        for n, (start, end) in enumerate(joined, start=1)
    )


def place_of(evidence: Evidence, marked: Iterable[Place]) -> str:
    """The address of the mark that holds a quote, on the same page; "" where it has none."""
    if evidence.start is None or evidence.end is None:
        return ""
    for place in marked:
        if place.start <= evidence.start and evidence.end <= place.end:
            return f"#{place.id}"
    return ""


def marked_text(report: StudyReport, marked: Sequence[Place]) -> tuple[MarkedPassage, ...]:
    """The whole stored text by section."""
    return tuple(
        MarkedPassage(_heading(placed), tuple(_stretches(report.text, placed, marked)))
        for placed in document_of(report.passages).passages
        if report.text[placed.start : placed.end] == placed.passage.text
    )


def _stretches(text: str, placed: PlacedPassage, marked: Sequence[Place]) -> Iterator[Stretch]:
    at = placed.start
    for place in marked:
        start, end = max(place.start, placed.start), min(place.end, placed.end)
        if start >= end:
            continue
        if at < start:
            yield Stretch(text[at:start])
        yield Stretch(text[start:end], place.id if start == place.start else f"{place.id}-on")
        at = end
    if at < placed.end:
        yield Stretch(text[at : placed.end])


def _heading(placed: PlacedPassage) -> str:
    passage = placed.passage
    word = SECTION_WORD.get(passage.section, passage.section.value.replace("_", " ").capitalize())
    return passage.heading.replace("_", " ") or word
