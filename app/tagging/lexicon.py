"""Every word the reader knows, in one trie over words: a text is scanned once for all of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.tagging.characters import lowered, plain
from app.tagging.cues import CUES, OTHER_CONDITION
from app.topic import Topic, Value

NOT = "not"
CUE = "cue"
WEAK = "weak"
SIGN = "sign"
_WORD = re.compile(r"[^\W_]+")
_BETWEEN_WORDS = re.compile(r"\s*[-&/]\s*|\s+|['/:.]")
_STEM = 3
"""Letters of a `word*` that index it; shorter stems are refused."""


class Meaning(NamedTuple):
    """What a phrase stands for: a vocabulary value of a dimension, or a cue of the language."""

    dimension: str
    value: str
    strength: str = ""
    """NOT for a phrase that takes its words away; WEAK for one that needs company; SIGN for one
    that tells of an outcome only where its complaint is treated."""


class Hit(NamedTuple):
    """A phrase found in a text, with its offsets there."""

    meaning: Meaning
    start: int
    end: int


class Scan(NamedTuple):
    """What a text names and the cues in it; two lists because nearly every reader wants one."""

    named: list[Hit]
    cues: list[Hit]


def _by_place(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


def _silent_first(hit: Hit) -> tuple[int, int, bool]:
    return hit.start, -hit.end, hit.meaning.strength != NOT


@dataclass(slots=True)
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, "_Node"]]] = field(default_factory=dict)
    meanings: list[Meaning] = field(default_factory=list)

    @property
    def goes_on(self) -> bool:
        """Whether a longer phrase begins like this one."""
        return bool(self.words or self.stems)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled words of one topic, with what the reader must know of its values."""

    topic: Topic
    root: _Node
    efficacy: Mapping[str, str]
    """Indication -> the outcome that "efficacy" alone stands for."""
    complaint_of: Mapping[str, frozenset[str]]
    """Outcome -> indications called by the same words."""
    kind: Mapping[str, str]
    """Outcome -> efficacy, safety, mechanism or patient_reported."""
    wholes: Mapping[str, frozenset[str]]
    """Outcome -> outcomes whose scales have it as a component."""
    seen: dict[str, tuple[_Node, ...]] = field(default_factory=dict, compare=False, repr=False)

    def hits(self, text: str) -> list[Hit]:
        """All phrases in the text by offset; in one dimension a longer phrase silences those in it."""
        scan = self.scan(text)
        return sorted((*scan.named, *scan.cues), key=_by_place)

    def scan(self, text: str) -> Scan:
        """The same with values and cues apart, each in order of offset."""
        low = lowered(plain(text))
        spans = [match.span() for match in _WORD.finditer(low)]
        words = [low[start:end] for start, end in spans]
        words.append("")
        found: list[Hit] = []
        known = self.seen
        for at, (start, end) in enumerate(spans):
            word = words[at]
            openings = known.get(word)
            if openings is None:
                openings = self._openings(word)
            following = words[at + 1]
            for node in openings:
                for meaning in node.meanings:
                    found.append(Hit(meaning, start, end))  # noqa: PERF401 - twice as fast so
                if following in node.words or following[:_STEM] in node.stems:
                    found += _longer(node, low, spans, at)
        named = _without_contained([hit for hit in found if hit[0][0] != CUE])
        return Scan(named, [hit for hit in found if hit[0][0] == CUE])

    def _openings(self, word: str) -> tuple[_Node, ...]:
        """The nodes that a phrase beginning with the word may be at; remembered for next time."""
        if len(self.seen) >= MOST_WORDS_SEEN:
            self.seen.clear()
        openings = self.seen[word] = tuple(_children(self.root, word))
        return openings


MOST_WORDS_SEEN = 50_000
"""Words kept in memory; more than the field's literature uses, and never a leak."""


def compile_lexicon(topic: Topic) -> Lexicon:
    """Build the trie; cost grows with the number of terms, once per topic."""
    root = _Node()
    for dimension in ("indication", "outcome", "body_site", "procedure", "design"):
        for value in topic.values_of(dimension):
            _add_value(root, dimension, value)
    for cue, phrases in {**CUES, OTHER_CONDITION: topic.other_conditions}.items():
        _add(root, phrases, Meaning(CUE, cue))
    return Lexicon(
        topic=topic,
        root=root,
        efficacy={v.id: v.efficacy for v in topic.indication if v.efficacy},
        complaint_of={v.id: frozenset(v.complaint_of) for v in topic.outcome},
        kind={v.id: v.kind or "" for v in topic.outcome},
        wholes={
            v.id: frozenset(w.id for w in topic.outcome if v.id in w.parts) for v in topic.outcome
        },
    )


def _add_value(root: _Node, dimension: str, value: Value) -> None:
    _add(root, value.terms, Meaning(dimension, value.id))
    _add(root, value.not_terms, Meaning(dimension, value.id, NOT))
    _add(root, value.weak, Meaning(dimension, value.id, WEAK))
    _add(root, value.signs, Meaning(dimension, value.id, SIGN))


def _add(root: _Node, phrases: Iterable[str], meaning: Meaning) -> None:
    for phrase in phrases:
        node = root
        for word in re.findall(r"[^\W_]+\*?", lowered(plain(phrase))):
            node = _next_node(node, word)
        if node is not root and meaning not in node.meanings:
            node.meanings.append(meaning)


def _next_node(node: _Node, word: str) -> _Node:
    if not word.endswith("*") or len(word) <= _STEM:
        return node.words.setdefault(word.rstrip("*"), _Node())
    stem = word[:-1]
    siblings = node.stems.setdefault(stem[:_STEM], [])
    for known, child in siblings:
        if known == stem:
            return child
    child = _Node()
    siblings.append((stem, child))
    return child


def _longer(opening: _Node, low: str, spans: list[tuple[int, int]], first: int) -> Iterator[Hit]:
    """Every longer phrase from an opening word on; as many steps as the trie is deep."""
    start = spans[first][0]
    waiting = [(opening, first)]
    while waiting:
        node, at = waiting.pop()
        following = at + 1
        if following >= len(spans):
            continue
        begin, end = spans[following]
        children = _children(node, low[begin:end])
        if not children or not _joined(low[spans[at][1] : begin]):
            continue
        for child in children:
            for meaning in child.meanings:
                yield Hit(meaning, start, end)
            if child.goes_on:
                waiting.append((child, following))


def _joined(gap: str) -> bool:
    return gap == " " or _BETWEEN_WORDS.fullmatch(gap) is not None


def _children(node: _Node, word: str) -> list[_Node]:
    children = []
    exact = node.words.get(word)
    if exact is not None:
        children.append(exact)
    if node.stems:
        for stem, child in node.stems.get(word[:_STEM], ()):
            if word.startswith(stem):
                children.append(child)
    return children


def _without_contained(found: list[Hit]) -> list[Hit]:
    """Leave out hits inside a longer one of their dimension, then the phrases that only silence.

    A NOT phrase silences its own value alone.
    """
    found.sort(key=_silent_first)
    kept: list[Hit] = []
    open_hits: dict[str, list[Hit]] = {}
    for hit in found:
        meaning = hit.meaning
        around = [o for o in open_hits.get(meaning.dimension, ()) if o.end > hit.start]
        if any(_silences(other, hit) for other in around):
            continue
        around.append(hit)
        open_hits[meaning.dimension] = around
        if meaning.strength != NOT:
            kept.append(hit)
    return kept


def _silences(other: Hit, hit: Hit) -> bool:
    if other.end < hit.end or other == hit:
        return False
    same_span = (other.start, other.end) == (hit.start, hit.end)
    if other.meaning.strength == NOT:
        return other.meaning.value == hit.meaning.value and hit.meaning.strength != NOT
    if hit.meaning.strength == NOT or same_span:
        return False
    # An outcome's words may mean two outcomes at once ("dark or light marks").
    return other.meaning.dimension != "outcome" or other.meaning.value == hit.meaning.value
