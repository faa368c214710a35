"""Runs of sources, their checkpoints and the search log, as they are kept."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from app import store
from app.store import Begun, Checkpoint, LoggedPage, Progress

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SINCE, UNTIL = date(2026, 11, 1), date(2026, 11, 22)


def begin(db: Session, source: str = "pubmed", search_id: int | None = None) -> int:
    begun = Begun(source=source, query="coring", since=SINCE, until=UNTIL, search_id=search_id)
    return store.start_source_run(db, begun, at=NOW)


def test_a_run_moves_on_and_ends(db: Session) -> None:
    run_id = begin(db)
    later = NOW + timedelta(minutes=1)
    progress = Progress(
        at=later, position="{}", announced=7, counts={"new": 2}, warnings=["totals moved"]
    )
    store.save_progress(db, run_id, progress)
    [run] = store.list_source_runs(db)
    assert (run.status, run.position, run.announced, run.counts) == ("running", "{}", 7, {"new": 2})
    assert (run.heard_at, run.warnings, run.since, run.until) == (
        later,
        ("totals moved",),
        SINCE,
        UNTIL,
    )
    store.end_source_run(db, run_id, at=later, status="failed", reason="HTTP 503")
    [run] = store.list_source_runs(db, status="failed")
    assert (run.ended_at, run.reason, run.counts) == (later, "HTTP 503", {"new": 2})


def test_a_search_keeps_the_number_of_the_run_that_began_it(db: Session) -> None:
    first = begin(db)
    again = begin(db, search_id=first)
    assert [(r.id, r.search_id) for r in store.list_source_runs(db)] == [
        (again, first),
        (first, first),
    ]


def test_interrupted_runs_of_one_source_are_ended(db: Session) -> None:
    begin(db)
    begin(db, "crossref")
    store.end_interrupted_runs(db, "pubmed", at=NOW, reason="interrupted")
    assert [(r.source, r.status) for r in store.list_source_runs(db)] == [
        ("crossref", "running"),
        ("pubmed", "failed"),
    ]


def test_a_run_that_is_none_is_refused(db: Session) -> None:
    with pytest.raises(LookupError, match="no run 7"):
        store.end_source_run(db, 7, at=NOW, status="succeeded")


def test_a_source_has_one_checkpoint(db: Session) -> None:
    run_id = begin(db)
    assert store.get_checkpoint(db, "pubmed") is None
    for position in ("1", "2"):
        kept = Checkpoint(
            source="pubmed",
            run_id=run_id,
            search_id=run_id,
            began_at=NOW,
            plan={"searches": []},
            position=position,
        )
        store.save_checkpoint(db, kept)
        assert store.get_checkpoint(db, "pubmed") == kept
    store.delete_checkpoint(db, "pubmed")
    assert store.get_checkpoint(db, "pubmed") is None


def test_the_search_log_gives_back_what_was_noted(db: Session) -> None:
    run_id = begin(db)
    fields: dict[str, Any] = {"run_id": run_id, "search_id": run_id, "source": "pubmed"}
    page = LoggedPage(
        **fields,
        part="query",
        at=NOW,
        asked=(("https://example.org/?q=coring", "", 200),),
        announced=2,
        identifiers=("1", "2"),
        new=1,
        updated=1,
        unchanged=0,
        rejected=0,
        withdrawn=("9",),
        warnings=("one",),
    )
    store.save_logged_page(db, page)
    assert store.list_search_log(db) == [page]
    assert store.list_search_log(db, search_id=run_id, source="pubmed") == [page]
    assert store.list_search_log(db, source="crossref") == []
