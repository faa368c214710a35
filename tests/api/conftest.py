"""One corpus for all tests of the API: they only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from structlog.testing import capture_logs

from app.api import create_app
from app.topic import Topic, read_topic
from tests.api.corpus import save_corpus
from tests.people import come_with_token
from tests.sqlite_databases import migrated_sqlite


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Events are not printed: a test that is about them captures its own."""
    with capture_logs():
        yield


@pytest.fixture(scope="session")
def topic() -> Topic:
    """The bundled topic."""
    return read_topic()


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory, topic: Topic) -> Iterator[Engine]:
    """A database that holds the corpus."""
    engine = empty_database(tmp_path_factory.mktemp("api"))
    save_corpus(engine, topic)
    yield engine
    engine.dispose()


def empty_database(folder: Path) -> Engine:
    """A new SQLite database with the current schema."""
    return migrated_sqlite(folder / "api.sqlite3")


@pytest.fixture(scope="session")
def client(corpus: Engine, topic: Topic) -> Iterator[TestClient]:
    """The API over the corpus, asked by a reviewer."""
    with TestClient(create_app(corpus, topic)) as client:
        come_with_token(client, corpus)
        yield client
