"""Every word the reader knows, in one trie over words: a text is scanned once for all of them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress, count
from operator import and_
from typing import NamedTuple

from app.tagging.characters import lowered, plain
from app.tagging.cues import CUES, OTHER_CONDITION
from app.tagging.words import Words, words_of
from app.topic import Topic, Value

NOT = "not"
CUE = "cue"
WEAK = "weak"
SIGN = "sign"
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


class Slices:
    """Hits by place, so that each sentence gets its own without a search through all."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self.hits = hits
        self.starts = [hit.start for hit in hits]

    def within(self, start: int, end: int) -> Sequence[Hit]:
        """Those that begin at `start` or behind it, and before `end`."""
        first = bisect_left(self.starts, start)
        return self.hits[first : bisect_left(self.starts, end, first)]


class Spoken(NamedTuple):
    """Words of language found in a text, by offset: the cues that they are, and their places.

    Three columns, since a text has more such words than anything else and few are ever looked at.
    """

    cues: tuple[frozenset[str], ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def within(self, start: int, end: int) -> "Spoken":
        """Those that begin at `start` or behind it, and before `end`."""
        cues, starts, ends = self
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        return Spoken(cues[first:last], starts[first:last], ends[first:last])


_SILENCE = Spoken((), (), ())


class Scan(NamedTuple):
    """What a text names and the words of language in it, each by offset."""

    named: list[Hit]
    spoken: Spoken


def _speaks(meaning: Meaning) -> bool:
    return meaning.strength != NOT


@dataclass(slots=True)
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, "_Node"]]] = field(default_factory=dict)
    meanings: list[Meaning] = field(default_factory=list)


class _Place(dict[str, "_Place | None"]):
    """Where a text stands in the trie: all the nodes that its last words lead to, as one.

    Its keys are words that were seen to follow, its values the places after them, None where no
    phrase goes on so: each word is looked for in the nodes once, then found by one look-up.
    """

    __slots__ = ("_nodes", "cues", "goes_on", "means", "named")

    def __init__(self, nodes: Sequence[_Node]) -> None:
        meanings = [meaning for node in nodes for meaning in node.meanings]
        self.means = bool(meanings)
        self.named = sorted((m for m in meanings if m.dimension != CUE), key=_speaks)
        self.cues = frozenset(m.value for m in meanings if m.dimension == CUE)
        self.goes_on = any(node.words or node.stems for node in nodes)
        self._nodes = nodes

    def __missing__(self, word: str) -> "_Place | None":
        if len(self) >= MOST_WORDS_AFTER:
            self.clear()
        nodes = [child for node in self._nodes for child in _children(node, word)]
        place = self[word] = _Place(nodes) if nodes else None
        return place


_Seen = tuple[int, int, _Place | None]
"""A word: bits of what it opens, bits of what it may follow, and its place at the head of a phrase."""
_SPEAKS = 1
"""The bit of a word that means something by itself; every word may follow that one."""


class _WordsSeen(dict[str, _Seen]):
    """Every word seen. Two neighbours that share a bit begin a phrase, or the first is one itself.

    There is a bit for each beginning of longer phrases, so that most neighbours are told to be
    nothing by one operation and without a look-up.
    """

    def __init__(self, root: _Node) -> None:
        self._root = root
        self._bits: dict[int, int] = {}
        self._second = _Followers()
        longer = (n for n in _all_children(root) if n.words or n.stems)
        for number, node in enumerate(longer, start=1):
            self._bits[id(node)] = 1 << number
            self._second.add(node, 1 << number)

    def __missing__(self, word: str) -> _Seen:
        if len(self) >= MOST_WORDS_SEEN:
            self.clear()
        nodes = _children(self._root, word)
        place = _Place(nodes) if nodes else None
        opens = sum(self._bits.get(id(node), 0) for node in nodes)
        opens |= _SPEAKS if place is not None and place.means else 0
        seen = self[word] = opens, self._second.of(word) | _SPEAKS, place
        return seen


class _Followers:
    """The words that stand second in a phrase, with the bits of the beginnings that they follow."""

    def __init__(self) -> None:
        self._whole: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._longest = 0

    def add(self, node: _Node, bit: int) -> None:
        """Take in all that follows one beginning."""
        for word in node.words:
            self._whole[word] = self._whole.get(word, 0) | bit
        for stem, _ in chain.from_iterable(node.stems.values()):
            self._stems[stem] = self._stems.get(stem, 0) | bit
            self._longest = max(self._longest, len(stem))

    def of(self, word: str) -> int:
        """The bits of all beginnings that the word follows, as it is or by its stem."""
        bits = self._whole.get(word, 0)
        for length in range(_STEM, min(self._longest, len(word)) + 1):
            bits |= self._stems.get(word[:length], 0)
        return bits


MOST_WORDS_SEEN, MOST_WORDS_AFTER = 50_000, 500
"""Words remembered from one text to the next, at the beginning of a phrase and at each place
within one; more than the field's literature uses, and never a leak."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled words of one topic, with what the reader must know of its values."""

    topic: Topic
    seen: _WordsSeen
    efficacy: Mapping[str, str]
    """Indication -> the outcome that "efficacy" alone stands for."""
    complaint_of: Mapping[str, frozenset[str]]
    """Outcome -> indications called by the same words."""
    kind: Mapping[str, str]
    """Outcome -> efficacy, safety, mechanism or patient_reported."""
    wholes: Mapping[str, frozenset[str]]
    """Outcome -> outcomes whose scales have it as a component."""

    def hits(self, text: str) -> list[Hit]:
        """What the text names, by offset; in one dimension a longer phrase silences those in it."""
        return self.scan(lowered(plain(text))).named

    def scan(self, low: str, words: Words | None = None) -> Scan:
        """The same for a text in plain lower case, and its words of language.

        `words` are the text's words where the caller has them already.
        """
        words = words or words_of(low)
        named: list[_Found] = []
        cues: list[tuple[frozenset[str], int, int]] = []
        written, ends = words
        if not written:
            return Scan([], _SILENCE)
        opens, follows, places = zip(*map(self.seen.__getitem__, written), strict=True)
        told = list(map(and_, opens, chain(follows[1:], (_SPEAKS,))))
        for at in compress(count(), told):
            place, end = places[at], ends[at]
            start = end - len(written[at])
            if place.cues:
                cues.append((place.cues, start, end))
            if told[at] > _SPEAKS and (longer := _longer(place, low, words, at)):
                cues += [(further.cues, start, to) for further, to in longer if further.cues]
                for further, to in reversed(longer):
                    named.extend([(meaning, start, to) for meaning in further.named])
            if place.named:
                named.extend([(meaning, start, end) for meaning in place.named])
        spoken = Spoken(*zip(*cues, strict=True)) if cues else _SILENCE
        return Scan(_without_contained(named), spoken)


def compile_lexicon(topic: Topic) -> Lexicon:
    """The compiled words of a topic: the same each time, for as long as it is the topic in use.

    Building it takes as long as reading twenty abstracts; a decision of a person changes less.
    """
    known = _COMPILED.get(id(topic))
    if known is None:
        if len(_COMPILED) >= _TOPICS_KEPT:
            _COMPILED.clear()
        known = _COMPILED[id(topic)] = _compiled(topic)
    return known


_TOPICS_KEPT = 4
_COMPILED: dict[int, Lexicon] = {}
"""By the identity of the topic, which the lexicon keeps alive; a topic never changes."""


def _compiled(topic: Topic) -> Lexicon:
    root = _Node()
    for dimension in ("indication", "outcome", "body_site", "procedure", "design"):
        for value in topic.values_of(dimension):
            _add_value(root, dimension, value)
    for cue, phrases in {**CUES, OTHER_CONDITION: topic.other_conditions}.items():
        _add(root, phrases, Meaning(CUE, cue))
    return Lexicon(
        topic=topic,
        seen=_WordsSeen(root),
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


def _longer(opening: _Place, low: str, words: Words, first: int) -> list[tuple[_Place, int]]:
    """The places with meanings that longer phrases from an opening word lead to, with their ends."""
    found: list[tuple[_Place, int]] = []
    written, ends = words
    place, before = opening, ends[first]
    for at in range(first + 1, len(written)):
        word, end = written[at], ends[at]
        following = place[word]
        if following is None or not _joined(low[before : end - len(word)]):
            break
        place, before = following, end
        if place.means:
            found.append((place, end))
        if not place.goes_on:
            break
    return found


def _joined(gap: str) -> bool:
    return gap == " " or _BETWEEN_WORDS.fullmatch(gap) is not None


def _all_children(node: _Node) -> Iterator[_Node]:
    yield from node.words.values()
    for siblings in node.stems.values():
        yield from (child for _, child in siblings)


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


_Found = tuple[Meaning, int, int]
"""A hit to be: a named tuple takes five times as long to make, and many are silenced."""


def _without_contained(found: Iterable[_Found]) -> list[Hit]:
    """Leave out hits inside a longer one of their dimension, then the phrases that only silence.

    They come by their start, of one start the longest first, of one place those that only silence
    first. A NOT phrase silences its own value alone.
    """
    kept: list[Hit] = []
    reach: dict[str, int] = {}
    open_hits: dict[str, list[_Found]] = {}
    for hit in found:
        meaning, start, end = hit
        dimension, _, strength = meaning
        if start >= reach.get(dimension, 0):  # so nearly always: no other hit reaches over it
            open_hits[dimension], reach[dimension] = [hit], end
        else:
            around = [o for o in open_hits[dimension] if o[2] > start]
            if _is_silenced(hit, around):
                continue
            open_hits[dimension] = [*around, hit]
            reach[dimension] = max(end, reach[dimension])
        if strength != NOT:
            kept.append(Hit(meaning, start, end))
    return kept


def _is_silenced(hit: _Found, around: Iterable[_Found]) -> bool:
    for other in around:  # noqa: SIM110 - a generator would take three times as long
        if _silences(other, hit):
            return True
    return False


def _silences(other: _Found, hit: _Found) -> bool:
    longer, start, end = other
    meaning = hit[0]
    if end < hit[2] or other == hit:
        return False
    if longer.strength == NOT:
        return longer.value == meaning.value and meaning.strength != NOT
    if meaning.strength == NOT or (start == hit[1] and end == hit[2]):
        return False
    # An outcome's words may mean two outcomes at once ("dark or light marks").
    return longer.dimension != "outcome" or longer.value == meaning.value
