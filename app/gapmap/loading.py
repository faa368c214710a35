"""Packed studies to columns: some thousands at a time, so that little is in memory twice.

How a study stands in a cell is asked of `stance_of`, once for each kind of study.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from app.gapmap.columns import Columns, Numbers, Results
from app.gapmap.packed import TYPES, Kind, Word, kind_of_code
from app.gapmap.stances import Stance, stance_of
from app.gapmap.values import CellKey, Layer
from app.records import Dimension, SkinType

HEADS = np.dtype(
    [
        ("name", "<i8"),
        ("kind", "<u4"),
        ("year", "<i4"),
        ("words", "<u4"),
        ("results", "<u4"),
        ("overlaps", "<u4"),
        ("nothing", "<u4"),
        ("least", "<i8", (7,)),
        ("most", "<i8", (7,)),
    ]
)
"""`packed.HEAD` as numpy reads it."""
NARROW = np.iinfo(np.int32).max
AXES = (Dimension.INDICATION, Dimension.OUTCOME)


@dataclass(slots=True)
class Loading:
    """Columns in the making: studies come in some thousands at a time, in the order of names."""

    words: Mapping[int, Word]
    """All words by their codes."""
    _heads: defaultdict[str, list[Numbers]] = field(default_factory=lambda: defaultdict(list))
    _words: list[tuple[Numbers, Numbers]] = field(default_factory=list)
    _results: list[tuple[Numbers, Numbers, Numbers]] = field(default_factory=list)
    _overlaps: list[tuple[Numbers, Numbers]] = field(default_factory=list)
    _many: int = 0

    def add(self, heads: bytes, tails: bytes) -> None:
        """Take in the heads of some studies, and their tails, each without anything between."""
        some = np.frombuffer(heads, HEADS)
        tail = np.frombuffer(tails, "<u4")
        for column in ("name", "year", "kind"):
            self._heads[column].append(some[column].copy())
        for column in ("least", "most"):
            for n in range(len(TYPES)):
                self._heads[f"{column}{n}"].append(_narrowed(some[column][:, n]))
        lengths = some["words"] + 2 * some["results"] + 2 * some["overlaps"]
        starts = np.cumsum(lengths, dtype=np.int64) - lengths
        owners, at = _spans(starts, some["words"])
        self._words.append((owners + self._many, tail[at]))
        starts = starts + some["words"]
        owners, at = _spans(starts, some["results"], 2)
        self._results.append((owners + self._many, tail[at], tail[at + 1]))
        starts = starts + 2 * some["results"]
        owners, at = _spans(starts, some["overlaps"], 2)
        low, high = tail[at].astype(np.int64), tail[at + 1].astype(np.int64)
        self._overlaps.append((owners + self._many, low | high << 32))
        self._many += len(some)

    def columns(self) -> Columns:
        """All that came in."""
        names = self._joined("name", np.int64)
        codes, kind_at = np.unique(self._joined("kind", np.uint32), return_inverse=True)
        kind_at = kind_at.astype(np.int32)
        having = self._having()
        kinds = [kind_of_code(int(code)) for code in codes]
        results, further = self._by_outcome(codes, kind_at)
        kinds += further
        stances, stance_at = _stances(kinds)
        overlaps = self._overlapping(names)
        shares = np.zeros(len(names), bool)
        shares[list(overlaps)] = True
        return Columns(
            names=names,
            years=self._joined("year", np.int32),
            kind_at=kind_at,
            least=tuple(self._joined(f"least{n}", np.int32) for n in range(len(TYPES))),
            most=tuple(self._joined(f"most{n}", np.int32) for n in range(len(TYPES))),
            having=having,
            without={axis: self._without(axis, having) for axis in AXES},
            results=results,
            kinds=tuple(kinds),
            boundless={t: _flags(t in kind.boundless for kind in kinds) for t in TYPES},
            registered=_flags(kind.layer is Layer.PLANNED for kind in kinds),
            stances=stances,
            stance_at=stance_at,
            overlaps=overlaps,
            shares=shares,
            together=_together(overlaps),
        )

    def _joined(self, column: str, empty: Any) -> Numbers:
        parts = self._heads.pop(column, [])
        return np.concatenate(parts) if parts else np.empty(0, empty)

    def _having(self) -> dict[int, Numbers]:
        known = np.sort(np.fromiter(self.words, np.uint32, len(self.words)))
        if not self._words or not len(known):
            return {}
        owners = np.concatenate([one for one, _ in self._words])
        codes = np.concatenate([one for _, one in self._words])
        self._words.clear()
        return _grouped(known, codes, owners)

    def _without(self, axis: Dimension, having: Mapping[int, Numbers]) -> Numbers:
        empty = np.ones(self._many, bool)
        for code, (dimension, _) in self.words.items():
            if dimension == axis.value and code in having:
                empty[having[code]] = False
        return np.flatnonzero(empty).astype(np.int32)

    def _by_outcome(
        self, codes: Numbers, kind_at: Numbers
    ) -> tuple[dict[int, Results], list[Kind]]:
        """Results by outcome, and the kinds that studies are of by what they report."""
        if not any(len(owners) for owners, _, _ in self._results):
            return {}, []
        owners, outcomes, types = (
            np.concatenate(parts) for parts in zip(*self._results, strict=True)
        )
        told = kind_at[owners].astype(np.int64) << 6 | types
        distinct, of_kind = np.unique(told, return_inverse=True)
        further = [kind_of_code(int(codes[one >> 6]), int(one & 63)) for one in distinct]
        of_kind = (of_kind + len(codes)).astype(np.int32)
        known = np.unique(outcomes)
        rows = np.arange(len(owners), dtype=np.int64)
        return {
            code: Results(owners[at], of_kind[at])
            for code, at in _grouped(known, outcomes, rows).items()
        }, further

    def _overlapping(self, names: Numbers) -> dict[int, frozenset[int]]:
        found: defaultdict[int, set[int]] = defaultdict(set)
        for owners, others in self._overlaps:
            at = np.searchsorted(names, others)
            for owner, place, other in zip(
                owners.tolist(), at.tolist(), others.tolist(), strict=True
            ):
                if place < len(names) and names[place] == other:
                    found[owner].add(place)
                    found[place].add(owner)
        return {place: frozenset(others) for place, others in found.items()}


def _narrowed(numbers: Numbers) -> Numbers:
    is_narrow = not len(numbers) or (numbers.max() <= NARROW and numbers.min() >= 0)
    return numbers.astype(np.int32 if is_narrow else np.int64)


def _spans(starts: Numbers, lengths: Numbers, step: int = 1) -> tuple[Numbers, Numbers]:
    """For each member of each span its owner, and where it stands."""
    lengths = lengths.astype(np.int64)
    owners = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    first = np.repeat(np.cumsum(lengths) - lengths, lengths)
    within = np.arange(len(owners), dtype=np.int64) - first
    return owners, np.repeat(starts, lengths) + step * within


def _grouped(known: Numbers, codes: Numbers, values: Numbers) -> dict[int, Numbers]:
    """The values by their codes, each group in the order they had; a code not known is an error."""
    at = np.searchsorted(known, codes).astype(np.uint16)
    order = np.argsort(at, kind="stable")  # of 16 bits: a radix sort
    ends = np.cumsum(np.bincount(at, minlength=len(known)))
    parts = np.split(values[order], ends[:-1])
    return {int(code): part for code, part in zip(known, parts, strict=True) if len(part)}


def _flags(of_kinds: Iterable[bool]) -> Numbers:
    return np.fromiter(of_kinds, np.int64)


def _stances(
    kinds: Sequence[Kind],
) -> tuple[tuple[Stance, ...], dict[SkinType | None, Numbers]]:
    known: dict[Stance, int] = {}
    at = {
        t: np.fromiter(
            (known.setdefault(stance_of(kind, CellKey(t)), len(known)) for kind in kinds),
            np.int64,
            len(kinds),
        )
        for t in TYPES
    }
    return tuple(known), at


def _together(overlaps: Mapping[int, Collection[int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for start in sorted(overlaps):
        waiting: list[int] = [] if start in found else [start]
        while waiting:
            place = waiting.pop()
            if place not in found:
                found[place] = start
                waiting.extend(overlaps[place])
    return found
