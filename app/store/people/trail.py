"""The audit trail of accounts: added to, read, never changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from app.accounts import AccountChange, AccountChangeKind
from app.store.people.rows import AccountChangeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChangeFilter:
    """Which changes are wanted; None and "" leave a condition out."""

    account_id: int | None = None
    kind: AccountChangeKind | None = None
    who: str = ""
    since: datetime | None = None
    before: int | None = None
    """Only those with a lower number, for paging."""


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


def list_account_changes(
    db: Session, wanted: AccountChangeFilter, *, limit: int
) -> tuple[list[AccountChange], int]:
    """Changes, the latest first, and how many meet the filter on all pages."""
    where = list(_conditions(wanted))
    total = db.exec(select(func.count()).select_from(AccountChangeRow).where(*where)).one()
    if wanted.before is not None:
        where.append(col(AccountChangeRow.id) < wanted.before)
    rows = db.exec(
        select(AccountChangeRow)
        .where(*where)
        .order_by(col(AccountChangeRow.id).desc())
        .limit(limit)
    )
    return [_change(row) for row in rows], total


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
