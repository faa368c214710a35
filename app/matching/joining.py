"""Groups that grow by joining, and never join what a person told apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.matching.values import MatchDecision, MatchLayer


def in_force(decisions: Sequence[MatchDecision], layer: str) -> list[MatchDecision]:
    """The latest decision on each two keys of a layer, latest first."""
    latest: dict[frozenset[str], MatchDecision] = {}
    for decision in reversed(decisions):
        if decision.layer == layer and decision.one != decision.other:
            latest.setdefault(frozenset({decision.one, decision.other}), decision)
    return list(latest.values())


def on_studies(decisions: Sequence[MatchDecision]) -> list[MatchDecision]:
    """The latest word on each two of whether they are of one study, latest first.

    Who says of what people two studies are says that they are two.
    """
    return in_force([_on_studies(decision) for decision in decisions], MatchLayer.STUDY)


def _on_studies(decision: MatchDecision) -> MatchDecision:
    if decision.layer != MatchLayer.PEOPLE:
        return decision
    return replace(decision, layer=MatchLayer.STUDY, same=False)


class Groups:
    """Disjoint sets of keys; which sets result depends on the order of joining only through `apart`."""

    def __init__(self, keys: Iterable[str], apart: Iterable[MatchDecision]) -> None:
        # Most keys stay alone; a set for each would be most of the memory.
        self._group_of: dict[str, set[str] | None] = dict.fromkeys(keys)
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for decision in apart:
            self._apart[decision.one].add(decision.other)
            self._apart[decision.other].add(decision.one)

    def of(self, key: str) -> set[str]:
        """The group that holds this key; one and the same object for all its members."""
        group = self._group_of[key]
        if group is None:
            group = self._group_of[key] = {key}
        return group

    def distinct(self, keys: Iterable[str]) -> list[set[str]]:
        """The groups of these keys, each once."""
        return list({id(group): group for group in map(self.of, keys)}.values())

    def all(self) -> Iterator[set[str]]:
        """Every group once."""
        given: set[int] = set()
        for key, group in self._group_of.items():
            if group is None:
                yield {key}
            elif id(group) not in given:
                given.add(id(group))
                yield group

    def join(self, one: str, other: str) -> bool:
        """Make one group of two, unless a person told any two of their members apart."""
        larger, smaller = self.of(one), self.of(other)
        if larger is smaller:
            return True
        if len(larger) < len(smaller):
            larger, smaller = smaller, larger
        apart = self._apart
        if apart and any(not larger.isdisjoint(apart[key]) for key in smaller if key in apart):
            return False
        larger |= smaller
        for key in smaller:
            self._group_of[key] = larger
        return True

    def join_all(self, keys: Sequence[str]) -> None:
        """Join each key with the first of those before it that it may join."""
        for place, key in enumerate(keys):
            any(self.join(key, earlier) for earlier in keys[:place])
