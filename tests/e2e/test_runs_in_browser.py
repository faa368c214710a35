"""The page of runs while a source is asked: it moves by itself, and stops when the run has ended."""

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
import uvicorn
from playwright.sync_api import Browser, expect
from sqlalchemy import Engine

from app import store
from app.topic import read_topic
from app.web import create_web
from tests.e2e.test_accessibility import breaches
from tests.sqlite_databases import migrated_sqlite

pytestmark = pytest.mark.browser
START_SECONDS = 30
PATIENCE_MS = 20_000  # of the page, which reads itself again every five seconds


@dataclass
class Working:
    """A server whose database has a run at work."""

    url: str
    engine: Engine
    run: int

    def store_page(self, received: int) -> None:
        counts = {"pages": received // 100, "received": received, "new": 3, "unchanged": 7}
        progress = store.Progress(
            at=datetime.now(UTC), position="p", announced=480, counts=counts, warnings=()
        )
        with store.writing(self.engine) as db:
            store.save_progress(db, self.run, progress)

    def end(self) -> None:
        with store.writing(self.engine) as db:
            store.end_source_run(db, self.run, at=datetime.now(UTC), status="succeeded")


@pytest.fixture
def working(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Working]:
    engine = migrated_sqlite(tmp_path_factory.mktemp("runs") / "runs.sqlite3")
    begun = store.Begun(
        source="pubmed", query="coring", since=None, until=date(2026, 11, 22), search_id=None
    )
    with store.writing(engine) as db:
        run = store.start_source_run(db, begun, at=datetime.now(UTC))
    web = create_web(engine, read_topic())
    config = uvicorn.Config(web, host="127.0.0.1", port=0, log_config=None, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + START_SECONDS
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    found = Working(f"http://127.0.0.1:{port}", engine, run)
    found.store_page(200)
    yield found
    server.should_exit = True
    thread.join(START_SECONDS)
    engine.dispose()


@pytest.mark.parametrize("script", [True, False])
def test_progress_moves_by_itself_and_ends_with_the_run(
    browser: Browser, working: Working, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{working.url}/runs")
    expect(page.get_by_text("200 of 480 received")).to_be_visible()
    working.store_page(400)
    expect(page.get_by_text("400 of 480 received")).to_be_visible(timeout=PATIENCE_MS)
    working.end()
    expect(page.get_by_text("No source is being asked")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(".run-table .run-status")).to_have_text("Succeeded")
    expect(page.locator("script, meta[http-equiv]")).to_have_count(0)
    context.close()
    assert complaints == []


def test_a_reader_can_stop_the_page_from_moving(browser: Browser, working: Working) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{working.url}/runs")
    page.get_by_role("link", name="Stop that").click()
    expect(page).to_have_url(re.compile("refresh=no"))
    expect(page.locator("meta[http-equiv]")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("at_work", [True, False])
def test_the_page_breaks_no_rule_in_any_look(
    browser: Browser, working: Working, at_work: bool
) -> None:
    if not at_work:
        working.end()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{working.url}/runs")
    assert breaches(page) == []
    context.close()
