"""Every page under its content policy, over texts that an attacker wrote: nothing runs, nothing breaks."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests import small_country
from tests.browser.conftest import Server, follow, settle
from tests.hostile_country import BELOW, CLINICS, HOSTILE, fill
from tracker.access import moment
from tracker.access.invitation import accept_invitation
from tracker.record.account import NewRole, invite_account, make_account_with_role
from tracker.store import open_store
from tracker.ui.menu import MENU

STATE = "lang=en&as_of=2026-11-20&basis=current&viewer=administrator"
LISTEN = """
window.broken = [];
document.addEventListener('securitypolicyviolation', e => {
  window.broken.push(e.violatedDirective + ' ' + e.blockedURI);
  document.documentElement.dataset.broken = window.broken.length;
});
"""
OPENED = (
    f"indicator?indicator={quote(CLINICS, safe='')}", f"indicator?indicator={quote(BELOW, safe='')}",
    "member?seat=council-1", "member?seat=bureau-1", "section?section=republic-2021-2025%2Fhealth",
    "territory?territory=KZ-11", "executor?executor=ministry-health", "theme?theme=health",
    "hearings?hearing=kz-2026-12-20", "hearings?hearing=kz-2026-12-20&step=papers",
    f"report?indicator={quote(CLINICS, safe='')}", "changes?from=2026-01-01",
    f"search?find={quote('<script>window.ran=1</script>')}", f"visits?indicator={quote(CLINICS, safe='')}",
)  # fmt: skip
LIGHT = (
    "light/", "light/member/council-1", "light/member/bureau-1", "light/handover/council-1",
    f"light/indicator/{CLINICS}", "light/report/KZ", "api/v1/docs",
)  # fmt: skip


@pytest.fixture(scope="session")
def hostile(start, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The hostile country, served."""
    database = tmp_path_factory.mktemp("hostile") / "hostile.duckdb"
    with open_store(database) as store:
        assert fill(store) == [], "a text that nobody may enter proves nothing"
    return start(database)


@pytest.fixture
def listening(page: Page) -> list[str]:
    """What the browser says is wrong, on every page it opens."""
    said: list[str] = []
    page.add_init_script(LISTEN)
    page.on("pageerror", lambda fault: said.append(f"{page.url}: {fault}"))
    page.on("dialog", lambda dialog: (said.append(f"{page.url}: dialog"), dialog.dismiss()))
    return said


def judged(page: Page, said: list[str]) -> list[str]:
    """What is wrong: a text that became markup, ran, or was stopped by the policy alone."""
    found = [f"policy: {one}" for one in page.evaluate("window.broken")]
    found += [f"ran: {one}" for one in [page.evaluate("window.ran ?? null")] if one]
    made = page.locator("img[src='x'], svg[onload], [onerror], a[href^='javascript']")
    found += [f"markup: {one.evaluate('e => e.outerHTML')[:200]}" for one in made.all()]
    return [f"{page.url}: {one}" for one in (*found, *said)]


def go(page: Page, address: str) -> None:
    follow(page, f"{address}{'&' if '?' in address else '?'}{STATE}")
    assert page.locator("[data-testid=stException]").count() == 0, page.url


def test_every_page_stands_over_hostile_texts_and_breaks_no_policy(page: Page, hostile: Server, listening):
    shown, faults = "", []
    for path in (*(entry.path for entry in MENU), *OPENED):
        go(page, f"{hostile.address}/{path}")
        for fold in page.locator("details:not([open]) > summary").all():
            if fold.is_visible():
                fold.click()
        settle(page)
        faults += judged(page, listening)
        shown += page.locator("[data-testid=stMain]").inner_text()
    assert not faults, "\n".join(faults)
    assert shown.count("<script>window.ran='script'</script>") > 10, "the texts were not on the pages"
    assert "**bold** :red[red] [go](javascript" in shown and "$x^2$ #panic()" in shown


def test_every_light_page_does_too(page: Page, hostile: Server, listening):
    shown = ""
    for path in LIGHT:
        answer = page.goto(f"{hostile.address}/{path}?{STATE}")
        assert answer.status == 200, path
        assert judged(page, listening) == []
        assert answer.headers["content-security-policy"].startswith("default-src 'none'"), path
        shown += page.locator("body").inner_text()
    assert HOSTILE[:40] in shown


def test_printed_and_written_forms_take_it_for_text(page: Page, hostile: Server, tmp_path: Path):
    import pypdfium2

    for path in ("light/member/council-1.pdf", "light/handover/council-1.pdf"):
        answer = page.request.get(f"{hostile.address}/{path}?{STATE}")
        assert answer.status == 200 and answer.body().startswith(b"%PDF-")
        with pypdfium2.PdfDocument(answer.body()) as document:
            text = "".join(one.get_textpage().get_text_range() for one in document)
        assert "<script>" in text and "#panic()" in text
    plain = page.request.get(f"{hostile.address}/light/member/council-1.txt?{STATE}")
    assert plain.status == 200 and plain.headers["content-type"].startswith("text/plain")


def test_the_page_s_own_policy_would_stop_what_slipped_through(page: Page, hostile: Server, listening):
    go(page, f"{hostile.address}/")
    page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = 1';
        const picture = document.createElement('img');
        picture.setAttribute('onerror', 'window.ran = 2');
        picture.src = 'data:,';
        document.body.append(script, picture);
    }""")
    # not a script that is looked at again: this very policy would refuse it
    expect(page.locator("html")).to_have_attribute("data-broken", re.compile(r"^([2-9]|\d\d+)$"))
    assert page.evaluate("window.ran ?? null") is None


def test_the_server_tells_strangers_nothing_of_itself(hostile: Server, page: Page):
    metrics = page.request.get(f"{hostile.address}/_stcore/metrics", headers={"X-Forwarded-For": "10.0.0.5"})
    assert metrics.status in (403, 404)
    answer = page.request.get(f"{hostile.address}/")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


PASSWORD = "a long enough sentence to sign in with"


def test_a_download_link_passed_on_opens_nothing(browser, start, tmp_path: Path):
    database = tmp_path / "own.duckdb"
    with open_store(database) as store:
        small_country.load(store)
        small_country.record(store, small_country.report("clinics", "2022-Q1", 12, "2022-04-05T06:00:00"))
        for name in ("branch-one", "branch-two"):
            role = NewRole("branch", territory="KZ")
            make_account_with_role(store, small_country.ADMINISTRATOR, name, role, now=moment.now())
            token = invite_account(store, small_country.ADMINISTRATOR, name, now=moment.now())
            accept_invitation(store, token, PASSWORD, PASSWORD, source="", now=moment.now())
    server = start(database)

    def signed_in(name: str) -> Page:
        page = browser.new_page()
        page.goto(f"{server.address}/sign-in?lang=en&next=/indicator%3Flang=en%26as_of=2022-04-15")
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/indicator?**")
        settle(page)
        return page

    first, second, stranger = signed_in("branch-one"), signed_in("branch-two"), browser.new_page()
    with first.expect_download() as waiting:
        first.get_by_role("link", name="CSV").first.click()
    link = waiting.value.url
    assert b"clinics" in Path(waiting.value.path()).read_bytes()
    again = first.request.get(link)
    assert again.status == 200 and b"clinics" in again.body()
    for other in (second, stranger):
        for headers in ({}, {"Range": "bytes=0-20"}):
            answer = other.request.get(link, headers=headers)
            assert answer.status == 404 and b"clinics" not in answer.body()
    first.context.clear_cookies()
    assert first.request.get(link).status == 404, "signed out"
    for page in (first, second, stranger):
        page.close()
