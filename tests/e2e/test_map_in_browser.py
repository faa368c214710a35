"""The gap map under keyboard, form and no script at all."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.looks import OpenPage

pytestmark = pytest.mark.browser


def test_the_keyboard_reaches_a_cell_and_opens_it(open_page: OpenPage) -> None:
    page = open_page("/gap-map")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('cell-link')"):
            break
    expect(page.locator(".cell-link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/gap-map/cell\?.*outcome="))
    expect(page.get_by_role("heading", level=1)).to_contain_text("type I")


def test_the_map_scrolls_inside_itself_and_keeps_its_headers(open_page: OpenPage) -> None:
    page = open_page("/gap-map", "narrow")
    region = page.get_by_role("region", name="Gap map")
    region.focus()
    region.evaluate("e => { e.scrollLeft = 300; e.scrollTop = 400 }")
    left = region.bounding_box()["x"]
    heads = page.locator(".map tbody th[scope=row]").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().x)"
    )
    assert all(abs(x - left) <= 2 for x in heads)


def test_filters_change_the_address_and_the_table(open_page: OpenPage) -> None:
    page = open_page("/gap-map")
    rows = page.locator(".map tbody th[scope=row]")
    before = rows.count()
    page.get_by_text("Filters", exact=True).click()
    page.locator("summary", has_text="Outcome").click()
    page.get_by_label("Hyperpigmentation").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page).to_have_url(re.compile("outcome=hyperpigmentation"))
    expect(rows).to_have_count(1)
    assert before > 1
    page.get_by_role("link", name=re.compile("Outcome: Hyperpigmentation")).click()
    expect(rows).to_have_count(before)


def test_rows_and_columns_are_chosen_by_the_form(open_page: OpenPage) -> None:
    page = open_page("/gap-map")
    page.get_by_label("Rows").select_option("indication")
    page.get_by_role("button", name="Show map").click()
    expect(page).to_have_url(re.compile("rows=indication"))
    expect(page.locator(".map tbody th[scope=row]").first).to_have_text("Wrinkles and rhytids")


@pytest.mark.parametrize("path", ["/", "/gap-map", "/studies", "/about", "/sources", "/runs"])
def test_a_page_works_without_script(open_page: OpenPage, path: str) -> None:
    page = open_page(path, script=False)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_from_the_overview_to_the_evidence_in_three_steps(open_page: OpenPage) -> None:
    page = open_page("/")
    page.locator(".type h3 a", has_text=re.compile("^V$")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Type V")
    page.locator(".study-line-title a").first.click()
    expect(page.locator(".standing-box").nth(4)).to_contain_text("Studied")
    expect(page.locator(".standing-box").nth(5)).to_contain_text("Not reported")


def test_a_list_is_searched_and_emptied(open_page: OpenPage) -> None:
    page = open_page("/studies")
    page.get_by_label("Words in titles and texts").fill("no-such-word-anywhere")
    page.get_by_role("button", name="Show studies").click()
    expect(page.locator(".notice")).to_contain_text("No study matches")
    page.get_by_role("link", name="Remove all").click()
    expect(page.locator(".study-line").first).to_be_visible()
