"""Coming in when many come at once, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from sqlalchemy import Engine

from app import store
from app.accounts import Role
from app.answers.accounts import AccountWord, add_first_admin, change_role
from app.answers.signing_in import SignInWord, sign_in
from app.errors import AccountRefusedError, CoregapError
from app.store import people
from tests.people import A_BROWSER, ADA, PASSWORD, QUICK, add_person, by_shell

AT_ONCE = 12


def outcome(call: object, *given: object) -> str:
    try:
        call(*given)  # type: ignore[operator]  # what is tested
    except CoregapError as error:
        return type(error).__name__
    return "done"


def test_guessing_at_once_brings_no_more_guesses(engine: Engine) -> None:
    add_person(engine, password=PASSWORD)
    word = SignInWord(name=ADA, password="guess")  # noqa: S106 - a wrong one
    now = datetime.now(UTC)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = list(
            threads.map(
                lambda _: outcome(sign_in, engine, QUICK, word, A_BROWSER, now), range(AT_ONCE)
            )
        )
    assert found.count("WrongPasswordError") == 5
    assert found.count("TooManyAttemptsError") == AT_ONCE - 5


def test_of_two_first_admins_one_is_the_first(engine: Engine) -> None:
    words = [
        AccountWord(name=name, role=Role.ADMIN, password=PASSWORD) for name in ("Ada", "Grace")
    ]
    with ThreadPoolExecutor(2) as threads:
        found = list(
            threads.map(lambda word: outcome(add_first_admin, by_shell(engine), QUICK, word), words)
        )
    assert sorted(found) == ["AccountRefusedError", "done"]
    with store.reading(engine) as db:
        assert len(people.list_accounts(db)) == 1


def test_two_admins_cannot_each_unmake_the_other(engine: Engine) -> None:
    both = [add_person(engine, name, Role.ADMIN).id for name in ("Ada", "Grace")]
    with ThreadPoolExecutor(2) as threads:
        found = list(
            threads.map(
                lambda number: outcome(change_role, by_shell(engine), number, Role.READER), both
            )
        )
    assert sorted(found) == [AccountRefusedError.__name__, "done"]
    with store.reading(engine) as db:
        assert people.count_open_admins(db) == 1
