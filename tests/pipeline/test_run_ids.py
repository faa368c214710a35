"""Each line that the log gets while a run is at work has the run's number."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog
from sqlalchemy import Engine
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs
from structlog.typing import EventDict

from app import pipeline, store
from app.pipeline import Order
from app.topic import read_topic
from tests.pipeline.upstreams import Shelf, a_source, an_article
from tests.sqlite_databases import migrated_sqlite

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
Logged = Callable[[], list[EventDict]]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return migrated_sqlite(tmp_path / "runs.sqlite3")


def test_lines_of_sources_asked_side_by_side_have_each_its_own_run(engine: Engine) -> None:
    """A library's line too: here it is one that somebody who looks on writes in the run's thread."""
    shelves = [
        Shelf(records=[an_article(1), an_article(2), an_article(3)]),
        Shelf(name="europepmc", records=[an_article(4, source="europepmc")], breaks_at=0),
    ]
    order = Order(sources=[a_source(shelf) for shelf in shelves])
    log = structlog.get_logger("library")
    with capture_logs(processors=[merge_contextvars]) as lines:
        pipeline.ingest(engine, read_topic(), order, lambda: NOW, lambda _run: log.info("looked"))
        log.info("afterwards")
    with store.reading(engine) as db:
        runs = {run.source: run.id for run in store.list_source_runs(db)}
    assert runs.keys() == {"pubmed", "europepmc"}
    looked = {(line["source"], line["run"]) for line in lines if line["event"] == "looked"}
    assert looked == set(runs.items())
    for name in ("page_stored", "source_failed"):
        assert all(runs[line["source"]] == line["run"] for line in lines if line["event"] == name)
    [after] = [line for line in lines if line["event"] == "afterwards"]
    assert "run" not in after


def test_lines_of_an_import_have_its_run(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_text("TY  - JOUR\nTI  - Micro-coring\nER  -\n", encoding="utf-8")
    with capture_logs(processors=[merge_contextvars]) as lines:
        pipeline.import_file(engine, path, limit_mb=1, now=NOW)
        structlog.get_logger().info("afterwards")
    with store.reading(engine) as db:
        [run] = store.list_runs(db)
    told = {line["event"]: line.get("run") for line in lines}
    assert told == {"received": run.id, "afterwards": None}
