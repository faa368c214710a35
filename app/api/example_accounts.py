"""Invented people and tokens for the example answers."""

from typing import Any

from app.accounts import (
    AccountChange,
    AccountChangeKind,
    Person,
    Role,
    Scope,
    Way,
    allowed_to,
)
from app.answers.tokens import MadeToken
from app.api.example_searching import AT
from app.store.people import Account, AccountChangePage, ApiToken

NEW_ACCOUNT = {"name": "Grace Hopper", "role": "reviewer", "email": "grace@example.org"}
NEW_TOKEN = {"name": "Notebook", "scopes": ["read"], "days": 90}
PATCH = {"role": "reviewer"}


def me() -> Person:
    """A reviewer who comes with a token."""
    return Person(
        account_id=2,
        name="Ada Lovelace",
        role=Role.REVIEWER,
        scopes=allowed_to(Role.REVIEWER, {Scope.REVIEW}),
        way=Way.TOKEN,
        key_id=1,
    )


def an_account() -> Account:
    """Somebody who was invited and has come."""
    return Account(
        id=3,
        name="Grace Hopper",
        role=Role.REVIEWER,
        password_hash="",
        invited_email="grace@example.org",
        subject="https://login.example.org 5b3c",
        made_at=AT,
        closed_at=None,
    )


def a_token() -> ApiToken:
    """A token that reads."""
    return ApiToken(
        id=1,
        account_id=2,
        account="Ada Lovelace",
        role=Role.REVIEWER,
        account_is_open=True,
        name="Notebook",
        hint="coregap_Ab1d",
        scopes=frozenset({Scope.READ}),
        made_at=AT,
        ends_at=None,
        used_at=AT,
        revoked_at=None,
    )


def a_made_token() -> MadeToken:
    """The same when it was made; three dots stand for most of its secret."""
    token = a_token()
    return MadeToken(token=token, secret=f"{token.hint}…")


def some_changes() -> AccountChangePage:
    """A role that was changed."""
    before: dict[str, Any] = {"role": "reader"}
    change = AccountChange(
        id=1,
        at=AT,
        who="Ada Lovelace",
        account_id=3,
        account="Grace Hopper",
        kind=AccountChangeKind.ROLE,
        before=before,
        after={"role": "reviewer"},
    )
    return AccountChangePage(changes=(change,), total=1, next_cursor=None)
