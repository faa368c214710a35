"""Coming in by a form, being turned away, and going out: the locks of the pages."""

import base64
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from lxml import etree
from sqlalchemy import Engine
from structlog.testing import capture_logs

from app import store
from app.accounts import IDLE, LONGEST, Passwords, Role, Scope
from app.answers.accounts import change_role, close_account, set_password
from app.answers.dependencies import now_of
from app.answers.doors import Doors
from app.store import people
from app.topic import Topic
from app.web import create_web
from tests.dashboard.outline import words_of
from tests.people import ADA, PASSWORD, QUICK, a_token, add_person, by_shell

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NEW = "eleven large cores of skin"
WRONG = "x"


class Clock:
    """The time of the service."""

    def __init__(self) -> None:
        self.now = NOON

    def pass_(self, time: timedelta) -> None:
        self.now += time


@pytest.fixture
def engine(tmp_path: Path, sqlite_template: Path) -> Iterator[Engine]:
    opened = store.open_engine(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'in.sqlite3')}")
    yield opened
    opened.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def a_client(
    engine: Engine, topic: Topic, clock: Clock, doors: Doors | None = None, public_url: str = ""
) -> TestClient:
    doors = doors or Doors(passwords=QUICK)
    web = create_web(engine, topic, public_url=public_url, doors=doors)
    web.dependency_overrides[now_of] = lambda: clock.now
    return TestClient(web, follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture
def client(engine: Engine, topic: Topic, clock: Clock) -> TestClient:
    """Where Ada, a reviewer, has an account."""
    add_person(engine, password=PASSWORD)
    return a_client(engine, topic, clock)


def enter(
    client: TestClient, name: str = ADA, password: str = PASSWORD, onward: str = "/studies"
) -> Response:
    form = {"name": name, "password": password, "next": onward}
    return client.post("/sign-in", data=form)


def who(client: TestClient) -> str:
    answer = client.get("/api/v1/me")
    return answer.json()["name"] if answer.status_code == 200 else ""


def bring(client: TestClient, key: str) -> None:
    """Come with another cookie."""
    client.cookies.clear()
    client.cookies.set("coregap", key)


# Coming in.


def test_a_page_leads_to_the_form_and_the_form_to_the_page(client: TestClient) -> None:
    away = client.get("/gap-map?rows=outcome&layer=planned")
    assert away.status_code == 303
    form = client.get(away.headers["location"])
    assert 'value="/gap-map?rows=outcome&amp;layer=planned"' in form.text
    entered = enter(client, onward="/gap-map?rows=outcome&layer=planned")
    assert entered.status_code == 303
    assert entered.headers["location"] == "/gap-map?rows=outcome&layer=planned"
    assert who(client) == ADA
    assert client.get("/gap-map").status_code == 200


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", ""]
)
def test_nobody_is_led_to_another_site(client: TestClient, onward: str) -> None:
    assert enter(client, onward=onward).headers["location"] == "/"
    assert "evil" not in client.get("/sign-in", params={"next": onward}).text


def test_the_cookie_is_read_by_no_script_and_sent_by_no_other_site(
    engine: Engine, topic: Topic, clock: Clock
) -> None:
    add_person(engine, password=PASSWORD)
    plain = enter(a_client(engine, topic, clock)).headers["set-cookie"].lower()
    assert plain.startswith("coregap=")
    assert "httponly" in plain
    assert "samesite=lax" in plain
    assert "secure" not in plain
    public = a_client(engine, topic, clock, public_url="https://gaps.example.org")
    encrypted = enter(public).headers["set-cookie"]
    assert encrypted.startswith("__Host-coregap=")
    assert "Secure" in encrypted
    assert "Path=/" in encrypted
    assert "Domain" not in encrypted


def test_the_database_does_not_know_what_the_cookie_holds(
    client: TestClient, engine: Engine, tmp_path: Path
) -> None:
    enter(client)
    token = a_token(engine, add_person(engine))
    key = client.cookies["coregap"]
    engine.dispose()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("in.sqlite3*"))
    assert ADA.encode() in kept
    for secret in (key, token, PASSWORD):
        assert secret.encode() not in kept


def test_a_wrong_name_and_a_wrong_password_are_told_alike(client: TestClient) -> None:
    answers = [enter(client, password=WRONG), enter(client, name="Ada"), enter(client, name="")]
    texts = {words_of(answer.text) for answer in answers}
    assert {answer.status_code for answer in answers} == {401}
    assert len({text for text in texts if "That is not the name and password" in text}) == len(
        texts
    )
    assert "x" not in [answer.headers.get("set-cookie") for answer in answers]


def test_a_name_that_nobody_has_is_checked_as_long_as_any(
    engine: Engine, topic: Topic, clock: Clock
) -> None:
    """Time is not measured: what takes it is counted."""
    checked = []

    class Counting(Passwords):
        def is_right(self, kept: str, password: str) -> bool:
            checked.append(kept or self._of_nobody)
            return super().is_right(kept, password)

    add_person(engine, password=PASSWORD)
    client = a_client(engine, topic, clock, Doors(passwords=Counting(memory_kib=8, passes=1)))
    for name in (ADA, "nobody"):
        assert enter(client, name, WRONG).status_code == 401
    one, other = (kept.rsplit("$", 2)[0] for kept in checked)
    assert one == other == "$argon2id$v=19$m=8,t=1,p=1"


def test_an_account_without_a_password_lets_nobody_in_by_one(
    client: TestClient, engine: Engine
) -> None:
    add_person(engine, "Grace Hopper")
    for password in ("", "x", "the password of nobody at all"):
        assert enter(client, name="Grace Hopper", password=password).status_code == 401


def test_a_hash_of_former_numbers_is_made_anew(engine: Engine, topic: Topic, clock: Clock) -> None:
    account = add_person(engine, password=PASSWORD)
    dearer = Doors(passwords=Passwords(memory_kib=16, passes=1))
    assert enter(a_client(engine, topic, clock, dearer)).status_code == 303
    with store.reading(engine) as db:
        kept = people.get_account(db, account.id).password_hash
    assert "m=16,t=1" in kept
    assert enter(a_client(engine, topic, clock, dearer)).status_code == 303


def test_somebody_who_is_in_is_known_everywhere(client: TestClient) -> None:
    enter(client)
    lost = client.get("/no-such-page")
    assert lost.status_code == 404
    assert ADA in words_of(lost.text)
    assert lost.headers["cache-control"] == "no-store"
    assert client.get("/sign-in?next=/gaps").headers["location"] == "/gaps"
    client.cookies.clear()
    assert ADA not in client.get("/no-such-page").text


# Waiting.


def test_after_five_failures_everybody_waits_the_right_password_too(
    client: TestClient, clock: Clock
) -> None:
    for _ in range(5):
        assert enter(client, password=WRONG).status_code == 401
    answer = enter(client)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "5"
    assert "Try again in 5 seconds" in words_of(answer.text)
    clock.pass_(timedelta(seconds=5))
    assert enter(client, password=WRONG).status_code == 401
    assert enter(client).headers["retry-after"] == "10"
    clock.pass_(timedelta(seconds=10))
    assert enter(client).status_code == 303
    assert enter(client, password=WRONG).status_code == 401  # and the count begins again


def test_a_name_that_nobody_has_waits_as_long(client: TestClient) -> None:
    statuses = [enter(client, name="nobody").status_code for _ in range(6)]
    assert statuses == [401] * 5 + [429]


def test_an_address_that_tries_many_names_waits(client: TestClient) -> None:
    statuses = [enter(client, name=f"name {number}").status_code for number in range(21)]
    assert statuses == [401] * 20 + [429]
    assert enter(client).status_code == 429


def test_a_sign_in_of_ones_own_does_not_clear_an_address(client: TestClient) -> None:
    for number in range(19):
        enter(client, name=f"name {number}")
    assert enter(client).status_code == 303
    assert enter(client, name="name 20").status_code == 401
    assert enter(client, name="name 21").status_code == 429


def test_somebody_who_is_in_is_not_held_up(client: TestClient) -> None:
    enter(client)
    for _ in range(6):
        enter(client, password=WRONG)
    assert who(client) == ADA


# Going out.


def test_signing_out_ends_what_the_cookie_held(client: TestClient) -> None:
    enter(client)
    stolen = client.cookies["coregap"]
    answer = client.post("/sign-out")
    assert answer.headers["location"] == "/sign-in"
    bring(client, stolen)
    assert who(client) == ""


def test_it_ends_by_itself(client: TestClient, clock: Clock) -> None:
    enter(client)
    for _ in range(int(LONGEST / (IDLE / 2)) - 1):
        clock.pass_(IDLE / 2)
        assert who(client) == ADA
    clock.pass_(IDLE / 2)
    assert who(client) == ""
    enter(client)
    clock.pass_(IDLE)
    assert who(client) == ""


@pytest.mark.parametrize("change", ["password", "role", "close"])
def test_a_change_of_the_account_ends_it(client: TestClient, engine: Engine, change: str) -> None:
    enter(client)
    account = add_person(engine)
    match change:
        case "password":
            set_password(by_shell(engine), QUICK, account.id, NEW)
        case "role":
            change_role(by_shell(engine), account.id, Role.READER)
        case _:
            close_account(by_shell(engine), account.id)
    assert who(client) == ""
    assert enter(client).status_code == (303 if change == "role" else 401)


def test_one_sees_ones_browsers_and_ends_them(client: TestClient, engine: Engine) -> None:
    enter(client)
    stolen = client.cookies["coregap"]
    client.cookies.clear()
    enter(client)
    page = etree.HTML(client.get("/account").text)
    forms = page.xpath("//form[contains(@action, '/account/sign-ins/')]/@action")
    assert len(forms) == 2
    assert "(this one)" in words_of(client.get("/account").text)
    own = page.xpath("//tr[.//*[contains(., 'this one')]]//form/@action")
    (other,) = set(forms) - set(own)
    assert client.post(other).status_code == 303
    assert who(client) == ADA
    bring(client, stolen)
    assert who(client) == ""


def test_nobody_ends_the_browsers_of_others(client: TestClient, engine: Engine) -> None:
    add_person(engine, "Grace Hopper", Role.READER, PASSWORD)
    enter(client)
    mine = client.cookies["coregap"]
    client.cookies.clear()
    enter(client, name="Grace Hopper")
    assert client.post("/account/sign-ins/1/end").status_code == 303
    bring(client, mine)
    assert who(client) == ADA


def test_a_new_password_keeps_this_browser_and_no_other(client: TestClient, engine: Engine) -> None:
    enter(client)
    other = client.cookies["coregap"]
    client.cookies.clear()
    enter(client)
    form = {"now": PASSWORD, "password": NEW, "again": NEW}
    for wrong, said in (
        ({"now": "x"}, "That is not the name and password"),
        ({"again": "x"}, "not the same"),
        ({"password": "short", "again": "short"}, "at least 15"),
    ):
        refused = client.post("/account/password", data=form | wrong)
        assert refused.status_code == 422
        assert said in words_of(refused.text)
        assert NEW not in refused.text
    assert client.post("/account/password", data=form).status_code == 303
    assert who(client) == ADA
    bring(client, other)
    assert who(client) == ""
    assert enter(client, password=NEW).status_code == 303


# Guests, and the first account.


def test_at_this_machine_everybody_reads_until_there_is_an_account(
    engine: Engine, topic: Topic, clock: Clock
) -> None:
    client = a_client(engine, topic, clock)
    assert "Make the first account" in words_of(client.get("/").text)
    assert client.get("/sign-in").headers["location"] == "/first-admin"
    assert client.post("/permalinks", data={"view": "map", "query": ""}).status_code == 401
    assert client.get("/account").status_code == 303
    form = {"name": "Ada Lovelace", "password": PASSWORD, "again": PASSWORD}
    for wrong in ({"again": "x"}, {"password": "x", "again": "x"}, {"name": "<b>"}):
        refused = client.post("/first-admin", data=form | wrong)
        assert refused.status_code == 422
        assert who(client) == ""
    assert client.post("/first-admin", data=form).headers["location"] == "/"
    assert client.get("/api/v1/me").json()["role"] == "admin"
    client.cookies.clear()
    assert client.get("/").headers["location"] == "/sign-in"
    assert client.get("/first-admin").headers["location"] == "/sign-in"
    again = client.post("/first-admin", data=form | {"name": "Eve"})
    assert again.status_code == 422
    assert "There are accounts already" in words_of(again.text)
    with store.reading(engine) as db:
        assert [one.name for one in people.list_accounts(db)] == [ADA]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "gaps.example.org"},
        {"Host": "127.0.0.1.example.org"},
        {"X-Forwarded-For": "203.0.113.7"},
        {"Forwarded": "for=203.0.113.7"},
        {"Via": "1.1 proxy"},
        {"X-Forwarded-Host": "gaps.example.org"},
        {"X-Real-IP": "203.0.113.7"},
    ],
    ids=str,
)
def test_nobody_reads_freely_through_another_name_or_a_proxy(
    engine: Engine, topic: Topic, clock: Clock, headers: dict[str, str]
) -> None:
    """A page of another site can make its own name lead to this machine."""
    client = a_client(engine, topic, clock)
    assert client.get("/api/v1/facts").status_code == 200
    assert client.get("/api/v1/facts", headers=headers).status_code == 401
    assert client.get("/first-admin", headers=headers).status_code == 403
    form = {"name": "Eve", "password": PASSWORD, "again": PASSWORD}
    assert client.post("/first-admin", data=form, headers=headers).status_code == 403


def test_nobody_reads_freely_from_another_machine(engine: Engine, topic: Topic) -> None:
    elsewhere = TestClient(create_web(engine, topic), client=("203.0.113.7", 50000))
    assert elsewhere.get("/api/v1/facts").status_code == 401
    public = TestClient(create_web(engine, topic, public_url="https://gaps.example.org"))
    assert public.get("/api/v1/facts").status_code == 401


def test_guests_who_may_read_only_read(engine: Engine, topic: Topic, clock: Clock) -> None:
    add_person(engine, password=PASSWORD)
    client = a_client(engine, topic, clock, Doors(open_to_all=True, passwords=QUICK))
    headers = {"Host": "gaps.example.org"}
    assert client.get("/api/v1/facts", headers=headers).status_code == 200
    assert client.get("/api/v1/me", headers=headers).json()["way"] == "nobody"
    assert "Sign in" in words_of(client.get("/gap-map", headers=headers).text)
    for path in ("/admin", "/account", "/admin/trail"):
        assert client.get(path, headers=headers).headers["location"].startswith("/sign-in?next=")
    for path in ("/api/v1/exports/dataset", "/api/v1/accounts", "/api/v1/tokens"):
        assert client.get(path, headers=headers).status_code == 401
    assert client.post("/permalinks", data={}, headers=headers).status_code == 401


# What else is held to.


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/first-admin", "/account/tokens"])
@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}], ids=str
)
def test_a_form_of_another_site_does_nothing(
    client: TestClient, path: str, headers: dict[str, str]
) -> None:
    enter(client)
    form = {"name": ADA, "password": PASSWORD}
    assert client.post(path, data=form, headers=headers).status_code == 403
    assert who(client) == ADA


def test_behind_a_proxy_the_public_name_is_ones_own(
    engine: Engine, topic: Topic, clock: Clock
) -> None:
    add_person(engine, password=PASSWORD)
    client = a_client(engine, topic, clock, public_url="https://gaps.example.org")
    form = {"name": ADA, "password": PASSWORD}
    origin = {"Origin": "https://gaps.example.org"}
    assert client.post("/sign-in", data=form, headers=origin).status_code == 303


def test_what_somebody_is_answered_stays_with_them(client: TestClient) -> None:
    enter(client)
    for path in ("/", "/account", "/api/v1/me"):
        assert client.get(path).headers["cache-control"] in ("no-store", "private, no-store")
    listed = client.get("/api/v1/studies").headers
    assert listed["cache-control"] == "private, no-cache"
    assert "Cookie" in listed["vary"]
    assert "no-store" in client.get("/sign-in").headers["cache-control"]


def test_a_feed_reader_comes_with_a_token_as_password(client: TestClient, engine: Engine) -> None:
    token = a_token(engine, add_person(engine))
    refused = client.get("/feed.atom")
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Basic ")
    for name in ("", "anybody", "Ada:Lovelace"):
        sent = f"{name}:{token}" if ":" not in name else f"ada:{token}"
        basic = base64.b64encode(sent.encode()).decode()
        answer = client.get("/feed.atom", headers={"Authorization": f"Basic {basic}"})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/atom+xml"
        assert (
            client.get("/api/v1/me", headers={"Authorization": f"Basic {basic}"}).status_code == 401
        )
    for wrong in ("Basic !!!", "Basic Og==", f"Basic {PASSWORD}", "Basic"):
        assert client.get("/feed.atom", headers={"Authorization": wrong}).status_code == 401


def test_no_secret_is_logged_or_told(client: TestClient, engine: Engine) -> None:
    with capture_logs() as events:
        answers = [enter(client, password=NEW), enter(client)]
        key = client.cookies["coregap"]
        made = client.post("/account/tokens", data={"name": "Notebook", "scope": "read"})
        token = etree.HTML(made.text).xpath("string(//p[@class='secret']/code)")
        headers = {"Authorization": f"Bearer {token}x"}
        answers += [client.get("/api/v1/me", headers=headers)]
        body = {"name": "Eve", "password": NEW, "extra": 1}
        answers += [client.post("/api/v1/accounts", json=body)]
        answers += [client.get("/account")]
    assert made.status_code == 201
    assert made.headers["cache-control"] in ("no-store", "private, no-store")
    said = str(events) + "".join(answer.text for answer in answers)
    for secret in (PASSWORD, NEW, key, token):
        assert secret
        assert secret not in said


def test_a_token_of_the_page_does_what_it_may(client: TestClient, engine: Engine) -> None:
    enter(client)
    page = client.get("/account").text
    assert 'value="review"' in page
    assert 'value="admin"' not in page
    form = {"name": "Notebook", "scope": ["read", "review"], "days": "30"}
    made = client.post("/account/tokens", data=form)
    token = etree.HTML(made.text).xpath("string(//p[@class='secret']/code)")
    client.cookies.clear()
    client.headers["Authorization"] = f"Bearer {token}"
    me = client.get("/api/v1/me").json()
    assert (me["way"], me["scopes"]) == ("token", ["read", "review"])
    assert client.post("/account/tokens/1/revoke").status_code == 303
    assert client.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"scope": "admin"},
        {"scope": "all"},
        {"scope": []},
        {"name": " "},
        {"days": "-1"},
        {"days": "9999"},
    ],
)
def test_a_token_that_may_not_be_is_refused(client: TestClient, wrong: dict[str, str]) -> None:
    enter(client)
    form = {"name": "Notebook", "scope": "read", "days": "30"} | wrong
    answer = client.post("/account/tokens", data=form)
    assert answer.status_code == 422
    assert "coregap_" not in answer.text.replace("coregap_…", "")


def test_an_admin_looks_after_people(engine: Engine, topic: Topic, clock: Clock) -> None:
    add_person(engine, role=Role.ADMIN, password=PASSWORD)
    client = a_client(engine, topic, clock)
    enter(client)
    form = {"name": "Grace Hopper", "role": "reader", "password": NEW, "email": "g@example.org"}
    page = client.post("/admin", data=form).headers["location"]
    assert client.post("/admin", data=form | {"name": "GRACE HOPPER"}).status_code == 409
    assert client.post("/admin", data=form | {"name": "Eve", "role": "king"}).status_code == 422
    assert client.post("/admin", data=form | {"name": "Eve", "email": "eve"}).status_code == 422
    grace = a_client(engine, topic, clock)
    enter(grace, "grace hopper", NEW)
    assert client.post(f"{page}/role", data={"role": "reviewer"}).status_code == 303
    assert who(grace) == ""
    token = a_token(engine, add_person(engine, "Grace Hopper"), Scope.REVIEW)
    grace.headers["Authorization"] = f"Bearer {token}"
    assert who(grace) == "Grace Hopper"
    assert client.post(f"{page}/close", data={}).status_code == 303
    assert who(grace) == ""
    assert client.post(f"{page}/open", data={}).status_code == 303
    assert who(grace) == ""
    assert "revoked" in words_of(client.get(page).text)
    assert client.post(f"{page}/password", data={"password": "short"}).status_code == 422
    assert client.post("/admin/accounts/1/role", data={"role": "reader"}).status_code == 422
    assert client.post("/admin/accounts/1/close", data={}).status_code == 422
    assert client.post("/admin/accounts/77/close", data={}).status_code == 404
    trail = words_of(client.get("/admin/trail").text)
    for said in ("Account made", "Role changed", "role: reader role: reviewer", "Account closed"):
        assert said in trail
    only = words_of(client.get("/admin/trail?kind=role&who=Ada+Lovelace&since=2026-11-22").text)
    assert "1 change, the latest first" in only
    assert "0 changes" in words_of(client.get("/admin/trail?since=2026-11-23").text)
    enter(a_client(engine, topic, clock), "Grace Hopper", "x")
    assert "Grace Hopper 127.0.0.1" in words_of(client.get("/admin/ways-in").text)
