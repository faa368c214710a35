"""Run by Alembic: hands it the connection and the tables. Started by `app.store.schema` alone."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.schema import SchemaItem

from app.store import (  # noqa: F401 - they fill Row.metadata
    decided,
    derived,
    frozen,
    map_tables,
    match_index,
    operational,
    received,
)
from app.store.columns import JsonText, Row, SafeText, UtcDateTime

SEARCH_TABLE = "search"
"""Made by hand for each dialect, with helpers of its own named `search_...` on SQLite."""


def belongs_to_models(
    _item: SchemaItem, name: str | None, kind: str, _reflected: bool, _other: Any
) -> bool:
    """Leave the search index out of the comparison between models and database."""
    name = name or ""
    is_search = name == SEARCH_TABLE or name.startswith(f"{SEARCH_TABLE}_")
    return not (kind in ("table", "index") and is_search)


def plain_type(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write a column's type without the product's own names, which later versions may change."""
    if kind == "type" and isinstance(item, SafeText | JsonText):
        return "sa.Text()"
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    include_object=belongs_to_models,
    render_item=plain_type,
)
with context.begin_transaction():
    context.run_migrations()
