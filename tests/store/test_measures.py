"""Counts that say how the service does."""

from datetime import UTC, datetime

from sqlalchemy import Engine, text

from app import store
from app.store import RunCount
from app.store.engine import WRITES
from tests.api.test_runs import begin, end

AT = datetime(2026, 11, 22, tzinfo=UTC)


def test_jobs_are_counted_by_how_they_stand(engine: Engine) -> None:
    """SQLite has no queue, and PostgreSQL none before its first worker."""
    with store.reading(engine) as db:
        assert store.count_jobs(db) == {"todo": 0, "doing": 0, "failed": 0}
    if engine.dialect.name == "sqlite":
        return
    store.prepare_job_schema(engine)
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(text(f"SET LOCAL search_path TO {store.JOBS}"))
        for status in ("todo", "todo", "failed"):
            connection.execute(
                text(
                    "INSERT INTO procrastinate_jobs (queue_name, task_name, status)"
                    " VALUES ('pubmed', 'ask', CAST(:status AS procrastinate_job_status))"
                ),
                {"status": status},
            )
    with store.reading(engine) as db:
        assert store.count_jobs(db) == {"todo": 2, "doing": 0, "failed": 1}


def test_runs_are_counted_by_kind_source_and_how_they_stand(engine: Engine) -> None:
    end(engine, begin(engine, "pubmed", AT, AT), AT)
    begin(engine, "pubmed", AT, AT)
    with store.writing(engine) as db:
        store.end_run(db, store.start_run(db, "import", at=AT), at=AT, status="failed", counts={})
    with store.reading(engine) as db:
        assert store.count_runs(db) == [
            RunCount(kind="import", source="", status="failed", runs=1, last_ended_at=AT),
            RunCount(kind="ingest", source="pubmed", status="running", runs=1, last_ended_at=None),
            RunCount(kind="ingest", source="pubmed", status="succeeded", runs=1, last_ended_at=AT),
        ]
