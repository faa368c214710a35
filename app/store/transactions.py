"""The two ways into the database: to read from one moment, or to write as one step."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from zlib import crc32

from sqlalchemy import Engine, func, select
from sqlmodel import Session

from app.errors import DatabaseUnavailableError
from app.store.engine import WAITS, WRITES, is_sqlite


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one unchanging state and cannot write."""
    with Session(engine, expire_on_commit=False) as db:
        yield db


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose work is kept as a whole when the block ends, or not at all if it raises."""
    may_write = engine.execution_options(**{WRITES: True})
    with Session(may_write, expire_on_commit=False) as db, db.begin():
        yield db


def writing_if_free(engine: Engine, write: Callable[[Session], None]) -> bool:
    """Write something small now, or not at all while another writes; whether it was written.

    For what readers leave behind: nobody waits to read because a run is at work.
    """
    at_once = engine.execution_options(**{WAITS: False})
    try:
        with writing(at_once) as db:
            write(db)
    except DatabaseUnavailableError:
        return False
    return True


def wait_for_turn(db: Session, work: str) -> None:
    """Let one transaction at a time do this work, until it ends.

    SQLite has a single writer anyway. On PostgreSQL two rebuilds, or two imports of the same
    records, would otherwise each decide on what the other is about to change.
    """
    connection = db.connection()
    if not is_sqlite(connection):
        db.connection().execute(select(func.pg_advisory_xact_lock(turn_number(work))))


def turn_number(work: str) -> int:
    """PostgreSQL names an advisory lock by a number."""
    return crc32(f"coregap {work}".encode())
