"""With keys alone: a member finds the first thing, opens why, explains it; and reads the light page to its end."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests import small_country
from tests.browser.conftest import settle
from tracker.record.report import record_reports
from tracker.store import open_store

STATE = "as_of=2022-04-15&basis=current&lang=kk&viewer=council_seat:council-1"
#: keys pressed at most until something is reached: more is no way for a person
PATIENCE = 60


@pytest.fixture
def browser_context_args(browser_context_args: dict) -> dict:
    return {**browser_context_args, "viewport": {"width": 390, "height": 844}, "locale": "kk-KZ"}


@pytest.fixture(scope="module")
def address(start, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A demonstration of its own: what is explained here is on nobody else's page."""
    database = tmp_path_factory.mktemp("keyboard") / "demonstration.duckdb"
    with open_store(database) as store:
        small_country.load(store)
        told = [small_country.report("clinics", "2022-Q1", 12, "2022-04-05T06:00:00")]
        record_reports(
            store, small_country.ADMINISTRATOR, told, now=small_country.NOW, origin="demonstration"
        )
    return start(database).address


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press a key until what has the focus matches, and is seen to have it."""
    for _ in range(PATIENCE):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached with {PATIENCE} keys")


def outlined(page: Page) -> bool:
    return page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'")


def test_a_member_explains_the_first_thing_with_keys_alone(page: Page, address):
    page.goto(f"{address}/member?seat=council-1&{STATE}")
    settle(page)
    tab_to(page, "ol.things a")
    assert outlined(page)
    name = page.evaluate("document.activeElement.textContent")
    tab_to(page, "ol.things summary")
    page.keyboard.press("Enter")
    expect(page.locator("ol.things details[open] ol.arithmetic li").first).to_be_visible()
    tab_to(page, '[data-testid="stExpander"] summary')
    page.keyboard.press("Enter")
    cause = '[data-testid="stExpander"] input[role="combobox"]'
    page.wait_for_selector(cause)  # made at this opening; the frame has another such field
    settle(page)
    tab_to(page, cause)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    tab_to(page, "textarea[aria-label^='Не істеліп жатыр']")
    page.keyboard.type("Жаңа мердігер жұмыста")
    tab_to(page, '[role="spinbutton"]')
    page.keyboard.type("01092022")
    tab_to(page, '[data-testid="stFormSubmitButton"] button')
    page.keyboard.press("Enter")
    expect(page.get_by_text("Түсініктеме жазылды")).to_be_visible()
    settle(page)
    row = page.locator("table.rows tr", has_text="Жаңа мердігер жұмыста")
    expect(row).to_contain_text(name)
    expect(row).to_contain_text("01.09.2022")


def test_a_light_page_is_walked_with_tab_and_enter(page: Page, address):
    page.goto(f"{address}/light/member/council-1?{STATE}")
    tab_to(page, "ol a")
    assert outlined(page)
    tab_to(page, "ol summary")
    page.keyboard.press("Enter")
    expect(page.locator("ol details[open] li").first).to_be_visible()
    tab_to(page, "input[name=as_of]")
    with page.expect_navigation(url="**/light/member/council-1?as_of=2022-04-15&basis=current*"):
        page.keyboard.press("Enter")
    tab_to(page, "ol a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/light/indicator/**")
    expect(page.locator("h1")).to_be_visible()
