"""What stands beside what, before a change and after it: the same pairs as all at once would give.

Members that share a value lie in one bucket. In a bucket of a few each stands beside each; in a
crowded one only those that are neighbours in some order, so that one that comes or goes moves
others together or apart. That too is found here.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Any, Generic, Protocol, TypeVar

from app.matching.blocking import NEIGHBOURS, SMALL


class Member(Protocol):
    """Something with a name."""

    @property
    def key(self) -> str:
        """Its name among the members."""


M = TypeVar("M", bound=Member)
Pair = tuple[M, M]
_Order = Callable[[M], Any]
Lookup = Callable[[Collection[int]], Mapping[int, Sequence[M]]]
"""The members of buckets as they were before the change; the same member is one and the same object."""


@dataclass(frozen=True, slots=True)
class Gathering(Generic[M]):
    """How members are gathered, and when two that stand beside each other are tied."""

    buckets: Callable[[M], Iterable[int]]
    orders: tuple[_Order[M], ...]
    """In which members of a crowded bucket are neighbours; no two stand at one place."""
    are_tied: Callable[[M, M], bool]
    """Of two in the order of their keys."""


class Nearby(Generic[M]):
    """Members as they are now: as they were, without those that went, with those that came.

    A member that changed goes as it was and comes as it is.
    """

    def __init__(
        self, gathering: Gathering[M], lookup: Lookup[M], gone: Iterable[M], come: Iterable[M]
    ) -> None:
        self._gathering = gathering
        self._lookup = lookup
        self._was: dict[int, list[M]] = {}
        self._now: dict[int, list[M]] = {}
        self._crowds: dict[tuple[int, bool], _Crowd[M]] = {}
        self._tied: dict[Pair[M], bool] = {}
        self._ties_of_come: dict[str, dict[Pair[M], None]] = {}
        self._gone: defaultdict[int, dict[str, M]] = defaultdict(dict)
        self._come: defaultdict[int, dict[str, M]] = defaultdict(dict)
        for members, of_bucket in ((gone, self._gone), (come, self._come)):
            for member in members:
                for bucket in gathering.buckets(member):
                    of_bucket[bucket][member.key] = member

    def disturbed(self) -> set[str]:
        """The keys of those that are tied to another since the change, or were until then."""
        touched = sorted(self._gone.keys() | self._come.keys())
        self._load(touched)
        self._ties_of_come = {key: {} for of_bucket in self._come.values() for key in of_bucket}
        found: set[str] = set()
        for bucket in touched:
            come = self._come.get(bucket, {})
            for pair in self._moved(bucket):
                if self._is_tied(*pair):
                    for member in pair:
                        found.add(member.key)
                        if come.get(member.key) is member:
                            self._ties_of_come[member.key][_in_order(*pair)] = None
        return found

    def tied_to(self, members: Sequence[M]) -> Iterator[Pair[M]]:
        """Every two, one of them among these, that are tied now; each in the order of keys."""
        # Of what came all that stands beside it moved: who is disturbed was found with its ties.
        known = [self._ties_of_come.get(member.key) for member in members]
        rest = [one for one, ties in zip(members, known, strict=True) if ties is None]
        yield from chain.from_iterable(ties for ties in known if ties is not None)
        found = {member.key: sorted(set(self._gathering.buckets(member))) for member in rest}
        self._load({bucket for buckets in found.values() for bucket in buckets})
        for member in rest:
            others = {
                other.key: other
                for bucket in found[member.key]
                for other in self._beside_in(bucket, member.key)
            }
            for other in others.values():
                if other.key != member.key and self._is_tied(member, other):
                    yield _in_order(member, other)

    def _load(self, buckets: Collection[int]) -> None:
        unknown = [bucket for bucket in buckets if bucket not in self._was]
        stored = self._lookup(unknown) if unknown else {}
        for bucket in unknown:
            was = self._was[bucket] = self._now[bucket] = list(stored.get(bucket, ()))
            gone, come = self._gone.get(bucket, {}), self._come.get(bucket, {})
            if gone or come:
                stayed = [one for one in was if one.key not in gone] if gone else was
                self._now[bucket] = [*stayed, *come.values()]

    def _beside_in(self, bucket: int, key: str) -> Iterable[M]:
        members = self._now[bucket]
        if len(members) <= SMALL:
            return members
        return self._crowd(bucket, is_now=True).beside(key)

    def _moved(self, bucket: int) -> Iterator[Pair[M]]:
        """Pairs that were beside each other and are not, or are and were not."""
        was, now = self._was[bucket], self._now[bucket]
        if max(len(was), len(now)) <= SMALL:
            yield from self._with_changed(self._gone[bucket], was)
            yield from self._with_changed(self._come[bucket], now)
        elif min(len(was), len(now)) <= SMALL:
            yield from self._pairs(bucket, is_now=False) ^ self._pairs(bucket, is_now=True)
        else:
            yield from self._moved_in_crowd(bucket)

    def _moved_in_crowd(self, bucket: int) -> Iterator[Pair[M]]:
        changed = [*self._gone[bucket].values(), *self._come[bucket].values()]
        was, now = (self._crowd(bucket, is_now=is_now) for is_now in (False, True))
        for crowd, other in ((was, now), (now, was)):
            for member in changed:
                for pair in crowd.around(member, len(changed)):
                    if not other.holds(*pair):
                        yield pair

    def _with_changed(self, changed: Mapping[str, M], members: Sequence[M]) -> Iterator[Pair[M]]:
        own = [one for one in members if one.key in changed]
        return ((one, other) for one in own for other in members if one is not other)

    def _pairs(self, bucket: int, *, is_now: bool) -> set[Pair[M]]:
        members = self._now[bucket] if is_now else self._was[bucket]
        if len(members) <= SMALL:
            return {_in_order(one, other) for one, other in combinations(members, 2)}
        return set(self._crowd(bucket, is_now=is_now).pairs())

    def _crowd(self, bucket: int, *, is_now: bool) -> "_Crowd[M]":
        """What is asked of a bucket is asked of many of its members: put in order once."""
        if (bucket, is_now) not in self._crowds:
            self._crowds[bucket, is_now] = (
                self._crowd(bucket, is_now=False).after(
                    self._gone[bucket].values(), self._come[bucket].values()
                )
                if is_now
                else _Crowd.of(self._was[bucket], self._gathering.orders)
            )
        return self._crowds[bucket, is_now]

    def _is_tied(self, one: M, other: M) -> bool:
        pair = _in_order(one, other)
        if pair not in self._tied:
            self._tied[pair] = self._gathering.are_tied(*pair)
        return self._tied[pair]


class _Crowd(Generic[M]):
    """The members of a crowded bucket in each order, of which only neighbours are compared."""

    def __init__(self, orders: Sequence[_Order[M]], rows: Sequence[list[M]]) -> None:
        self._orders = list(zip(orders, rows, strict=True))
        self._places = [{member.key: place for place, member in enumerate(row)} for row in rows]

    @classmethod
    def of(cls, members: Sequence[M], orders: Sequence[_Order[M]]) -> "_Crowd[M]":
        """These members."""
        return cls(orders, [sorted(members, key=order) for order in orders])

    def after(self, gone: Collection[M], come: Collection[M]) -> "_Crowd[M]":
        """The same once some went and some came; cheaper than putting all in order again."""
        left = {member.key for member in gone}
        rows = []
        for order, row in self._orders:
            now = [member for member in row if member.key not in left] if left else list(row)
            for member in come:
                insort(now, member, key=order)
            rows.append(now)
        return _Crowd([order for order, _ in self._orders], rows)

    def beside(self, key: str) -> Iterator[M]:
        """The neighbours of a member, and the member."""
        for (_, row), places in zip(self._orders, self._places, strict=True):
            place = places[key]
            yield from row[max(place - NEIGHBOURS, 0) : place + NEIGHBOURS + 1]

    def pairs(self) -> Iterator[Pair[M]]:
        """Every two neighbours, some twice."""
        for _, row in self._orders:
            for place, one in enumerate(row):
                for other in row[place + 1 : place + 1 + NEIGHBOURS]:
                    yield _in_order(one, other)

    def around(self, changed: M, changes: int) -> Iterator[Pair[M]]:
        """Neighbours that so many changes, this among them, can have made neighbours or parted.

        A member that is here with each of its own; else those that are, or would be, moved nearer
        or further by it, and are or would be neighbours no more.
        """
        for order, row in self._orders:
            place = bisect_left(row, order(changed), key=order)
            if place < len(row) and row[place].key == changed.key:
                for other in row[max(place - NEIGHBOURS, 0) : place + NEIGHBOURS + 1]:
                    if other is not row[place]:
                        yield _in_order(row[place], other)
                continue
            for one in range(max(place - NEIGHBOURS, 0), place):
                nearest = max(place, one + NEIGHBOURS + 1 - changes)
                for neighbour in row[nearest : one + NEIGHBOURS + 1]:
                    yield _in_order(row[one], neighbour)

    def holds(self, one: M, other: M) -> bool:
        """Whether the very two are neighbours here."""
        for (_, row), places in zip(self._orders, self._places, strict=True):
            here, there = places.get(one.key), places.get(other.key)
            if here is None or there is None or row[here] is not one or row[there] is not other:
                return False
            if abs(here - there) <= NEIGHBOURS:
                return True
        return False


def _in_order(one: M, other: M) -> Pair[M]:
    return (one, other) if one.key < other.key else (other, one)
