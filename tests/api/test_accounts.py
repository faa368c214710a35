"""People and tokens over the API, on both databases."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import Engine

from app import store
from app.accounts import Role, Scope
from app.answers.doors import Doors
from app.answers.tokens import revoke_token
from app.api import create_app
from app.store import people
from app.topic import Topic
from tests.people import (
    ADA,
    PASSWORD,
    QUICK,
    a_token,
    add_person,
    by_shell,
    come_signed_in,
    come_with_token,
)

GRACE = {"name": "Grace Hopper", "role": "reviewer", "email": "grace@example.org"}


@pytest.fixture
def client(engine: Engine, topic: Topic) -> Iterator[TestClient]:
    """Asked by Ada, an admin, with a token of all scopes."""
    with TestClient(create_app(engine, topic, doors=Doors(passwords=QUICK))) as opened:
        come_with_token(opened, engine, role=Role.ADMIN)
        yield opened


def problem(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].partition("#")[2]


def test_accounts_are_made_changed_and_told_in_the_trail(
    client: TestClient, engine: Engine
) -> None:
    made = client.post("/api/v1/accounts", json=GRACE)
    assert made.status_code == 201
    assert (made.json()["has_password"], made.json()["is_linked"]) == (False, False)
    path = f"/api/v1/accounts/{made.json()['id']}"
    changes = [{"role": "reader"}, {"password": PASSWORD}, {"email": ""}, {"open": False}]
    answers = [client.patch(path, json=change).json() for change in changes]
    assert [one["role"] for one in answers] == ["reader"] * 4
    assert [one["has_password"] for one in answers] == [False, True, True, True]
    assert answers[-1]["closed_at"]
    assert client.patch(path, json={"open": True}).json()["is_open"]
    names = [one["name"] for one in client.get("/api/v1/accounts").json()["accounts"]]
    assert names == [ADA, "Grace Hopper"]
    trail = client.get("/api/v1/account-changes?account_id=2&limit=3").json()
    assert [one["kind"] for one in trail["changes"]] == ["opened", "closed", "invitation"]
    assert trail["total"] == 6
    older = client.get(trail["next"]).json()
    assert [one["kind"] for one in older["changes"]] == ["password", "role", "added"]
    role = older["changes"][1]
    assert (role["who"], role["before"], role["after"]) == (
        ADA, {"role": "reviewer"}, {"role": "reader"},
    )  # fmt: skip
    assert PASSWORD not in str(trail) + str(older)
    assert older["next"] is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"name": "ada LOVELACE"}, (409, "name-taken")),
        ({"name": "<b>"}, (422, "cannot-be-done")),
        ({"password": "passwordpassword"}, (422, "cannot-be-done")),
        ({"email": "grace"}, (422, "cannot-be-done")),
        ({"role": "king"}, (422, "invalid-question")),
        ({"who": "Eve"}, (422, "invalid-question")),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    client: TestClient, body: dict[str, str], expected: tuple[int, str]
) -> None:
    assert problem(client.post("/api/v1/accounts", json=GRACE | body)) == expected
    assert len(client.get("/api/v1/accounts").json()["accounts"]) == 1


def test_an_admin_always_stays(client: TestClient, engine: Engine) -> None:
    own = client.get("/api/v1/me").json()["account_id"]
    for change in ({"role": "reader"}, {"open": False}):
        assert problem(client.patch(f"/api/v1/accounts/{own}", json=change)) == (
            422, "cannot-be-done",
        )  # fmt: skip
    other = add_person(engine, "Grace Hopper", Role.ADMIN).id
    assert client.patch(f"/api/v1/accounts/{other}", json={"role": "reader"}).status_code == 200


def test_a_wrong_body_does_not_tell_the_password(client: TestClient) -> None:
    for body in (
        {"password": PASSWORD, "role": "reader"},
        {"password": [PASSWORD], "role": "reader", "name": "Eve"},
        {"password": PASSWORD * 100, "role": "reader", "name": "Eve"},
    ):
        answer = client.post("/api/v1/accounts", json=body)
        assert answer.status_code == 422
        assert PASSWORD not in answer.text
    answer = client.patch("/api/v1/accounts/1", json={"password": PASSWORD, "role": "reader"})
    assert answer.status_code == 422
    assert "one change at a time" in answer.json()["detail"]
    assert PASSWORD not in answer.text


def test_a_token_is_told_once_and_does_what_it_may(
    client: TestClient, engine: Engine, topic: Topic
) -> None:
    made = client.post("/api/v1/tokens", json={"name": "Notebook", "scopes": ["review"], "days": 1})
    assert made.status_code == 201
    assert made.headers["cache-control"] == "no-store"
    token = made.json()["token"]
    assert token.startswith("coregap_")
    assert token not in client.get("/api/v1/tokens").text
    with TestClient(create_app(engine, topic)) as program:
        program.headers["Authorization"] = f"Bearer {token}"
        assert program.get("/api/v1/me").json() == {
            "account_id": 1, "name": ADA, "role": "admin", "scopes": ["read", "review"], "way": "token",
        }  # fmt: skip
        refused = program.get("/api/v1/accounts")
        assert problem(refused) == (403, "not-allowed")
        assert "This token of Ada Lovelace, who is admin, has read, review." in refused.text
        assert 'scope="admin"' in refused.headers["www-authenticate"]
        more = program.post("/api/v1/tokens", json={"name": "more", "scopes": ["read"]})
        assert problem(more) == (403, "not-allowed")
        (listed, _) = program.get("/api/v1/tokens").json()["tokens"]
        assert listed["used_at"]
        assert program.post(f"/api/v1/tokens/{listed['id']}/revoke").status_code == 200
        gone = program.get("/api/v1/me")
        assert problem(gone) == (401, "not-signed-in")
        assert 'error="invalid_token"' in gone.headers["www-authenticate"]


def test_a_token_ends_with_its_day_and_with_its_owner(client: TestClient, engine: Engine) -> None:
    grace = add_person(engine, "Grace Hopper", Role.REVIEWER)
    headers = {"Authorization": f"Bearer {a_token(engine, grace, Scope.REVIEW, days=1)}"}
    assert client.get("/api/v1/me", headers=headers).status_code == 200
    with store.writing(engine) as db:
        (token,) = people.list_tokens(db, grace.id)
        assert token.ends_at is not None
        assert token.holds(token.made_at)
        assert not token.holds(token.ends_at)
    client.patch(f"/api/v1/accounts/{grace.id}", json={"role": "reader"})
    assert client.get("/api/v1/me", headers=headers).json()["scopes"] == ["read"]
    client.patch(f"/api/v1/accounts/{grace.id}", json={"open": False})
    assert client.get("/api/v1/me", headers=headers).status_code == 401


def test_nobody_revokes_the_tokens_of_others_but_an_admin(
    client: TestClient, engine: Engine, topic: Topic
) -> None:
    grace = add_person(engine, "Grace Hopper", Role.REVIEWER)
    with TestClient(create_app(engine, topic)) as other:
        other.headers["Authorization"] = f"Bearer {a_token(engine, grace)}"
        assert problem(other.post("/api/v1/tokens/1/revoke")) == (404, "no-such-token")
        assert client.get("/api/v1/me").status_code == 200
        assert client.post("/api/v1/tokens/2/revoke").status_code == 200
        assert other.get("/api/v1/me").status_code == 401
    assert problem(client.post("/api/v1/tokens/77/revoke")) == (404, "no-such-token")


@pytest.mark.parametrize(
    "sent", ["Bearer", "Bearer x", "Bearer coregap_", "Basic YTpi", "Token x", "", "Bearer \xff"]
)
def test_what_is_no_token_of_ours_lets_nobody_in(client: TestClient, sent: str) -> None:
    answer = client.get("/api/v1/facts", headers={"Authorization": sent.encode("latin-1")})
    assert problem(answer) == (401, "not-signed-in")
    assert answer.headers["www-authenticate"].startswith("Bearer ")


def test_a_wrong_token_is_not_forgiven_for_a_cookie(client: TestClient, engine: Engine) -> None:
    """Who sends a token means it."""
    come_signed_in(client, engine)
    wrong = {"Authorization": "Bearer coregap_" + "x" * 43}
    assert client.get("/api/v1/me", headers=wrong).status_code == 401
    del client.headers["Authorization"]
    assert client.get("/api/v1/me").json()["way"] == "sign-in"


def test_using_it_never_waits_for_another_writer(client: TestClient, engine: Engine) -> None:
    token = a_token(engine, add_person(engine, "Grace Hopper"))
    revoke_token(by_shell(engine), 1)
    headers = {"Authorization": f"Bearer {token}"}
    with store.writing(engine) as db:
        people.note_token_used(db, 2, by_shell(engine).at)
        assert client.get("/api/v1/me", headers=headers).status_code == 200
