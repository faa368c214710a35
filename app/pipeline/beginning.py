"""Before sources are asked: what each left unfinished, what it is asked now, and its run's row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.pipeline.checkpoints import NEWS, Plan, Wanted, checkpoint_of, plan_of
from app.pipeline.planning import (
    Past,
    identifiers_of,
    missing_identifiers,
    plan_search,
    plan_texts,
)
from app.pipeline.source_run import Clock, SourceRun
from app.sources import BUNDLED, FULL_TEXT, Source
from app.topic import Topic

PATIENCE = timedelta(days=30)
"""Before a source that had no text of a report is asked for it again."""

INTERRUPTED = "It was interrupted; a later run goes on from its last page."


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to ask of whom."""

    sources: Sequence[Source]
    wanted: Wanted = NEWS
    only_texts: bool = False
    """Nothing but full texts, unless a search was left unfinished."""


def begin_runs(engine: Engine, topic: Topic, order: Order, clock: Clock) -> list[SourceRun]:
    """Begin a run of every source, all at one moment and in one transaction.

    What they bring then counts as received at once, in whatever order it comes; and killed before
    its last source was even asked, an ingest goes on as if it had been.
    """
    now = clock()
    with store.writing(engine) as db:
        beginning = _Beginning(db, topic, order, now)
        begun = [(source.name, *beginning.begin(source)) for source in order.sources]
    return [SourceRun(engine, name, run_id, plan, clock) for name, run_id, plan in begun]


class _Beginning:
    """One transaction in which runs begin."""

    def __init__(self, db: Session, topic: Topic, order: Order, now: datetime) -> None:
        self._db = db
        self._queries = topic.searches
        self._order = order
        self._now = now
        self._bundled = store.list_source_records(db, BUNDLED)

    def begin(self, source: Source) -> tuple[int, Plan]:
        """The number of the new run, and what it is to ask."""
        store.end_interrupted_runs(self._db, source.name, at=self._now, reason=INTERRUPTED)
        query = self._queries.get(source.name, "")
        past = self._past(source)
        if self._order.only_texts and past.unfinished is None:
            plan = plan_texts(past.texts, self._now)
        else:
            plan = plan_search(query, past, self._order.wanted, self._now)
        run_id = store.start_source_run(self._db, _asks(source, query, plan), at=self._now)
        store.save_checkpoint(self._db, checkpoint_of(source.name, plan, run_id))
        return run_id, plan

    def _past(self, source: Source) -> Past:
        checkpoint = store.get_checkpoint(self._db, source.name)
        return Past(
            runs=store.list_source_runs(self._db, source=source.name, status="succeeded"),
            unfinished=None if checkpoint is None else plan_of(checkpoint),
            identifiers=self._identifiers(source),
            texts=texts_of(self._db, source, self._now),
        )

    def _identifiers(self, source: Source) -> tuple[str, ...]:
        if source.follows_citations:
            return identifiers_of(source, store.list_included_bibliographies(self._db))
        if not missing_identifiers(source, self._bundled, ()):
            return ()
        given = store.list_source_records(self._db, source.name)
        return missing_identifiers(source, self._bundled, (r.bibliography for r in given))


def texts_of(db: Session, source: Source, now: datetime) -> tuple[str, ...]:
    """What a source is to be asked for full texts by: of open reports that are still without one."""
    if not source.gives_texts:
        return ()
    numbers = store.list_numbers_without_text(db, source.name, asked_before=now - PATIENCE)
    return tuple(f"{FULL_TEXT}{number}" for number in numbers)


def _asks(source: Source, query: str, plan: Plan) -> store.Begun:
    return store.Begun(
        source=source.name,
        query=query,
        since=plan.since,
        until=plan.until,
        search_id=plan.search_id,
    )
