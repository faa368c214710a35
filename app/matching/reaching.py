"""Which records a change can reach: those that anything ties to it, however far; no others."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.matching.compared import RECORDS, name_buckets, spoken_of, targets
from app.matching.description import Description, describe
from app.matching.grouping import group_into_reports
from app.matching.nearby import Nearby
from app.matching.values import Candidate, MatchDecision, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A record that changed, as it was."""

    description: Description
    names: frozenset[int]
    """Its `name_buckets`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """Which records changed: as they were, where they were there, and as they are."""

    was: Mapping[str, Former] = field(default_factory=dict)
    now: Mapping[str, Candidate] = field(default_factory=dict)
    also: Collection[str] = ()
    """Others of which something changed that a person said."""


class KnownRecords(Protocol):
    """All records: as they were before the change in `in_near` and `in_names`, else as they are."""

    def candidates(self, keys: Collection[str]) -> Mapping[str, Candidate]:
        """These records; unknown keys are left out."""

    def in_near(self, buckets: Collection[int]) -> Mapping[int, Sequence[Description]]:
        """Records by their `near_buckets`, the same one always as the same object."""

    def in_names(self, buckets: Collection[int]) -> Iterable[str]:
        """Keys of records by their `name_buckets`."""

    def held_with(self, keys: Collection[str]) -> Iterable[str]:
        """Keys of records that were, with these, part of one report, study or question."""


def regroup(
    known: KnownRecords, change: RecordChange, decisions: Sequence[MatchDecision] = ()
) -> list[Report]:
    """The reports that a change of some records reaches, as all records at once would give them.

    Every other report stays as it was.
    """
    reach = Reach(known, change, decisions)
    return group_into_reports(reach.first(), decisions, reach.pairs)


class Reach:
    """Records that hang together with what changed.

    What is grouped, linked and asked of them follows from them alone: nothing ties them to others.
    """

    def __init__(
        self, known: KnownRecords, change: RecordChange, decisions: Sequence[MatchDecision]
    ) -> None:
        self.pairs: set[tuple[str, str]] = set()
        """Keys of every two of them that a rule would join, the lower one first."""
        self._known = known
        self._change = change
        self._found: set[str] = set()
        self.described = {key: describe(one) for key, one in change.now.items()}
        """What changed, as it is."""
        self._near = Nearby(
            RECORDS,
            known.in_near,
            gone=(former.description for former in change.was.values()),
            come=self.described.values(),
        )
        self._new_names: defaultdict[int, list[str]] = defaultdict(list)
        for one in change.now.values():
            for bucket in name_buckets(one):
                self._new_names[bucket].append(one.key)
        self._decided: defaultdict[str, set[str]] = defaultdict(set)
        for decision in decisions:
            self._decided[decision.one].add(decision.other)
            self._decided[decision.other].add(decision.one)

    def first(self) -> list[Candidate]:
        """What changed and all that hangs together with it, before or after."""
        return self.follow({*self._change.now, *self._change.also, *self._near.disturbed()})

    def follow(self, keys: Iterable[str]) -> list[Candidate]:
        """These records, and all that hang together with them, as far as not given before."""
        given: list[Candidate] = []
        todo = set(keys) - self._found
        while todo:
            reached = list(self._known.candidates(todo).values())
            given += reached
            self._found.update(one.key for one in reached)
            todo = self._beside(reached) - self._found if reached else set()
        return given

    def _beside(self, candidates: Sequence[Candidate]) -> set[str]:
        beside = {other for one in candidates for other in self._decided.get(one.key, ())}
        for one, other in self._near.tied_to([self._description(c) for c in candidates]):
            self.pairs.add((one.key, other.key))
            beside |= {one.key, other.key}
        beside.update(self._known.held_with([one.key for one in candidates]))
        return beside | self._named(candidates)

    def _description(self, candidate: Candidate) -> Description:
        return self.described.get(candidate.key) or describe(candidate)

    def _named(self, candidates: Sequence[Candidate]) -> set[str]:
        buckets = {spoken_of(one) for one in candidates}
        named = set[str]()
        for one in candidates:
            former = self._change.was.get(one.key)
            buckets |= name_buckets(one) | (former.names if former else frozenset())
            named.update(targets(one))
        for bucket in buckets & self._new_names.keys():
            named.update(self._new_names[bucket])
        return named | set(self._known.in_names(buckets))
