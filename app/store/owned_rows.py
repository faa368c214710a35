"""Rows that a report or a study owns, brought up to how they should be."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, Column, bindparam, delete, or_, select, update
from sqlmodel import Session

from app.store.batches import chosen, in_batches, insert_rows
from app.store.columns import Row, table_of

Owned = Mapping[type[Row], Sequence[Mapping[str, Any]]]
"""All rows of one owner, by their tables."""


def insert_owned(db: Session, model: type[Row], owners: Iterable[Owned]) -> None:
    """Insert all that they have in one table; there may be none."""
    rows = [row for owner in owners for row in owner[model]]
    if rows:
        insert_rows(db, model, rows)


def write_owners(
    db: Session, model: type[Row], owners: Sequence[Owned], there: Collection[str]
) -> None:
    """Their own rows, of which those of these ids are there: these keep what is unique of them.

    Any other that is there is in the way, and the database says so.
    """
    [key] = table_of(model).primary_key.columns
    insert_owned(db, model, [one for one in owners if one[model][0][key.name] not in there])
    stay = [row for one in owners for row in one[model] if row[key.name] in there]
    if stay:
        insert_rows(db, model, stay, or_update=True)
        for index in table_of(model).indexes:
            _write_indexed(db, key, [c for c in index.columns if c is not key], stay)


def _write_indexed(
    db: Session, key: Column[Any], columns: Sequence[Column[Any]], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Set what stands in an index where it differs: most often nowhere."""
    marks: dict[str, BindParameter[Any]]
    marks = {column.name: bindparam(f"now_{column.name}") for column in columns}
    differs = or_(*(column.is_distinct_from(marks[column.name]) for column in columns))
    change = update(key.table).where(key == bindparam("of"), differs).values(marks)
    values = [{f"now_{name}": row[name] for name in marks} | {"of": row[key.name]} for row in rows]
    db.connection().execute(change, values)


def delete_owned(db: Session, model: type[Row], owner: str, ids: Sequence[str]) -> None:
    """Delete all rows of a table in whose column `owner` one of these ids stands."""
    own = table_of(model).columns[owner]
    for some in in_batches(ids):
        db.connection().execute(delete(table_of(model)).where(own.in_(some)))


def write_differences(
    db: Session, model: type[Row], owner: str, owners: Iterable[Owned], there: Collection[str]
) -> None:
    """Delete and insert only what came, went or changed; owners but those `there` have no rows yet.

    Where each row stands in indexes of a whole database's rows, at places of its own, to write all
    of them again takes more time than everything else that an owner has.
    """
    table = table_of(model)
    in_order = itemgetter(*(column.name for column in table.columns))
    now = {in_order(row): row for one in owners for row in one[model]}
    before = set(map(tuple, chosen(db, select(*table.columns), table.columns[owner], there)))
    _delete_rows(db, model, sorted(before - now.keys()))
    came = [row for values, row in now.items() if values not in before]
    if came:
        insert_rows(db, model, came)


def _delete_rows(db: Session, model: type[Row], rows: Sequence[tuple[Any, ...]]) -> None:
    if not rows:
        return
    table = table_of(model)
    these = [key == bindparam(f"of_{key.name}") for key in table.primary_key.columns]
    names = [f"of_{column.name}" for column in table.columns]
    values = [dict(zip(names, row, strict=True)) for row in rows]
    db.connection().execute(delete(table).where(*these), values)
