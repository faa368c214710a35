"""Accounts in and out of the store."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from app.accounts import Role, email_key, name_key
from app.errors import AccountNotFoundError, NameTakenError
from app.store.people.rows import AccountRow
from app.store.transactions import wait_for_turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may sign in, unless it is closed.

    `subject` names the person of the single sign-on, `invited_email` whom an admin expects there;
    both are empty where there is none.
    """

    id: int
    name: str
    role: Role
    password_hash: str = field(repr=False)
    invited_email: str
    subject: str
    made_at: datetime
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it lets somebody in."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """An account to be made."""

    name: str
    role: Role
    password_hash: str = field(default="", repr=False)
    invited_email: str = ""
    subject: str = ""


def has_accounts(db: Session) -> bool:
    """Whether anybody was ever given an account, a closed one included."""
    return db.connection().execute(_ANY).first() is not None


_ANY = select(AccountRow.id).limit(1)


def wait_to_change_accounts(db: Session) -> None:
    """Let one transaction at a time change accounts: two could each close the other's last admin."""
    wait_for_turn(db, "accounts")


def save_account(db: Session, new: NewAccount, at: datetime) -> Account:
    """Keep a new account.

    Raises:
        NameTakenError: If somebody has the name, however it is written.
    """
    if find_account(db, new.name) is not None:
        raise NameTakenError(new.name)
    row = AccountRow(
        name=new.name,
        name_key=name_key(new.name),
        role=new.role.value,
        password_hash=new.password_hash,
        invited_email=email_key(new.invited_email),
        subject=new.subject,
        made_at=at,
    )
    db.add(row)
    db.flush()
    return _account(row)


def get_account(db: Session, account_id: int) -> Account:
    """One account.

    Raises:
        AccountNotFoundError: If none has this number.
    """
    row = db.get(AccountRow, account_id)
    if row is None:
        raise AccountNotFoundError(str(account_id))
    return _account(row)


def find_account(db: Session, name: str) -> Account | None:
    """The account of this name, however it is written."""
    row = db.exec(select(AccountRow).where(AccountRow.name_key == name_key(name))).first()
    return _account(row) if row else None


def find_account_of_subject(db: Session, subject: str) -> Account | None:
    """The account of a person of the single sign-on."""
    row = (
        db.exec(select(AccountRow).where(AccountRow.subject == subject)).first()
        if subject
        else None
    )
    return _account(row) if row else None


def list_invited(db: Session, email: str) -> list[Account]:
    """Open accounts that wait for a person of this address."""
    rows = db.exec(
        select(AccountRow).where(
            AccountRow.invited_email == email_key(email),
            AccountRow.subject == "",
            col(AccountRow.closed_at).is_(None),
        )
    )
    return [_account(row) for row in rows] if email_key(email) else []


def list_accounts(db: Session) -> list[Account]:
    """All accounts by name, closed ones last."""
    rows = db.exec(
        select(AccountRow).order_by(
            col(AccountRow.closed_at).is_not(None), col(AccountRow.name_key)
        )
    )
    return [_account(row) for row in rows]


def count_open_admins(db: Session) -> int:
    """How many could still administer."""
    wanted = (
        select(func.count())
        .select_from(AccountRow)
        .where(AccountRow.role == Role.ADMIN.value, col(AccountRow.closed_at).is_(None))
    )
    return db.exec(wanted).one()


def change_account(db: Session, account_id: int, **values: object) -> None:
    """Set some columns of an account."""
    db.connection().execute(
        update(AccountRow).where(col(AccountRow.id) == account_id).values(values)
    )


def _account(row: AccountRow) -> Account:
    return Account(
        id=row.id or 0,
        name=row.name,
        role=Role(row.role),
        password_hash=row.password_hash,
        invited_email=row.invited_email,
        subject=row.subject,
        made_at=row.made_at,
        closed_at=row.closed_at,
    )
