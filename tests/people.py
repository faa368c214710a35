"""People for tests: accounts as an admin makes them, and clients that come in as one of them."""

from datetime import UTC, datetime

from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import store
from app.accounts import Passwords, Role, Scope
from app.answers.accounts import AccountWord, Changing, add_account
from app.answers.signing_in import Visitor, begin_sign_in
from app.answers.tokens import TokenWord, make_token
from app.store import people
from app.store.people import Account

ADA = "Ada Lovelace"
QUICK = Passwords(memory_kib=8, passes=1)
"""What takes 20 ms in earnest; the numbers themselves are tested with the real ones."""
PASSWORD = "nine small cores of skin"  # noqa: S105 - of nobody
A_BROWSER = Visitor(address="127.0.0.1", browser="Firefox on Linux")


def add_person(
    engine: Engine, name: str = ADA, role: Role = Role.REVIEWER, password: str | None = None
) -> Account:
    """An account; the same again where there is one of the name."""
    with store.reading(engine) as db:
        found = people.find_account(db, name)
    if found is not None:
        return found
    word = AccountWord(name=name, role=role, password=password)
    return add_account(by_shell(engine), QUICK, word)


def by_shell(engine: Engine) -> Changing:
    return Changing(engine=engine, who="command line", at=datetime.now(UTC))


def a_token(engine: Engine, account: Account, *scopes: Scope, days: int | None = None) -> str:
    """The secret of a new token."""
    word = TokenWord(name="test", scopes=frozenset(scopes or {Scope.READ}), days=days)
    return make_token(by_shell(engine), account, word).secret


def come_with_token(
    client: TestClient, engine: Engine, name: str = ADA, role: Role = Role.REVIEWER
) -> None:
    """From now on the client comes with a token of somebody that may do all that their role may."""
    account = add_person(engine, name, role)
    scope = {Role.READER: Scope.READ, Role.REVIEWER: Scope.REVIEW, Role.ADMIN: Scope.ADMIN}[role]
    client.headers["Authorization"] = f"Bearer {a_token(engine, account, scope)}"


def come_signed_in(
    client: TestClient, engine: Engine, name: str = ADA, role: Role = Role.REVIEWER
) -> None:
    """From now on the client has the cookie of somebody who has signed in."""
    account = add_person(engine, name, role)
    key = begin_sign_in(engine, account.id, A_BROWSER, datetime.now(UTC))
    client.cookies.set("coregap", key)
