"""A report's text as one string, its passages with their offsets in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.records import Passage, Section
from app.tagging.reviews import tells_of_others

GAP = "\n\n"
"""Stands between two passages in the stored text; no statement reaches across it."""


@dataclass(frozen=True, slots=True)
class PlacedPassage:
    """A passage and where its text begins in the document's stored text."""

    passage: Passage
    start: int

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.start + len(self.passage.text)


@dataclass(frozen=True, slots=True)
class Document:
    """The stored text of one report. `kind` of document decides what silence and plans mean."""

    text: str
    passages: tuple[PlacedPassage, ...]
    is_registration: bool = False
    is_review: bool = False

    def sections(self, *wanted: Section) -> Iterator[PlacedPassage]:
        """The passages that stand in one of the wanted sections, in order."""
        return (p for p in self.passages if p.passage.section in wanted)


def document_of(
    passages: Iterable[Passage], *, is_registration: bool = False, is_review: bool = False
) -> Document:
    """Join passages into one stored text; empty passages are left out.

    Without a registration's or a review's mark of its source, the words decide whether it is a
    review.
    """
    kept = [p for p in passages if p.text]
    placed: list[PlacedPassage] = []
    start = 0
    for passage in kept:
        placed.append(PlacedPassage(passage, start))
        start += len(passage.text) + len(GAP)
    return Document(
        text=GAP.join(p.text for p in kept),
        passages=tuple(placed),
        is_registration=is_registration,
        is_review=is_review or (not is_registration and tells_of_others(kept)),
    )
