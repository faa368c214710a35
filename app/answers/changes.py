"""What changed: since a day as a whole, or step by step as the ledger noted it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlmodel import Session

from app import pipeline, store
from app.answers.comparing import CORRECTIONS, events_of
from app.answers.living import LivingReview, living_review
from app.answers.moments import period_of, searched_at, state_at
from app.answers.questions import Ids, Types, known_ids, skin_types
from app.answers.tracing import Between, Tracer
from app.gapmap import Change, ChangeKind, Facts, changed_studies, compare, facts
from app.records import Bibliography
from app.store import ChangeFilter, Event, NotedChange, SourceRun
from app.topic import Topic


def _without_empty(value: object) -> object:
    return [v for v in value if v != ""] if isinstance(value, list | tuple) else value


class ChangesQuestion(BaseModel):
    """Which changes: values of one field are alternatives, fields hold together."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Annotated[
        list[ChangeKind],
        BeforeValidator(_without_empty),
        Field(description="Only changes of these kinds."),
    ] = []
    fitzpatrick: Types = []
    indication: Ids = []
    outcome: Ids = []
    limit: Annotated[int, Field(ge=1, le=500, description="At most so many, latest first.")] = 100

    def as_filter(self, topic: Topic) -> ChangeFilter:
        """The same as the store takes it.

        Raises:
            InvalidQueryError: If an id is not in the topic's vocabulary; lists those that are.
        """
        return ChangeFilter(
            kinds=tuple(self.kind),
            fitzpatrick=skin_types(self.fitzpatrick),
            indication=known_ids(topic, "indication", self.indication),
            outcome=known_ids(topic, "outcome", self.outcome),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The documents by which changes are cited: a study's first report, a record's own."""

    studies: Mapping[str, Bibliography]
    records: Mapping[str, Bibliography]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What changed from the beginning of a day (UTC) until a moment, and where it left the map.

    `runs` are those that began in between, the latest first. `events` are those behind each
    change, in the order of the changes, and `permalinks` the frozen views that held the report
    which a change speaks of.
    """

    since: date
    until: datetime
    changes: tuple[Change, ...]
    cited: Cited
    runs: tuple[SourceRun, ...]
    facts: Facts
    events: tuple[tuple[Event, ...], ...] = ()
    permalinks: tuple[tuple[str, ...], ...] = ()
    review: LivingReview | None = None
    is_past: bool = False
    """Whether it ends before the present: then `facts` are what was known at its end."""


def answer_digest(
    db: Session, topic: Topic, since: date, now: datetime, until: date | None = None
) -> Digest:
    """What changed since a day, with the rules and the vocabulary of today.

    `until` is the last day that counts; without it, or where that day is not over, the present is.

    Raises:
        InvalidQueryError: If it begins in the future, or after it ends.
    """
    period = period_of(since, until, now)
    before = pipeline.state_before(db, topic, period.since)
    after = state_at(db, topic, period.until, is_present=period.is_open)
    between = Between(since=period.since, until=period.until, before=before, after=after)
    changes = compare(before, after, topic)
    tracer = Tracer(db, between)
    moved = changed_studies(*([k.study for k in s.studies] for s in (before, after)))
    runs = store.list_source_runs(db)
    return Digest(
        since=since,
        until=period.until,
        changes=changes,
        cited=_cited(db, changes),
        runs=tuple(run for run in runs if period.since <= run.started_at < period.until),
        facts=facts(
            [known.study for known in after.studies if known.counted],
            searched=searched_at(db, topic, period.until, is_present=period.is_open),
        ),
        events=tuple(events_of(tracer, change, moved) for change in changes),
        permalinks=_permalinks(db, changes, tracer, period.until),
        review=living_review(db, topic, period, runs),
        is_past=not period.is_open,
    )


def answer_changes(db: Session, topic: Topic, question: ChangesQuestion) -> tuple[NotedChange, ...]:
    """Changes as they were noted, the latest first.

    Raises:
        InvalidQueryError: If an id is not in the topic's vocabulary.
    """
    return tuple(store.list_changes(db, question.as_filter(topic), limit=question.limit))


def _cited(db: Session, changes: Iterable[Change]) -> Cited:
    studies = dict.fromkeys(study for change in changes for study in change.study_ids)
    records = dict.fromkeys(change.record for change in changes if change.record)
    return Cited(
        studies=store.list_cited_studies(db, tuple(studies)),
        records=store.list_cited_records(db, tuple(records)),
    )


def _permalinks(
    db: Session, changes: Iterable[Change], tracer: Tracer, until: datetime
) -> tuple[tuple[str, ...], ...]:
    records = [
        sorted(tracer.records_of(change)) if change.kind in CORRECTIONS else []
        for change in changes
    ]
    frozen = store.list_permalinks_with(db, {key for own in records for key in own}, until)
    return tuple(
        tuple(dict.fromkeys(name for key in own for name in frozen.get(key, ()))) for own in records
    )
