import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, StatementError
from sqlmodel import Session

from app.errors import DatabaseUnavailableError, SettingsError
from app.store import count_everything, list_runs, open_engine, reading, start_run, writing
from app.store.columns import Row, SafeText
from tests.store.builders import NOW


def sqlite_engine(tmp_path: Path) -> Engine:
    return open_engine(f"sqlite:///{tmp_path / 'a.sqlite3'}")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 30_000), ("synchronous", 1)],
)
def test_every_sqlite_connection_is_prepared(tmp_path: Path, pragma: str, value: object) -> None:
    engine = sqlite_engine(tmp_path)
    with engine.connect() as one, engine.connect() as other:
        assert one.scalar(text(f"PRAGMA {pragma}")) == value
        assert other.scalar(text(f"PRAGMA {pragma}")) == value
    engine.dispose()


def test_only_who_writes_keeps_many_pages_in_memory(tmp_path: Path) -> None:
    engine, sizes = sqlite_engine(tmp_path), []
    for session in (reading, writing, reading, writing):
        with session(engine) as db:
            sizes.append(db.connection().exec_driver_sql("PRAGMA cache_size").scalar())
    engine.dispose()
    assert sizes == [-2000, -65536, -2000, -65536]  # kilobytes, written with a minus


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new' / 'deep' / 'a.sqlite3'}")
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    engine.dispose()
    assert (tmp_path / "new" / "deep" / "a.sqlite3").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DatabaseUnavailableError, match="file/below"):
        open_engine(f"sqlite:///{tmp_path / 'file' / 'below' / 'a.sqlite3'}")


@pytest.mark.parametrize(
    "url", ["", "nonsense", "mysql://host/name", "sqlite://", "sqlite:///:memory:", "x+y://host/n"]
)
def test_an_address_of_no_database_that_we_know_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="COREGAP_DATABASE_URL"):
        open_engine(url)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    engine = open_engine("postgresql+psycopg://reader:s3cret@127.0.0.1:1/evidence")
    with pytest.raises(DatabaseUnavailableError) as refused, engine.connect():
        pass
    assert "127.0.0.1:1/evidence" in str(refused.value)
    assert "s3cret" not in str(refused.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite3").write_bytes(b"This is a letter to my aunt." * 100)
    engine = sqlite_engine(tmp_path)
    with pytest.raises(DatabaseUnavailableError, match=r"a\.sqlite3"), engine.connect():
        pass


def test_a_database_without_tables_is_not_available(blank_url: str) -> None:
    engine = open_engine(blank_url)
    with pytest.raises(DatabaseUnavailableError), reading(engine) as db:
        count_everything(db)
    engine.dispose()


def test_a_session_that_was_not_opened_to_write_cannot(engine: Engine) -> None:
    with pytest.raises((DBAPIError, DatabaseUnavailableError)), reading(engine) as db:
        start_run(db, "import", at=NOW)


def test_work_that_raises_leaves_nothing(engine: Engine) -> None:
    def fail_half_way() -> None:
        with writing(engine) as db:
            start_run(db, "import", at=NOW)
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    with reading(engine) as db:
        assert list_runs(db) == []


def test_a_reader_sees_one_moment_while_another_writes(engine: Engine) -> None:
    with reading(engine) as early:
        assert list_runs(early) == []
        with writing(engine) as db:
            start_run(db, "import", at=NOW)
        assert list_runs(early) == []
    with reading(engine) as late:
        assert len(list_runs(late)) == 1


def test_writers_that_read_first_wait_for_each_other(engine: Engine) -> None:
    """Begun as readers they would fail on SQLite at once, whatever the time-out."""
    failures: list[Exception] = []

    def write() -> None:
        for _ in range(5):
            try:
                with writing(engine) as db:
                    list_runs(db)
                    start_run(db, "import", at=NOW)
            except DatabaseUnavailableError as error:
                failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with reading(engine) as db:
        assert len(list_runs(db)) == 20


def test_a_moment_comes_back_in_utc(db: Session) -> None:
    there = timezone(timedelta(hours=9))
    start_run(db, "import", at=datetime(2026, 1, 2, 8, 30, 0, 123456, tzinfo=there))
    db.expire_all()
    [run] = list_runs(db)
    assert run.started_at == datetime(2026, 1, 1, 23, 30, 0, 123456, tzinfo=UTC)
    assert run.started_at.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="no time zone"), writing(engine) as db:
        start_run(db, "import", at=datetime(2026, 1, 2, 8, 30))  # noqa: DTZ001 - the point of it


def test_every_text_column_keeps_any_text() -> None:
    """A bare `str` would become VARCHAR and fail on PostgreSQL at the first NUL."""
    plain = [
        f"{table.name}.{column.name}"
        for table in Row.metadata.tables.values()
        for column in table.columns
        if column.type.python_type is str and not isinstance(column.type, SafeText)
    ]
    assert [name for name in plain if "JsonText" not in name] == []
