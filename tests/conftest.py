"""Databases for tests: each test that asks for one runs on SQLite and on a real PostgreSQL."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cache, partialmethod
from pathlib import Path

import pytest
import structlog
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from sqlalchemy import URL, Engine
from sqlmodel import Session

from app import pipeline, store
from app.logs import configure_logging
from app.topic import data_folder, read_topic
from tests.compiled_statements import share_statements
from tests.postgresql_databases import BLANK, MIGRATED, fresh_postgresql
from tests.postgresql_server import run, running_server
from tests.read_signatures import read_signatures_once
from tests.sqlite_databases import migrated_sqlite

# A test asks as a browser on this machine does: under the name "testserver", which leads nowhere,
# nobody would be let in without an account.
TestClient.__init__ = partialmethod(  # type: ignore[method-assign]
    TestClient.__init__, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000)
)
share_statements()
read_signatures_once()
# How long an example takes is the machine's affair: no test passes or fails by the clock.
settings.register_profile(
    "unhurried", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's tests come last: its driver keeps an event loop at work in their process.

    No other test could run one there, nor be interrupted as a person interrupts.
    """
    items.sort(key=lambda item: "e2e" in item.path.parts)


def pytest_collection_finish() -> None:
    """Modules and tests stay until the end: to look through them for rubbish each time is in vain."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """A command sets the level of the log for its whole process: the next test must not inherit it.

    The product's own way of logging, because the library's writes a coloured page for each error,
    with the value of every variable: that took longer than what the tests are about.
    """
    configure_logging("debug")
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[URL]:
    """The server, started when the first test needs it."""
    with running_server() as address:
        yield address


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with the current schema, to be copied."""
    path = tmp_path_factory.mktemp("template") / "coregap.sqlite3"
    migrated_sqlite(path).dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_template(postgresql: URL) -> str:
    """The name of an empty PostgreSQL database with the current schema, to be copied."""
    run(postgresql, f"CREATE DATABASE {MIGRATED}")
    _migrate(_url(postgresql, MIGRATED))
    return MIGRATED


@pytest.fixture(scope="session")
def bundled_sqlite(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[datetime], Path]:
    """A SQLite database that holds the bundled evidence since a moment, to be copied."""

    @cache
    def made(now: datetime) -> Path:
        path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("bundled") / "b.sqlite3")
        _load(f"sqlite:///{path}", now)
        return path

    return made


@pytest.fixture(scope="session")
def bundled_postgresql(postgresql: URL, postgresql_template: str) -> Callable[[datetime], str]:
    """The name of a PostgreSQL database that does, to be copied."""

    @cache
    def made(now: datetime) -> str:
        name = f"bundled_{int(now.timestamp())}"
        run(postgresql, f"CREATE DATABASE {name} TEMPLATE {postgresql_template}")
        _load(_url(postgresql, name), now)
        return name

    return made


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def dialect(request: pytest.FixtureRequest) -> str:
    """Both databases, one after the other."""
    name: str = request.param
    return name


@pytest.fixture
def blank_url(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table."""
    if dialect == "sqlite":
        yield f"sqlite:///{tmp_path / 'blank.sqlite3'}"
    else:
        yield from fresh_postgresql(request.getfixturevalue("postgresql"), BLANK)


@pytest.fixture
def url(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database with the current schema."""
    if dialect == "sqlite":
        path = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "test.sqlite3")
        yield f"sqlite:///{path}"
    else:
        template = request.getfixturevalue("postgresql_template")
        yield from fresh_postgresql(request.getfixturevalue("postgresql"), template)


BundledUrl = Callable[[datetime], str]


@pytest.fixture
def bundled_url(
    dialect: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[BundledUrl]:
    """The address of a database that holds the bundled evidence since a moment; one for a test."""
    with ExitStack() as stack:

        def lent(now: datetime) -> str:
            if dialect == "sqlite":
                template = request.getfixturevalue("bundled_sqlite")(now)
                return f"sqlite:///{shutil.copy(template, tmp_path / 'test.sqlite3')}"
            name = request.getfixturevalue("bundled_postgresql")(now)
            server = request.getfixturevalue("postgresql")
            return stack.enter_context(contextmanager(fresh_postgresql)(server, name))

        yield lent


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """An open, empty database with the current schema."""
    opened = store.open_engine(url)
    yield opened
    opened.dispose()


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    """A session that may write; what the test wrote is kept when it ends without an error."""
    with store.writing(engine) as session:
        yield session


def _url(server: URL, name: str) -> str:
    return server.set(database=name).render_as_string(hide_password=False)


def _load(url: str, now: datetime) -> None:
    engine, topic = store.open_engine(url), read_topic()
    pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=now)
    pipeline.refresh(engine, topic)
    engine.dispose()


def _migrate(url: str) -> None:
    engine = store.open_engine(url)
    store.migrate(engine)
    engine.dispose()
