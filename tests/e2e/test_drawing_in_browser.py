"""The drawing on the page of the map, and the map in one file, in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looks import WIDTHS, OpenPage, take_look

pytestmark = pytest.mark.browser
A_MINUTE = 60_000
"""The script of the drawing is made once, in some seconds on a busy machine."""


def broken_rules(page: Page, part: str) -> list[str]:
    found = Axe().run(page, context=part).response["violations"]
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in found]


def drawn(page: Page) -> Page:
    page.locator("#drawing").scroll_into_view_if_needed()
    expect(page.locator(".drawing-told")).to_contain_text("Point at a cell", timeout=A_MINUTE)
    return page


def test_the_drawing_obeys_the_policy_of_the_page_and_breaks_no_rule(open_page: OpenPage) -> None:
    page = drawn(open_page("/gap-map?outcome=hyperpigmentation&outcome=pain"))
    expect(page.locator(".drawing-sheet svg")).to_contain_text("What is known about Micro-Coring")
    assert broken_rules(page, "#chart") == []


def test_no_word_of_the_drawing_runs_out_of_its_cell(open_page: OpenPage) -> None:
    page = drawn(open_page("/gap-map?rows=fitzpatrick&columns=outcome"))
    sheet = page.locator(".drawing-sheet svg").bounding_box()
    assert sheet
    right = page.locator(".drawing-sheet svg text").evaluate_all(
        "all => Math.max(...all.map(one => one.getBoundingClientRect().right))"
    )
    assert right <= sheet["x"] + sheet["width"]


def test_a_cell_tells_its_sentence_and_leads_to_its_evidence(open_page: OpenPage) -> None:
    page = drawn(open_page("/gap-map?outcome=hyperpigmentation"))
    cell = page.locator("[aria-label^='Hyperpigmentation, Type V:']")
    cell.hover()
    expect(page.locator("#vg-tooltip-element")).to_contain_text("Hyperpigmentation in type V: one")
    cell.click()
    expect(page).to_have_url(re.compile(r"/gap-map/cell\?fitzpatrick=V&outcome=hyperpigmentation"))


def test_without_script_the_files_are_there_and_no_empty_frame(open_page: OpenPage) -> None:
    page = open_page("/gap-map?layer=planned", script=False)
    expect(page.locator(".drawing-scroll")).to_be_hidden()
    link = page.get_by_role("link", name="PDF")
    expect(link).to_have_attribute("href", "/api/v1/gap-map/file?layer=planned&format=pdf")


@pytest.fixture
def alone(server: str, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The file opened from the disk, without a network; nothing may be asked for or go wrong."""
    file = tmp_path / "map.html"
    url = f"{server}/api/v1/gap-map/file?format=html"
    file.write_bytes(httpx.get(url, timeout=A_MINUTE / 1000).content)
    wide, high = WIDTHS["wide"]
    context = browser.new_context(viewport={"width": wide, "height": high}, offline=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda asked: complaints.extend([] if asked.url == file.as_uri() else [asked.url]),
    )
    page.goto(file.as_uri())
    yield page
    context.close()
    assert complaints == []


def test_the_file_opens_from_the_disk_and_breaks_no_rule(alone: Page) -> None:
    expect(alone.locator("#map tbody tr:not(.group)")).to_have_count(20)
    for width, scheme in (("wide", "light"), ("narrow", "dark")):
        take_look(alone, width, scheme)  # type: ignore[arg-type]  # a scheme
        assert broken_rules(alone, "body") == []
        assert not alone.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_its_axes_and_filters_can_be_chosen(alone: Page) -> None:
    alone.locator("#rows").select_option("indication")
    expect(alone.locator("h1")).to_have_text(
        "What is known about Micro-Coring by indication and skin type?"
    )
    alone.locator("#held").select_option("scarring")
    alone.locator("#layer").select_option(label="Layers shown: preclinical")
    expect(alone.locator("#scope")).to_contain_text("layers shown: preclinical")
    alone.reload()
    expect(alone.locator("#held")).to_have_value("scarring")
    alone.locator("#find").fill("acne scars")
    expect(alone.locator("#map tbody th[scope=row]")).to_have_text(["Acne scars"])


def test_its_cells_are_those_of_the_service(alone: Page, server: str) -> None:
    alone.locator("#rows").select_option("indication")
    alone.locator("#columns").select_option("outcome")
    url = f"{server}/api/v1/gap-map?rows=indication&columns=outcome"
    gap_map = httpx.get(url, timeout=A_MINUTE / 1000).json()
    told = alone.locator("#map td button").evaluate_all("all => all.map(one => one.title)")
    expected = [cell["sentence"] for row in gap_map["cells"] for cell in row]
    assert len(told) == len(expected)
    differing = [(a, b) for a, b in zip(told, expected, strict=True) if a != b]
    assert all(a == "No study was found." for a, _ in differing)
    assert all(b.endswith(": no study was found.") for _, b in differing)


def test_a_cell_shows_its_studies_and_quotes(alone: Page) -> None:
    alone.locator("#map button[title^='Hyperpigmentation in type V:']").click()
    dialog = alone.get_by_role("dialog")
    expect(dialog).to_contain_text("Studies that count here: 1")
    expect(dialog.locator(".piece").first).to_contain_text("Type V: studied")
    expect(dialog.locator(".piece", has_text="Outcome: Hyperpigmentation")).not_to_have_count(0)
    alone.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
