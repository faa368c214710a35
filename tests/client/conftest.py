"""A real server on loopback over the bundled evidence; tests of the client read it."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from fastapi import FastAPI
from structlog.testing import capture_logs

from app import pipeline
from app.accounts import Role, Scope
from app.api import create_app
from app.client import Client
from app.topic import data_folder, read_topic
from tests.people import a_token, add_person
from tests.sqlite_databases import migrated_sqlite
from tests.store.builders import NOW

START_SECONDS = 30
TOKEN = "COREGAP_TOKEN"  # noqa: S105 - the name of the variable


@pytest.fixture(scope="session")
def monkey() -> Iterator[pytest.MonkeyPatch]:
    """Environment for all tests of the client."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, monkey: pytest.MonkeyPatch) -> Iterator[str]:
    """Where it listens; a token of an admin stands in the environment, as scripts read it."""
    topic = read_topic()
    engine = migrated_sqlite(tmp_path_factory.mktemp("client") / "c.sqlite3")
    pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=NOW)
    pipeline.refresh(engine, topic)
    admin = add_person(engine, role=Role.ADMIN)
    monkey.setenv(TOKEN, a_token(engine, admin, Scope.ADMIN))
    with serving(create_app(engine, topic)) as at:
        yield at
    engine.dispose()


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address of the application on loopback, until the block ends."""
    running = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, ws="none")
    )
    with capture_logs():
        thread = threading.Thread(target=running.run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{port_of(running)}"
        running.should_exit = True
        thread.join(START_SECONDS)


def port_of(running: uvicorn.Server) -> int:
    until = time.monotonic() + START_SECONDS
    while not running.started and time.monotonic() < until:
        time.sleep(0.02)
    port: int = running.servers[0].sockets[0].getsockname()[1]
    return port


@pytest.fixture(scope="session")
def gaps(address: str) -> Iterator[Client]:
    with Client(address, token=os.environ[TOKEN]) as client:
        yield client
