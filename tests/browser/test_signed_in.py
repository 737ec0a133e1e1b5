"""What is signed in and loses it while a page stands open, and what one does to one's own account, in a browser."""

from __future__ import annotations

from http.client import HTTPConnection
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.own_installation import PASSWORD
from tests.browser.waiting import settle

AKMOLA = "akmola-2021-2025/clinics"
FORM = f"/report?lang=en&as_of=2022-04-15&basis=current&territory=KZ-11&indicator={AKMOLA}&period=2022-Q1"
ANOTHER = "five other words than before"


def become(page, place, name: str) -> None:
    """The browser holds the session that is open elsewhere."""
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": "tracker_session", "value": place.elsewhere[name], "url": place.address}]
    )


def logged(page, place, *words: str) -> bool:
    """Whether the administrator's log of who did what has a row with the words."""
    become(page, place, "chief")
    page.goto(f"{place.address}/accounts?lang=en")
    settle(page)
    row = page.locator("tr")
    for said in words:
        row = row.filter(has_text=said)
    return row.count() > 0


def status(place, path: str, **headers: str) -> int:
    """What the server answers to whoever is no browser."""
    connection = HTTPConnection(urlsplit(place.address).netloc, timeout=60)
    connection.request("GET", path, headers=headers)
    found = connection.getresponse().status
    connection.close()
    return found


def has_session(place, token: str) -> bool:
    """Whoever has signed in is led on from the sign-in page."""
    return status(place, "/sign-in?lang=en", Cookie=f"tracker_session={token}") == 303


def enter(page, value: str) -> None:
    form = page.locator("[data-testid=stForm]")
    form.locator("[data-testid=stTextInput] input").first.fill(value)
    form.locator("[data-testid=stFormSubmitButton] button").click()


def test_a_report_form_left_open_records_nothing_when_its_role_is_gone(place, page):
    become(page, place, "branch-form")
    page.goto(place.address + FORM)
    settle(page)
    enter(page, "4.25")
    expect(page.get_by_text("Recorded", exact=False).first).to_be_visible()
    settle(page)
    assert "4.25" in place.tracker("explain", AKMOLA)
    place.tracker("account", "take", "branch-form", "--role", "branch")
    enter(page, "4.75")
    expect(page.locator("h1")).to_contain_text("not for you")
    told = place.tracker("explain", AKMOLA)
    assert "4.25" in told and "4.75" not in told
    assert logged(page, place, "branch-form", "page report")


def test_the_buttons_of_an_administrator_who_is_none_any_more(place, page):
    become(page, place, "chief-leaving")
    page.goto(f"{place.address}/accounts?lang=en")
    settle(page)
    page.get_by_label("Name of the account").fill("ghost")
    page.get_by_label("Name of the account").press("Tab")
    settle(page)
    place.tracker("account", "take", "chief-leaving", "--role", "administrator")
    file = page.get_by_role("link", name="CSV").last.get_attribute("href")
    refused = page.request.get(f"{place.address}/{file}")
    assert refused.status == 403 and "The file was not made" in refused.text()
    page.get_by_role("button", name="Make it and show its link").click()
    expect(page.locator("h1")).to_contain_text("not for you")
    assert "/invitation/" not in page.content()
    assert "ghost" not in place.tracker("account", "list")
    assert logged(page, place, "chief-leaving", "manage_accounts")
    assert logged(page, place, "chief-leaving", "a file of a page")


def test_what_looks_by_itself_shows_nothing_to_a_session_that_has_ended(place, page):
    become(page, place, "branch-looking")
    page.goto(f"{place.address}/check?lang=en")
    settle(page)
    place.tracker("account", "end-sessions", "branch-looking")
    faulty = place.programs / "told-inside.yaml"
    try:
        faulty.write_text("program: [", "utf-8")
        expect(page.locator("h1")).to_have_text("Sign in to see this page")
        assert "told-inside" not in page.content()
    finally:
        faulty.unlink()


def test_one_s_own_password_ends_the_other_sessions_and_not_this_one(place, page, come_in):
    come_in("branch-own", "/account?lang=en")
    page.wait_for_url("**/account?*")
    settle(page)
    assert has_session(place, place.elsewhere["branch-own"])

    def change(present: str) -> None:
        form = page.locator("[data-testid=stForm]").filter(has_text="Change the password")
        form.get_by_label("Present password").fill(present)
        form.get_by_label("New password").fill(ANOTHER)
        form.get_by_label("The same once more").fill(ANOTHER)
        form.get_by_role("button", name="Change the password").click()

    change("not the right one")
    page.get_by_text("present password is wrong").wait_for()
    assert has_session(place, place.elsewhere["branch-own"])
    change(PASSWORD)
    page.get_by_text("every other session of yours is ended").wait_for()
    assert not has_session(place, place.elsewhere["branch-own"])
    [held] = [one["value"] for one in page.context.cookies() if one["name"] == "tracker_session"]
    assert has_session(place, held) and ANOTHER not in page.content()
    token = _own_token(page)
    read = {"Authorization": f"Bearer {token}"}
    assert status(place, "/api/v1/me", **read) == 200
    page.reload()
    settle(page)
    assert token not in page.content()
    page.get_by_role("button", name="End this token").click()
    page.get_by_text("The token opens nothing any more.").wait_for()
    assert status(place, "/api/v1/me", **read) == 401


def _own_token(page) -> str:
    """Make one with the new password; its text as it is shown."""
    form = page.locator("[data-testid=stForm]").filter(has_text="Make a token")
    form.get_by_label("Present password").fill(ANOTHER)
    form.get_by_role("button", name="Make a token").click()
    page.get_by_text("The token is shown only now").wait_for()
    return page.locator("[data-testid=stCode] code").inner_text().strip()
