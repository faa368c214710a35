"""The watched folder in a run: what was read is remembered in the transaction that stores it."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from app import pipeline, store
from app.topic import read_topic
from tests.sources.test_folder import write

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TOPIC = read_topic()


def ingest(engine: Engine, folder: Path, *, full: bool = False) -> pipeline.SourceReport:
    source = pipeline.watched_folder(engine, folder, limit_mb=1, full=full)
    order = pipeline.Order(sources=[source])
    return pipeline.ingest(engine, TOPIC, order, lambda: NOW).sources[0]


def test_each_file_is_read_once_and_changed_files_again(engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    write(folder, "a.ris", 1, 2)
    assert ingest(engine, folder).tally.new == 2
    assert ingest(engine, folder).tally.received == 0
    write(folder, "a.ris", 1, 2, 3)
    changed = ingest(engine, folder).tally
    assert (changed.received, changed.new, changed.unchanged) == (3, 1, 2)
    assert ingest(engine, folder, full=True).tally.unchanged == 3


def test_the_search_log_names_file_and_content(engine: Engine, tmp_path: Path) -> None:
    write(tmp_path / "exports", "a.ris", 1)
    ingest(engine, tmp_path / "exports")
    with store.reading(engine) as db:
        [page, _] = store.list_search_log(db, source="files")
        [content] = store.list_watched_files(db)
    assert page.part == "file"
    assert page.asked[0][0] == f"file:a.ris?sha256={content}"


def test_a_missing_folder_fails_the_run(engine: Engine, tmp_path: Path) -> None:
    report = ingest(engine, tmp_path / "missing")
    assert report.status == "failed"
    assert "COREGAP_WATCHED_FOLDER" in report.reason
