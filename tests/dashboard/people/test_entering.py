"""Coming in by a form, waiting after failures, and going out."""

from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import etree
from sqlalchemy import Engine

from app import store
from app.accounts import IDLE, LONGEST, Passwords, Role
from app.answers.accounts import change_role, close_account, set_password
from app.answers.doors import Doors
from app.store import people
from app.topic import Topic
from tests.dashboard.outline import words_of
from tests.dashboard.people.coming import NEW, WRONG, Clock, a_client, bring, enter, who
from tests.people import ADA, PASSWORD, QUICK, a_token, add_person, by_shell


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
