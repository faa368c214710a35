"""Tokens for programs: made, shown once, revoked."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from app import store
from app.accounts import (
    AccountChangeKind,
    Person,
    Scope,
    allowed_to,
    hash_of,
    hint_of,
    new_token,
)
from app.answers.accounts import Changing, note_account_change
from app.errors import AccountRefusedError, NotAllowedError, TokenNotFoundError
from app.store import people
from app.store.people import Account, ApiToken

LONGEST_TOKEN_NAME = 100
LONGEST_DAYS = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenWord:
    """A token to be made: what it is called, what it may do, and for how many days (None: always)."""

    name: str
    scopes: frozenset[Scope]
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeToken:
    """A new token with its secret, which is told once."""

    token: ApiToken
    secret: str = field(repr=False)


def make_token(changing: Changing, account: Account, word: TokenWord) -> MadeToken:
    """Make a token that acts for an account.

    Raises:
        AccountRefusedError: If it has no name or no scope, or one that the role does not have.
    """
    name = " ".join(word.name.split())
    if not name or len(name) > LONGEST_TOKEN_NAME or not name.isprintable():
        raise AccountRefusedError("A token has a name of 1 to 100 characters, to know it again.")
    if word.days is not None and not 1 <= word.days <= LONGEST_DAYS:
        raise AccountRefusedError(f"A token lasts 1 to {LONGEST_DAYS:,} days, or always.")
    refused = word.scopes - allowed_to(account.role)
    if refused or not word.scopes:
        has = ", ".join(sorted(allowed_to(account.role)))
        raise AccountRefusedError(f"A token of {account.name} has one or more of: {has}.")
    secret = new_token()
    ends_at = changing.at + timedelta(days=word.days) if word.days else None
    new = people.NewApiToken(
        key_hash=hash_of(secret),
        account_id=account.id,
        name=name,
        hint=hint_of(secret),
        scopes=word.scopes,
        ends_at=ends_at,
    )
    with store.writing(changing.engine) as db:
        token = people.get_token(db, people.save_token(db, new, changing.at))
        after = {"token": token.id, "name": name, "scopes": sorted(word.scopes), "days": word.days}
        note_account_change(db, changing, account, AccountChangeKind.TOKEN_MADE, after)
    return MadeToken(token=token, secret=secret)


def make_own_token(changing: Changing, person: Person, word: TokenWord) -> MadeToken:
    """Make a token for the person who asks.

    Raises:
        NotAllowedError: If they come with a token that may not make tokens.
        AccountRefusedError: As `make_token`.
    """
    if not person.may_make_keys:
        raise NotAllowedError(
            "A token makes tokens only with the scope admin: one that leaked must not outlive "
            "itself. Sign in and make it under /account."
        )
    with store.reading(changing.engine) as db:
        account = people.get_account(db, person.account_id or 0)
    return make_token(changing, account, word)


def list_own_tokens(db: Session, person: Person) -> list[ApiToken]:
    """The tokens of a person, the latest first, those that hold no more included."""
    return people.list_tokens(db, person.account_id)


def revoke_token(changing: Changing, token_id: int, owner_id: int | None = None) -> ApiToken:
    """Let nobody in with a token any more; with `owner_id` only if it is of that account.

    Raises:
        TokenNotFoundError: If there is none of this number, or it is somebody else's.
    """
    with store.writing(changing.engine) as db:
        token = people.get_token(db, token_id)
        if owner_id is not None and token.account_id != owner_id:
            raise TokenNotFoundError(token_id)
        if token.revoked_at is None:
            people.revoke_token(db, token_id, changing.at)
            account = people.get_account(db, token.account_id)
            after = {"token": token.id, "name": token.name}
            note_account_change(db, changing, account, AccountChangeKind.TOKEN_REVOKED, after)
        return people.get_token(db, token_id)


def state_of(token: ApiToken, now: datetime) -> str:
    """In one word whether a token still lets a program in."""
    if token.revoked_at is not None:
        return "revoked"
    return "in use" if token.holds(now) else "ended"
