"""A real server on loopback over the bundled evidence; tests of the client read it."""

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from structlog.testing import capture_logs

from app import pipeline, store
from app.api import create_app
from app.client import Client
from app.topic import data_folder, read_topic
from tests.store.builders import NOW

START_SECONDS = 30


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    topic = read_topic()
    engine = store.open_engine(f"sqlite:///{tmp_path_factory.mktemp('client') / 'c.sqlite3'}")
    store.migrate(engine)
    pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=NOW)
    pipeline.refresh(engine, topic)
    app = create_app(engine, topic)
    running = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, ws="none")
    )
    with capture_logs():
        thread = threading.Thread(target=running.run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{port_of(running)}"
        running.should_exit = True
        thread.join(START_SECONDS)
    engine.dispose()


def port_of(running: uvicorn.Server) -> int:
    until = time.monotonic() + START_SECONDS
    while not running.started and time.monotonic() < until:
        time.sleep(0.02)
    port: int = running.servers[0].sockets[0].getsockname()[1]
    return port


@pytest.fixture
def gaps(address: str) -> Iterator[Client]:
    with Client(address) as client:
        yield client
