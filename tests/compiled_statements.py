"""SQL that was made once from a statement serves all databases of its kind.

SQLAlchemy keeps the text of each statement by the engine that asked: a service has one engine, the
tests open thousands, and making the same texts anew took a quarter of the time of those tests.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event

MOST = 5_000
"""Texts kept; one is some kilobytes."""

Key = tuple[Any, ...]


class SharedStatements(dict[Key, Any]):
    """What `Connection.execution_options(compiled_cache=...)` takes, blind to which engine asks.

    SQLAlchemy begins its key with the dialect of the engine. All of one name are alike here: each
    of the two databases has one driver and one server.
    """

    def get(self, key: Key, default: Any = None) -> Any:
        return super().get(_named(key), default)

    def __setitem__(self, key: Key, compiled: Any) -> None:
        if len(self) >= MOST:
            self.clear()
        super().__setitem__(_named(key), compiled)


def share_statements() -> None:
    """From now on every connection of this process looks here first."""
    shared = SharedStatements()

    def look_here(connection: Connection) -> None:
        connection.execution_options(compiled_cache=shared)

    event.listen(Engine, "engine_connect", look_here)


def _named(key: Key) -> Key:
    dialect, *rest = key
    return (dialect.name, dialect.driver, *rest)
