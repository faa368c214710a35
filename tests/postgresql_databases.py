"""Databases on the tests' PostgreSQL server, lent to one test after the other.

Making a database and dropping it takes longer than most tests that want one. One that a test is
done with is emptied for the next; one whose schema it changed, or that it filled, is dropped.
"""

from collections.abc import Iterator
from functools import cache
from itertools import count
from typing import Any, LiteralString

from psycopg import Connection
from sqlalchemy import URL

from tests.postgresql_server import connected, run

BLANK = "template0"
"""The template of a database without any table: who asks for one is about to change its schema."""
MIGRATED = "migrated"
"""The template of a database with the current schema and no rows: it alone is lent again."""
FILLED = 4_000_000
"""Bytes by which a database may have grown; removed rows take room, and are slow to pass by."""

_NUMBERS = count(1)
_FREE: dict[URL, list[URL]] = {}

_OTHERS_OUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_EMPTY = """
DO $$
DECLARE name text;
BEGIN
  DROP SCHEMA IF EXISTS coregap_jobs CASCADE;
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
    WHERE s.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'alembic_version'
  LOOP
    EXECUTE 'DELETE FROM ' || name;
  END LOOP;
  PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL;
END $$
"""
_SCHEMA = """
SELECT md5(string_agg(told, ';' ORDER BY told)) FROM (
  SELECT concat_ws(' ', c.oid::regclass, c.relkind, a.attname, a.atttypid::regtype, a.attnotnull,
                   pg_get_expr(d.adbin, d.adrelid), a.attgenerated, a.attidentity) AS told
  FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE s.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')
  UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid >= 16384
  UNION ALL SELECT concat(conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE conrelid >= 16384
  UNION ALL SELECT concat(tgrelid::regclass, tgname) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE oid >= 16384 AND prokind = 'f'
  UNION ALL SELECT version_num FROM alembic_version
) AS schema
"""
_SIZE = "SELECT pg_database_size(current_database())"


def fresh_postgresql(server: URL, template: str) -> Iterator[str]:
    """The address of a database that is as its template, for the time of a test."""
    free = _FREE.setdefault(server, []) if template == MIGRATED else []
    # The one that was used last may still be saying good-bye: it rests for a test.
    address = _renamed(server, free.pop(0)) if len(free) > 1 else _made(server, template)
    yield address.render_as_string(hide_password=False)
    if template == MIGRATED and _is_as_before(address, server.set(database=template)):
        free.append(address)
    else:
        run(server, f"DROP DATABASE {address.database} WITH (FORCE)")


def _made(server: URL, template: str) -> URL:
    name = f"test_{next(_NUMBERS)}"
    run(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    return server.set(database=name)


def _renamed(server: URL, address: URL) -> URL:
    """Under a name that no test had: what a process remembers of a database it keeps by its name."""
    name = f"test_{next(_NUMBERS)}"
    run(server, f"ALTER DATABASE {address.database} RENAME TO {name}")
    return server.set(database=name)


def _is_as_before(address: URL, template: URL) -> bool:
    """Whether it could be emptied, and has the schema and about the size of its template."""
    schema, size = _template_state(template)
    with connected(address) as connection:
        connection.execute(_OTHERS_OUT)
        connection.execute(_EMPTY)
        return _asked(connection, _SCHEMA) == schema and _asked(connection, _SIZE) <= size + FILLED


@cache
def _template_state(template: URL) -> tuple[str, int]:
    with connected(template) as connection:
        return _asked(connection, _SCHEMA), _asked(connection, _SIZE)


def _asked(connection: Connection, question: LiteralString) -> Any:
    row = connection.execute(question).fetchone()
    assert row
    return row[0]
