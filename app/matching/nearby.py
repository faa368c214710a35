"""What stands beside what, before a change and after it: the same pairs as all at once would give.

Members that share a value lie in one bucket. In a bucket of a few each stands beside each; in a
crowded one only those that are neighbours in some order, so that one that comes or goes moves
others together or apart. That too is found here.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Generic, Protocol, TypeVar

from app.matching.blocking import SMALL


class Member(Protocol):
    """Something with a name."""

    @property
    def key(self) -> str:
        """Its name among the members."""


M = TypeVar("M", bound=Member)
Pair = tuple[M, M]
Lookup = Callable[[Collection[int]], Mapping[int, Sequence[M]]]
"""The members of buckets as they were before the change; the same member is one and the same object."""


@dataclass(frozen=True, slots=True)
class Gathering(Generic[M]):
    """How members are gathered, and when two that stand beside each other are tied."""

    buckets: Callable[[M], Iterable[int]]
    neighbours: Callable[[Sequence[M]], Iterable[Pair[M]]]
    """Of a crowded bucket, its members in the order of their keys."""
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
        self._beside: dict[int, Mapping[str, Sequence[M]]] = {}
        self._tied: dict[Pair[M], bool] = {}
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
        return {
            member.key
            for bucket in touched
            for pair in self._moved(bucket)
            if self._is_tied(*pair)
            for member in pair
        }

    def tied_to(self, members: Sequence[M]) -> Iterator[Pair[M]]:
        """Every two, one of them among these, that are tied now; each in the order of keys."""
        found = {member.key: sorted(set(self._gathering.buckets(member))) for member in members}
        self._load({bucket for buckets in found.values() for bucket in buckets})
        for member in members:
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
            was = sorted(stored.get(bucket, ()), key=lambda one: one.key)
            self._was[bucket] = self._now[bucket] = was
            if bucket in self._gone or bucket in self._come:
                stayed = (one for one in was if one.key not in self._gone[bucket])
                now = {one.key: one for one in chain(stayed, self._come[bucket].values())}
                self._now[bucket] = [now[key] for key in sorted(now)]

    def _beside_in(self, bucket: int, key: str) -> Sequence[M]:
        members = self._now[bucket]
        if len(members) <= SMALL:
            return members
        if bucket not in self._beside:
            beside = defaultdict(list)
            for one, other in self._gathering.neighbours(members):
                beside[one.key].append(other)
                beside[other.key].append(one)
            self._beside[bucket] = beside
        return self._beside[bucket].get(key, ())

    def _moved(self, bucket: int) -> Iterator[Pair[M]]:
        """Pairs that were beside each other and are not, or are and were not."""
        was, now = self._was[bucket], self._now[bucket]
        if len(was) <= SMALL and len(now) <= SMALL:
            yield from self._with_changed(self._gone[bucket], was)
            yield from self._with_changed(self._come[bucket], now)
            return
        yield from self._pairs(was) ^ self._pairs(now)

    def _with_changed(self, changed: Mapping[str, M], members: Sequence[M]) -> Iterator[Pair[M]]:
        own = [one for one in members if one.key in changed]
        return ((one, other) for one in own for other in members if one is not other)

    def _pairs(self, members: Sequence[M]) -> set[Pair[M]]:
        few = len(members) <= SMALL
        return set(combinations(members, 2) if few else self._gathering.neighbours(members))

    def _is_tied(self, one: M, other: M) -> bool:
        pair = _in_order(one, other)
        if pair not in self._tied:
            self._tied[pair] = self._gathering.are_tied(*pair)
        return self._tied[pair]


def _in_order(one: M, other: M) -> Pair[M]:
    return (one, other) if one.key < other.key else (other, one)
