"""A gist as two strings of bytes, so that a million of them are read as fast as they are copied.

The head has the same length for every study; the tail holds what a study has several of. Words of the
vocabulary stand there as numbers that follow from the words, whatever else the vocabulary has.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, NamedTuple
from zlib import crc32

from app.gapmap.gists import Gist
from app.gapmap.stances import VALUES
from app.gapmap.values import Bounds, Layer, TrialState
from app.records import Dimension, SkinType, Standing

HEAD = struct.Struct("<qIiIIII14q")
"""Name, kind, year, how many words, results and overlaps the tail has, nothing, least and most."""
NO_YEAR = -(2**31)
STATES = (None, *TrialState)
MOST_KINDS = 10_000  # in memory; a database of a million studies has some thousand
OF_DIMENSION = (
    (Dimension.INDICATION, "indications"),
    (Dimension.OUTCOME, "outcomes"),
    (Dimension.BODY_SITE, "body_sites"),
    (Dimension.PROCEDURE, "procedures"),
    (Dimension.DESIGN, "designs"),
)
"""Words that a gist has, and under which name."""

LAYOUT = crc32(repr((HEAD.format, VALUES, STATES, OF_DIMENSION)).encode())
"""Changes with the codes that are kept: what was packed with others cannot be read."""

Word = tuple[str, str]
"""Dimension and value."""
ANY_OUTCOME = 0
"""Stands for the code of an outcome where a result of any is meant."""


class Packed(NamedTuple):
    """What is kept of one study."""

    name: int
    head: bytes
    tail: bytes


class Kind(NamedTuple):
    """All of a gist that is one of few: studies of one kind differ in what they are of, and in people."""

    layer: Layer
    state: TrialState | None
    is_whole: bool
    standing: Mapping[SkinType, Standing]
    counted: frozenset[SkinType]
    boundless: frozenset[SkinType | None]
    """Types of which no upper limit of people can be given; None stands for all people."""
    reported: frozenset[tuple[SkinType, str | None]] = frozenset()

    @property
    def silent(self) -> bool:
        """It says nothing of any type."""
        return all(one is Standing.NOT_REPORTED for one in self.standing.values())

    def as_gist(
        self,
        name: int,
        people: Mapping[SkinType | None, tuple[int, int]],
        overlaps: frozenset[int],
    ) -> Gist:
        """A study of this kind with its people, at least and at most; it is of nothing."""
        bounds = {
            t: Bounds(least, None if t in self.boundless else most)
            for t, (least, most) in people.items()
        }
        return Gist(
            name=name,
            year=None,
            layer=self.layer,
            standing=dict(self.standing),
            by_type={t: bounds[t] for t in SkinType},
            people=bounds[None],
            silent=self.silent,
            counted=self.counted,
            reported=self.reported,
            is_whole=self.is_whole,
            state=self.state,
            overlaps=overlaps,
        )


TYPES: tuple[SkinType | None, ...] = (None, *SkinType)
"""All people, and those of each type."""


@cache
def code_of(word: Word) -> int:
    """The number of a word of the vocabulary, below 2**32 and above 0."""
    dimension, value = word
    return crc32(f"{dimension}={value}".encode()) or 1


def words_of(gist: Gist) -> list[Word]:
    """Every word of the vocabulary that is kept of a study, in order."""
    said = [(d.value, v) for d, name in OF_DIMENSION for v in sorted(getattr(gist, name))]
    reported = sorted({outcome for _, outcome in gist.reported if outcome is not None})
    return list(dict.fromkeys([*said, *((Dimension.OUTCOME.value, o) for o in reported)]))


def packed(gist: Gist) -> Packed:
    """A gist as it is kept: the same gist always gives the same bytes."""
    words = [code_of((d.value, v)) for d, name in OF_DIMENSION for v in sorted(getattr(gist, name))]
    results = sorted(_results(gist).items())
    overlaps = sorted(gist.overlaps)
    bounds = [gist.of_type(t) for t in TYPES]
    head = HEAD.pack(
        gist.name,
        _kind_code(gist),
        NO_YEAR if gist.year is None else gist.year,
        len(words),
        len(results),
        len(overlaps),
        0,
        *(b.lower for b in bounds),
        *(b.upper or 0 for b in bounds),
    )
    numbers = [*words, *(n for pair in results for n in pair), *_halves(overlaps)]
    return Packed(gist.name, head, struct.pack(f"<{len(numbers)}I", *numbers))


def unpacked(kept: Packed, words: Mapping[int, Word]) -> Gist:
    """The gist that was packed; `words` are all words by their codes."""
    name, kind, year, many, results, _overlaps, _, *people = HEAD.unpack(kept.head)
    numbers = struct.unpack(f"<{len(kept.tail) // 4}I", kept.tail)
    own, rest = [words[code] for code in numbers[:many]], numbers[many:]
    told, halves = rest[: 2 * results], rest[2 * results :]
    bounds = dict(zip(TYPES, zip(people[:7], people[7:], strict=True), strict=True))
    overlaps = (low | high << 32 for low, high in zip(halves[::2], halves[1::2], strict=True))
    said: dict[str, Any] = {
        field: frozenset(value for dimension, value in own if dimension == d)
        for d, field in OF_DIMENSION
    }
    return replace(
        kind_of_code(kind).as_gist(name, bounds, frozenset(overlaps)),
        year=None if year == NO_YEAR else year,
        reported=frozenset(_unpacked_results(told, words)),
        **said,
    )


def _kind_code(gist: Gist) -> int:
    """What makes the kind, in 32 bits."""
    code = tuple(Layer).index(gist.layer)
    code = code << 3 | STATES.index(gist.state)
    code = code << 1 | gist.is_whole
    for t in SkinType:
        code = code << 2 | tuple(Standing).index(gist.standing[t])
    for t in SkinType:
        code = code << 1 | (t in gist.counted)
    for skin_type in TYPES:
        code = code << 1 | (gist.of_type(skin_type).upper is None)
    return code


@lru_cache(MOST_KINDS)
def kind_of_code(code: int, reported: int = 0) -> Kind:
    """The kind of a code, with the types that a result is reported for, as bits."""
    bits = iter(f"{code:032b}")

    def take(many: int) -> int:
        return int("".join(next(bits) for _ in range(many)), 2)

    return Kind(
        layer=tuple(Layer)[take(3)],
        state=STATES[take(3)],
        is_whole=bool(take(1)),
        standing={t: tuple(Standing)[take(2)] for t in SkinType},
        counted=frozenset(t for t in SkinType if take(1)),
        boundless=frozenset(t for t in TYPES if take(1)),
        reported=frozenset((t, None) for t in types_of_bits(reported)),
    )


def types_of_bits(bits: int) -> list[SkinType]:
    """Skin types from bits: the first is type I."""
    return [t for t in SkinType if bits >> (t - 1) & 1]


def _results(gist: Gist) -> dict[int, int]:
    """Types with a result, as bits, by the code of the outcome."""
    found: dict[int, int] = {}
    for skin_type, outcome in gist.reported:
        code = ANY_OUTCOME if outcome is None else code_of((Dimension.OUTCOME.value, outcome))
        found[code] = found.get(code, 0) | 1 << (skin_type - 1)
    return found


def _unpacked_results(
    told: tuple[int, ...], words: Mapping[int, Word]
) -> Iterator[tuple[SkinType, str | None]]:
    for code, bits in zip(told[::2], told[1::2], strict=True):
        outcome = None if code == ANY_OUTCOME else words[code][1]
        for skin_type in types_of_bits(bits):
            yield skin_type, outcome


def _halves(names: list[int]) -> Iterator[int]:
    for name in names:
        yield name & 0xFFFFFFFF
        yield name >> 32
