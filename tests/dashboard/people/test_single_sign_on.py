"""Coming in by single sign-on, against a stand-in provider over real HTTP."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import Engine
from structlog.testing import capture_logs

from app import store
from app.accounts import Role
from app.answers.account_questions import TrailQuestion, answer_trail
from app.answers.accounts import AccountWord, add_account, close_account
from app.answers.doors import Doors
from app.oidc import Provider
from app.store import people
from app.topic import Topic
from app.web import create_web
from tests.dashboard.outline import words_of
from tests.people import QUICK, add_person, by_shell
from tests.upstreams import faults
from tests.upstreams.oidc_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    OidcProvider,
    Somebody,
    with_an_unknown_kind_of_key,
    with_another_key,
    with_our_secret,
    without_signature,
)


@pytest.fixture(scope="module")
def running() -> Iterator[OidcProvider]:
    with OidcProvider() as provider:
        yield provider


@pytest.fixture
def provider(running: OidcProvider) -> Iterator[OidcProvider]:
    """As it comes: whatever the test before it spoilt is well again."""
    running.behave()
    running.person, running.spoil, running.sign = Somebody(), lambda _: None, running._signed
    running.email_at_userinfo, running.userinfo_subject = False, None
    return running


@pytest.fixture
def engine(tmp_path: Path, sqlite_template: Path) -> Iterator[Engine]:
    opened = store.open_engine(
        f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'sso.sqlite3')}"
    )
    add_person(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def client(engine: Engine, topic: Topic, provider: OidcProvider) -> Iterator[TestClient]:
    known = Provider(
        issuer=provider.url,
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        domains=frozenset({"example.org"}),
        label="Example login",
    )
    web = create_web(engine, topic, doors=Doors(passwords=QUICK, provider=known))
    with TestClient(web, follow_redirects=False, raise_server_exceptions=False) as opened:
        yield opened


def go(client: TestClient, onward: str = "/gap-map") -> str:
    """Ask to sign in, and what address the provider sends the browser back to."""
    to_provider = client.get("/sign-in/provider", params={"next": onward})
    assert to_provider.status_code == 303, to_provider.text
    back = httpx.get(to_provider.headers["location"]).headers["location"]
    return str(back)


def come(client: TestClient, onward: str = "/gap-map") -> Response:
    return client.get(go(client, onward))


def who_is(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/me").json()
    return found


def test_somebody_of_an_allowed_domain_becomes_a_reader(client: TestClient, engine: Engine) -> None:
    assert "Example login" in words_of(client.get("/sign-in").text)
    answer = come(client, "/gap-map?rows=outcome")
    assert (answer.status_code, answer.headers["location"]) == (303, "/gap-map?rows=outcome")
    me = who_is(client)
    assert (me["name"], me["role"], me["way"]) == ("Grace Hopper", "reader", "sign-in")
    with store.reading(engine) as db:
        (added, *_) = answer_trail(db, TrailQuestion()).changes
    assert (added.who, added.account, added.kind) == ("single sign-on", "Grace Hopper", "added")


def test_the_same_person_has_the_same_account_under_another_address(
    client: TestClient, provider: OidcProvider
) -> None:
    come(client)
    first = who_is(client)["account_id"]
    client.post("/sign-out")
    provider.person = Somebody(email="g.hopper@elsewhere.example", name="Grace M. Hopper")
    come(client)
    assert who_is(client)["account_id"] == first


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (Somebody(email="eve@elsewhere.example"), "eve@elsewhere.example has no account here"),
        (Somebody(email="eve@notexample.org"), "has no account here"),
        (Somebody(email="eve@example.org.evil.example"), "has no account here"),
        (Somebody(verified=False), "does not say that your e-mail address is yours"),
        (Somebody(email=""), "does not say that your e-mail address is yours"),
    ],
)
def test_others_are_refused_in_words(
    client: TestClient, engine: Engine, provider: OidcProvider, person: Somebody, said: str
) -> None:
    provider.person = person
    answer = come(client)
    assert answer.status_code == 403
    assert said in words_of(answer.text)
    assert client.get("/api/v1/me").status_code == 401
    with store.reading(engine) as db:
        assert len(people.list_accounts(db)) == 1


def invited(engine: Engine, email: str = "grace@example.org") -> people.Account:
    word = AccountWord(name="Rear Admiral", role=Role.REVIEWER, email=email)
    return add_account(by_shell(engine), QUICK, word)


def test_whoever_was_invited_gets_the_account_and_nobody_after_them(
    client: TestClient, engine: Engine, provider: OidcProvider
) -> None:
    account = invited(engine, "Grace@Elsewhere.example")
    provider.person = Somebody(email="grace@elsewhere.example")
    come(client)
    assert (who_is(client)["name"], who_is(client)["role"]) == ("Rear Admiral", "reviewer")
    client.post("/sign-out")
    provider.person = Somebody(subject="another", email="grace@elsewhere.example")
    assert come(client).status_code == 403
    with store.reading(engine) as db:
        assert people.get_account(db, account.id).subject.endswith(" 5b3c")


def test_an_unverified_address_is_no_invitation(
    client: TestClient, engine: Engine, provider: OidcProvider
) -> None:
    invited(engine)
    provider.person = Somebody(verified=False)
    assert come(client).status_code == 403


def test_a_name_that_is_taken_is_not_taken_over(client: TestClient, provider: OidcProvider) -> None:
    """An account with a password is nobody's for having the same name."""
    provider.person = Somebody(name="ada lovelace", email="ada@example.org")
    come(client)
    assert (who_is(client)["name"], who_is(client)["role"]) == ("ada@example.org", "reader")


def test_a_closed_account_lets_nobody_in(client: TestClient, engine: Engine) -> None:
    come(client)
    close_account(by_shell(engine), who_is(client)["account_id"])
    assert client.get("/api/v1/me").status_code == 401
    answer = come(client)
    assert answer.status_code == 403
    assert "is closed" in words_of(answer.text)


def test_an_address_may_stand_at_the_userinfo_endpoint(
    client: TestClient, provider: OidcProvider
) -> None:
    provider.email_at_userinfo = True
    come(client)
    assert who_is(client)["name"] == "Grace Hopper"


def test_userinfo_of_somebody_else_is_refused(client: TestClient, provider: OidcProvider) -> None:
    provider.email_at_userinfo, provider.userinfo_subject = True, "other"
    assert come(client).status_code == 403


@pytest.mark.parametrize(
    "spoil",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-client"},
        {"aud": ["coregap", "another-client"], "azp": "another-client"},
        {"aud": ["coregap", "another-client"]},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"iat": 4_000_000_000},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"sub": ""},
        {"sub": None},
    ],
    ids=str,
)
def test_a_word_that_is_not_meant_for_us_is_not_believed(
    client: TestClient, provider: OidcProvider, spoil: dict[str, Any]
) -> None:
    def spoilt(claims: dict[str, Any]) -> None:
        for name, value in spoil.items():
            claims.pop(name, None)
            claims.update({name: value} if value is not None else {})

    provider.spoil = spoilt
    answer = come(client)
    assert answer.status_code == 403
    assert "cannot be trusted" in words_of(answer.text)
    assert client.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(
    "sign", [with_another_key, with_our_secret, with_an_unknown_kind_of_key, without_signature]
)
def test_a_word_without_the_providers_signature_is_not_believed(
    client: TestClient, provider: OidcProvider, sign: Callable[[dict[str, Any]], str]
) -> None:
    provider.sign = sign
    assert come(client).status_code == 403
    assert client.get("/api/v1/me").status_code == 401


def test_the_answer_to_another_sign_in_is_refused(client: TestClient) -> None:
    """Somebody else's answer must not sign me in as them."""
    back = go(client)
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert client.get(back.replace(state, state[::-1])).status_code == 403
    assert client.get(back.replace(f"state={state}", "x=y")).status_code == 403
    client.cookies.clear()
    assert client.get(back).status_code == 403
    assert client.get("/api/v1/me").status_code == 401


def test_an_answer_is_good_once(client: TestClient) -> None:
    back = go(client)
    assert client.get(back).status_code == 303
    client.cookies.delete("coregap")
    assert client.get(back).status_code == 403


def test_the_answer_of_another_provider_is_refused(
    client: TestClient, provider: OidcProvider
) -> None:
    back = go(client)
    mixed = back.replace(urlsplit(provider.url).netloc.replace(":", "%3A"), "evil.example")
    assert mixed != back
    assert client.get(mixed).status_code == 403


@pytest.mark.parametrize("onward", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_elsewhere(client: TestClient, onward: str) -> None:
    assert come(client, onward).headers["location"] == "/"


def test_a_provider_that_refuses_or_fails_is_told_in_words(
    client: TestClient, provider: OidcProvider
) -> None:
    back = go(client)
    refused = back.split("?")[0] + "?" + urlsplit(back).query.replace("code=", "error=")
    assert "it refused" in words_of(client.get(refused).text)
    provider.plan(faults.server_error)
    answer = client.get("/sign-in/provider")
    assert answer.status_code == 403
    assert "could not say who you are" in words_of(answer.text)


def test_nothing_secret_is_logged_or_shown(client: TestClient, provider: OidcProvider) -> None:
    with capture_logs() as events:
        answer = come(client)
        client.cookies.delete("coregap")
        provider.sign = with_another_key
        failed = come(client)
    said = f"{events} {failed.text} {dict(answer.headers)}"
    assert "single_sign_on_failed" in said
    for code in [one.asked.get("code", "") for one in provider.received if one.path == "/token"]:
        assert code
        assert code not in said
    assert CLIENT_SECRET not in said
    assert "access" not in str(events)


def test_without_a_provider_there_is_no_button(engine: Engine, topic: Topic) -> None:
    with TestClient(create_web(engine, topic), raise_server_exceptions=False) as plain:
        assert "/sign-in/provider" not in plain.get("/sign-in").text
        assert plain.get("/sign-in/provider").status_code == 403
