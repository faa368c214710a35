"""A version of a living review: what triggered it, and what changed in how it is made.

After PRISMA-LSR, the extension of PRISMA 2020 for living systematic reviews (BMJ 2024).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app import pipeline, store
from app.answers.moments import Period
from app.pipeline import Edition
from app.store import Event, Received, SourceRun
from app.topic import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSearch:
    """A source that is asked another question than before; `was` is None where it is new."""

    source: str
    at: datetime
    was: str | None
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingReview:
    """The version at the end of a period, and the one before it.

    A version is one more than the number of times that the evidence had changed by then, as the
    ledger of changes has it.
    """

    was: int
    version: int
    edition: Edition
    received: tuple[Received, ...]
    """What runs brought that was not there before."""
    decisions: tuple[Event, ...]
    rule_changes: tuple[Event, ...]
    searches: tuple[ChangedSearch, ...]


def living_review(
    db: Session, topic: Topic, period: Period, runs: Sequence[SourceRun]
) -> LivingReview:
    """What PRISMA-LSR wants to be told of the period; `runs` are all, the latest first."""
    since, until = period.since, period.until
    return LivingReview(
        was=store.count_steps(db, since) + 1,
        version=store.count_steps(db, until) + 1,
        edition=pipeline.edition_of(topic),
        received=tuple(store.list_runs_receipts(db, since, until)),
        decisions=tuple(store.list_decision_events(db, since, until)),
        rule_changes=tuple(store.list_rule_changes(db, since, until)),
        searches=tuple(_changed_searches(runs, period)),
    )


def _changed_searches(runs: Iterable[SourceRun], period: Period) -> Iterator[ChangedSearch]:
    """Of each source the first run that asked something else than the run before it did."""
    asked: dict[str, str] = {}
    for run in sorted(runs, key=lambda one: one.id):
        if run.started_at >= period.until or not run.query:
            continue
        was = asked.get(run.source)
        if was != run.query and run.started_at >= period.since:
            yield ChangedSearch(source=run.source, at=run.started_at, was=was, now=run.query)
        asked[run.source] = run.query
