"""Accounts: who there is, and every change of them, each with its line in the audit trail."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.accounts import (
    NAME_RULE,
    AccountChange,
    AccountChangeKind,
    Passwords,
    Role,
    display_name,
    email_key,
    password_flaw,
)
from app.errors import (
    AccountNotFoundError,
    AccountRefusedError,
    NameTakenError,
    PasswordRefusedError,
)
from app.store import people
from app.store.people import Account

LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True, kw_only=True)
class Changing:
    """Who changes accounts, where and when; `account_id` is None for a shell and the like."""

    engine: Engine
    who: str
    at: datetime
    account_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountWord:
    """An account to be made. Without a password its person comes in by single sign-on alone."""

    name: str
    role: Role
    email: str = ""
    password: str | None = field(default=None, repr=False)


def list_all_accounts(db: Session) -> list[Account]:
    """All accounts by name, closed ones last."""
    return people.list_accounts(db)


def account_named(db: Session, name: str) -> Account:
    """The account of this name, however it is written.

    Raises:
        AccountNotFoundError: If there is none.
    """
    account = people.find_account(db, name)
    if account is None:
        raise AccountNotFoundError(name)
    return account


def add_account(changing: Changing, passwords: Passwords, word: AccountWord) -> Account:
    """Make an account.

    Raises:
        AccountRefusedError: If its name or address cannot be one.
        PasswordRefusedError: If the password breaks the rule.
        NameTakenError: If somebody has the name.
    """
    new = _new_account(passwords, word)
    with _changing(changing) as db:
        return _added(db, changing, new)


def add_first_admin(changing: Changing, passwords: Passwords, word: AccountWord) -> Account:
    """Make the first account there is, an admin's.

    Raises:
        AccountRefusedError: If there is one already, or the name cannot be one.
        PasswordRefusedError: If the password breaks the rule.
    """
    new = _new_account(passwords, word)
    with _changing(changing) as db:
        if people.has_accounts(db):
            raise AccountRefusedError("There are accounts already: an admin adds the others.")
        return _added(db, changing, new)


def change_role(changing: Changing, account_id: int, role: Role) -> None:
    """Give a role; whoever is signed in with the account has to sign in again.

    Raises:
        AccountNotFoundError: If there is none of this number.
        AccountRefusedError: If it is one's own, or that of the last admin.
    """
    with _changing(changing) as db:
        account = people.get_account(db, account_id)
        if account.role is role:
            return
        _check_others_account(changing, account)
        _check_an_admin_stays(db, account)
        people.change_account(db, account_id, role=role.value)
        people.end_sign_ins_of(db, account_id)
        _note(db, changing, account, AccountChangeKind.ROLE, {"role": account.role}, {"role": role})


def set_password(changing: Changing, passwords: Passwords, account_id: int, password: str) -> None:
    """Give a password; whoever is signed in with the account has to sign in again.

    Raises:
        AccountNotFoundError: If there is none of this number.
        PasswordRefusedError: If the password breaks the rule.
    """
    with store.reading(changing.engine) as db:
        account = people.get_account(db, account_id)
    kept = _kept(passwords, password, account.name)
    with _changing(changing) as db:
        people.change_account(db, account_id, password_hash=kept)
        ended = people.end_sign_ins_of(db, account_id)
        after = {"sign_ins_ended": ended}
        _note(db, changing, account, AccountChangeKind.PASSWORD, {}, after)


def invite(changing: Changing, account_id: int, email: str) -> None:
    """Say which person of the single sign-on an account is for; "" takes it back.

    Raises:
        AccountNotFoundError: If there is none of this number.
        AccountRefusedError: If it is no address.
    """
    address = _checked_email(email)
    with _changing(changing) as db:
        account = people.get_account(db, account_id)
        people.change_account(db, account_id, invited_email=address, subject="")
        before, after = {"email": account.invited_email}, {"email": address}
        _note(db, changing, account, AccountChangeKind.INVITATION, before, after)


def close_account(changing: Changing, account_id: int) -> None:
    """Let nobody in with the account any more; its name stays with its decisions.

    Raises:
        AccountNotFoundError: If there is none of this number.
        AccountRefusedError: If it is one's own, or that of the last admin.
    """
    with _changing(changing) as db:
        account = people.get_account(db, account_id)
        if not account.is_open:
            return
        _check_others_account(changing, account)
        _check_an_admin_stays(db, account)
        people.change_account(db, account_id, closed_at=changing.at)
        tokens = [t for t in people.list_tokens(db, account_id) if t.revoked_at is None]
        for token in tokens:
            people.revoke_token(db, token.id, changing.at)
        ended = people.end_sign_ins_of(db, account_id)
        after = {"open": False, "sign_ins_ended": ended, "tokens_revoked": len(tokens)}
        _note(db, changing, account, AccountChangeKind.CLOSED, {"open": True}, after)


def open_account(changing: Changing, account_id: int) -> None:
    """Let somebody in with a closed account again; its tokens stay revoked.

    Raises:
        AccountNotFoundError: If there is none of this number.
    """
    with _changing(changing) as db:
        account = people.get_account(db, account_id)
        if account.is_open:
            return
        people.change_account(db, account_id, closed_at=None)
        after = {"open": True}
        _note(db, changing, account, AccountChangeKind.OPENED, {"open": False}, after)


def end_sign_ins(changing: Changing, account_id: int, sign_in_id: int | None = None) -> None:
    """End one sign-in of an account, or all of them.

    Raises:
        AccountNotFoundError: If there is no such account.
    """
    with _changing(changing) as db:
        account = people.get_account(db, account_id)
        if sign_in_id is None:
            ended = people.end_sign_ins_of(db, account_id)
        else:
            ended = people.end_sign_in(db, sign_in_id, account_id)
        if ended:
            after = {"sign_ins_ended": ended}
            _note(db, changing, account, AccountChangeKind.SIGN_INS_ENDED, {}, after)


def note_account_change(
    db: Session,
    changing: Changing,
    account: Account,
    kind: AccountChangeKind,
    after: dict[str, Any],
) -> None:
    """A line in the audit trail of what another room's step has changed."""
    _note(db, changing, account, kind, {}, after)


def free_name(db: Session, wanted: str, email: str) -> str:
    """A name that nobody has, for somebody of whom the single sign-on says this."""
    name = display_name(wanted) or display_name(email) or "Somebody"
    if people.find_account(db, name) is None:
        return name
    others = (display_name(email), *(f"{name[:90]} {n}" for n in range(2, 1000)))
    for other in others:
        if other and people.find_account(db, other) is None:
            return other
    raise NameTakenError(name)


@contextmanager
def _changing(changing: Changing) -> Iterator[Session]:
    with store.writing(changing.engine) as db:
        people.wait_to_change_accounts(db)
        yield db


def _added(db: Session, changing: Changing, new: people.NewAccount) -> Account:
    account = people.save_account(db, new, changing.at)
    after = {"role": account.role, "email": account.invited_email}
    _note(db, changing, account, AccountChangeKind.ADDED, {}, after)
    return account


def _note(
    db: Session,
    changing: Changing,
    account: Account,
    kind: AccountChangeKind,
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    change = AccountChange(
        at=changing.at,
        who=changing.who,
        account_id=account.id,
        account=account.name,
        kind=kind,
        before=before,
        after=after,
    )
    people.save_account_change(db, change)


def _new_account(passwords: Passwords, word: AccountWord) -> people.NewAccount:
    name = display_name(word.name)
    if not name:
        raise AccountRefusedError(NAME_RULE)
    return people.NewAccount(
        name=name,
        role=word.role,
        password_hash="" if word.password is None else _kept(passwords, word.password, name),
        invited_email=_checked_email(word.email),
    )


def _kept(passwords: Passwords, password: str, name: str) -> str:
    flaw = password_flaw(password, name)
    if flaw:
        raise PasswordRefusedError(flaw)
    return passwords.hashed(password)


def _checked_email(email: str) -> str:
    address = email_key(email)
    name, _, host = address.partition("@")
    is_one = (
        bool(name and host) and "@" not in host and address.isprintable() and " " not in address
    )
    if address and not (is_one and len(address) <= LONGEST_EMAIL):
        raise AccountRefusedError("The address of an invited person looks so: ada@example.org.")
    return address


def _check_others_account(changing: Changing, account: Account) -> None:
    if changing.account_id == account.id:
        raise AccountRefusedError(
            "Nobody changes the role of their own account, or closes it: ask another admin."
        )


def _check_an_admin_stays(db: Session, account: Account) -> None:
    if account.role is Role.ADMIN and account.is_open and people.count_open_admins(db) == 1:
        raise AccountRefusedError(f"{account.name} is the last admin: make another one first.")
