"""Two moments of the evidence side by side: cells that changed, by what, and what it touches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product

from sqlmodel import Session

from app import pipeline, store
from app.answers.mapped import meets
from app.answers.moments import (
    DayOrMoment,
    Period,
    beginning_of,
    end_of,
    period_of,
    searched_at,
    state_at,
)
from app.answers.questions import MapQuestion
from app.answers.tracing import Between, Numbers, Tracer
from app.errors import InvalidQueryError
from app.gapmap import (
    NOTICES,
    Axis,
    CellDifference,
    CellKey,
    Change,
    ChangeKind,
    EvidenceState,
    Layer,
    MappedStudy,
    MapState,
    Matrix,
    changed_studies,
    compare,
    concerned_by,
    differing_cells,
    matrix,
)
from app.pipeline import Edition
from app.records import SkinType
from app.store import Event, StudyFilter
from app.topic import Topic

CORRECTIONS = frozenset(NOTICES.values())
"""What is said of a report after it came out: whoever used it must hear of it."""
OF_THE_MAP = frozenset({ChangeKind.GAP_CLOSED, ChangeKind.GAP_OPENED, ChangeKind.DEPTH_CHANGED})


class ComparisonQuestion(MapQuestion):
    """One view of the map at two moments. Without `since`: a week before; without `until`: now."""

    since: DayOrMoment = None
    until: DayOrMoment = None


class PastMapQuestion(MapQuestion):
    """One view of the map as of a moment."""

    at: DayOrMoment = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCell:
    """A cell that says something else now; `events` are numbers of those that made it so."""

    difference: CellDifference
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedChange:
    """One thing that changed, and the numbers of the events behind it."""

    change: Change
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was said of a report: the cells of the view it is or was in, and frozen views."""

    change: Change
    events: tuple[int, ...]
    cells: tuple[CellKey, ...]
    permalinks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is different at `until` from what was known before `since`, in one view of the map.

    Both sides are made with the one `edition`. Not `is_complete` where a run that was begun before
    `until` is still at work: what it brings will count as received by then. `events` are numbered
    from 1.
    """

    since: datetime
    until: datetime
    is_complete: bool
    edition: Edition
    row_axis: Axis
    column_axis: Axis
    layers: tuple[Layer, ...]
    studies: tuple[int, int]
    """Of these layers and conditions, before and after."""
    cells: tuple[ChangedCell, ...]
    changes: tuple[TracedChange, ...]
    corrections: tuple[Correction, ...]
    events: tuple[Event, ...]
    rule_changes: tuple[Event, ...]
    """When the reader or the vocabulary changed meanwhile; what that changed is in no cell here."""


def answer_comparison(
    db: Session, topic: Topic, question: ComparisonQuestion, now: datetime
) -> Comparison:
    """What changed between two moments.

    Raises:
        InvalidQueryError: If a value or a moment cannot be asked for.
    """
    period = period_of(question.since, question.until, now)
    return _Compared(db, topic, question, period).answer()


def answer_past_map(db: Session, topic: Topic, question: PastMapQuestion, now: datetime) -> Matrix:
    """The gap map as it follows from all that had been received and decided by a moment.

    Raises:
        InvalidQueryError: If a value cannot be asked for, or the moment is still to come.
    """
    asked = question.at or now
    if beginning_of(asked) > now:
        raise InvalidQueryError("at", str(question.at))
    moment = min(end_of(asked), now)  # of a day that is not over, what there was of it
    state = pipeline.state_before(db, topic, moment)
    studies = mapped_studies(state, question.as_filter(topic))
    searched = store.searched_before(db, moment)
    return matrix(studies, question.as_query(topic), topic, searched=searched)


def mapped_studies(state: EvidenceState, wanted: StudyFilter) -> list[MappedStudy]:
    """The counted studies of a state that meet the conditions of a map, in the order of the list."""
    found = [k.study for k in state.studies if k.counted and meets(k.study, wanted)]
    return sorted(found, key=lambda s: (-(s.year if s.year is not None else -1), s.public_id))


class _Compared:
    """One comparison at work: both states, and events numbered as they are met."""

    def __init__(
        self, db: Session, topic: Topic, question: ComparisonQuestion, period: Period
    ) -> None:
        self._db, self._topic, self._period = db, topic, period
        self._query = question.as_query(topic)
        self._wanted = question.as_filter(topic)
        before = state_at(db, topic, period.since, is_present=False)
        after = state_at(db, topic, period.until, is_present=period.is_open)
        self._between = Between(since=period.since, until=period.until, before=before, after=after)
        self._was, self._now = (mapped_studies(s, self._wanted) for s in (before, after))
        self._changed = changed_studies(self._was, self._now)
        self._tracer = Tracer(db, self._between)
        self._searched = (
            searched_at(db, topic, period.since, is_present=False),
            searched_at(db, topic, period.until, is_present=period.is_open),
        )

    def answer(self) -> Comparison:
        differing = differing_cells(
            MapState(studies=self._was, searched=self._searched[0]),
            MapState(studies=self._now, searched=self._searched[1]),
            self._query,
            self._topic,
        )
        changes = self._changes()
        first = self._first_search()
        behind_cells = [(*first, *self._tracer.of_studies(d.study_ids)) for d in differing]
        behind = {change: self._events(change) for change in changes}
        numbers = Numbers([*behind_cells, *behind.values()])
        period = self._period
        return Comparison(
            since=period.since,
            until=period.until,
            is_complete=store.complete_until(self._db, period.until) == period.until,
            edition=pipeline.edition_of(self._topic),
            row_axis=self._query.rows,
            column_axis=self._query.columns,
            layers=self._query.layers,
            studies=(self._counted(self._was), self._counted(self._now)),
            cells=tuple(
                ChangedCell(difference=one, events=numbers.of(events))
                for one, events in zip(differing, behind_cells, strict=True)
            ),
            changes=tuple(TracedChange(change=c, events=numbers.of(behind[c])) for c in changes),
            corrections=tuple(
                replace(one, events=numbers.of(behind[one.change]))
                for one in self._corrections(changes)
            ),
            events=numbers.events,
            rule_changes=tuple(store.list_rule_changes(self._db, period.since, period.until)),
        )

    def _first_search(self) -> tuple[Event, ...]:
        """What every empty cell says something by, where nothing had been searched before."""
        if self._searched[0] is self._searched[1]:
            return ()
        first = store.get_first_search(self._db)
        return () if first is None else (first,)

    def _counted(self, studies: Iterable[MappedStudy]) -> int:
        return sum(study.layer in self._query.layers for study in studies)

    def _changes(self) -> Sequence[Change]:
        """All of them; under conditions on studies only those of studies that meet them."""
        changes = compare(self._between.before, self._between.after, self._topic)
        if self._wanted == StudyFilter():
            return changes
        own = {study.public_id for study in (*self._was, *self._now)}
        return [c for c in changes if c.kind not in OF_THE_MAP and own & {*c.study_ids}]

    def _events(self, change: Change) -> tuple[Event, ...]:
        return events_of(self._tracer, change, self._changed)

    def _corrections(self, changes: Sequence[Change]) -> tuple[Correction, ...]:
        told = [change for change in changes if change.kind in CORRECTIONS]
        if not told:
            return ()
        holding = self._cells_of_studies()
        records = {key for change in told for key in self._tracer.records_of(change)}
        frozen = store.list_permalinks_with(self._db, records, self._period.until)
        return tuple(
            Correction(
                change=change,
                events=(),
                cells=tuple(dict.fromkeys(k for i in change.study_ids for k in holding.get(i, ()))),
                permalinks=tuple(
                    dict.fromkeys(
                        name
                        for key in sorted(self._tracer.records_of(change))
                        for name in frozen.get(key, ())
                    )
                ),
            )
            for change in told
        )

    def _cells_of_studies(self) -> Mapping[str, list[CellKey]]:
        """By study the cells of the view that it makes up, or made up before."""
        found: dict[str, dict[CellKey, None]] = {}
        for studies in (self._was, self._now):
            for line in matrix(studies, self._query, self._topic).cells:
                for cell in line:
                    for public_id in cell.study_ids:
                        found.setdefault(public_id, {})[cell.key] = None
        return {public_id: list(keys) for public_id, keys in found.items()}


def events_of(
    tracer: Tracer, change: Change, changed: Mapping[str, Sequence[MappedStudy]]
) -> tuple[Event, ...]:
    """The events behind a change; behind one of the map those of the studies that made it."""
    if change.kind not in OF_THE_MAP:
        return tracer.of_change(change)
    if change.cell is not None:
        keys = [change.cell]
    else:
        pairs = product(change.indications or (None,), change.outcomes or (None,))
        keys = [CellKey(None, *pair) for pair in pairs]
    ids = dict.fromkeys(i for key in keys for i in concerned_by(changed, key))
    speaking = [i for i in ids if any(_speaks_of(s, change.fitzpatrick) for s in changed[i])]
    return tracer.of_studies(speaking or ids)


def _speaks_of(study: MappedStudy, types: Iterable[SkinType]) -> bool:
    """Whether it says anything of one of the types: a silent study neither closes nor opens a gap."""
    return not study.standing.keys().isdisjoint(types)
