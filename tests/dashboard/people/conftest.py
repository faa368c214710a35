"""A service over an empty database, in which Ada, a reviewer, has an account."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import store
from app.topic import Topic
from tests.dashboard.people.coming import Clock, a_client
from tests.people import PASSWORD, add_person


@pytest.fixture
def engine(tmp_path: Path, sqlite_template: Path) -> Iterator[Engine]:
    opened = store.open_engine(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'in.sqlite3')}")
    yield opened
    opened.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(engine: Engine, topic: Topic, clock: Clock) -> TestClient:
    """Where Ada, a reviewer, has an account."""
    add_person(engine, password=PASSWORD)
    return a_client(engine, topic, clock)
