"""A Monday morning of an analyst, in a real browser, from signing in to the file for a colleague."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import Engine

from app import pipeline, store
from app.accounts import Role
from app.store import Said
from app.topic import read_topic
from tests.e2e.conftest import serving
from tests.people import ADA, PASSWORD, add_person
from tests.pipeline.upstreams import an_article
from tests.sqlite_databases import migrated_sqlite

pytestmark = pytest.mark.browser
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GRACE = "Grace Hopper"
EVE = "Eve Third"
TEXT = (
    "We treated {} women with Fitzpatrick skin types II-IV with micro-coring for wrinkles of the "
    "face. Pain was rated on a visual analogue scale. Healing took {} days. Study {} of a series."
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[str, Engine]]:
    """A dashboard over five articles that nobody has read, and three people who may decide."""
    path = tmp_path / "monday.sqlite3"
    engine = migrated_sqlite(path)
    articles = [
        an_article(n, TEXT.format(n + 10, n, "x" * 7 * n), authors=(f"Author{n} A",))
        for n in range(1, 6)
    ]
    with store.writing(engine) as db:
        store.save_records(db, articles, received_at=NOW, run_id=None)
    pipeline.refresh(engine, read_topic())
    engine.dispose()
    with serving(path) as (address, served):
        for name in (ADA, GRACE, EVE):
            add_person(served, name, Role.ADMIN if name == EVE else Role.REVIEWER, PASSWORD)
        yield address, served


class Desk:
    """Somebody's browser; whatever it complains of is kept."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.page = self.context.new_page()
        self.address = address
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def sign_in(self, name: str) -> Page:
        self.page.goto(f"{self.address}/changes?since=2026-11-01")
        self.complaints.clear()  # the browser prints a line that nobody is signed in
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("link", name=name)).to_be_visible()
        return self.page

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page


def asked(page: Page) -> str:
    return page.locator("article.review").get_attribute("data-id") or ""


def is_saved(page: Page, many: int) -> None:
    expect(page.locator("#saved")).to_have_attribute("data-saved", str(many))
    expect(page.locator("#saved")).to_have_attribute("data-waiting", "0")


def decide_alone(page: Page, key: str) -> str:
    """One decision for the study that is shown alone."""
    page.locator("article.review form").wait_for()
    target = asked(page)
    page.locator("article.review").evaluate(
        "one => one.querySelectorAll('.alike label + label input').forEach(b => { b.checked = 0; })"
    )
    page.keyboard.press(key)
    return target


def mark(page: Page, words: str) -> None:
    """Mark words of the text as with a mouse."""
    page.locator("[data-start]", has_text=words).evaluate(
        """(text, words) => { const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) { const node = walk.currentNode, at = node.data.indexOf(words);
          if (at >= 0) { document.getSelection().setBaseAndExtent(node, at, node, at + words.length); return; } } }""",
        words,
    )
    expect(page.locator("article.review textarea[name=quote]")).to_have_value(words)


def rows_of(file: Locator, page: Page) -> list[dict[str, str]]:
    with page.expect_download() as download:
        file.click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    if download.value.suggested_filename.endswith(".json"):
        return list(json.loads(text))
    return list(csv.DictReader(text.splitlines()))


def test_a_monday_morning(browser: Browser, office: tuple[str, Engine]) -> None:
    address, _ = office
    ada = Desk(browser, address)
    page = ada.sign_in(ADA)
    expect(page).to_have_url(re.compile("/changes\\?since="))
    expect(page.locator("main")).to_contain_text("What changed")

    ada.go("/review/screening?screened=included")
    for n, key in enumerate("ar", 1):
        page.locator("article.review form").wait_for()
        page.keyboard.press(key)
        is_saved(page, n)
    page.keyboard.press("u")
    is_saved(page, 1)

    ada.go("/review/tags")
    for n in range(10):
        decide_alone(page, "r" if n % 3 == 2 else "a")
    is_saved(page, 10)
    mark(page, "Healing took")
    page.keyboard.press("n")
    page.locator("select[name=added]").select_option("outcome-scarring")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    is_saved(page, 11)
    page.keyboard.press("u")
    is_saved(page, 10)

    ada.go("/review/decisions?kind=tag")
    expect(page.locator("main")).to_contain_text("12 decisions")
    lines = rows_of(page.get_by_role("link", name="CSV"), page)
    assert {line["who"] for line in lines} == {ADA}
    assert all(line["before"] for line in lines if line["after"] in ("accept", "reject", "undo"))
    assert len(lines) == len(rows_of(page.get_by_role("link", name="JSON"), page)) == 12
    settle_a_conflict(browser, office, ada)
    assert ada.complaints == []
    ada.context.close()


def settle_a_conflict(browser: Browser, office: tuple[str, Engine], ada: Desk) -> None:
    """Two read blind and differ; a third gives the right word at a quote."""
    address, engine = office
    with store.writing(engine) as db:
        store.save_second_reader(db, True, Said(who=EVE, at=NOW, why="two are safer"))
    page = ada.go("/review/tags?dimension=fitzpatrick")
    target = decide_alone(page, "a")
    is_saved(page, 1)
    grace = Desk(browser, address)
    grace.sign_in(GRACE)
    page = grace.go("/review/tags?dimension=fitzpatrick")
    assert asked(page) == target
    expect(grace.go("/review/conflicts").locator("main")).to_contain_text("Nobody differs")
    page = grace.go("/review/tags?dimension=fitzpatrick")
    decide_alone(page, "r")
    is_saved(page, 1)
    eve = Desk(browser, address)
    eve.sign_in(EVE)
    page = eve.go("/review/conflicts")
    conflict = page.locator("article.match")
    expect(conflict).to_contain_text(ADA)
    conflict.get_by_label("What was agreed").fill("Planned only")
    conflict.get_by_text("Neither is right").click()
    conflict.get_by_label("Standing").select_option("eligible")
    conflict.get_by_label("Quote").fill("skin types II-IV")
    conflict.get_by_role("button", name="Correct").click()
    expect(page.locator("main")).to_contain_text("Nobody differs")
    study, _, value = target.split("-")
    page = eve.go(f"/studies/{study}")
    expect(page.locator("main")).to_contain_text(
        re.compile(rf"Type {value}: eligible \(corrected by a person\)", re.IGNORECASE)
    )
    page = eve.go(f"/review/decisions?about={study}")
    expect(page.locator("main")).to_contain_text("Planned only")
    with page.expect_download() as download:
        eve.page.goto(f"{address}/gap-map")
        eve.page.locator("summary", has_text="Download").first.click()
        eve.page.get_by_role("link", name=re.compile("Excel")).first.click()
    assert Path(download.value.path()).stat().st_size > 1000
    for desk in (grace, eve):
        assert desk.complaints == []
        desk.context.close()
