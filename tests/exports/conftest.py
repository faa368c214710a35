"""The bundled evidence in one database for all tests of files: they only read."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from app import pipeline, store
from app.answers import Asking, ViewName
from app.exports import QUESTIONS, FileFormat, file_of
from app.topic import Topic, data_folder, read_topic
from tests.exports.searched import save_search
from tests.sqlite_databases import migrated_sqlite

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FileOf = Callable[..., bytes]


@pytest.fixture(scope="session")
def topic() -> Topic:
    return read_topic()


@pytest.fixture(scope="session")
def evidence(tmp_path_factory: pytest.TempPathFactory, topic: Topic) -> Iterator[Engine]:
    """The bundled evidence, one search, and one decision."""
    engine = migrated_sqlite(tmp_path_factory.mktemp("files") / "e.sqlite3")
    pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=NOW)
    pipeline.refresh(engine, topic)
    save_search(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def file(evidence: Engine, topic: Topic) -> FileOf:
    """A view of the bundled evidence as a file: its bytes."""

    def written(name: ViewName, file_format: FileFormat, **asked: Any) -> bytes:
        question = QUESTIONS[name].model_validate(asked) if name in QUESTIONS else None
        with store.reading(evidence) as db:
            found = file_of(name, question, file_format, Asking(db=db, topic=topic, at=NOW))
        with found.content as content:
            return content.read()

    return written


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory, file: FileOf) -> Path:
    """The data package of the bundled evidence."""
    path = tmp_path_factory.mktemp("package") / "dataset.zip"
    path.write_bytes(file(ViewName.DATASET, FileFormat.DATA_PACKAGE))
    return path
