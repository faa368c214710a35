"""The pages over the bundled evidence, as `coregap serve` would answer."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app import pipeline
from app.api import create_app
from app.dashboard import dashboard_router, error_page, mount_static
from app.topic import Topic, data_folder, read_topic
from tests.sqlite_databases import migrated_sqlite

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def topic() -> Topic:
    return read_topic()


def _client(folder: Path, topic: Topic, *, loaded: bool) -> Iterator[TestClient]:
    engine = migrated_sqlite(folder / "pages.sqlite3")
    if loaded:
        pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=NOW)
        pipeline.refresh(engine, topic)
    app = create_app(engine, topic, [dashboard_router], error_page)
    mount_static(app)
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client
    engine.dispose()


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory, topic: Topic) -> Iterator[TestClient]:
    """Over the bundled evidence; the pages only read, so all tests share it."""
    yield from _client(tmp_path_factory.mktemp("pages"), topic, loaded=True)


@pytest.fixture(scope="session")
def empty_client(tmp_path_factory: pytest.TempPathFactory, topic: Topic) -> Iterator[TestClient]:
    """Over a database that has received nothing."""
    yield from _client(tmp_path_factory.mktemp("empty"), topic, loaded=False)
