"""The flow of records at any date: replayed from what had been received and decided by then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session

from app import store
from app.gapmap import Layer
from app.matching import ReportRole
from app.pipeline.considering import Decided
from app.pipeline.deriving import derive
from app.pipeline.refreshing import Memory
from app.screening import Screened
from app.store import (
    Derived,
    DerivedReport,
    FlowRecord,
    FlowReport,
    FlowState,
    ReceivedRecord,
)
from app.topic import Topic


def flow_state(db: Session, topic: Topic, at: date | None = None) -> FlowState:
    """The state at the end of a day (UTC), or the present one.

    A past state is made with the rules and the vocabulary of today: it differs from the present
    one by what was received and decided since, and by nothing else.
    """
    if at is None:
        return store.get_flow_state(db)
    before = end_of(at)
    received = store.list_records_before(db, before)
    memory = Memory(db, topic, store.list_cached_readings(db).get)
    derived = derive(received, decided_before(db, before), topic, memory.read)
    return state_of(received, derived, store.count_unreadable(db, before))


def end_of(day: date) -> datetime:
    """The first moment (UTC) that is no longer of the day."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def state_of(
    received: Iterable[ReceivedRecord], derived: Derived, unreadable: Mapping[str, int]
) -> FlowState:
    """The state that records and what was derived from them make."""
    counted = [one for one in derived.studies if one.merged.counted]
    places = _Places(
        roles={linked.key: linked.role for one in derived.studies for linked in one.study.reports},
        layers={key: one.layer for one in counted for key in one.merged.counting},
    )
    in_order = sorted(derived.reports, key=lambda one: one.report.arrival)
    return FlowState(
        received=tuple(sorted(map(_flow_record, received), key=lambda record: record.key)),
        unreadable=unreadable,
        reports=tuple(_flow_report(one, places) for one in in_order),
        layers=tuple(sorted(one.layer for one in counted)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """Of each report, by its key: its role in a study, and the layer that it counts in."""

    roles: Mapping[str, ReportRole]
    layers: Mapping[str, Layer]


def _flow_record(one: ReceivedRecord) -> FlowRecord:
    record = one.record
    return FlowRecord(
        key=record.key,
        source=record.source,
        media_type=record.media_type,
        withdrawn=record.withdrawn,
    )


def _flow_report(one: DerivedReport, places: _Places) -> FlowReport:
    included = one.screening.screened is Screened.INCLUDED
    return FlowReport(
        key=one.report.key,
        kind=one.report.kind,
        records=one.report.records,
        screening=one.screening,
        characters=len(one.document.text) if included else 0,
        notes="\n\n".join(dict.fromkeys(r.notes for r in one.readings if r.notes)),
        retracted=store.is_retracted(kind for kind, _, _ in one.report.relations),
        given_up=store.is_given_up(notice.kind.value for notice in one.notices),
        role=places.roles.get(one.report.key),
        layer=places.layers.get(one.report.key),
    )


def decided_before(db: Session, before: datetime) -> Decided:
    """All decisions that had been made by then."""
    return Decided(
        matches=tuple(store.list_match_decisions(db, before)),
        screenings=tuple(store.list_screening_decisions(db, before)),
        tags=tuple(store.list_tag_decisions(db, before)),
    )
