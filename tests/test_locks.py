"""Every route has its lock: what a page or an operation needs is told by its dependencies."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from sqlalchemy import Engine, create_engine
from starlette.routing import Mount

from app import store
from app.accounts import Role, Scope
from app.answers.dependencies import own_site_only
from app.answers.identity import reading, signed_in
from app.api.openapi import needed_scope
from app.store.columns import Row
from app.store.people import rows
from app.topic import read_topic
from app.web import create_web
from tests.people import a_token, add_person

OPEN = {
    "/health",
    "/ready",
    "/metrics",
    "/api/v1/health",
    "/api/v1/readiness",
    "/sign-in",
    "/sign-out",
    "/first-admin",
    "/sign-in/provider",
    "/sign-in/provider/back",
}
"""All that is answered to everybody, with static files."""
OWN = {
    "/account/password",
    "/account/sign-ins/{number}/end",
    "/account/tokens",
    "/account/tokens/{number}/revoke",
    "/api/v1/tokens",
    "/api/v1/tokens/{token_id}/revoke",
}
"""Changes of what is one's own: whoever is signed in may make them."""
DECIDING = {
    "/matches/{match_id}",
    "/matches/decide",
    "/matches/decisions/{number}/undo",
    "/review/tags",
    "/review/screening",
    "/review/conflicts",
    "/review/decisions/{kind}/{number}/undo",
    "/api/v1/tag-decisions",
    "/api/v1/tag-decisions/{decision_id}/undo",
    "/api/v1/screening-decisions",
    "/api/v1/screening-decisions/{decision_id}/undo",
    "/api/v1/sealed-decisions/{decision_id}/undo",
    "/permalinks",
    "/api/v1/matches/{match_id}/decision",
    "/api/v1/match-decisions",
    "/api/v1/match-decisions/{decision_id}/undo",
    "/api/v1/permalinks",
}
TAKING_IN = {"/api/v1/imports", "/api/v1/runs", "/imports", "/runs"}
ASKING = {"/api/v1/studies/batch"}
"""Questions that are too long for an address: they change nothing."""


@dataclass(frozen=True)
class Route:
    """One path with one method."""

    path: str
    method: str
    dependant: Dependant

    @property
    def needs(self) -> Scope | None:
        return needed_scope(self.dependant)

    def asks(self, dependency: object) -> bool:
        return dependency in set(_calls(self.dependant))


def _calls(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for one in dependant.dependencies:
        yield from _calls(one)


APP = create_web(create_engine("sqlite://"), read_topic())
ROUTES = [
    Route(one.path, method, one.dependant)
    for one in iter_route_contexts(APP.routes)
    if hasattr(one.original_route, "dependant")
    for method in sorted(one.methods or ())
]
each_route = pytest.mark.parametrize("route", ROUTES, ids=lambda r: f"{r.method} {r.path}")


def test_nothing_but_static_files_is_mounted() -> None:
    mounts = [r.path for r in APP.routes if isinstance(r, Mount)]
    assert mounts == ["/static"]
    assert len(ROUTES) > 80


@each_route
def test_every_route_asks_who_it_is_unless_it_is_named_as_open(route: Route) -> None:
    assert (route.needs is None) == (route.path in OPEN)
    assert route.asks(reading) == (route.path not in OPEN)


@each_route
def test_every_change_needs_more_than_reading(route: Route) -> None:
    if route.method == "GET":
        return
    if route.path in OPEN:
        assert route.asks(own_site_only)
    elif route.path in OWN:
        assert route.asks(signed_in)
    elif route.path in DECIDING:
        assert route.needs is Scope.REVIEW
    elif route.path in TAKING_IN:
        assert route.needs is Scope.IMPORT
    elif route.path in ASKING:
        assert route.needs is Scope.READ
    else:
        assert route.needs is Scope.ADMIN
        assert route.path.startswith(
            ("/admin", "/api/v1/accounts", "/review/option", "/api/v1/review-option")
        )


@each_route
def test_what_tells_of_people_is_for_admins(route: Route) -> None:
    if route.path.startswith(("/admin", "/api/v1/account")) and route.path != "/account":
        assert route.needs is Scope.ADMIN


def app_over(engine: Engine) -> FastAPI:
    return create_web(engine, read_topic())


@pytest.mark.slow
def test_where_people_have_accounts_nobody_else_is_answered(engine: Engine) -> None:
    """The locks themselves, on both databases: each path, with each method it has."""
    add_person(engine)
    with TestClient(app_over(engine), follow_redirects=False) as client:
        for route in ROUTES:
            path = route.path.replace("{", "").replace("}", "").replace("number", "1")
            answer = client.request(route.method, path)
            if route.path in OPEN:
                assert answer.status_code != 401 or "/sign-in" in path, path
            elif route.method == "GET" and not route.path.startswith("/api/v1/"):
                to = "/sign-in" if path == "/" else "/sign-in?next="
                is_feed = path == "/feed.atom"
                assert is_feed or answer.headers["location"].startswith(to), path
                assert answer.status_code == (401 if is_feed else 303), path
            elif path == "/api/v1/docs":
                assert answer.status_code == 303
            else:
                assert answer.status_code == 401, path
                assert "www-authenticate" in answer.headers


def test_a_reader_changes_nothing(engine: Engine) -> None:
    reader = add_person(engine, "Grace Hopper", Role.READER)
    with TestClient(app_over(engine), follow_redirects=False) as client:
        client.headers["Authorization"] = f"Bearer {a_token(engine, reader)}"
        for route in ROUTES:
            if route.needs in (Scope.REVIEW, Scope.IMPORT, Scope.ADMIN):
                path = route.path.replace("{", "").replace("}", "").replace("number", "1")
                answer = client.request(route.method, path)
                assert answer.status_code == 403, path
                assert f'scope="{route.needs.value}"' in answer.headers["www-authenticate"]
                assert route.needs.value in answer.text


def test_no_dataset_tells_of_people() -> None:
    models = [model for model in Row.__subclasses__() if model.__module__ == rows.__name__]
    assert len(models) == 7
    handed_on = {shape.name for shape in store.dataset_tables()}
    assert not handed_on & {str(model.__tablename__) for model in models}
