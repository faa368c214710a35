"""Browsers that people signed in with: found by the hash of what their cookie holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlalchemy import select as sql_select
from sqlmodel import Session, col

from app.accounts import IDLE, LONGEST, Role, is_over
from app.store.people.rows import AccountRow, SignInRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """One browser of one person."""

    id: int
    account_id: int
    account: str
    role: Role
    began_at: datetime
    seen_at: datetime
    address: str
    browser: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSignIn:
    """A sign-in to be kept."""

    key_hash: str
    account_id: int
    address: str
    browser: str


def save_sign_in(db: Session, new: NewSignIn, at: datetime) -> int:
    """Keep a sign-in, and forget those that are over; its number."""
    forget_over(db, at)
    row = SignInRow(
        key_hash=new.key_hash,
        account_id=new.account_id,
        began_at=at,
        seen_at=at,
        address=new.address,
        browser=new.browser,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def find_sign_in(db: Session, key_hash: str, now: datetime) -> SignIn | None:
    """The sign-in of this key, unless it is over or its account is closed."""
    row = db.connection().execute(_OF_KEY, {"key_hash": key_hash}).first()
    if row is None or is_over(row.began_at, row.seen_at, now):
        return None
    return _sign_in(row)


def list_sign_ins(db: Session, now: datetime, account_id: int | None = None) -> list[SignIn]:
    """Sign-ins that hold, the last seen first; all, or those of one account."""
    wanted = _ALL.order_by(col(SignInRow.seen_at).desc(), col(SignInRow.id).desc())
    if account_id is not None:
        wanted = wanted.where(col(SignInRow.account_id) == account_id)
    found = map(_sign_in, db.connection().execute(wanted))
    return [one for one in found if not is_over(one.began_at, one.seen_at, now)]


def note_seen(db: Session, sign_in_id: int, at: datetime) -> None:
    """Somebody is still here."""
    db.connection().execute(
        update(SignInRow).where(col(SignInRow.id) == sign_in_id).values(seen_at=at)
    )


def end_sign_in(db: Session, sign_in_id: int, account_id: int | None = None) -> int:
    """End one; with `account_id` only if it is of that account. How many ended, 0 or 1."""
    which = col(SignInRow.id) == sign_in_id
    if account_id is not None:
        which &= col(SignInRow.account_id) == account_id
    return db.connection().execute(delete(SignInRow).where(which)).rowcount


def end_sign_in_of_key(db: Session, key_hash: str) -> int:
    """End the one of this key. How many ended, 0 or 1."""
    return (
        db.connection()
        .execute(delete(SignInRow).where(col(SignInRow.key_hash) == key_hash))
        .rowcount
    )


def end_sign_ins_of(db: Session, account_id: int) -> int:
    """End all of an account; how many there were."""
    return (
        db.connection()
        .execute(delete(SignInRow).where(col(SignInRow.account_id) == account_id))
        .rowcount
    )


def forget_over(db: Session, now: datetime) -> None:
    """Forget sign-ins that nobody can use any more."""
    over = (col(SignInRow.began_at) <= now - LONGEST) | (col(SignInRow.seen_at) <= now - IDLE)
    db.connection().execute(delete(SignInRow).where(over))


_COLUMNS = ("id", "account_id", "began_at", "seen_at", "address", "browser")
_ALL = sql_select(
    *(col(getattr(SignInRow, name)) for name in _COLUMNS),
    col(AccountRow.name).label("account"),
    col(AccountRow.role),
).join(AccountRow, col(AccountRow.id) == col(SignInRow.account_id))


# Made once: every request of somebody who is signed in asks it.
_OF_KEY = _ALL.where(
    col(SignInRow.key_hash) == bindparam("key_hash"), col(AccountRow.closed_at).is_(None)
)


def _sign_in(row: Any) -> SignIn:
    given = {name: getattr(row, name) for name in _COLUMNS}
    return SignIn(**given, account=row.account, role=Role(row.role))
