"""What each source gave, when it was last asked, and until which day it is covered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from app import pipeline, store
from app.store import SourceRun, SourceSummary
from app.topic import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """One source: what it gave, and how far it has been asked."""

    source: str
    records: int
    rejected: int
    first_received_at: datetime | None
    last_received_at: datetime | None
    last_asked_at: datetime | None
    """When its latest run began; None: it was never asked."""
    last_status: str
    """How that run stands: running, succeeded or failed; empty where there is none."""
    covered_until: date | None
    """Every change up to this day was asked for, with the query of today; None: not yet."""
    address: str
    """Where it is asked, without anything secret; empty where it is no upstream."""
    disclaimer: str
    """What the source itself wants its readers to be told."""


def answer_sources(
    db: Session, topic: Topic, addresses: Mapping[str, str]
) -> tuple[SourceState, ...]:
    """Every source that records came from, was asked, or could be asked; by name."""
    given = {summary.source: summary for summary in store.list_sources(db)}
    runs: dict[str, list[SourceRun]] = {}
    for run in store.list_source_runs(db):
        runs.setdefault(run.source, []).append(run)
    names = sorted({*given, *runs, *addresses})
    disclaimers = {name: store.get_disclaimer(db, name) for name in names if name in given}
    return tuple(
        _state(
            given.get(name, _nothing(name)),
            runs.get(name, ()),
            query=topic.searches.get(name, ""),
            address=addresses.get(name, ""),
            disclaimer=disclaimers.get(name, ""),
        )
        for name in names
    )


def _nothing(source: str) -> SourceSummary:
    return SourceSummary(
        source=source, records=0, rejected=0, first_received_at=None, last_received_at=None
    )


def _state(
    given: SourceSummary, runs: Sequence[SourceRun], *, query: str, address: str, disclaimer: str
) -> SourceState:
    """`runs` have the latest first."""
    succeeded = (run for run in runs if run.status == "succeeded")
    return SourceState(
        source=given.source,
        records=given.records,
        rejected=given.rejected,
        first_received_at=given.first_received_at,
        last_received_at=given.last_received_at,
        last_asked_at=runs[0].started_at if runs else None,
        last_status=runs[0].status if runs else "",
        covered_until=pipeline.covered_until(query, succeeded),
        address=address,
        disclaimer=disclaimer,
    )
