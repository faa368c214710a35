"""The search log: every request with what it brought, enough to print how a search was done."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.store.newest_first import cursor_after, on_all_pages, on_page, stretch_of
from app.store.operational import SearchLogRow
from app.store.run_values import LoggedPage


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLogPage:
    """Part of the log, the latest first. `pages` are under the numbers that name them."""

    pages: tuple[tuple[int, LoggedPage], ...]
    total: int
    next_cursor: str | None
    """None where nothing older is left."""


def save_logged_page(db: Session, page: LoggedPage) -> None:
    """Note one page and the requests that brought it."""
    db.add(SearchLogRow(**asdict(page)))
    db.flush()


def list_search_log(
    db: Session, *, search_id: int | None = None, source: str | None = None
) -> list[LoggedPage]:
    """Pages in the order in which they came; of one search, of one source, or all."""
    query = select(SearchLogRow).order_by(col(SearchLogRow.id))
    if search_id is not None:
        query = query.where(col(SearchLogRow.search_id) == search_id)
    if source is not None:
        query = query.where(col(SearchLogRow.source) == source)
    return [_logged(row) for row in db.exec(query)]


def get_search_log_page(
    db: Session, *, limit: int, source: str | None = None, cursor: str | None = None
) -> SearchLogPage:
    """So many pages of the log, of one source or of all, the latest first.

    Raises:
        InvalidQueryError: If the cursor was not made for this list.
    """
    number, question = col(SearchLogRow.id), ("search log", source)
    stretch = stretch_of(cursor, question)
    of_source = () if source is None else (col(SearchLogRow.source) == source,)
    found = db.exec(
        select(SearchLogRow)
        .where(*of_source, *on_page(number, stretch))
        .order_by(number.desc())
        .limit(limit + 1)
    ).all()
    counted = select(func.count()).where(*of_source, *on_all_pages(number, stretch))
    return SearchLogPage(
        pages=tuple((row.id or 0, _logged(row)) for row in found[:limit]),
        total=db.exec(counted.select_from(SearchLogRow)).one(),
        next_cursor=cursor_after([row.id or 0 for row in found], limit, stretch, question),
    )


def _logged(row: SearchLogRow) -> LoggedPage:
    return LoggedPage(
        run_id=row.run_id,
        search_id=row.search_id,
        source=row.source,
        part=row.part,
        at=row.at,
        asked=tuple(_request(request) for request in row.asked),
        announced=row.announced,
        identifiers=tuple(row.identifiers),
        new=row.new,
        updated=row.updated,
        unchanged=row.unchanged,
        rejected=row.rejected,
        withdrawn=tuple(row.withdrawn),
        warnings=tuple(row.warnings),
    )


def _request(parts: Iterable[str | int]) -> tuple[str, str, int]:
    url, body, status = parts
    return str(url), str(body), int(status)
