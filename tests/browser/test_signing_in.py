"""Signing in, in a real browser, on an installation of somebody's own with a real provider beside it."""

from __future__ import annotations

import re

from tests.browser.own_installation import PASSWORD
from tests.browser.waiting import settle
from tracker.access import moment, totp


def heading(page) -> str:
    settle(page)
    return page.inner_text("h1")


def test_the_first_request_to_a_fresh_server_for_a_protected_page_is_refused(place):
    assert "Sign in to see this page" in place.first_seen
    assert "from inside" not in place.first_seen and "Akmola" not in place.first_seen


def test_an_invitation_a_first_sign_in_and_the_way_back(place, page):
    page.goto(f"{place.address}/report?lang=en")
    settle(page)
    page.locator("[data-testid=stMain] a", has_text="Sign in").click()
    page.wait_for_url("**/sign-in?*")
    back = page.url
    page.goto(f"{place.address}/invitation/{place.invitation}?lang=en")
    assert "branch-first" in page.inner_text("main")
    page.fill("#password", "short")
    page.fill("#repeated", "short")
    page.evaluate("document.querySelectorAll('input').forEach(one => one.removeAttribute('minlength'))")
    page.click("button[type=submit]")
    assert "too short" in page.inner_text("[role=alert]")
    page.fill("#password", PASSWORD)
    page.fill("#repeated", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/sign-in?*")
    page.goto(f"{place.address}/invitation/{place.invitation}?lang=en")
    assert "does not hold" in page.inner_text("h1")
    page.goto(back)
    page.fill("#name", "branch-first")
    page.fill("#password", "not the right one")
    page.click("button[type=submit]")
    assert "wrong" in page.inner_text("[role=alert]")
    assert page.input_value("#password") == ""
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/report?*")
    assert "Sign in" not in heading(page)
    kept = {one["name"]: one for one in page.context.cookies()}["tracker_session"]
    assert kept["httpOnly"] and kept["sameSite"] == "Lax"


def test_guessing_is_held_back_and_the_wait_ends(place, page, come_in):
    for _ in range(5):
        come_in("branch-slow", password="not the right one")
    come_in("branch-slow")
    assert "Too many tries: signing in is open again in 1 minute." in page.inner_text("[role=alert]")
    place.ahead(61)
    try:
        come_in("branch-slow")
        page.wait_for_url("**/report?*")
    finally:
        place.ahead(0)


def test_a_role_taken_away_acts_at_the_next_click(place, page, come_in):
    come_in("branch-taken")
    page.wait_for_url("**/report?*")
    assert "Sign in" not in heading(page)
    place.tracker("account", "take", "branch-taken", "--role", "branch")
    page.reload()
    assert "not for you" in heading(page)


def test_all_sessions_ended_act_at_the_next_click_without_loading_anew(place, page, come_in):
    come_in("branch-ended", "/account?lang=en")
    page.wait_for_url("**/account?*")
    assert "branch-ended" in heading(page)
    place.tracker("account", "end-sessions", "branch-ended")
    # the same connection: a click that runs the script again
    page.locator("nav a", has_text="Report progress").click()
    page.locator("h1", has_text="Sign in to see this page").wait_for()


def test_ending_all_my_sessions_ends_this_one(place, page, come_in):
    come_in("branch-fixed", "/account?lang=en")
    page.wait_for_url("**/account?*")
    settle(page)
    page.get_by_role("button", name="End all my sessions").click()
    page.locator("h1", has_text="Sign in to see this page").wait_for()


def test_a_planted_session_is_not_taken_over(place, page, come_in):
    planted = "planted-by-somebody-else-" + "x" * 20
    page.context.add_cookies([{"name": "tracker_session", "value": planted, "url": place.address}])
    come_in("branch-fixed")
    page.wait_for_url("**/report?*")
    now = {one["name"]: one["value"] for one in page.context.cookies()}["tracker_session"]
    assert now != planted


def test_an_administrator_takes_the_second_step_and_keeps_accounts(place, page, come_in):
    come_in("chief", "/accounts?lang=en")
    page.wait_for_url("**/sign-in/code?*")
    secret = page.inner_text("code").replace(" ", "")
    page.fill("#code", "000000")
    page.click("button[type=submit]")
    assert "wrong" in page.inner_text("[role=alert]")
    page.fill("#code", totp.code_at(secret, totp.step_of(moment.now())))
    page.click("button[type=submit]")
    page.wait_for_url("**/accounts?*")
    assert heading(page) == "Accounts"
    page.get_by_label("Name of the account").fill("branch-new")
    page.get_by_label("Name of the account").press("Tab")
    page.get_by_role("button", name="Make it and show its link").click()
    link = page.locator("code", has_text="/invitation/").first
    link.wait_for()
    assert re.fullmatch(rf"{place.address}/invitation/[\w-]{{43}}", link.inner_text().strip())
    assert page.locator("th", has_text="branch-new").count() == 1
    page.locator("a", has_text="Sign out").first.click()
    page.wait_for_url("**/sign-out?*")
    page.click("button[type=submit]")
    page.wait_for_url(f"{place.address}/?*")
    page.goto(f"{place.address}/accounts?lang=en")
    assert heading(page) == "Sign in to see this page"


def test_the_provider_signs_in_and_leads_back_to_the_page_asked_for(place, page):
    page.goto(f"{place.address}/sign-in?lang=en&next=%2Freport%3Flang%3Den%26as_of%3D2022-04-15")
    page.locator("a", has_text="organisation").click()
    page.wait_for_url(f"{place.provider}/**")
    page.fill("input[name=sub]", "person-17")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url("**/report?*")
    assert "as_of=2022-04-15" in page.url
    assert "Sign in" not in heading(page)
    names = {one["name"] for one in page.context.cookies()}
    assert "tracker_session" in names and not any(name.startswith("_streamlit_user") for name in names)
    page.goto(f"{place.address}/sign-in/return?lang=en")  # once more, without the provider
    assert "missing or too old" in page.inner_text("h1")


def test_whom_the_provider_knows_and_we_do_not_is_told_so(place, page):
    page.goto(f"{place.address}/sign-in/provider?lang=en&next=https://evil.example/")
    page.wait_for_url(f"{place.provider}/**")
    page.fill("input[name=sub]", "stranger")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url("**/sign-in/return*")
    assert "no account here" in page.inner_text("h1") and "stranger" in page.inner_text("main")
    assert "tracker_session" not in {one["name"] for one in page.context.cookies()}
