"""What grouping some records costs that are added to many, beside what these alone cost."""

import gc
import itertools
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from dedup_file import made_up_rows
from rich.table import Table

from app.matching import (
    Candidate,
    Description,
    Indexed,
    RecordChange,
    describe,
    group_into_reports,
    indexed_record,
    read_record,
    regroup,
)
from app.records import Bibliography, ReportKind

ADDED = 1000
TIMES = 9


class Grown:
    """Records in memory, found by their buckets alone, that grow by some at a time."""

    def __init__(self) -> None:
        self._now: dict[str, Candidate] = {}
        self._in: defaultdict[int, list[str]] = defaultdict(list)
        self._kept: dict[str, Indexed] = {}
        self._read: dict[str, Description] = {}
        self._group_of: dict[str, list[str]] = {}

    def add(self, candidates: Sequence[Candidate]) -> None:
        """Group these with what is here, and keep them."""
        self._read.clear()
        self._now |= {one.key: one for one in candidates}
        change = RecordChange(now={one.key: one for one in candidates})
        for report in regroup(self, change):
            keys = [joined.key for joined in report.records]
            self._group_of |= dict.fromkeys(keys, keys)
        for one in candidates:
            kept = self._kept[one.key] = indexed_record(describe(one), may_count=False)
            for bucket in kept.buckets:
                self._in[bucket].append(one.key)

    def groups(self) -> set[frozenset[str]]:
        """All groups of keys."""
        return set(map(frozenset, self._group_of.values()))

    def candidates(self, keys: Collection[str]) -> Mapping[str, Candidate]:
        """As `KnownRecords`."""
        return {key: self._now[key] for key in keys if key in self._now}

    def in_near(self, buckets: Collection[int]) -> Mapping[int, Sequence[Description]]:
        """As `KnownRecords`."""
        return {
            bucket: [self._description(key) for key in self._in[bucket]]
            for bucket in buckets
            if bucket in self._in
        }

    def in_names(self, buckets: Collection[int]) -> Iterable[str]:
        """As `KnownRecords`."""
        return [key for bucket in buckets for key in self._in.get(bucket, ())]

    def held_with(self, keys: Collection[str]) -> Iterable[str]:
        """As `KnownRecords`."""
        return [other for key in keys for other in self._group_of.get(key, ())]

    def _description(self, key: str) -> Description:
        if key not in self._read:
            self._read[key] = read_record(key, self._kept[key].compared)
        return self._read[key]


def growth_table(sizes: Sequence[int]) -> Table:
    """Processor seconds for 1,000 records alone and added to these many, by turns; medians."""
    table = Table(title=f"{ADDED:,} records added, processor seconds", title_justify="left")
    for heading in ("To", "Alone", "Added", "Times 1,000 alone", "All at once", "Same groups"):
        table.add_column(heading, justify="right")
    for size in sizes:
        alone, added, at_once, same = _added_to(size)
        ratio = f"{added / alone:.1f}"
        words = "yes" if same else "no"
        table.add_row(f"{size:,}", f"{alone:.2f}", f"{added:.2f}", ratio, f"{at_once:.2f}", words)
    return table


def _added_to(size: int) -> tuple[float, float, float, bool]:
    """Seconds for 1,000 alone, for 1,000 more, for all at once, and whether the groups are the same."""
    made = _made(size + TIMES * ADDED)
    grown = Grown()
    for start in range(0, size, 10 * ADDED):
        grown.add(made[start : min(start + 10 * ADDED, size)])
    more = [made[start : start + ADDED] for start in range(size, len(made), ADDED)]
    # The same records, by turns: what else the machine does then lengthens both.
    pairs = [(_seconds(Grown(), some), _seconds(grown, some)) for some in more]
    alone, added = (statistics.median(seconds) for seconds in zip(*pairs, strict=True))
    at_once, groups = _all_at_once(made)
    return alone, added, at_once, groups == grown.groups()


def _seconds(grown: Grown, candidates: Sequence[Candidate]) -> float:
    gc.collect()
    gc.disable()  # as a refresh does: no circles are made
    began = time.process_time()
    grown.add(candidates)
    seconds = time.process_time() - began
    gc.enable()
    return seconds


def _all_at_once(candidates: Sequence[Candidate]) -> tuple[float, set[frozenset[str]]]:
    began = time.process_time()
    reports = group_into_reports(candidates)
    seconds = time.process_time() - began
    return seconds, {frozenset(joined.key for joined in report.records) for report in reports}


def _made(count: int, seed: int = 0) -> list[Candidate]:
    rows = itertools.islice(made_up_rows(random.Random(count + seed)), count)  # noqa: S311 - records, not secrets
    return [
        Candidate(
            key=f"made-up:{number:07}",
            arrival=number,
            kind=ReportKind.JOURNAL_ARTICLE,
            bibliography=Bibliography(
                title=row["title"],
                authors=tuple(row["author"].split(" and ")),
                year=int(row["year"]),
                journal=row["journal"],
                volume=row["volume"],
                issue=row["number"],
                pages=row["pages"],
                doi=row["doi"],
            ),
        )
        for number, row in enumerate(rows)
    ]
