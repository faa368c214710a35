"""Which events changed a study: what was received of its records, and what was decided of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app import store
from app.gapmap import NOTICES, Change, ChangeKind, EvidenceState, KnownStudy
from app.store import Event

OF_ONE_REPORT = {*NOTICES.values(), ChangeKind.REPORT_ADDED, ChangeKind.REPORT_REMOVED}
"""Changes that name the report which they are about."""


STUDY, RECORD = "study ", "record "
"""Before a name or a key, to hold both in one set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Two states of the evidence, and the moments that they are of."""

    since: datetime
    until: datetime
    before: EvidenceState
    after: EvidenceState


@dataclass(frozen=True, slots=True)
class _Kin:
    """A study under all names that it had, and all records that it was made of, on both sides."""

    names: frozenset[str]
    records: frozenset[str]


class Tracer:
    """The events behind the changes between two states of the evidence."""

    def __init__(self, db: Session, between: Between) -> None:
        self._kin = _kin_of_changed(between)
        records = frozenset[str]().union(*(kin.records for kin in self._kin.values()))
        self._notifying = store.list_notifying_records(db, records)
        keys = records.union(*self._notifying.values())
        since, until = between.since, between.until
        self._by_record: defaultdict[str, list[Event]] = defaultdict(list)
        self._by_study: defaultdict[str, list[Event]] = defaultdict(list)
        for event in (
            *store.list_record_events(db, sorted(keys), since, until),
            *store.list_decision_events(db, since, until),
        ):
            self._by_study[event.study_id].append(event)
            for key in event.records:
                self._by_record[key].append(event)
        self._reports = _report_of_record(between)

    def of_studies(self, public_ids: Iterable[str]) -> tuple[Event, ...]:
        """Everything that happened to these studies, in its order; nothing to one that stayed."""
        found: dict[Event, None] = {}
        for kin in dict.fromkeys(self._kin[i] for i in public_ids if i in self._kin):
            for name in kin.names:
                found |= dict.fromkeys(self._by_study[name])
            found |= dict.fromkeys(self._of_records(kin.records))
        return _in_order(found)

    def of_change(self, change: Change) -> tuple[Event, ...]:
        """The events of the report that a change speaks of, else of the studies it rests on."""
        if change.kind in OF_ONE_REPORT:
            records = self._reports.get(change.record, frozenset({change.record}))
            if own := _in_order(self._of_records(records)):
                return own
        return self.of_studies(change.study_ids)

    def records_of(self, change: Change) -> frozenset[str]:
        """The records of the report that a change speaks of."""
        return self._reports.get(change.record, frozenset())

    def _of_records(self, records: Iterable[str]) -> Iterable[Event]:
        for key in records:
            yield from self._by_record[key]
            for notice in self._notifying.get(key, ()):
                yield from self._by_record[notice]


class Numbers:
    """Events in the order of time, each with its number from 1."""

    def __init__(self, found: Iterable[Iterable[Event]]) -> None:
        self.events = _in_order(event for events in found for event in events)
        self._number = {event: number for number, event in enumerate(self.events, start=1)}

    def of(self, events: Iterable[Event]) -> tuple[int, ...]:
        """The numbers of these."""
        return tuple(sorted(self._number[event] for event in events))


def _in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    each_once = dict.fromkeys(events)
    return tuple(sorted(each_once, key=lambda e: (e.at, e.kind, e.who, e.records, e.study_id)))


def _kin_of_changed(between: Between) -> Mapping[str, _Kin]:
    """By the identifier of each study that is not the same on both sides."""
    states = (between.before, between.after)
    sides = [{known.study.public_id: known for known in state.studies} for state in states]
    groups = [_tokens(known) for side in sides for known in side.values()]
    # A report that fell is part of no study any more; what felled it is among its records.
    groups += [_of_records(report.records) for state in states for report in state.others]
    by_token: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for group in groups:
        for token in group:
            by_token[token].append(group)
    names = sides[0].keys() | sides[1].keys()
    changed = [name for name in names if sides[0].get(name) != sides[1].get(name)]
    return {name: _kin([name, *_overlaps(name, sides)], by_token) for name in changed}


def _kin(names: Iterable[str], by_token: Mapping[str, list[frozenset[str]]]) -> _Kin:
    """Whatever shares a name or a record with them, and what that shares them with."""
    reached: set[str] = set()
    waiting = {f"{STUDY}{name}" for name in names}
    while waiting:
        reached |= waiting
        waiting = {t for token in waiting for group in by_token.get(token, ()) for t in group}
        waiting -= reached
    return _Kin(
        names=frozenset(t.removeprefix(STUDY) for t in reached if t.startswith(STUDY)),
        records=frozenset(t.removeprefix(RECORD) for t in reached if t.startswith(RECORD)),
    )


def _tokens(known: KnownStudy) -> frozenset[str]:
    names = {f"{STUDY}{name}" for name in (known.study.public_id, *known.former_ids)}
    return _of_records(key for report in known.reports for key in report.records) | names


def _of_records(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{RECORD}{key}" for key in keys)


def _overlaps(name: str, sides: list[dict[str, KnownStudy]]) -> frozenset[str]:
    """Studies that may hold the same people on one side alone."""
    was, now = (side[name].study.overlaps if name in side else frozenset() for side in sides)
    return was ^ now if all(name in side for side in sides) else frozenset()


def _report_of_record(between: Between) -> Mapping[str, frozenset[str]]:
    """By record all records that its report was or is made of."""
    found: dict[str, frozenset[str]] = {}
    for state in (between.before, between.after):
        reports = [*(r for known in state.studies for r in known.reports), *state.others]
        for report in reports:
            for key in report.records:
                found[key] = found.get(key, frozenset()) | report.records
    return found
