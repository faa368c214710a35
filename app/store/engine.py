"""Opening a database: what every connection to it is told before anybody uses it."""

import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
    ProgrammingError,
)

from app.errors import DatabaseUnavailableError, SettingsError

WRITES: Final = "coregap_writes"
"""Execution option of a connection whose transactions may write."""

WAITS: Final = "coregap_waits"
"""Execution option: False where a transaction gives up at once while another one writes."""

BUSY_TIMEOUT_MS = (
    30_000  # how long a writer waits for another; a rebuild of 100,000 studies is less
)
WRITER_CACHE_KB = 64 * 1024
READER_CACHE_KB = 2000
"""SQLite's own. A change of a thousand studies among a million is of some ten thousand pages: what does
not fit goes to the file before its time and is read again, half of all the processor's work."""
POOL_SIZE = 10  # connections kept open; 30 more under load stays below PostgreSQL's default of 100
POOL_OVERFLOW = 30
CONNECT_TIMEOUT_S = 10
MISSING_TABLE_OR_COLUMN = ("42P01", "42703")  # PostgreSQL error codes, appendix A
NOT_SQLITE = ("file is not a database", "file is encrypted", "malformed")


def open_engine(url: str) -> Engine:
    """Prepare connections to a SQLite file or a PostgreSQL database; makes a file's folder.

    A transaction only reads, from one unchanging view, unless `writing` opened it.

    Raises:
        SettingsError: If the address is malformed or names another kind of database.
        DatabaseUnavailableError: If the folder of a SQLite file cannot be made.
    """
    address = _parsed(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address)
    return _open_postgresql(address)


def is_sqlite(engine: Engine | Connection) -> bool:
    """The only question about the dialect that anybody asks."""
    return engine.dialect.name == "sqlite"


def _parsed(url: str) -> URL:
    try:
        address = make_url(url)
        address.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise SettingsError(
            "COREGAP_DATABASE_URL: not an address of a database; write for example "
            "postgresql+psycopg://user@host/name or sqlite:////folder/file.sqlite3."
        ) from error
    if address.get_driver_name() not in ("pysqlite", "psycopg"):
        raise SettingsError(
            f"COREGAP_DATABASE_URL: {address.drivername} is not supported; "
            "use sqlite or postgresql+psycopg."
        )
    return address


def _open_sqlite(address: URL) -> Engine:
    _make_folder(_file_of(address).parent)
    engine = create_engine(
        address, pool_size=POOL_SIZE, max_overflow=POOL_OVERFLOW, hide_parameters=True
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _translate)
    return engine


def _file_of(address: URL) -> Path:
    if not address.database or address.database == ":memory:":
        raise SettingsError("COREGAP_DATABASE_URL: a SQLite database needs a file to live in.")
    return Path(address.database)


def _open_postgresql(address: URL) -> Engine:
    engine = create_engine(
        address,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": CONNECT_TIMEOUT_S},
    )
    event.listen(engine, "begin", _begin_postgresql)
    event.listen(engine, "handle_error", _translate)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailableError(
            f"The folder {folder} cannot be made: {error.strerror}. "
            "Point COREGAP_HOME or COREGAP_DATABASE_URL at a place that can be written."
        ) from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Set what SQLite forgets between connections; SQLAlchemy's BEGIN replaces the driver's."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=NORMAL")
    # The mode stays in the file. Asking first keeps two processes that open it at once apart:
    # changing it wants the file alone.
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode=WAL")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later can lose its place to another writer and
    # fail whatever the time-out; IMMEDIATE takes the place at once.
    options = connection.get_execution_options()
    if options.get(WRITES):
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        connection.exec_driver_sql(f"PRAGMA cache_size=-{WRITER_CACHE_KB}")
        connection.info[WRITES] = True
        if options.get(WAITS, True):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            _begin_at_once(connection)
    else:
        # Asked of the driver: this opens every read, touches no file and waits for nobody.
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA query_only=ON")
        if connection.info.pop(WRITES, False):  # each of many connections may have written once
            cursor.execute(f"PRAGMA cache_size=-{READER_CACHE_KB}")
        cursor.execute("BEGIN")
        cursor.close()


def _begin_at_once(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(WAITS) is False:
        connection.exec_driver_sql("SET LOCAL lock_timeout = '50ms'")
    if not connection.get_execution_options().get(WRITES):
        # The same promise as SQLite's snapshot: a total and its page are of one moment.
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _translate(context: ExceptionContext) -> None:
    error = context.sqlalchemy_exception
    if error is None or not _is_unavailable(error):
        return
    place = ""
    if context.engine is not None:
        place = f" at {context.engine.url.render_as_string(hide_password=True)}"
    reason = str(context.original_exception).strip().splitlines() or ["no reason given"]
    raise DatabaseUnavailableError(
        f"The database{place} cannot be used: {reason[0]}. Check that it runs, that "
        "COREGAP_DATABASE_URL names it, and that `coregap load` has prepared it."
    ) from context.original_exception


def _is_unavailable(error: Any) -> bool:
    """Tell a database that does not answer, or lacks our tables, from a wrong statement."""
    if isinstance(error, OperationalError | InterfaceError):
        return True
    if isinstance(error, ProgrammingError):
        return getattr(error.orig, "sqlstate", None) in MISSING_TABLE_OR_COLUMN
    return isinstance(error, DatabaseError) and any(w in str(error.orig) for w in NOT_SQLITE)
