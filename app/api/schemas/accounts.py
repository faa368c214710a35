"""People and tokens in JSON. No answer but one holds a secret: that to the making of a token."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from app.accounts import AccountChangeKind, Role, Scope
from app.answers.tokens import MadeToken as JustMade
from app.api.schemas.words import NextAddress, NextCursor, Shape
from app.store.people import Account as KeptAccount
from app.store.people import ApiToken


class Me(Shape):
    """Whose request it is, and what it may do."""

    account_id: Annotated[int | None, Field(description="Null for a guest.")]
    name: Annotated[str, Field(description="Written with decisions; empty for a guest.")]
    role: Role
    scopes: Annotated[tuple[Scope, ...], Field(description="What this request may do.")]
    way: Annotated[
        Literal["nobody", "sign-in", "token"], Field(description="How the request said it.")
    ]

    @model_validator(mode="before")
    @classmethod
    def _in_order(cls, person: Any) -> Any:
        if not hasattr(person, "may_make_keys"):
            return person
        named = {name: getattr(person, name) for name in ("account_id", "name", "role", "way")}
        return named | {"scopes": tuple(sorted(person.scopes))}


class Account(Shape):
    """Somebody who may sign in, unless the account is closed."""

    id: int
    name: str
    role: Role
    is_open: bool
    has_password: bool
    email: Annotated[
        str, Field(description="Address of the person of the single sign-on it is meant for.")
    ]
    is_linked: Annotated[bool, Field(description="Whether that person has come in with it.")]
    made_at: datetime
    closed_at: datetime | None

    @model_validator(mode="before")
    @classmethod
    def _from_kept(cls, kept: Any) -> Any:
        if not isinstance(kept, KeptAccount):
            return kept
        names = ("id", "name", "role", "is_open", "made_at", "closed_at")
        return {name: getattr(kept, name) for name in names} | {
            "has_password": bool(kept.password_hash),
            "email": kept.invited_email,
            "is_linked": bool(kept.subject),
        }


class Accounts(Shape):
    """All accounts by name, closed ones last."""

    accounts: tuple[Account, ...]


class Token(Shape):
    """A token without its secret."""

    id: int
    account: Annotated[str, Field(description="Name of whom it acts for.")]
    name: str
    hint: Annotated[str, Field(description="Its first characters.")]
    scopes: tuple[Scope, ...]
    made_at: datetime
    ends_at: Annotated[datetime | None, Field(description="Null where it does not end.")]
    used_at: Annotated[
        datetime | None, Field(description="Last use, to five minutes; null where never.")
    ]
    revoked_at: datetime | None

    @model_validator(mode="before")
    @classmethod
    def _in_order(cls, token: Any) -> Any:
        if isinstance(token, JustMade):
            return _token_fields(token.token) | {"token": token.secret}
        return _token_fields(token) if isinstance(token, ApiToken) else token


class MadeToken(Token):
    """A new token: what stands in `token` is told this once."""

    token: Annotated[str, Field(description="To be sent as `Authorization: Bearer …`.")]


class Tokens(Shape):
    """One's tokens, the latest first, those that hold no more included."""

    tokens: tuple[Token, ...]


class AccountChange(Shape):
    """One line of the audit trail."""

    id: int
    at: datetime
    who: Annotated[str, Field(description="Who did it: an account, or what else changes accounts.")]
    account_id: int
    account: Annotated[str, Field(description="Name of the account that was changed.")]
    kind: AccountChangeKind
    before: dict[str, Any]
    after: dict[str, Any]


class AccountChanges(Shape):
    """Some changes, the latest first."""

    changes: tuple[AccountChange, ...]
    total: Annotated[int, Field(description="All that meet the question, shown or not.")]
    next_cursor: NextCursor
    next: NextAddress = None


def _token_fields(token: ApiToken) -> dict[str, Any]:
    named = {name: getattr(token, name) for name in Token.model_fields if name != "scopes"}
    return named | {"scopes": tuple(sorted(token.scopes))}
