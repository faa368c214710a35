"""Pages of a list that only grows, latest first: later rows neither shift it nor change its total."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from app.store.cursors import cursor_to, place_of


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a page begins: after the row `last`. Rows after `newest` came when paging had begun."""

    newest: int
    last: int


def stretch_of(cursor: str | None, question: object) -> Stretch | None:
    """What a cursor says; None on the first page.

    Raises:
        InvalidQueryError: If the cursor was not made for this question.
    """
    if cursor is None:
        return None
    newest, last = place_of(cursor, question, (int, int))
    return Stretch(int(newest), int(last))


def on_page(number: Mapped[Any], stretch: Stretch | None) -> list[ColumnElement[bool]]:
    """Conditions on the rows of this page and those after it."""
    return [] if stretch is None else [number < stretch.last]


def on_all_pages(number: Mapped[Any], stretch: Stretch | None) -> list[ColumnElement[bool]]:
    """Conditions on the rows of every page, for the total."""
    return [] if stretch is None else [number <= stretch.newest]


def cursor_after(
    numbers: Sequence[int], limit: int, stretch: Stretch | None, question: object
) -> str | None:
    """The cursor of the next page; `numbers` has one row more than the page, if there is one."""
    if len(numbers) <= limit:
        return None
    newest = numbers[0] if stretch is None else stretch.newest
    return cursor_to((newest, numbers[limit - 1]), question)
