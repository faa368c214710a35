"""Which events changed a study: what was received of its records, and what was decided of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app import store
from app.gapmap import Change, ChangeKind, EvidenceState, KnownStudy
from app.store import Event

OF_ONE_REPORT = frozenset(
    {
        ChangeKind.RETRACTED,
        ChangeKind.WITHDRAWN,
        ChangeKind.CONCERN_RAISED,
        ChangeKind.CORRECTED,
        ChangeKind.TERMINATED,
        ChangeKind.PUBLISHED,
        ChangeKind.REPORT_ADDED,
        ChangeKind.REPORT_REMOVED,
    }
)
"""Changes that name the report which they are about."""


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


def _in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    each_once = dict.fromkeys(events)
    return tuple(sorted(each_once, key=lambda e: (e.at, e.kind, e.who, e.records, e.study_id)))


def _kin_of_changed(between: Between) -> Mapping[str, _Kin]:
    """By the identifier of each study that is not the same on both sides."""
    sides = [{k.study.public_id: k for k in s.studies} for s in (between.before, between.after)]
    by_token: defaultdict[str, list[KnownStudy]] = defaultdict(list)
    for side in sides:
        for known in side.values():
            for token in _tokens(known):
                by_token[token].append(known)
    names = sides[0].keys() | sides[1].keys()
    changed = [name for name in names if sides[0].get(name) != sides[1].get(name)]
    return {name: _kin(name, by_token, _overlaps(name, sides)) for name in changed}


def _kin(name: str, by_token: Mapping[str, list[KnownStudy]], overlapping: Iterable[str]) -> _Kin:
    """Whatever shares a name or a record with it, and what that shares them with."""
    reached: set[str] = set()
    waiting = [f"study {name}", *(f"study {other}" for other in overlapping)]
    while waiting:
        token = waiting.pop()
        if token not in reached:
            reached.add(token)
            for known in by_token.get(token, ()):
                waiting.extend(_tokens(known) - reached)
    return _Kin(
        names=frozenset(t.removeprefix("study ") for t in reached if t.startswith("study ")),
        records=frozenset(t.removeprefix("record ") for t in reached if t.startswith("record ")),
    )


def _tokens(known: KnownStudy) -> set[str]:
    names = {known.study.public_id, *known.former_ids}
    records = {key for report in known.reports for key in report.records}
    return {*(f"study {name}" for name in names), *(f"record {key}" for key in records)}


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
