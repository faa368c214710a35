"""Whether the store is sound: every row asked, every quote looked up, and nothing changed."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.errors import DatabaseUnavailableError
from app.pipeline.refreshing import compared_with_rebuild, is_behind
from app.pipeline.source_run import Clock
from app.store import Finding, Upkeep, UpkeepKind
from app.topic import Topic

MOST_TOLD = 1000
"""Findings that are told in words; one fault may show in every row. All of them are counted."""
FINDINGS = "findings"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What was looked at, and what was found; `findings` has the first of them, `counts` all."""

    counts: Mapping[str, int]
    findings: Sequence[Finding]
    notes: Sequence[str]
    """What is no fault and good to know."""

    @property
    def sound(self) -> bool:
        """Whether all is as it must be."""
        return not self.findings

    def as_dict(self) -> dict[str, Any]:
        """The same for a program."""
        told = [{"kind": f.kind, "place": f.place, "what": f.what} for f in self.findings]
        return {
            "sound": self.sound,
            "counts": dict(self.counts),
            "findings": told,
            "notes": list(self.notes),
        }


def check(engine: Engine, topic: Topic, clock: Clock, *, derived: bool = False) -> CheckReport:
    """Look at everything and note how it went; `derived`: also at what a rebuild would give.

    That takes as long as a rebuild, and nobody else can write meanwhile.
    """
    began, counts = clock(), dict[str, int]()
    found, notes = _Found(), list[str]()
    try:
        with store.reading(engine) as db:
            found.take(_in_store(db, counts))
        if derived:
            found.take(_in_derived(engine, topic))
        notes = [BEHIND] if is_behind(engine, topic) else []
    except DatabaseUnavailableError as error:  # a damaged file cannot be read on from there
        found.take(iter([Finding(kind="database", place="file", what=str(error))]))
    counts[FINDINGS] = found.total
    report = CheckReport(counts=counts, findings=tuple(found.first), notes=notes)
    with suppress(DatabaseUnavailableError):
        _note(engine, report, began, clock())
    return report


def _note(engine: Engine, report: CheckReport, began: datetime, ended: datetime) -> None:
    done = Upkeep(
        kind=UpkeepKind.CHECK,
        began_at=began,
        ended_at=ended,
        sound=report.sound,
        counts=report.counts,
        findings=[str(one) for one in report.findings],
    )
    with store.writing(engine) as db:
        store.save_upkeep(db, done)


BEHIND = (
    "Something was received or decided since the map was last made: `coregap ingest` or "
    "`coregap rebuild` brings it up to date."
)


class _Found:
    """The first findings, and how many there are."""

    def __init__(self) -> None:
        self.first: list[Finding] = []
        self.total = 0

    def take(self, found: Iterator[Finding]) -> None:
        """Count them all and keep the first."""
        for one in found:
            self.total += 1
            if self.total <= MOST_TOLD:
                self.first.append(one)


def _in_store(db: Session, counts: dict[str, int]) -> Iterator[Finding]:
    """Where the tables are not those of this version, nothing else can be asked of them."""
    yield from store.find_in_database(db)
    differing = list(store.find_in_tables(db))
    yield from differing
    if differing:
        return
    yield from store.find_orphans(db)
    yield from store.find_in_received(db, counts)
    yield from store.find_in_quotes(db, counts)
    yield from store.find_in_runs(db, counts)
    if store.has_search_index(db):
        yield from store.find_in_search(db)
    else:
        yield Finding(kind="search", place="index", what="it is missing: restore a backup")
    yield from store.find_in_permalinks(db, counts)


def _in_derived(engine: Engine, topic: Topic) -> Iterator[Finding]:
    """What is stored and would not be made again, by the digests of what owns it."""
    before, after = compared_with_rebuild(engine, topic, store.digests_of_derived)
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield Finding(kind="derived", place=name, what="a rebuild would not make it")
        elif name not in before:
            yield Finding(
                kind="derived", place=name, what="a rebuild would make it, and it is missing"
            )
        elif before[name] != after[name]:
            yield Finding(kind="derived", place=name, what="a rebuild would make it otherwise")
