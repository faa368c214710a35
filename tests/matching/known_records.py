"""Records kept in memory as a database keeps them: found by their buckets alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from app.matching import Candidate, Former, Report
from app.matching.blocking import near_buckets
from app.matching.compared import name_buckets, read_record, written
from app.matching.description import Description, describe


class InMemory:
    """What was known before a change; `now` are all records as they are."""

    def __init__(self, before: Sequence[Candidate], now: Sequence[Candidate]) -> None:
        self._now = {one.key: one for one in now}
        kept = {one.key: written(describe(one)) for one in before}
        self.was = {
            one.key: Former(
                description=read_record(one.key, kept[one.key]), names=name_buckets(one)
            )
            for one in before
        }
        self._near: defaultdict[int, list[Description]] = defaultdict(list)
        self._names: defaultdict[int, list[str]] = defaultdict(list)
        for key, former in self.was.items():
            for bucket in near_buckets(former.description):
                self._near[bucket].append(former.description)
            for bucket in former.names:
                self._names[bucket].append(key)
        self.groups: list[Report] = []

    def candidates(self, keys: Collection[str]) -> Mapping[str, Candidate]:
        return {key: self._now[key] for key in sorted(keys) if key in self._now}

    def in_near(self, buckets: Collection[int]) -> Mapping[int, Sequence[Description]]:
        return {bucket: self._near[bucket] for bucket in buckets if bucket in self._near}

    def in_names(self, buckets: Collection[int]) -> Iterable[str]:
        return [key for bucket in buckets for key in self._names.get(bucket, ())]

    def held_with(self, keys: Collection[str]) -> Iterable[str]:
        for report in self.groups:
            members = {joined.key for joined in report.records}
            if not members.isdisjoint(keys):
                yield from members
