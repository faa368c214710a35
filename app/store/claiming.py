"""One process at a time does a named piece of work; a claim ends with the process that holds it."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, func, select

from app.errors import DatabaseUnavailableError
from app.store.engine import WRITES, is_sqlite
from app.store.transactions import turn_number

PATIENCE_S = 1.0
"""How long PostgreSQL may take to notice that the process which held a claim is gone."""

NOTICE = (
    ("tcp_keepalives_idle", "15"),
    ("tcp_keepalives_interval", "5"),
    ("tcp_keepalives_count", "3"),
)
"""How PostgreSQL finds out, within half a minute and not two hours, that a whole machine is gone."""

LOCKED = sqlite3.SQLITE_BUSY


@contextmanager
def claimed(engine: Engine, works: Sequence[str]) -> Iterator[frozenset[str]]:
    """Claim the works that nobody else holds; they are held until the block ends.

    The databases let go of a claim when its process dies, however it dies: nothing is left to be
    cleared by hand. A claim is no transaction, and nothing waits for it.
    """
    with ExitStack() as held:
        if is_sqlite(engine):
            yield frozenset(work for work in works if _claimed_file(engine, work, held))
        else:
            yield _claimed_locks(engine, works, held)


def _claimed_locks(engine: Engine, works: Sequence[str], held: ExitStack) -> frozenset[str]:
    """PostgreSQL keeps advisory locks for a connection; this one does nothing else."""
    alone = engine.execution_options(**{WRITES: True}, isolation_level="AUTOCOMMIT")
    connection = held.enter_context(alone.connect())
    connection.execute(select(*(func.set_config(*one, False) for one in NOTICE)))
    mine: set[str] = set()
    ends = time.monotonic() + PATIENCE_S
    while True:
        for work in set(works) - mine:
            number = turn_number(f"claim {work}")
            if connection.execute(select(func.pg_try_advisory_lock(number))).scalar_one():
                held.callback(connection.execute, select(func.pg_advisory_unlock(number)))
                mine.add(work)
        if mine == set(works) or time.monotonic() > ends:
            return frozenset(mine)
        time.sleep(PATIENCE_S / 20)


def _claimed_file(engine: Engine, work: str, held: ExitStack) -> bool:
    """SQLite locks whole files, and does so on every system: an empty one is locked for each work."""
    path = Path(f"{engine.url.database}.{work.replace(' ', '-')}.lock")
    try:
        # The claim may be let go by another thread than the one that made it.
        connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        held.enter_context(closing(connection))
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == LOCKED:
            return False
        raise DatabaseUnavailableError(f"{path} cannot be locked: {error}.") from error
    return True
