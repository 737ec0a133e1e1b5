"""The frame in a real browser: the first request, links, the day and the language, narrow screens."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from tests import small_country
from tests.browser.conftest import settle
from tracker.store import open_store

CLINICS = "republic-2021-2025%2Fclinics"
PAGES = ["", "member", "indicator", "report", "check"]


def parts(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def links(page: Page) -> list[str]:
    return page.eval_on_selector_all(".tl a[href^='./']", "all => all.map(one => one.getAttribute('href'))")


def test_the_first_request_to_a_fresh_server_goes_through_the_frame(page: Page, start, tmp_path: Path):
    database = tmp_path / "fresh.duckdb"
    with open_store(database) as store:
        small_country.load(store)
        small_country.record(store, small_country.report("clinics", "2022-Q1", 12, "2022-04-05T06:00:00"))
    server = start(database)
    page.goto(f"{server.address}/member?lang=en")
    settle(page)
    expect(page.locator("nav a[aria-current=page]")).to_have_text("Members and seats")
    assert parts(page.url).keys() >= {"as_of", "basis", "lang"}


@pytest.mark.parametrize("path", PAGES)
def test_every_link_carries_day_basis_and_language_once(path, page: Page, visit):
    visit(f"{path}?lang=en&as_of=2022-04-15&basis=original")
    found = links(page)
    assert len(found) >= len(PAGES)
    for address in found:
        given = parts(address)
        assert [len(given.get(name, [])) for name in ("as_of", "basis", "lang")] == [1, 1, 1], address


def test_a_menu_link_leads_on_without_loading_the_page_anew(page: Page, visit):
    visit("?lang=kk&as_of=2022-04-15")
    page.evaluate("window.mark = 1")
    page.locator("nav").get_by_role("link", name="Индикаторлар", exact=True).click()
    page.wait_for_url("**/indicator?**")
    settle(page)
    assert page.evaluate("window.mark") == 1
    assert parts(page.url) == {
        "as_of": ["2022-04-15"], "basis": ["current"], "lang": ["kk"], "viewer": ["administrator"]}  # fmt: skip
    page.go_back()
    expect(page.locator("nav a[aria-current=page]")).to_have_text("Шолу")


def test_a_table_s_link_leads_to_its_indicator(page: Page, visit):
    visit("indicator?lang=en&as_of=2022-04-15")
    page.get_by_role("link", name="Clinics").first.click()
    page.wait_for_url("**indicator=**")
    expect(page.locator("h2", has_text="Why this status")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "words"), [("kk", "Бағдарлама"), ("ru", "Программа исполнена"), ("en", "The program is")]
)
def test_three_languages(language, words, page: Page, visit):
    visit(f"?lang={language}&as_of=2022-04-15")
    expect(page.locator("h1")).to_contain_text(words)
    assert page.evaluate("document.documentElement.lang") == language


def test_the_language_is_changed_with_one_tap_and_stays(page: Page, visit):
    visit("member?lang=ru&as_of=2022-04-15")
    page.locator("[data-testid=stSidebar]").get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_contain_text("seats carry the promises")
    assert parts(page.url)["lang"] == ["en"]


def test_the_day_is_changed_in_the_frame_and_stands_in_the_address(page: Page, visit):
    visit("?lang=en&as_of=2022-04-15")
    page.get_by_role("link", name="Show today").click()
    page.wait_for_url(lambda address: "2022-04-15" not in address)
    expect(page.get_by_role("link", name="Show the eve of the hearing")).to_be_visible()


@pytest.mark.parametrize(
    ("given", "words"),
    [("as_of=2022-02-30", "2022-02-30"), ("basis=newest", "newest"), ("indicator=no/such", "no/such")],
)
def test_what_cannot_be_is_said_in_words_and_stays_in_the_address(given, words, page: Page, visit):
    visit(f"indicator?lang=en&{given}")
    expect(page.locator(".band.fault")).to_contain_text(words)
    assert given.split("=")[1] in page.url.replace("%2F", "/")


@pytest.mark.parametrize("path", [*PAGES, f"indicator?indicator={CLINICS}", "member?seat=council-1"])
def test_nothing_lies_off_a_phone_s_screen(path, page: Page, visit):
    page.set_viewport_size({"width": 390, "height": 844})
    visit(f"{path}{'&' if '?' in path else '?'}lang=kk&as_of=2022-04-15")
    # a table is as wide as its words until its style has come
    main = page.get_by_test_id("stMain")
    expect(main).to_have_js_property("scrollWidth", main.evaluate("main => main.clientWidth"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_phone_the_quiet_line_shows_and_changes_the_state(page: Page, visit):
    page.set_viewport_size({"width": 390, "height": 844})
    visit("?lang=en&as_of=2022-04-15")
    line = page.locator("details.state")
    expect(line.locator("summary")).to_have_text("15 April 2022 · present terms · English")
    line.locator("summary").click()
    line.get_by_role("link", name="terms first approved").click()
    page.wait_for_url("**basis=original**")
    expect(line.locator("summary")).to_contain_text("terms first approved")
    expect(line.get_by_role("link", name="present terms")).to_be_hidden()


def test_a_day_typed_and_entered_is_shown_without_loading_the_page_anew(page: Page, visit):
    visit("member?lang=en&as_of=2022-04-15&seat=council-1")
    page.evaluate("window.mark = 1")
    day = page.locator("[data-testid=stSidebar]").get_by_label("As of")
    day.focus()
    page.keyboard.type("02032022")  # the second of March or the third of February, as the browser writes days
    typed = day.input_value()
    assert typed in ("2022-03-02", "2022-02-03")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**as_of={typed}**")
    settle(page)
    assert parts(page.url)["seat"] == ["council-1"]
    expect(day).to_have_value(typed)
    assert page.evaluate("window.mark") == 1


def test_a_day_picked_is_shown_at_once(page: Page, visit):
    visit("?lang=en&as_of=2022-04-15")
    page.locator("details.state summary").click()
    page.locator("details.state").get_by_label("As of").fill("2022-03-31")
    page.wait_for_url("**as_of=2022-03-31**")
    expect(page.locator("details.state summary")).to_contain_text("31 March 2022")


def test_what_is_typed_in_the_sidebar_opens_the_search(page: Page, visit):
    visit("member?lang=en&as_of=2022-04-15")
    page.evaluate("window.mark = 1")
    box = page.get_by_role("searchbox", name="Search")
    box.fill("clinics")
    box.press("Enter")
    page.wait_for_url("**/search?**")
    expect(page.locator("h1")).to_contain_text("Found under “clinics”")
    assert parts(page.url) == {
        "as_of": ["2022-04-15"], "basis": ["current"], "lang": ["en"], "viewer": ["administrator"],
        "find": ["clinics"]}  # fmt: skip
    assert page.evaluate("window.mark") == 1


def test_a_report_entered_moves_the_figure(page: Page, visit):
    visit("report?lang=en&as_of=2022-04-15&indicator=republic-2021-2025%2Fgrants")
    page.get_by_label("Value to date").fill("5")
    page.get_by_role("button", name="Send the report").dblclick()
    expect(page.locator(".band.fine")).to_contain_text("Recorded for Q1 2022")
    visit("indicator?lang=en&as_of=2022-04-15&indicator=republic-2021-2025%2Fgrants")
    expect(page.locator("table.rows", has_text="Every report known")).to_contain_text("administrator")
    assert page.locator("table.rows", has_text="Every report known").locator("tbody tr").count() == 1


def test_what_is_typed_into_a_form_is_there_after_it_was_folded(page: Page, visit):
    visit("member?lang=en&as_of=2022-04-15&seat=council-1&viewer=council_seat:council-1")
    fold = page.locator("[data-testid=stExpander] summary").first
    fold.click()
    action = page.get_by_label("What is being done")
    action.fill("A new contractor is at work")
    fold.click()
    expect(action).to_be_hidden()
    settle(page)
    fold.click()
    expect(action).to_have_value("A new contractor is at work")


def test_a_table_is_downloaded_with_its_words(page: Page, visit, tmp_path: Path):
    visit("indicator?lang=ru&as_of=2022-04-15")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    assert text.splitlines()[0].startswith("Индикатор,")
    assert "republic-2021-2025/clinics" in text


def test_the_console_stays_free_of_faults(page: Page, visit):
    said: list[str] = []
    page.on("pageerror", lambda fault: said.append(str(fault)))
    visit("?lang=en&as_of=2022-04-15")
    visit(f"indicator?lang=en&as_of=2022-04-15&indicator={CLINICS}")
    assert said == []


def test_the_server_says_how_it_is_and_answers_this_machine_only(demonstration):
    with urlopen(f"{demonstration.address}/healthz") as answer:
        assert b'"up"' in answer.read()
    foreign = Request(f"{demonstration.address}/", headers={"Host": "tracker.example.org"})
    with pytest.raises(OSError, match="403"):
        urlopen(foreign)


def test_nothing_is_fetched_from_elsewhere(new_context, demonstration):
    asked: list[str] = []
    page = new_context().new_page()  # of a reader who has fetched nothing yet
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{demonstration.address}/?lang=kk&as_of=2022-04-15")
    settle(page)
    assert len(asked) > 20
    own = urlsplit(demonstration.address).netloc
    assert {urlsplit(address).netloc for address in asked if not address.startswith(("data:", "blob:"))} == {
        own
    }


def test_an_address_that_is_no_page_is_said_in_the_reader_s_language(page: Page, demonstration):
    answer = page.goto(f"{demonstration.address}/atlantis?lang=kk")
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("Бұл мекенжайда бет жоқ")
    page.get_by_role("link").click()
    settle(page)
    assert parts(page.url)["lang"] == ["kk"]


def test_a_first_visit_speaks_the_browser_s_language(page: Page, visit):
    visit("")
    assert parts(page.url)["lang"] == ["ru"]
