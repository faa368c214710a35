"""A hundred decisions without a mouse, with the line down for a moment in between."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from app import pipeline, store
from app.accounts import Role
from app.answers.signing_in import begin_sign_in
from app.topic import read_topic
from tests.e2e.conftest import serving
from tests.e2e.test_accessibility import breaches
from tests.people import A_BROWSER, ADA, add_person
from tests.pipeline.upstreams import an_article
from tests.sqlite_databases import migrated_sqlite

pytestmark = pytest.mark.browser
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DECISIONS = 100
TEXT = (
    "We treated {} women with Fitzpatrick skin types II-IV with micro-coring for wrinkles of the "
    "face. Pain was rated on a visual analogue scale. Study {} of a series."
)


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Engine]]:
    """A dashboard with enough proposals, each in words of its own."""
    path: Path = tmp_path_factory.mktemp("review") / "review.sqlite3"
    engine = migrated_sqlite(path)
    articles = [
        an_article(n, TEXT.format(n + 10, "x" * 7 * n), authors=(f"Author{n} A",))
        for n in range(1, 31)
    ]
    with store.writing(engine) as db:
        store.save_records(db, articles, received_at=NOW, run_id=None)
    pipeline.refresh(engine, read_topic())
    engine.dispose()
    with serving(path) as (address, served):
        yield address, served


@pytest.fixture
def page(browser: Browser, review: tuple[str, Engine]) -> Iterator[Page]:
    address, engine = review
    ada = add_person(engine, ADA, Role.REVIEWER)
    key = begin_sign_in(engine, ada.id, A_BROWSER, datetime.now(UTC))
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "coregap", "value": key, "url": address}])
    opened = context.new_page()
    opened.goto(f"{address}/review/tags")
    yield opened
    context.close()


def shown(page: Page) -> str:
    return page.locator("article.review").get_attribute("data-id") or ""


def leave_out_the_rest(page: Page) -> None:
    """One decision for one study: near-identical ones are left out."""
    page.locator("article.review").evaluate(
        "shown => shown.querySelectorAll('.alike label + label input')"
        ".forEach(box => { box.checked = false; })"
    )


def test_a_page_of_review_breaks_no_rule(page: Page, review: tuple[str, Engine]) -> None:
    found = breaches(page)
    for path in ("/review/screening?screened=included", "/review/decisions", "/review/conflicts"):
        page.goto(review[0] + path)
        found += breaches(page)
    assert found == []


def test_marked_words_are_added_as_a_tag_at_their_place(page: Page) -> None:
    page.locator("[data-start]", has_text="Pain was rated").evaluate(
        """p => { const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) { const at = walk.currentNode.data.indexOf('Study');
          if (at >= 0) document.getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + 5); } }"""
    )
    expect(page.locator("textarea[name=quote]")).to_have_value("Study")
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("#saved")).to_have_attribute("data-saved", "1")
    page.keyboard.press("u")
    expect(page.locator("#saved")).to_have_attribute("data-saved", "0")


def test_a_hundred_decisions_without_a_mouse_survive_a_broken_line(
    page: Page, review: tuple[str, Engine]
) -> None:
    saved = page.locator("#saved")
    first = shown(page)
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    for n in range(DECISIONS):
        if n == 40:  # somebody who reads is slower than what is loaded
            expect(page.locator("#review")).to_have_attribute(
                "data-ahead", re.compile("1[2-9]|2[0-9]"), timeout=30_000
            )
            page.context.set_offline(True)
        if n == 46:
            expect(saved).to_contain_text("not saved yet")
            page.context.set_offline(False)
        page.locator("article.review form").wait_for()
        leave_out_the_rest(page)
        page.keyboard.press("r" if n % 3 else "a")
    expect(saved).to_have_attribute("data-saved", str(DECISIONS), timeout=60_000)
    expect(saved).to_have_attribute("data-waiting", "0")
    with store.reading(review[1]) as db:
        kept = store.list_tag_decisions(db)
    assert len({(one.study_id, one.dimension, one.value) for one in kept}) == len(kept) == DECISIONS
    assert {one.who for one in kept} == {ADA}
    assert first.endswith(kept[0].value)
    assert 0 < len([url for url in asked if "/review/tags/more" in url]) <= DECISIONS // 10 + 2
    page.keyboard.press("u")
    expect(saved).to_have_attribute("data-saved", str(DECISIONS - 1))
    with store.reading(review[1]) as db:
        assert store.list_tag_decisions(db) == kept[:-1]
