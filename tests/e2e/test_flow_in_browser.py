"""The drawn flow in a real browser: one drawing at a time, and no word leaves its box."""

import pytest

from tests.e2e.looks import OpenPage

pytestmark = pytest.mark.browser

STRAY_WORDS = """drawing => {
  const boxes = [...drawing.querySelectorAll('.flow-box')].map(box => box.getBBox());
  const inside = (one, box) => one.x >= box.x && one.y >= box.y - 1 &&
    one.x + one.width <= box.x + box.width && one.y + one.height <= box.y + box.height + 1;
  return [...drawing.querySelectorAll('.flow-text')]
    .filter(text => !boxes.some(box => inside(text.getBBox(), box)))
    .map(text => text.textContent);
}"""


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_words_stay_in_their_boxes(open_page: OpenPage, width: str) -> None:
    page = open_page("/prisma", width)
    [drawing] = [one for one in page.locator("svg.flow").all() if one.is_visible()]
    assert f"flow-{width}" in (drawing.get_attribute("class") or "")
    assert drawing.evaluate(STRAY_WORDS) == []


def test_a_day_is_chosen_without_script(open_page: OpenPage) -> None:
    page = open_page("/prisma", script=False)
    page.get_by_label("As of the end of a day (UTC)").fill("2026-11-21")
    page.get_by_role("button", name="Show the flow").click()
    page.wait_for_url("**/prisma?at=2026-11-21")
    assert "0 records identified" in page.locator(".lead").inner_text()
