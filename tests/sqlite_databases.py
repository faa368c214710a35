"""Empty SQLite databases with the current schema: one goes through all migrations, tests get copies."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from app import store


def migrated_sqlite(path: Path) -> Engine:
    """An open database in a new file."""
    path.write_bytes(_migrated())
    return store.open_engine(f"sqlite:///{path}")


@cache
def _migrated() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.sqlite3"
        engine = store.open_engine(f"sqlite:///{path}")
        store.migrate(engine)
        engine.dispose()
        return path.read_bytes()
