"""What is held to beside signing in: other sites, caches, feed readers, secrets, admins."""

import base64

import pytest
from fastapi.testclient import TestClient
from lxml import etree
from sqlalchemy import Engine
from structlog.testing import capture_logs

from app.accounts import Role, Scope
from app.topic import Topic
from tests.dashboard.outline import words_of
from tests.dashboard.people.coming import NEW, Clock, a_client, enter, who
from tests.people import ADA, PASSWORD, a_token, add_person


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
    assert "0 changes" in words_of(client.get("/admin/trail?since=2999-01-01").text)
    enter(a_client(engine, topic, clock), "Grace Hopper", "x")
    assert "Grace Hopper 127.0.0.1" in words_of(client.get("/admin/ways-in").text)
