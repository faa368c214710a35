"""What a run of a source leaves behind, as values: progress, checkpoint and search log."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRun:
    """One run of one source; `status` is running, succeeded or failed, then with a reason.

    While it runs, counts, `announced`, `position` and `heard_at` are those of its last page.
    """

    id: int
    source: str
    status: str
    started_at: datetime
    ended_at: datetime | None
    counts: dict[str, int]
    search_id: int
    query: str
    since: date | None
    until: date
    position: str
    announced: int | None
    heard_at: datetime
    reason: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """Where an unfinished search goes on. `plan` is JSON in the form of the one who saved it."""

    source: str
    run_id: int
    search_id: int
    began_at: datetime
    plan: Any
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedPage:
    """One page of an upstream. `part` is query, identifiers or file."""

    run_id: int
    search_id: int
    source: str
    part: str
    at: datetime
    asked: tuple[tuple[str, str, int], ...]
    """(url, body, status) of each request."""
    announced: int | None
    identifiers: tuple[str, ...]
    new: int
    updated: int
    unchanged: int
    rejected: int
    withdrawn: tuple[str, ...]
    warnings: tuple[str, ...]
