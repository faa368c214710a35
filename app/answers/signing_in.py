"""Coming in with a name and a password, and going out again."""

import math
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from app import store
from app.accounts import (
    OF_ACCOUNT,
    OF_ADDRESS,
    Passwords,
    hash_of,
    name_bucket,
    network_of,
    new_key,
    wait_until,
)
from app.answers.accounts import Changing
from app.errors import TooManyAttemptsError, WrongPasswordError
from app.store import people

LONGEST_BROWSER = 200  # characters of what a browser says of itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A browser that somebody comes with."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInWord:
    """What somebody gives to come in."""

    name: str
    password: str = field(repr=False)


def sign_in(
    engine: Engine, passwords: Passwords, word: SignInWord, visitor: Visitor, now: datetime
) -> str:
    """What the browser's cookie is to hold from now on.

    A wrong name takes as long as a wrong password, counts as much, and is told in the same words.

    Raises:
        TooManyAttemptsError: If it has to be tried later.
        WrongPasswordError: If name and password are not those of an open account.
    """
    account, attempt_id = _admitted(engine, word.name, visitor, now)
    is_right = passwords.is_right(account.password_hash if account else "", word.password)
    if account is None or not is_right or not account.is_open:
        raise WrongPasswordError
    renewed = (
        passwords.hashed(word.password) if passwords.is_outdated(account.password_hash) else ""
    )
    key = new_key()
    with store.writing(engine) as db:
        if people.get_account(db, account.id).password_hash != account.password_hash:
            raise WrongPasswordError  # it was changed in the meantime
        people.forgive(db, attempt_id, name_bucket(word.name))
        if renewed:
            people.change_account(db, account.id, password_hash=renewed)
        people.save_sign_in(db, _new_sign_in(key, account.id, visitor), now)
    return key


def check_password(
    changing: Changing, passwords: Passwords, password: str, visitor: Visitor
) -> None:
    """Whether somebody who is signed in knows their password: a browser left open does not.

    An account without a password has none to know.

    Raises:
        TooManyAttemptsError: If it has to be tried later.
        WrongPasswordError: If it is another one.
    """
    with store.reading(changing.engine) as db:
        account = people.get_account(db, changing.account_id or 0)
    if not account.password_hash:
        return
    _, attempt_id = _admitted(changing.engine, account.name, visitor, changing.at)
    if not passwords.is_right(account.password_hash, password):
        raise WrongPasswordError
    with store.writing(changing.engine) as db:
        people.forgive(db, attempt_id, name_bucket(account.name))


def begin_sign_in(engine: Engine, account_id: int, visitor: Visitor, now: datetime) -> str:
    """Let in somebody whom we know by other means; what the browser's cookie is to hold."""
    key = new_key()
    with store.writing(engine) as db:
        people.save_sign_in(db, _new_sign_in(key, account_id, visitor), now)
    return key


def sign_out(engine: Engine, key: str) -> None:
    """The cookie lets nobody in from now on."""
    with store.writing(engine) as db:
        people.end_sign_in_of_key(db, hash_of(key))


def _admitted(
    engine: Engine, name: str, visitor: Visitor, now: datetime
) -> tuple[people.Account | None, int]:
    """Count the attempt before it is checked, so that many at once are counted too."""
    with store.writing(engine) as db:
        people.wait_to_try(db)
        account = people.find_account(db, name)
        attempt = people.Attempt(
            account_id=account.id if account else None,
            name_bucket=name_bucket(name),
            network=network_of(visitor.address),
            address=visitor.address,
        )
        of_name, of_network = people.count_failures(db, attempt, now)
        until = [
            wait_until(of_name, OF_ACCOUNT),
            wait_until(of_network, OF_ADDRESS) if attempt.network else None,
        ]
        latest = max((moment for moment in until if moment), default=now)
        if latest > now:
            raise TooManyAttemptsError(math.ceil((latest - now).total_seconds()))
        return account, people.save_attempt(db, attempt, now)


def _new_sign_in(key: str, account_id: int, visitor: Visitor) -> people.NewSignIn:
    return people.NewSignIn(
        key_hash=hash_of(key),
        account_id=account_id,
        address=visitor.address,
        browser=visitor.browser[:LONGEST_BROWSER],
    )
