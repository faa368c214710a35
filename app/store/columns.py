"""The kinds of column that every table is made of, and the names its constraints get."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, Date, Dialect, MetaData, Table, Text, inspect
from sqlalchemy import DateTime as SqlDateTime
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel
from typing_extensions import override

from app.records.written import canonical_json, storable, storable_all

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class SafeText(TypeDecorator[str]):
    """Text of any length that both databases can keep."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what cannot be stored."""
        return _storable_or_none(value)

    @override
    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:
        """As `process_bind_param`: one call for each of a million values, in place of three."""
        return _storable_or_none

    def bind_all(self, values: Sequence[str | None]) -> Sequence[str | None]:
        """As `process_bind_param` of each."""
        return storable_all(values)


def _storable_or_none(value: str | None) -> str | None:
    return None if value is None else storable(value)


class JsonText(TypeDecorator[Any]):
    """A list or a dict as canonical JSON text: the same value always gives the same characters."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """Render with sorted keys and without spaces."""
        return storable(canonical_json(value))

    def bind_all(self, values: Sequence[Any]) -> Sequence[str | None]:
        """As `process_bind_param` of each."""
        return storable_all([canonical_json(value) for value in values])

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Parse."""
        return _parsed_or_none(value)

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], Any]:
        """As `process_result_value`: one call for each value, in place of three."""
        return _parsed_or_none


def _parsed_or_none(value: str | None) -> Any:
    return None if value is None else json.loads(value)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite would otherwise give back a time without a zone."""

    impl = SqlDateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone: nobody could say later which moment it was.

        Raises:
            ValueError: If the time has no zone.
        """
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"{value.isoformat()} has no time zone; pass an aware datetime.")
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Answer in UTC whatever the database's own zone is."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Words = Annotated[str, Field(sa_type=SafeText)]
LaterWords = Annotated[
    str, Field(sa_type=SafeText, default="", sa_column_kwargs={"server_default": ""})
]
"""Text of a column that older rows of the table have not."""
UniqueWords = Annotated[str, Field(sa_type=SafeText, unique=True)]
IndexedWords = Annotated[str, Field(sa_type=SafeText, index=True)]
Key = Annotated[str, Field(sa_type=SafeText, primary_key=True)]
Count = Annotated[int, Field(sa_type=BigInteger)]
CountOrNone = Annotated[int | None, Field(sa_type=BigInteger, nullable=True)]
Json = Annotated[Any, Field(sa_type=JsonText, nullable=False)]
Moment = Annotated[datetime, Field(sa_type=UtcDateTime)]
IndexedMoment = Annotated[datetime, Field(sa_type=UtcDateTime, index=True)]
Day = Annotated[date, Field(sa_type=Date)]
DayOrNone = Annotated[date | None, Field(sa_type=Date, nullable=True)]
MomentOrNone = Annotated[datetime | None, Field(sa_type=UtcDateTime, nullable=True)]


class Row(SQLModel):
    """Base of every table: `StudyAliasRow` is the table `study_alias`."""

    metadata = MetaData(naming_convention=NAMES)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 - a declared attribute is given the class
        name = cls.__name__.removesuffix("Row")
        return re.sub("(?<!^)(?=[A-Z])", "_", name).lower()


def table_of(model: type[Row]) -> Table:
    """The table that a class of rows is of."""
    table = inspect(model).local_table
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} is not a table")
    return table
