"""Runs of sources in JSON."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from app.api.schemas.words import NextAddress, NextCursor, Shape


class Run(Shape):
    """One run of one source; while it is at work, its counts are those of its last page."""

    id: int
    source: str
    status: Annotated[
        Literal["running", "stopped", "succeeded", "failed"],
        Field(description="`stopped`: it never ended, and nothing has been heard of it for long."),
    ]
    started_at: datetime
    heard_at: Annotated[datetime, Field(description="When its last page was stored.")]
    ended_at: datetime | None
    search_id: Annotated[int, Field(description="The run that began the search.")]
    query: Annotated[str, Field(description="In the source's own query language.")]
    since: Annotated[
        date | None, Field(description="First day of change asked for; null: everything.")
    ]
    until: Annotated[date, Field(description="Last day of change asked for.")]
    announced: Annotated[
        int | None, Field(description="Total hits that the source reported; null: it told none.")
    ]
    pages: int
    received: int
    new: int
    updated: int
    unchanged: int
    rejected: Annotated[int, Field(description="Kept in quarantine.")]
    withdrawn: Annotated[int, Field(description="Records that the source says it has deleted.")]
    warnings: tuple[str, ...]
    reason: Annotated[str, Field(description="Why it failed; empty where it did not.")]
    advice: Annotated[str, Field(description="What to do then.")]


class Runs(Shape):
    """Some runs, the latest first."""

    runs: tuple[Run, ...]
    total: Annotated[int, Field(description="Runs on all pages together.")]
    is_at_work: Annotated[
        bool,
        Field(
            description="Whether an order given to this service is at work: when it is no more, the gap "
            "map follows from all that it brought."
        ),
    ] = False
    next_cursor: NextCursor
    next: NextAddress = None
