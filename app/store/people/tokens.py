"""Tokens for programs: found by their hash, shown by their first characters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy import select as sql_select
from sqlmodel import Session, col

from app.accounts import Role, Scope
from app.errors import TokenNotFoundError
from app.store.people.rows import AccountRow, ApiTokenRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """One token. `account_is_open` tells whether its owner may still come in."""

    id: int
    account_id: int
    account: str
    role: Role
    account_is_open: bool
    name: str
    hint: str
    scopes: frozenset[Scope]
    made_at: datetime
    ends_at: datetime | None
    used_at: datetime | None
    revoked_at: datetime | None

    def holds(self, now: datetime) -> bool:
        """Whether it still lets a program in."""
        ended = self.ends_at is not None and now >= self.ends_at
        return self.account_is_open and self.revoked_at is None and not ended


@dataclass(frozen=True, slots=True, kw_only=True)
class NewApiToken:
    """A token to be kept."""

    key_hash: str
    account_id: int
    name: str
    hint: str
    scopes: frozenset[Scope]
    ends_at: datetime | None


def save_token(db: Session, new: NewApiToken, at: datetime) -> int:
    """Keep a token; its number."""
    row = ApiTokenRow(
        key_hash=new.key_hash,
        account_id=new.account_id,
        name=new.name,
        hint=new.hint,
        scopes=sorted(new.scopes),
        made_at=at,
        ends_at=new.ends_at,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def find_token(db: Session, key_hash: str, now: datetime) -> ApiToken | None:
    """The token of this hash, if it still lets a program in."""
    found = _tokens(db.connection().execute(_OF_KEY, {"key_hash": key_hash}))
    return found[0] if found and found[0].holds(now) else None


def get_token(db: Session, token_id: int) -> ApiToken:
    """One token, whatever became of it.

    Raises:
        TokenNotFoundError: If none has this number.
    """
    found = _tokens(db.connection().execute(_ALL.where(col(ApiTokenRow.id) == token_id)))
    if not found:
        raise TokenNotFoundError(token_id)
    return found[0]


def list_tokens(db: Session, account_id: int | None = None) -> list[ApiToken]:
    """Tokens, the latest first; all, or those of one account."""
    wanted = _ALL if account_id is None else _ALL.where(col(ApiTokenRow.account_id) == account_id)
    return _tokens(db.connection().execute(wanted))


def note_token_used(db: Session, token_id: int, at: datetime) -> None:
    """A program has come in with it."""
    db.connection().execute(
        update(ApiTokenRow).where(col(ApiTokenRow.id) == token_id).values(used_at=at)
    )


def revoke_token(db: Session, token_id: int, at: datetime) -> None:
    """It lets nobody in from now on."""
    db.connection().execute(
        update(ApiTokenRow)
        .where(col(ApiTokenRow.id) == token_id, col(ApiTokenRow.revoked_at).is_(None))
        .values(revoked_at=at)
    )


def _tokens(rows: Iterable[Any]) -> list[ApiToken]:
    return [
        ApiToken(
            **{name: getattr(row, name) for name in _COLUMNS if name != "scopes"},
            scopes=frozenset(map(Scope, row.scopes)),
            account=row.account,
            role=Role(row.role),
            account_is_open=row.closed_at is None,
        )
        for row in rows
    ]


_COLUMNS = (
    "id", "account_id", "name", "hint", "scopes", "made_at", "ends_at", "used_at", "revoked_at",
)  # fmt: skip
_ALL = (
    sql_select(
        *(col(getattr(ApiTokenRow, name)) for name in _COLUMNS),
        col(AccountRow.name).label("account"),
        col(AccountRow.role),
        col(AccountRow.closed_at),
    )
    .join(AccountRow, col(AccountRow.id) == col(ApiTokenRow.account_id))
    .order_by(col(ApiTokenRow.id).desc())
)
# Made once: every request of a program asks it.
_OF_KEY = _ALL.where(col(ApiTokenRow.key_hash) == bindparam("key_hash"))
