"""Which account somebody of the single sign-on comes in with, if any."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session

from app import store
from app.accounts import AccountChangeKind, Role
from app.answers.accounts import Changing, free_name, note_account_change
from app.errors import SingleSignOnError
from app.oidc import Identity, Provider, may_join
from app.store import people
from app.store.people import Account

WHO = "single sign-on"


def account_of(engine: Engine, provider: Provider, identity: Identity, now: datetime) -> Account:
    """The person's account: the one linked before, the one they were invited to, or a new reader's.

    An address alone never leads to an account that no admin named the address for: whoever holds
    an address tomorrow need not be who held it yesterday.

    Raises:
        SingleSignOnError: If they may not come in, saying why.
    """
    changing = Changing(engine=engine, who=WHO, at=now)
    with store.writing(engine) as db:
        people.wait_to_change_accounts(db)
        account = (
            people.find_account_of_subject(db, identity.key)
            or _invited(db, changing, identity)
            or _joined(db, changing, provider, identity)
        )
    if not account.is_open:
        raise SingleSignOnError(f"The account {account.name} is closed. Ask an admin to open it.")
    return account


def _invited(db: Session, changing: Changing, identity: Identity) -> Account | None:
    found = people.list_invited(db, identity.email)
    if len(found) != 1:
        return None
    account = replace(found[0], subject=identity.key)
    people.change_account(db, account.id, subject=identity.key)
    after = {"email": identity.email, "subject": identity.subject}
    note_account_change(db, changing, account, AccountChangeKind.LINKED, after)
    return account


def _joined(db: Session, changing: Changing, provider: Provider, identity: Identity) -> Account:
    if not identity.email:
        raise SingleSignOnError(
            "The provider does not say that your e-mail address is yours, so nobody can tell who "
            "you are here. Ask an admin for an account."
        )
    if not may_join(identity, provider):
        raise SingleSignOnError(
            f"{identity.email} has no account here, and new people come in by themselves only "
            "with an address of this organisation. Ask an admin to invite the address."
        )
    new = people.NewAccount(
        name=free_name(db, identity.name, identity.email), role=Role.READER, subject=identity.key
    )
    account = people.save_account(db, new, changing.at)
    after = {"role": account.role, "email": identity.email, "subject": identity.subject}
    note_account_change(db, changing, account, AccountChangeKind.ADDED, after)
    return account
