"""The job queue's tables in PostgreSQL: Procrastinate's own, in a schema apart from ours."""

from collections.abc import Iterable
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import ProgrammingError

from app.errors import DatabaseUnavailableError
from app.store.engine import CONNECT_TIMEOUT_S
from app.store.schema import alone

JOBS = "coregap_jobs"
"""The schema. What is in it may be dropped at any time: a worker makes it again and misses nothing."""


def prepare_job_schema(engine: Engine) -> None:
    """Bring the queue's tables to what the installed Procrastinate needs.

    Does nothing where that is done; safe when several workers do it at once.

    Raises:
        DatabaseUnavailableError: If the database does not answer, or does not let us make a schema.
    """
    with alone(engine) as connection:
        _make_schema(connection)
        connection.exec_driver_sql(f"SET LOCAL search_path TO {JOBS}")
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS applied (name text PRIMARY KEY)")
        applied = set(connection.exec_driver_sql("SELECT name FROM applied").scalars())
        missing = {name: path for name, path in _migrations().items() if name not in applied}
        _run(connection, missing.values() if applied else [_sql() / "schema.sql"])
        for name in missing:
            connection.exec_driver_sql("INSERT INTO applied VALUES (%(name)s)", {"name": name})


def job_connection(engine: Engine) -> dict[str, Any]:
    """What psycopg needs to reach the same database; may hold a password, never log it."""
    _, arguments = engine.dialect.create_connect_args(engine.url)
    arguments.pop("context", None)  # SQLAlchemy's own ways of reading types
    return {"connect_timeout": CONNECT_TIMEOUT_S, **arguments}


def _make_schema(connection: Connection) -> None:
    if connection.execute(select(func.to_regnamespace(JOBS))).scalar() is not None:
        return
    try:
        connection.exec_driver_sql(f"CREATE SCHEMA {JOBS}")
    except ProgrammingError as error:
        raise DatabaseUnavailableError(
            f"The job queue needs a schema named {JOBS}, and this user may not make one. Let the "
            f"owner of the database run once: CREATE SCHEMA {JOBS} AUTHORIZATION this user."
        ) from error


def _migrations() -> dict[str, Path]:
    """By name, in the order in which they are to be run."""
    found = sorted((_sql() / "migrations").glob("*.sql"), key=lambda path: path.name)
    return {path.name: path for path in found}


def _sql() -> Path:
    return Path(str(files("procrastinate"))) / "sql"


def _run(connection: Connection, scripts: Iterable[Path]) -> None:
    # Not through SQLAlchemy: only without parameters does the driver take several statements.
    with closing(connection.connection.cursor()) as cursor:
        for script in scripts:
            cursor.execute(script.read_text(encoding="utf-8"))
