"""The command line as a person and a program use it, each time in a home of its own."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from app import pipeline, store
from app.cli import cli
from app.settings import read_settings
from app.topic import data_folder, read_topic

RIS = """TY  - JOUR
TI  - Micro-coring of the neck in skin types II to IV
AU  - Doe, Ada
PY  - 2025
DO  - 10.1000/neck
AB  - Fourteen women with Fitzpatrick skin types II-IV had micro-coring for lax skin. Pain was mild.
ER  -
TY  - JOUR
TI  - Micro-coring of pine trees
PY  - 2019
AB  - Tree rings were read in micro-cores of wood.
ER  -
"""
"""Two records of our own making: one about the topic, one about its namesake."""

Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command line keeps everything; nothing is there yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv("COREGAP_HOME", str(folder))
    monkeypatch.delenv("COREGAP_DATABASE_URL", raising=False)
    read_settings.cache_clear()
    return folder


@pytest.fixture
def run(home: Path) -> Run:
    def invoke(*words: str, said: str | None = None) -> Result:
        return CliRunner().invoke(cli, list(words), input=said, catch_exceptions=False)

    return invoke


@pytest.fixture(scope="session")
def loaded_database(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `coregap load` leaves, made once."""
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("loaded") / "coregap.sqlite3")
    engine, topic = store.open_engine(f"sqlite:///{path}"), read_topic()
    pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=datetime.now(UTC))
    pipeline.refresh(engine, topic)
    engine.dispose()
    return path


@pytest.fixture
def loaded(home: Path, loaded_database: Path) -> None:
    """The home as `coregap load` leaves it."""
    home.mkdir()
    shutil.copy(loaded_database, home)


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]
