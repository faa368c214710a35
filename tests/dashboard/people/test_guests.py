"""Who reads without an account, and how the first one is made."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import store
from app.answers.doors import Doors
from app.store import people
from app.topic import Topic
from app.web import create_web
from tests.dashboard.outline import words_of
from tests.dashboard.people.coming import Clock, a_client, who
from tests.people import ADA, PASSWORD, QUICK, add_person


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
