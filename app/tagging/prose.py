"""A document's running text made ready once: plain characters, segments, sentences."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.tagging.characters import lowered, plain
from app.tagging.document import Document, PlacedPassage
from app.tagging.gates import Gated, MarkedWords
from app.tagging.segments import Segment, segments
from app.tagging.sentences import sentences
from app.tagging.words import Words, words_of

_CLOSING_SENTENCES = 2


class Sentence:
    """A sentence in its segment; `low` is its text in plain lower case, character for character."""

    __slots__ = ("_said", "end", "last", "low", "marks", "position", "segment", "start", "text")

    def __init__(self, prose: "Prose", segment: "SegmentOfProse", position: int) -> None:
        self.start, self.end = segment.bounds[position]
        self.text = prose.text[self.start : self.end]
        self.low = prose.low[self.start : self.end]
        self.marks = prose.marks.within(self.start, self.end)
        self.segment = segment.segment
        self.position = position
        self.last = position > 0 and len(segment.bounds) - position <= _CLOSING_SENTENCES
        self._said: dict[Gated, bool] = {}

    def says(self, cue: Gated) -> bool:
        """Whether the cue stands anywhere in it; looked for once, however often it is asked."""
        said = self._said.get(cue)
        if said is None:
            said = cue.may_stand(self.marks) and cue.search(self.low) is not None
            self._said[cue] = said
        return said


@dataclass(frozen=True, slots=True)
class SegmentOfProse:
    """A segment with the offsets of its sentences."""

    segment: Segment
    bounds: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """`text`, `low`, the words and their marks have the document's offsets."""

    document: Document
    text: str
    low: str
    words: Words
    marks: MarkedWords
    segments: tuple[SegmentOfProse, ...]
    uncut: Mapping[tuple[int, int], tuple[tuple[int, int], ...]]
    """Start and end of a segment -> its sentences."""

    def sentences_of(self, placed: PlacedPassage) -> Sequence[tuple[int, int]]:
        """Offset pairs of the passage's sentences in the document.

        Its text is cut anew only where a heading inside cuts it, or a character was made plainer.
        """
        text, start = placed.passage.text, placed.start
        whole = self.uncut.get((start, placed.end))
        if whole is None or self.text[start : placed.end] != text:
            return [(start + first, start + last) for first, last in sentences(text)]
        return whole

    def sentences(self, segment: SegmentOfProse) -> Iterator[Sentence]:
        """All sentences of a segment in order."""
        return (Sentence(self, segment, position) for position in range(len(segment.bounds)))

    def sentences_where(
        self, segment: SegmentOfProse, may_matter: Callable[[int], object]
    ) -> Iterator[Sentence]:
        """The sentences of a segment the marks of whose words may matter."""
        for position, (start, end) in enumerate(segment.bounds):
            if may_matter(self.marks.within(start, end)):
                yield Sentence(self, segment, position)

    def sentences_among(
        self, segment: SegmentOfProse, offsets: Sequence[int]
    ) -> Iterator[Sentence]:
        """The sentences of a segment in which one of the rising offsets stands, each once."""
        at = bisect_left(offsets, segment.segment.start)
        for position, (start, end) in enumerate(segment.bounds):
            while at < len(offsets) and offsets[at] < start:
                at += 1
            if at == len(offsets):
                return
            if offsets[at] < end:
                yield Sentence(self, segment, position)


def prose_of(document: Document) -> Prose:
    """One pass over the text; everything that reads running text starts here."""
    text = plain(document.text)
    low = lowered(text)
    cut = tuple(
        SegmentOfProse(
            segment,
            tuple(
                (segment.start + start, segment.start + end)
                for start, end in sentences(text[segment.start : segment.end])
            ),
        )
        for segment in segments(document, low)
    )
    uncut = {(s.segment.start, s.segment.end): s.bounds for s in cut}
    words = words_of(low)
    return Prose(document, text, low, words, MarkedWords(words), cut, uncut)
