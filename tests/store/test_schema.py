import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from app.errors import DatabaseUnavailableError
from app.store import migrate, open_engine, schema_is_current
from app.store.columns import Row
from app.store.engine import WRITES, is_sqlite

MIGRATE = """
import sys
from app.store import migrate, open_engine
engine = open_engine(sys.argv[1])
sys.stdout.write("ready\\n"); sys.stdout.flush()
sys.stdin.readline()
migrate(engine)
engine.dispose()
"""

OF_POSTGRESQL = {"ix_study_value_dimension_value_standing"}
"""Indexes that SQLite goes without."""


def test_an_empty_database_is_brought_to_the_newest_schema(blank_url: str) -> None:
    engine = open_engine(blank_url)
    assert not schema_is_current(engine)
    migrate(engine)
    assert schema_is_current(engine)
    migrate(engine)
    assert schema_is_current(engine)
    engine.dispose()


def test_models_and_migrations_agree(engine: Engine) -> None:
    options = {
        "compare_type": True,
        "include_object": lambda _o, name, *_: not str(name).startswith("search"),
    }
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        told = compare_metadata(context, Row.metadata)
    lacking = {name for what, index in told if what == "add_index" and (name := index.name)}
    assert lacking == (OF_POSTGRESQL if is_sqlite(engine) else set())
    assert len(told) == len(lacking)


def test_tables_that_lie_in_the_order_of_their_key_do_so(engine: Engine) -> None:
    if not is_sqlite(engine):
        return
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        made = {name: sql for name, sql in rows if name in Row.metadata.tables}
    for name, table in Row.metadata.tables.items():
        is_told = not table.dialect_options["sqlite"]["with_rowid"]
        assert made[name].rstrip().endswith("WITHOUT ROWID") == is_told, name


@pytest.mark.slow
def test_two_processes_may_migrate_at_once(blank_url: str) -> None:
    processes = [
        subprocess.Popen(  # noqa: S603 - our own interpreter and script
            [sys.executable, "-W", "error", "-c", MIGRATE, blank_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        _, errors = process.communicate(timeout=300)
        assert (process.returncode, errors) == (0, "")
    engine = open_engine(blank_url)
    assert schema_is_current(engine)
    engine.dispose()


def test_a_database_of_a_newer_version_is_left_alone(engine: Engine) -> None:
    may_write = engine.execution_options(**{WRITES: True})
    with may_write.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert not schema_is_current(engine)
    with pytest.raises(DatabaseUnavailableError, match="newer"):
        migrate(engine)


def test_foreign_keys_hold_again_after_a_migration(blank_url: str) -> None:
    engine = open_engine(blank_url)
    migrate(engine)
    may_write = engine.execution_options(**{WRITES: True})
    with pytest.raises(Exception, match=r"(?i)foreign key"), may_write.begin() as connection:
        connection.execute(
            text("INSERT INTO document (report_id, text, passages) VALUES ('R1', '', '[]')")
        )
    engine.dispose()
