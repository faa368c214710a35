"""How tests come in: a service over an empty database, its clock, and the form to sign in."""

from datetime import UTC, datetime, timedelta

from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import Engine

from app.answers.dependencies import now_of
from app.answers.doors import Doors
from app.topic import Topic
from app.web import create_web
from tests.people import ADA, PASSWORD, QUICK

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NEW = "eleven large cores of skin"
WRONG = "x"


class Clock:
    """The time of the service."""

    def __init__(self) -> None:
        self.now = NOON

    def pass_(self, time: timedelta) -> None:
        self.now += time


def a_client(
    engine: Engine, topic: Topic, clock: Clock, doors: Doors | None = None, public_url: str = ""
) -> TestClient:
    doors = doors or Doors(passwords=QUICK)
    web = create_web(engine, topic, public_url=public_url, doors=doors)
    web.dependency_overrides[now_of] = lambda: clock.now
    return TestClient(web, follow_redirects=False, raise_server_exceptions=False)


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
