"""Tables of people and how they come in. None holds a secret, only hashes; no dataset holds them."""

from sqlmodel import Field

from app.store.columns import IndexedWords, Json, Moment, MomentOrNone, Row, UniqueWords, Words


class AccountRow(Row, table=True):
    """Somebody who may sign in. Closed accounts stay: decisions carry their names."""

    id: int | None = Field(default=None, primary_key=True)
    name: Words
    name_key: UniqueWords
    """The same for all ways to write the name."""
    role: Words
    password_hash: Words = ""
    """Argon2; empty where nobody can sign in with a password."""
    invited_email: IndexedWords = ""
    """Address of the person of the single sign-on whom an admin means by this account."""
    subject: IndexedWords = ""
    """Issuer and subject of the person of the single sign-on, once known."""
    made_at: Moment
    closed_at: MomentOrNone = None


class SignInRow(Row, table=True):
    """A browser that somebody has signed in with; gone when it ends."""

    id: int | None = Field(default=None, primary_key=True)
    key_hash: UniqueWords
    account_id: int = Field(foreign_key="account.id", index=True)
    began_at: Moment
    seen_at: Moment
    address: Words
    browser: Words


class VisitRow(Row, table=True):
    """When somebody was here last, and when the visit before that one ended."""

    account_id: int = Field(primary_key=True, foreign_key="account.id")
    seen_at: Moment
    before: MomentOrNone = None


class ApiTokenRow(Row, table=True):
    """A token for a program; it stays when it is revoked."""

    id: int | None = Field(default=None, primary_key=True)
    key_hash: UniqueWords
    account_id: int = Field(foreign_key="account.id", index=True)
    name: Words
    hint: Words
    """Its first characters."""
    scopes: Json
    made_at: Moment
    ends_at: MomentOrNone = None
    used_at: MomentOrNone = None
    revoked_at: MomentOrNone = None


class SignInFailureRow(Row, table=True):
    """An attempt to sign in that did not succeed, or is not decided yet."""

    id: int | None = Field(default=None, primary_key=True)
    at: Moment
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    """None where nobody has the name: what was typed is not kept, it may be a password."""
    name_bucket: IndexedWords
    network: IndexedWords
    address: Words
    forgiven: bool = False
    """Counts no more for the account: the right password was given after it."""


class AccountChangeRow(Row, table=True):
    """One change of an account, a password or a token. Never edited, never deleted."""

    id: int | None = Field(default=None, primary_key=True)
    at: Moment
    who: Words
    account_id: int = Field(foreign_key="account.id", index=True)
    account: Words
    kind: IndexedWords
    before: Json
    after: Json


class FileImportRow(Row, table=True):
    """A file that somebody sent, and what became of it."""

    id: int | None = Field(default=None, primary_key=True)
    file: Words
    who: Words
    status: Words
    """"begun" until it ends."""
    format: Words = ""
    encoding: Words = ""
    reason: Words = ""
    """Why it did not become records."""
    counts: Json
    refused: Json
    """[place, reason] of the first parts of it that became no record."""
    sent_at: Moment
    ended_at: MomentOrNone = None
