"""What changed: since a day as a whole, or step by step as the ledger noted it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlmodel import Session

from app import pipeline, store
from app.answers.questions import Ids, Types, known_ids, skin_types
from app.gapmap import Change, ChangeKind, Facts, facts
from app.records import Bibliography
from app.store import ChangeFilter, NotedChange, SourceRun, StudyFilter
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

    `runs` are those that began in between, the latest first.
    """

    since: date
    until: datetime
    changes: tuple[Change, ...]
    cited: Cited
    runs: tuple[SourceRun, ...]
    facts: Facts


def answer_digest(db: Session, topic: Topic, since: date, now: datetime) -> Digest:
    """What changed since a day, with the rules and the vocabulary of today."""
    begins = datetime.combine(since, time(), UTC)
    changes = pipeline.changes_since(db, topic, since)
    return Digest(
        since=since,
        until=now,
        changes=changes,
        cited=_cited(db, changes),
        runs=tuple(_since(begins, store.list_source_runs(db))),
        facts=facts(store.list_mapped_studies(db, StudyFilter())),
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


def _since(begins: datetime, runs: Iterable[SourceRun]) -> Iterable[SourceRun]:
    return (run for run in runs if run.started_at >= begins)
