"""How records were found: the search log, and what the flow of records is counted from."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlmodel import Session

from app import pipeline, store
from app.answers.paging import Cursor
from app.store import FlowState, LoggedPage, Run, SourceRun
from app.topic import Topic

BY_FILE = ("import", "load")
"""Kinds of run that take records in without asking a source."""


def _none_if_empty(value: Any) -> Any:
    return None if value == "" else value


class _Question(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PrismaQuestion(_Question):
    """The flow of records as it stood at the end of a day."""

    at: Annotated[
        Annotated[date, Field(ge=date(1990, 1, 1), le=date(2200, 1, 1))] | None,
        BeforeValidator(_none_if_empty),
        Field(description="Last day (UTC) of what is counted. Default: everything so far."),
    ] = None


class SearchLogQuestion(_Question):
    """A part of the search log, the latest first."""

    source: Annotated[
        Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+$", max_length=64)] | None,
        BeforeValidator(_none_if_empty),
        Field(description="Only what was asked of this source."),
    ] = None
    limit: Annotated[int, Field(ge=1, le=200, description="Pages of the log at a time.")] = 50
    cursor: Cursor = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Searching:
    """All that PRISMA asks about, up to one day. Runs have the latest first."""

    at: date | None
    state: FlowState
    runs: tuple[SourceRun, ...]
    files: tuple[Run, ...]
    """Runs that took in files or the bundled evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRequest:
    """One request as it was sent, without keys and addresses; `status` is the HTTP status."""

    url: str
    body: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedSearch:
    """One page of an answer: what was asked, what was announced, what came and became of it."""

    number: int
    run_id: int
    search_id: int
    """The run that began the search; it differs where a later run went on with it."""
    source: str
    part: str
    """query, identifiers or file."""
    at: datetime
    requests: tuple[SentRequest, ...]
    announced: int | None
    received: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    withdrawn: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLogAnswer:
    """Part of the log, the latest first. `next_cursor` is None where nothing older is left."""

    pages: tuple[LoggedSearch, ...]
    total: int
    next_cursor: str | None


def answer_searching(db: Session, topic: Topic, question: PrismaQuestion) -> Searching:
    """What had been received, decided and asked by then."""
    before = None if question.at is None else pipeline.end_of(question.at)
    runs = (run for run in store.list_source_runs(db) if before is None or run.started_at < before)
    files = (run for run in store.list_runs(db) if before is None or run.started_at < before)
    return Searching(
        at=question.at,
        state=pipeline.flow_state(db, topic, question.at),
        runs=tuple(runs),
        files=tuple(run for run in files if run.kind in BY_FILE),
    )


def answer_search_log(db: Session, question: SearchLogQuestion) -> SearchLogAnswer:
    """The requests of every source with what they brought."""
    found = store.get_search_log_page(
        db, limit=question.limit, source=question.source, cursor=question.cursor
    )
    return SearchLogAnswer(
        pages=tuple(_logged(number, page) for number, page in found.pages),
        total=found.total,
        next_cursor=found.next_cursor,
    )


def _logged(number: int, page: LoggedPage) -> LoggedSearch:
    return LoggedSearch(
        number=number,
        run_id=page.run_id,
        search_id=page.search_id,
        source=page.source,
        part=page.part,
        at=page.at,
        requests=tuple(SentRequest(url=url, body=body, status=s) for url, body, s in page.asked),
        announced=page.announced,
        received=page.new + page.updated + page.unchanged + page.rejected,
        new=page.new,
        changed=page.updated,
        unchanged=page.unchanged,
        rejected=page.rejected,
        withdrawn=page.withdrawn,
        warnings=page.warnings,
    )
