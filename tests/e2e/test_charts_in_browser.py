"""Charts of numbers in a real browser: drawn under the page's policy, read with the keyboard."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.looks import OpenPage

pytestmark = pytest.mark.browser
A_MINUTE = 60_000
"""The script of the drawing is made once, in some seconds on a busy machine."""


def drawn(page: Page) -> Page:
    page.locator(".drawing-chart").first.scroll_into_view_if_needed()
    expect(page.locator(".drawing-told").first).to_contain_text("Point at a mark", timeout=A_MINUTE)
    return page


def test_a_chart_obeys_the_policy_and_is_read_with_the_keyboard(open_page: OpenPage) -> None:
    page = drawn(open_page("/timeline"))
    found = Axe().run(page, context=".drawing-chart").response["violations"]
    assert [rule["id"] for rule in found] == []
    first = page.locator(".drawing-sheet [tabindex='0']").first
    first.focus()
    expect(page.locator(".drawing-mark")).to_contain_text("Type I, up to 2024: 1 to 34 people")
    page.keyboard.press("End")
    expect(page.locator(".drawing-mark")).to_contain_text(re.compile("^20\\d\\d: .*stud"))
    assert page.locator(".drawing-sheet [tabindex='0']").count() == 1


def test_the_chart_of_shares_says_its_marks(open_page: OpenPage) -> None:
    page = drawn(open_page("/representation"))
    found = Axe().run(page, context=".drawing-chart").response["violations"]
    assert [rule["id"] for rule in found] == []
    mark = page.locator(".drawing-sheet [aria-label^='Type V: 1 to 34 of 38 people']").first
    expect(mark).to_have_count(1)
    expect(page.locator(".drawing-sheet svg")).to_contain_text("not reported")


def test_without_script_the_chart_is_a_still_picture(open_page: OpenPage) -> None:
    page = open_page("/timeline", script=False)
    picture = page.locator(".drawing-still")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True, timeout=A_MINUTE)
    assert picture.evaluate("one => one.naturalWidth") > 500
