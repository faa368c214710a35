"""The audit trail of accounts: added to, read, never changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from app.accounts import AccountChange, AccountChangeKind
from app.store.newest_first import cursor_after, on_all_pages, on_page, stretch_of
from app.store.people.rows import AccountChangeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChangeFilter:
    """Which changes are wanted; None and "" leave a condition out."""

    account_id: int | None = None
    kind: AccountChangeKind | None = None
    who: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChangePage:
    """Some changes, the latest first; `total` counts all pages, `next_cursor` is None on the last."""

    changes: tuple[AccountChange, ...]
    total: int
    next_cursor: str | None


def save_account_change(db: Session, change: AccountChange) -> None:
    """Add to the trail."""
    db.add(
        AccountChangeRow(
            at=change.at,
            who=change.who,
            account_id=change.account_id,
            account=change.account,
            kind=change.kind.value,
            before=change.before,
            after=change.after,
        )
    )
    db.flush()


def get_account_change_page(
    db: Session, wanted: AccountChangeFilter, *, limit: int, cursor: str | None = None
) -> AccountChangePage:
    """So many changes, the latest first; what comes while they are read is on no page.

    Raises:
        InvalidQueryError: If the cursor was not made for this filter.
    """
    number, where = col(AccountChangeRow.id), list(_conditions(wanted))
    stretch = stretch_of(cursor, wanted)
    found = db.exec(
        select(AccountChangeRow)
        .where(*where, *on_page(number, stretch))
        .order_by(number.desc())
        .limit(limit + 1)
    ).all()
    counted = select(func.count()).select_from(AccountChangeRow)
    return AccountChangePage(
        changes=tuple(_change(row) for row in found[:limit]),
        total=db.exec(counted.where(*where, *on_all_pages(number, stretch))).one(),
        next_cursor=cursor_after([row.id or 0 for row in found], limit, stretch, wanted),
    )


def _conditions(wanted: AccountChangeFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.account_id is not None:
        yield col(AccountChangeRow.account_id) == wanted.account_id
    if wanted.kind is not None:
        yield col(AccountChangeRow.kind) == wanted.kind.value
    if wanted.who:
        yield col(AccountChangeRow.who) == wanted.who
    if wanted.since is not None:
        yield col(AccountChangeRow.at) >= wanted.since


def _change(row: AccountChangeRow) -> AccountChange:
    return AccountChange(
        id=row.id or 0,
        at=row.at,
        who=row.who,
        account_id=row.account_id,
        account=row.account,
        kind=AccountChangeKind(row.kind),
        before=row.before,
        after=row.after,
    )
