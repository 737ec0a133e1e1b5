"""Signing in, in a real browser, on an installation of somebody's own with a real provider beside it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import small_country
from tests.browser.conftest import ROOT, _wait_for, settle
from tests.browser.readers import PATIENCE
from tests.small_country import ADMINISTRATOR
from tracker.access import moment, totp
from tracker.access.invitation import accept_invitation
from tracker.record.account import NewRole, bind_provider, invite_account, make_account_with_role
from tracker.store import open_store

PASSWORD = "four words make it"
BRANCH = NewRole("branch", territory="KZ-11")
PEOPLE = {
    "chief": NewRole("administrator"),
    "branch-first": BRANCH,
    "branch-slow": BRANCH,
    "branch-taken": BRANCH,
    "branch-ended": BRANCH,
    "branch-fixed": BRANCH,
    "branch-provider": BRANCH,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A running installation: address, command line, clock, an invitation, and what a stranger saw first."""

    address: str
    provider: str
    invitation: str
    tracker: Callable[..., str]
    ahead: Callable[[float], None]
    first_seen: str


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def _running(command: list[str], answers: str, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(answers, process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, browser) -> Iterator[Place]:
    folder: Path = tmp_path_factory.mktemp("installation")
    database, clock_file, programs = folder / "own.duckdb", folder / "clock", folder / "programs"
    programs.mkdir()
    port, provider_port = _free_port(), _free_port()
    provider = f"http://localhost:{provider_port}"
    with open_store(database) as store:
        small_country.load(store)
        told = small_country.report(
            "akmola-2021-2025/clinics", "2021-Q4", 3, "2022-01-10", note="from inside"
        )
        small_country.record(store, told)
        now = moment.now()
        for name, role in PEOPLE.items():
            make_account_with_role(store, ADMINISTRATOR, name, role, now=now)
            token = invite_account(store, ADMINISTRATOR, name, now=now)
            if name != "branch-first":
                accept_invitation(store, token, PASSWORD, PASSWORD, source="", now=now)
            else:
                invitation = token
        bind_provider(store, ADMINISTRATOR, "branch-provider", provider, "person-17", now=now)
    environment = {
        "TRACKER_DATABASE": str(database), "TRACKER_PROGRAMS": str(programs), "TRACKER_SIGN_IN_CLOCK": str(clock_file),
        "TRACKER_URL": f"http://localhost:{port}", "TRACKER_OIDC_CLIENT_ID": "tracker",
        "TRACKER_OIDC_CLIENT_SECRET": "not so secret here",
        "TRACKER_OIDC_METADATA_URL": f"{provider}/.well-known/openid-configuration",
    }  # fmt: skip

    def tracker(*typed: str) -> str:
        """The command line, beside the running server."""
        done = subprocess.run(
            [sys.executable, "-m", "tracker", *typed], cwd=ROOT, env={**os.environ, **environment},
            capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        return done.stdout

    def ahead(seconds: float) -> None:
        clock_file.write_text(str(seconds), "ascii")

    serve = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.port", str(port)]
    mock = [sys.executable, "-m", "oidc_provider_mock", "--port", str(provider_port)]
    with (
        _running(mock, f"{provider}/.well-known/openid-configuration"),
        _running(serve, f"http://localhost:{port}/_stcore/health", **environment),
    ):
        address = f"http://localhost:{port}"
        stranger = browser.new_page()
        stranger.set_default_timeout(PATIENCE)
        stranger.goto(f"{address}/report?lang=en")  # the very first page anybody asks this server for
        settle(stranger)
        first_seen = stranger.inner_text("body")
        stranger.close()
        yield Place(address, provider, invitation, tracker, ahead, first_seen)


@pytest.fixture
def come_in(page, place) -> Callable[..., None]:
    """Sign in and wait for the page that was asked for."""

    def enter(name: str, back: str = "/report?lang=en", password: str = PASSWORD) -> None:
        page.goto(f"{place.address}/sign-in?lang=en&next={back.replace('?', '%3F').replace('&', '%26')}")
        page.fill("#name", name)
        page.fill("#password", password)
        page.click("button[type=submit]")

    return enter


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
