"""Behind a proxy that ends the encryption: cookies kept to https, the pages' connection over wss, askers told apart."""

from __future__ import annotations

import http.client
import os
import re
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests import small_country
from tests.browser.conftest import ROOT
from tests.browser.tls_proxy import certificate, tls_proxy
from tests.browser.waiting import settle, wait_for
from tests.small_country import ADMINISTRATOR
from tracker.access import moment
from tracker.access.invitation import accept_invitation
from tracker.access.throttle import FREE_FAILURES
from tracker.queries.accounts import access_log
from tracker.record.account import NewRole, invite_account, make_account_with_role
from tracker.store import open_store

HOST, PASSWORD = "tracker.test", "four words make it"  # the browser takes that host for this machine
ASKER, ANOTHER = "127.0.0.2", "127.0.0.3"


@dataclass(frozen=True, slots=True)
class Place:
    """Ports of the proxy and of the server behind it, the installation's database, and who was held back at it.

    The log can be read once the server is gone: what a test says here it must hold then, whichever tests ran.
    """

    proxy: int
    server: int
    database: Path
    held_back: set[str] = field(default_factory=set)

    @property
    def address(self) -> str:
        """How browsers reach it."""
        return f"https://{HOST}:{self.proxy}"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("behind")
    database, programs = folder / "own.duckdb", folder / "programs"
    programs.mkdir()
    with open_store(database) as store:
        small_country.load(store)
        now = moment.now()
        make_account_with_role(
            store, ADMINISTRATOR, "branch-far", NewRole("branch", territory="KZ-11"), now=now
        )
        token = invite_account(store, ADMINISTRATOR, "branch-far", now=now)
        accept_invitation(store, token, PASSWORD, PASSWORD, source="", now=now)
    ports = []
    for _ in range(2):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            ports.append(free.getsockname()[1])
    found = Place(*ports, database)
    serve = [sys.executable, "-m", "tracker", "serve", "--port", str(found.server), "--url", found.address,
             "--proxies", "127.0.0.1"]  # fmt: skip
    environment = {**os.environ, "TRACKER_DATABASE": str(database), "TRACKER_PROGRAMS": str(programs)}
    process = subprocess.Popen(serve, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{found.server}/_stcore/health", process)
        with tls_proxy(found.proxy, found.server, certificate(folder, HOST)):
            yield found
    finally:
        process.terminate()
        process.wait(timeout=30)
    with open_store(database) as store:
        told = access_log(store, ADMINISTRATOR)
    assert {one.source for one in told if one.kind == "sign_in_held_back"} == found.held_back


def ask(
    place: Place,
    verb: str,
    path: str,
    body: str | None = None,
    *,
    source: str = ASKER,
    through: bool = True,
    **sent,
):
    """One request from an address of this machine, through the proxy or past it."""
    if through:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        made = http.client.HTTPSConnection(
            "127.0.0.1", place.proxy, timeout=60, source_address=(source, 0), context=context
        )
    else:
        made = http.client.HTTPConnection("127.0.0.1", place.server, timeout=60, source_address=(source, 0))
    headers = {
        "Host": f"{HOST}:{place.proxy}",
        **{name.replace("_", "-"): value for name, value in sent.items()},
    }
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    made.request(verb, path, body, headers)
    answer = made.getresponse()
    text = answer.read().decode("utf-8", "replace")
    made.close()
    return answer, text


def enter(place: Place, password: str, **where):
    """Try to sign in; the answer, and the cookies it puts."""
    shown, page = ask(place, "GET", "/sign-in?lang=en", **where)
    token = unescape(re.search(r'name="form_token" value="([^"]+)"', page)[1])
    cookie = shown.headers["set-cookie"].partition(";")[0]
    fields = urlencode({"form_token": token, "name": "branch-far", "password": password})
    return ask(place, "POST", "/sign-in?lang=en", fields, cookie=cookie, **where)


@pytest.fixture
def page(browser, place):
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_a_browser_signs_in_and_works_over_https(place, page):
    sockets: list[str] = []
    page.on("websocket", lambda one: sockets.append(one.url))
    answer = page.goto(f"{place.address}/sign-in?lang=en&next=%2Faccount%3Flang%3Den")
    assert answer.headers["strict-transport-security"].startswith("max-age=")
    page.fill("#name", "branch-far")
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/account?*")
    settle(page)
    assert "branch-far" in page.inner_text("h1")
    assert sockets and all(one.startswith(f"wss://{HOST}:{place.proxy}/") for one in sockets)
    kept = page.context.cookies()
    assert {"__Host-tracker_session", "__Host-tracker_device", "tracker_form"} <= {
        one["name"] for one in kept
    }
    ours = [one for one in kept if "tracker" in one["name"]]
    assert all(one["secure"] and one["httpOnly"] for one in ours), ours


def test_the_page_s_policy_names_the_encrypted_connection(place):
    answer, _ = ask(place, "GET", "/")
    assert f"wss://{HOST}:{place.proxy}" in answer.headers["content-security-policy"]
    plain, _ = ask(place, "GET", "/", through=False, x_forwarded_proto="https")
    assert "wss://" not in plain.headers["content-security-policy"], "a stranger's word for https"
    assert "strict-transport-security" not in plain.headers


def test_guessing_is_held_back_by_who_asks_and_not_for_everybody_behind_the_proxy(place):
    for number in range(FREE_FAILURES):  # another forged origin each time
        answer, _ = enter(place, "a wrong guess", x_forwarded_for=f"203.0.113.{number}")
        assert answer.status == 403
    answer, told = enter(place, "a wrong guess", x_forwarded_for="203.0.113.99")
    assert answer.status == 429 and "Too many tries" in told
    place.held_back.add(ASKER)
    past, _ = enter(place, "a wrong guess", x_forwarded_for="203.0.113.99", through=False)
    assert past.status == 429, "past the proxy nobody is believed"
    other, _ = enter(place, PASSWORD, source=ANOTHER)
    assert other.status == 303 and "__Host-tracker_session" in str(other.headers)


def test_another_host_s_name_and_the_server_s_own_figures_stay_closed(place):
    answer, _ = ask(place, "GET", "/_stcore/metrics")
    assert answer.status == 404
    for host in ("localhost", "127.0.0.1", "evil.example"):
        answer, _ = ask(place, "GET", "/", Host=host)
        assert answer.status == 403, host
