"""What maps are answered from in place of the studies: kept beside them, and a function of them."""

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from app.store.columns import Count, Key, Row, Words

ANY = ""
"""Stands for any indication or outcome; 0 does for any skin type."""


class MappedStudyRow(Row, table=True):
    """A study that counts, in few numbers: head and tail as `gapmap.packed` writes them."""

    __table_args__: ClassVar[dict[str, bool]] = {"sqlite_with_rowid": False}
    # Read in the order of names: so they lie in it.

    name: int = Field(
        sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    """The number that its public id writes down."""
    head: bytes
    tail: bytes


class MapWordRow(Row, table=True):
    """A word of the vocabulary that stands in tails by its code; it stays when no study has it."""

    code: int = Field(
        sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    dimension: Words
    value: Words


class _PlaceColumns(Row):
    __table_args__: ClassVar[dict[str, bool]] = {"sqlite_with_rowid": False}

    indication: Key
    outcome: Key
    fitzpatrick: int = Field(primary_key=True)


class CellRow(_PlaceColumns, table=True):
    """How many studies stand in one cell in the same way, with the sums of their people."""

    stance: int = Field(primary_key=True)
    """`Stance.code`."""
    studies: Count
    number: Count
    least: Count
    most: Count
    boundless: Count
    of_least: Count
    of_most: Count
    of_boundless: Count


class CellSharedRow(_PlaceColumns, table=True):
    """What these sums count too often in the answer of one layer, for studies that overlap."""

    layer: Key
    together: Count
    least: Count
    most: Count
    of_least: Count
    of_most: Count
    silent_least: Count
    silent_most: Count


class MapRevisionRow(Row, table=True):
    """The revision of derived data that these tables are of; no row: of none."""

    revision: Key
