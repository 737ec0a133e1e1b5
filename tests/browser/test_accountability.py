"""A Bureau member's way in Kazakh on a phone: what is mine, what lags, who carries it, ask, what changed."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settle

STATE = "as_of=2022-04-15&lang=kk&viewer=bureau_seat:bureau-1"
PAGES = [
    "members",
    "section",
    "territory",
    "theme",
    "executor",
    "measures",
    "changes",
    "contradictions",
    "search",
]


@pytest.fixture
def browser_context_args(browser_context_args: dict) -> dict:
    return {**browser_context_args, "viewport": {"width": 390, "height": 844}, "locale": "kk-KZ"}


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_a_bureau_member_finds_what_lags_asks_for_it_and_sees_the_request(page: Page, visit):
    visit(f"member?seat=bureau-1&{STATE}")
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    page.locator("ol.needs a").first.click()
    page.wait_for_url("**/indicator?**")
    settle(page)
    assert parse_qs(urlsplit(page.url).query)["viewer"] == ["bureau_seat:bureau-1"]
    ask = page.get_by_role("button", name="Түсініктеме сұрау", exact=True)
    expect(ask).to_have_count(1)  # the seat's page, which is left, offers one for each of its things
    ask.dblclick()
    expect(page.get_by_text("Сұрау жазылды")).to_be_visible()
    expect(page.get_by_text("Түсініктеме күтілуде.")).to_have_count(1)
    assert overflow(page) == 0


def test_a_council_member_explains_in_one_form(page: Page, visit):
    visit(
        "indicator?indicator=republic-2021-2025%2Fclinics&as_of=2022-04-15&lang=kk&viewer=council_seat:council-1"
    )
    page.get_by_text("Артта қалуды түсіндіру").click()
    settle(page)
    page.get_by_role("combobox", name="Себебі").click()
    page.get_by_role("option").first.click()
    page.get_by_label("Не істеліп жатыр").fill("Жаңа мердігер жұмыста")
    page.get_by_role("button", name="Түсініктемені жіберу").click()
    expect(page.get_by_text("Әлі толтырылмаған: Жоспарға жететін күн.")).to_be_visible()
    assert overflow(page) == 0


@pytest.mark.parametrize("path", PAGES)
def test_every_page_fits_a_phone_in_kazakh(path, page: Page, visit):
    visit(f"{path}?{STATE}")
    expect(page.locator("h1")).to_have_count(1)
    assert overflow(page) == 0


def test_seats_side_by_side_lead_to_a_seat(page: Page, visit):
    visit(f"members?{STATE}")
    page.locator("table.rows th a").first.click()
    page.wait_for_url("**/member?**")
    settle(page)
    expect(page.locator("a[href^='light/member/']").first).to_be_visible()
