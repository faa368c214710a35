"""What is new to one person: what was noted since they were here before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app import store
from app.accounts import Person
from app.gapmap import ChangeKind
from app.store import ChangeFilter, NotedChange, SourceRun, people

TOLD = 5
"""Changes that are told in words; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What was noted since a moment, and who was asked since: else silence would say nothing.

    `first` are the weightiest of the latest changes.
    """

    since: datetime
    counts: Mapping[ChangeKind, int]
    first: tuple[NotedChange, ...]
    runs: tuple[SourceRun, ...]


def answer_news(db: Session, person: Person) -> News | None:
    """What is new since the person's visit before this one; None where there was none."""
    visit = None if person.account_id is None else people.get_visit(db, person.account_id)
    if visit is None or visit.before is None:
        return None
    wanted = ChangeFilter(since=visit.before)
    runs = store.list_source_runs(db)
    return News(
        since=visit.before,
        counts=store.count_changes(db, wanted),
        first=tuple(store.list_changes(db, wanted, limit=TOLD)),
        runs=tuple(run for run in runs if run.started_at >= visit.before),
    )
