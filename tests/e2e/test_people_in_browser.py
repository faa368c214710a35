"""Coming in and going out in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.e2e.looks import OpenPage
from tests.people import ADA, PASSWORD

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False])
def test_signing_in_leads_to_where_one_was_going_and_out_again(
    open_page: OpenPage, script: bool
) -> None:
    page = open_page("/gap-map?rows=indication", script=script, staffed=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("Name").fill(ADA.upper())
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/gap-map?rows=indication")
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert cookies["coregap"]["httpOnly"]
    assert cookies["coregap"]["sameSite"] == "Lax"
    page.get_by_role("link", name=ADA).click()
    expect(page.locator("tbody tr", has_text="this one")).to_have_count(1)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    assert page.context.cookies() == []
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_reviewer_decides_under_their_name(open_page: OpenPage) -> None:
    page = open_page("/matches/decide?answer=unlink&record=bundled:nct02234193", signed_in=True)
    expect(page.get_by_text(f"kept with your name, {ADA}")).to_be_visible()
    page.get_by_label("Why").fill("Other people, by the dates.")
    page.get_by_role("button", name="Take").click()
    page.wait_for_url("**/matches/decisions*")
    expect(page.locator(".decisions")).to_contain_text(ADA)


def test_at_this_machine_the_first_account_is_offered(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_role("link", name="Make the first account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The first account")
    expect(page.get_by_role("button", name="Make the account")).to_be_visible()
