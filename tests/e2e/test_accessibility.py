"""No page breaks a rule of axe in light and dark, wide and narrow; none scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from app.accounts import Role
from tests.e2e.conftest import Staffed
from tests.e2e.looks import LOOKS, OpenPage, take_look
from tests.people import a_token, add_person

pytestmark = pytest.mark.browser

PATHS = (
    "/",
    "/gap-map",
    "/gap-map?rows=outcome&columns=indication",
    "/gap-map?indication=wrinkles&layer=primary&layer=planned",
    "/gap-map/cell?fitzpatrick=V&outcome=hyperpigmentation",
    "/gap-map/cell?fitzpatrick=VI",
    "/representation?reference=statpearls-nbk557626",
    "/trials",
    "/trials?fitzpatrick=V",
    "/timeline",
    "/timeline?layer=secondary",
    "/planner?fitzpatrick=V&outcome=hyperpigmentation&drop_out=10",
    "/studies",
    "/studies?fitzpatrick=VI",
    "/studies?left_out=true",
    "/plans",
    "/gaps",
    "/gaps?fitzpatrick=V&outcome=pain",
    "/claims",
    "/claims/c04",
    "/questions",
    "/questions/dark-skin",
    "/questions/off-face",
    "/about",
    "/sources",
    "/runs",
    "/matches",
    "/matches/decisions",
    "/matches/decide?answer=unlink&record=bundled:nct02234193",
    "/prisma",
    "/prisma?at=2026-11-21",
    "/search-log",
    "/review/tags",
    "/review/screening?screened=excluded",
    "/review/conflicts",
    "/review/decisions",
    "/changes",
    "/changes?since=2026-11-01&until=2026-11-10",
    "/permalinks",
)


OF_PEOPLE = (
    "/account",
    "/admin",
    "/admin/accounts/1",
    "/admin/accounts/2",
    "/admin/ways-in",
    "/admin/trail",
    "/admin/trail?kind=role&who=Ada+Lovelace",
    "/imports",
    "/runs",
    "/matches",
)
"""Pages that show something else to an admin, or nothing to others."""


@pytest.mark.parametrize("path", PATHS)
def test_a_page_breaks_no_rule_in_any_look(open_page: OpenPage, path: str) -> None:
    assert breaches(open_page(path)) == []


@pytest.mark.parametrize("path", OF_PEOPLE)
def test_a_page_of_people_breaks_no_rule_in_any_look(
    open_page: OpenPage, staffed: Staffed, path: str
) -> None:
    grace = add_person(staffed.engine, "Grace Hopper", Role.READER)
    a_token(staffed.engine, grace)
    assert breaches(open_page(path, signed_in=True)) == []


def test_the_first_account_breaks_no_rule_in_any_look(open_page: OpenPage) -> None:
    assert breaches(open_page("/sign-in")) == []


def test_signing_in_breaks_no_rule_in_any_look(open_page: OpenPage) -> None:
    page = open_page("/gap-map", staffed=True, refused=True)
    assert breaches(page) == []
    page.get_by_label("Name").fill("Ada Lovelace")
    page.get_by_label("Password").fill("something else")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for()
    assert breaches(page) == []


def test_a_new_token_breaks_no_rule_in_any_look(open_page: OpenPage) -> None:
    page = open_page("/account", signed_in=True)
    page.get_by_label("What it is for").fill("Notebook")
    page.get_by_role("button", name="Make the token").click()
    page.locator(".secret").wait_for()
    assert breaches(page) == []


NO_RECORD = b"TY  - JOUR\nAU  - Nobody, N\nER  -\n"
"""An export of which nothing becomes a record: the other tests' evidence stays as it is."""


def test_a_file_that_was_sent_breaks_no_rule_in_any_look(open_page: OpenPage) -> None:
    page = open_page("/imports", signed_in=True)
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "refs.ris", "mimeType": "text/plain", "buffer": NO_RECORD}
    )
    page.get_by_role("button", name="Import the file").click()
    page.get_by_role("heading", name="What could not be read").wait_for()
    assert breaches(page) == []
    page.get_by_role("link", name="Import another file").click()
    page.get_by_role("row", name="refs.ris").wait_for()
    assert breaches(page) == []


def test_a_study_breaks_no_rule_in_any_look(open_page: OpenPage) -> None:
    page = open_page("/studies?fitzpatrick=V")
    page.locator(".study-line-title a").first.click()
    page.wait_for_url("**/studies/S*")
    assert breaches(page) == []


@pytest.mark.parametrize(
    "path", ["/gap-map", "/gap-map/cell?fitzpatrick=V&outcome=hyperpigmentation"]
)
def test_a_frozen_view_breaks_no_rule_in_any_look(open_page: OpenPage, path: str) -> None:
    page = open_page(path, script=False, signed_in=True)
    page.get_by_role("button", name="Freeze this view").click()
    page.wait_for_url("**/p/*")
    frozen = page.url.removeprefix(page.url.split("/p/")[0])
    assert breaches(open_page(frozen, signed_in=True)) == []


@pytest.mark.parametrize("path", ["/studies", "/gap-map/cell?fitzpatrick=VI"])
def test_the_menu_of_files_breaks_no_rule_in_any_look(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    page.locator("details.export summary").click()
    assert page.locator("details.export a").first.is_visible()
    assert breaches(page) == []


@pytest.mark.parametrize("path", ["/no-such-page", "/gap-map?indication=wrinkels"])
def test_an_error_breaks_no_rule_in_any_look(open_page: OpenPage, path: str) -> None:
    assert breaches(open_page(path, refused=True)) == []


OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that hang on colours: a scheme changes nothing else (`test_schemes.py`)."""
ASK = """
async only => {
  const asked = { resultTypes: ["violations"], ...(only && { runOnly: only }) };
  return (await axe.run(document, asked)).violations;
}
"""


def breaches(page: Page) -> list[str]:
    """Every rule that an open page breaks, with the look it breaks it in.

    In light every rule is asked, wide and narrow; in dark those that can then end otherwise.
    """
    found = []
    page.evaluate(Axe().axe_script)
    for width, scheme in LOOKS:
        take_look(page, width, scheme)
        for rule in page.evaluate(ASK, OF_COLOURS if scheme == "dark" else None):
            where = [node["target"] for node in rule["nodes"]]
            found.append(f"{width} {scheme}: {rule['id']}: {rule['help']}: {where}")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{width} {scheme}: the page scrolls sideways")
    return found
