"""A part of derived data made anew: what hangs together with what changed, and nothing else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app import store
from app.matching import (
    ASKED,
    PEOPLE,
    Askable,
    Candidate,
    Description,
    Indexed,
    Nearby,
    Reach,
    RecordChange,
    Telling,
    describe,
    indexed_before,
    indexed_record,
    indexed_report,
)
from app.pipeline.considering import Considered, Rules, candidate_of, consider
from app.pipeline.deriving import conclude
from app.pipeline.growing import Growth
from app.pipeline.indexing import tellings
from app.pipeline.stored_records import StoredRecords
from app.store import Derived, Held, IndexChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What follows from some records that nothing ties to others."""

    derived: Derived
    instead_of: Held
    """What it takes the place of."""
    index: IndexChange


def derive_part(db: Session, rules: Rules, growth: Growth) -> Part:
    """What the growth changes, and all that hangs together with it, as a whole would give it."""
    known = StoredRecords(db, rules.topic, growth)
    was, now = known.changed()
    change = RecordChange(was=was, now=now, also=growth.said_of)
    reach = Reach(known, change, rules.decided.matches)
    waves = _Waves(known, reach, rules)
    first = waves.take(reach.first())
    moved = _Moved.of(db, known, first, reach.described)
    asking = _Asking(known, moved)
    todo = asking.disturbed() | asking.asked_with(first)
    while wave := waves.take(reach.follow(todo)):
        todo = asking.asked_with(wave)
    reports = sorted(waves.reports, key=lambda one: (one.report.arrival, one.report.key))
    received = known.received.values()
    return Part(
        derived=conclude(reports, received, rules, asking.askable()),
        instead_of=store.held(db, known.received),
        index=moved.index,
    )


class _Waves:
    """Reports as they are come to: what one wave holds, nothing ties to another but questions."""

    def __init__(self, known: StoredRecords, reach: Reach, rules: Rules) -> None:
        self.reports: list[Considered] = []
        self._known = known
        self._reach = reach
        self._rules = rules
        self._pairs: set[tuple[str, str]] = set()

    def take(self, candidates: Sequence[Candidate]) -> list[Considered]:
        """The reports of the records that were come to just now."""
        received = [self._known.received[one.key] for one in candidates]
        pairs = self._reach.pairs - self._pairs
        self._pairs |= pairs
        reports = consider(received, self._rules, sorted(pairs))
        self.reports += reports
        return reports


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """What goes and comes in the index, and of this what is asked about."""

    index: IndexChange
    records: tuple[list[Description], list[Description]]
    """As they were and as they are: of reports that may count."""
    reports: tuple[list[Telling], list[Telling]]

    @classmethod
    def of(
        cls,
        db: Session,
        known: StoredRecords,
        reports: Sequence[Considered],
        described: Mapping[str, Description],
    ) -> "_Moved":
        keys = {joined.key for one in reports for joined in one.report.records}
        did = store.list_may_count(db, keys)
        does = {r.key for one in reports if one.may_count for r in one.report.records}
        altered = sorted(described.keys() | (did ^ does))
        present = {
            key: described.get(key) or describe(candidate_of(known.received[key]))
            for key in altered
        }
        old, new = _old_tellings(db, known, keys), tellings(reports)
        before, now = (list(map(indexed_report, some)) for some in (old, new))
        return cls(
            index=IndexChange(
                records_before=[
                    indexed_before(*known.kept[key], may_count=key in did)
                    for key in altered
                    if key in known.kept
                ],
                records=[
                    indexed_record(one, may_count=key in does) for key, one in present.items()
                ],
                reports_before=before,
                reports=now,
            ),
            records=(
                [known.description(key) for key in altered if key in did],
                [one for key, one in present.items() if key in does],
            ),
            reports=(_without(old, before, now), _without(new, now, before)),
        )


def _old_tellings(db: Session, known: StoredRecords, keys: Collection[str]) -> list[Telling]:
    arrivals = store.list_arrivals(db, store.held(db, keys).report_ids)
    return [known.telling(kept) for kept in store.kept_reports(db, arrivals)]


def _without(
    members: Sequence[Telling], indexed: Sequence[Indexed], others: Collection[Indexed]
) -> list[Telling]:
    """Those that are not the same among the others."""
    same = set(others)
    return [one for one, as_indexed in zip(members, indexed, strict=True) if as_indexed not in same]


class _Asking:
    """Which of the reports that may count are asked about with which others."""

    def __init__(self, known: StoredRecords, moved: _Moved) -> None:
        self._records: set[tuple[str, str]] = set()
        self._reports: set[tuple[str, str]] = set()
        self._known = known
        self._near = Nearby(ASKED, known.in_near, *moved.records)
        self._people = Nearby(PEOPLE, known.in_people, *moved.reports)

    def disturbed(self) -> set[str]:
        """Records of what is asked about another since the change, or was until then."""
        return self._near.disturbed() | self._people.disturbed()

    def asked_with(self, reports: Sequence[Considered]) -> set[str]:
        """Records of what is asked about these."""
        keys = [r.key for one in reports if one.may_count for r in one.report.records]
        described = [describe(candidate_of(self._known.received[key])) for key in keys]
        records = {(one.key, other.key) for one, other in self._near.tied_to(described)}
        people = {(one.key, other.key) for one, other in self._people.tied_to(tellings(reports))}
        self._records |= records
        self._reports |= people
        return {key for pair in records | people for key in pair}

    def askable(self) -> Askable:
        """All that was found."""
        return Askable(records=sorted(self._records), reports=sorted(self._reports))
