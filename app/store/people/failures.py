"""Attempts to sign in that failed, counted by account and by network."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy import select as sql_select
from sqlmodel import Session, col

from app.accounts import REMEMBERED
from app.store.people.rows import AccountRow, SignInFailureRow
from app.store.transactions import wait_for_turn

KEPT = timedelta(days=30)
"""How long an admin can see them; addresses of people are not kept without need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Somebody who tries to come in."""

    account_id: int | None
    name_bucket: str
    network: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailure:
    """One attempt that failed; `account` is empty where nobody has the name."""

    at: datetime
    account: str
    address: str


def wait_to_try(db: Session) -> None:
    """One at a time, or many attempts at once would all find the count still low."""
    wait_for_turn(db, "sign in")


def count_failures(
    db: Session, attempt: Attempt, now: datetime
) -> tuple[list[datetime], list[datetime]]:
    """When attempts failed that count against this name, and against this network."""
    since = col(SignInFailureRow.at) > now - REMEMBERED
    by_name = (col(SignInFailureRow.name_bucket) == attempt.name_bucket) & (
        col(SignInFailureRow.forgiven).is_(False)
    )
    by_network = col(SignInFailureRow.network) == attempt.network
    found = []
    for which in (by_name, by_network):
        wanted = sql_select(col(SignInFailureRow.at)).where(since, which)
        found.append(list(db.connection().execute(wanted).scalars()))
    return found[0], found[1]


def save_attempt(db: Session, attempt: Attempt, at: datetime) -> int:
    """Count an attempt as failed until it succeeds, and forget old ones; its number."""
    db.connection().execute(delete(SignInFailureRow).where(col(SignInFailureRow.at) < at - KEPT))
    row = SignInFailureRow(
        at=at,
        account_id=attempt.account_id,
        name_bucket=attempt.name_bucket,
        network=attempt.network,
        address=attempt.address,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def forgive(db: Session, attempt_id: int, name_bucket: str) -> None:
    """An attempt succeeded: it was no failure, and those before it count no more for the name.

    For the network they still count: whoever guesses may have one account of their own.
    """
    db.connection().execute(delete(SignInFailureRow).where(col(SignInFailureRow.id) == attempt_id))
    db.connection().execute(
        update(SignInFailureRow)
        .where(col(SignInFailureRow.name_bucket) == name_bucket)
        .values(forgiven=True)
    )


def list_failures(db: Session, *, limit: int) -> list[SignInFailure]:
    """Failed attempts, the latest first."""
    wanted = (
        sql_select(col(SignInFailureRow.at), col(AccountRow.name), col(SignInFailureRow.address))
        .select_from(SignInFailureRow)
        .join(AccountRow, col(AccountRow.id) == col(SignInFailureRow.account_id), isouter=True)
        .order_by(col(SignInFailureRow.id).desc())
        .limit(limit)
    )
    return [
        SignInFailure(at=at, account=name or "", address=address)
        for at, name, address in db.connection().execute(wanted)
    ]
