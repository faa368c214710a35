"""Bringing a database to the schema that this version needs, and asking whether it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, func, select

from app.errors import DatabaseUnavailableError
from app.store.engine import WRITES, is_sqlite
from app.store.transactions import turn_number

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema; does nothing where it is already there.

    Safe when several processes do it at once: one works, the others wait and find it done.

    Raises:
        DatabaseUnavailableError: If the database does not answer, or was made by a newer version.
    """
    with alone(engine) as connection:
        upgrade(connection)


def upgrade(connection: Connection, version: str = "head") -> None:
    """Bring the tables to a version, inside the transaction that `alone` opened.

    Raises:
        DatabaseUnavailableError: If this program does not know the version.
    """
    from alembic import command
    from alembic.util import CommandError

    config = alembic_config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, version)
    except CommandError as error:
        raise DatabaseUnavailableError(
            f"The database cannot be brought to this version's schema: {error}. "
            "It was probably made by a newer coregap: install that version."
        ) from error


def schema_is_current(engine: Engine) -> bool:
    """Whether every migration of this version has been applied, and no other.

    Raises:
        DatabaseUnavailableError: If the database does not answer.
    """
    from alembic.migration import MigrationContext

    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == _newest()


def alembic_config() -> "Config":
    """Alembic's settings, without a file; imported late because it takes long."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@cache
def _newest() -> str | None:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(alembic_config()).get_current_head()


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A transaction that may change the schema, and that no other such runs beside."""
    may_write = engine.execution_options(**{WRITES: True})
    with may_write.connect() as connection:
        if is_sqlite(connection):
            with _foreign_keys_off(connection), connection.begin():
                yield connection
        else:
            with connection.begin():
                turn = turn_number("migrate")
                connection.execute(select(func.pg_advisory_xact_lock(turn)))
                yield connection


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    # SQLite changes a table by copying and dropping it; with foreign keys on, dropping would
    # delete every row that refers to it. The pragma does nothing inside a transaction.
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
        driver.close()
