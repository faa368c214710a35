"""A real server on loopback over the bundled evidence, and a real Chromium to open it with."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sqlalchemy import Engine

from app import pipeline, store
from app.accounts import Role
from app.answers.signing_in import begin_sign_in
from app.api import create_app
from app.cli.serving import intake_of
from app.dashboard import dashboard_router, error_page, mount_static
from app.settings import read_settings
from app.topic import data_folder, read_topic
from tests.chromium import FLAGS, find_chromium
from tests.e2e.looks import WIDTHS, OpenPage
from tests.people import A_BROWSER, ADA, PASSWORD, add_person
from tests.sqlite_databases import migrated_sqlite

START_SECONDS = 30
PATIENCE_MS = 60_000  # what a page shows in a moment may take so long where much else runs
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the bundled evidence, and nobody who has an account."""
    path = tmp_path_factory.mktemp("e2e") / "e2e.sqlite3"
    topic, engine = read_topic(), migrated_sqlite(path)
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    pipeline.load_evidence(engine, topic, data_folder() / "evidence", now=now)
    pipeline.refresh(engine, topic)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def server(database: Path) -> Iterator[str]:
    """The address of the running dashboard; everybody here reads."""
    with serving(database) as (address, _):
        yield address


@dataclass(frozen=True)
class Staffed:
    """A dashboard whose people have accounts, and the cookie of an admin."""

    address: str
    engine: Engine
    key: str


@pytest.fixture(scope="session")
def staffed(database: Path) -> Iterator[Staffed]:
    """The same evidence where people have accounts."""
    path = database.with_name("staffed.sqlite3")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("VACUUM INTO ?", (str(path),))
    with serving(path) as (address, engine):
        admin = add_person(engine, ADA, Role.ADMIN, PASSWORD)
        key = begin_sign_in(engine, admin.id, A_BROWSER, datetime.now(UTC))
        yield Staffed(address, engine, key)


@contextmanager
def serving(path: Path) -> Iterator[tuple[str, Engine]]:
    """A running dashboard over a database."""
    engine, topic = store.open_engine(f"sqlite:///{path}"), read_topic()
    accuracy = pipeline.shipped_accuracy(topic)
    intake = intake_of(read_settings(), engine)  # what can be asked; nobody here does
    app = create_app(
        engine, topic, [dashboard_router], error_page, accuracy=accuracy, intake=intake
    )
    mount_static(app)
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, ws="none")
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{_port_of(running)}", engine
    running.should_exit = True
    thread.join(START_SECONDS)
    engine.dispose()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; without one these tests fail, they are not skipped."""
    path = find_chromium()
    assert path, "No Chromium found: run `python tests/chromium.py` to install one."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Opens a path at a width, with or without script; `refused` where the answer is an error.

    `signed_in` is asked as an admin, `staffed` as nobody where people have accounts.

    When the test ends, no page may have printed to the console, failed, or asked another host.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(
        path: str,
        width: str = "wide",
        *,
        script: bool = True,
        refused: bool = False,
        signed_in: bool = False,
        staffed: bool = False,
    ) -> Page:
        wide, high = WIDTHS[width]
        context = browser.new_context(
            viewport={"width": wide, "height": high}, java_script_enabled=script
        )
        contexts.append(context)
        place = server
        if signed_in or staffed:
            people: Staffed = request.getfixturevalue("staffed")
            place = people.address
            cookie = {"name": "coregap", "value": people.key, "url": place}
            context.add_cookies([cookie] if signed_in else [])
        page = context.new_page()
        if not refused:  # the browser itself prints a line for every answer of 400 and above
            page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("request", lambda request: _note_strange(request.url, place, complaints))
        page.goto(place + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _note_strange(url: str, server: str, complaints: list[str]) -> None:
    if not url.startswith((server, "data:")):
        complaints.append(f"request to another host: {url}")


def _port_of(running: uvicorn.Server) -> int:
    until = time.monotonic() + START_SECONDS
    while not running.started:
        assert time.monotonic() < until, "the server did not start"
        time.sleep(0.02)
    port: int = running.servers[0].sockets[0].getsockname()[1]
    return port
