"""The ways in over HTTP, attacked: forged posts, planted and stale tokens, foreign ids, links passed on, caches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.access.conftest import NOW, PASSWORD
from tests.access.inside import SECRETS, leaks, tell_all
from tests.access.rules import AKMOLA, KNOWS, REPUBLIC, SEES, WATER
from tests.api.serving import serving
from tests.small_country import ADMINISTRATOR
from tracker.access import moment
from tracker.access.account import find_account
from tracker.access.change import changing
from tracker.access.invitation import accept_invitation
from tracker.access.session import open_session, signed_in
from tracker.record.account import (
    NewRole,
    end_account_sessions,
    invite_account,
    make_account,
    make_account_with_role,
)
from tracker.store import Store, open_store
from tracker.ui import cache, installation
from tracker.ui.installation import Installation
from tracker.ui.server import ROUTES

ROLES = {
    "branch": NewRole("branch", territory="KZ-11"),
    "bureau_seat": NewRole("bureau_seat", seat="bureau-1"),
    "aide": NewRole("aide", seat="bureau-1"),
    "party_control": NewRole("party_control", territory="KZ-11"),
    "executor": NewRole("executor", office="akimat-11-health"),
    "faction": NewRole("faction", territory="KZ-11"),
    "administrator": NewRole("administrator"),
}
STATE = "as_of=2022-04-15&basis=current&lang=en"


class Browser:
    """Keeps cookies and posts forms; sends what it is told to send."""

    def __init__(self, port: int, **cookies: str) -> None:
        self.port, self.cookies = port, dict(cookies)

    def ask(self, verb: str, path: str, body: str | None = None, **headers: str):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {
            "Host": f"127.0.0.1:{self.port}",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(verb, path, body, sent)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for cookie in answer.headers.get_all("set-cookie") or ():
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value.strip('"')
        connection.close()
        return answer.status, answer.headers, text

    def get(self, path: str, **headers: str):
        return self.ask("GET", path, **headers)

    def post(self, path: str, page: str, headers: dict[str, str] | None = None, **fields: str):
        """Post a form as it stands on a page."""
        token = re.search(r'name="form_token" value="([^"]+)"', page)
        told = {**({"form_token": unescape(token[1])} if token else {}), **fields}
        return self.ask("POST", path, urlencode(told), **(headers or {}))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store() as opened:
        tell_all(opened)
        for name, role in ROLES.items():
            make_account_with_role(opened, ADMINISTRATOR, _name(name), role, now=moment.now())
        token = invite_account(opened, ADMINISTRATOR, "branch", now=moment.now())
        accept_invitation(opened, token, PASSWORD, PASSWORD, source="", now=moment.now())
        yield opened


@pytest.fixture(scope="module")
def port(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder: Path = tmp_path_factory.mktemp("programs")
    installation.use(Installation(folder, store=store))
    with serving(ROUTES) as client:
        yield client.port
    installation.use(None)
    cache.forget()


@pytest.fixture
def browser(port: int) -> Browser:
    return Browser(port)


def _name(role: str) -> str:
    return role.replace("_", "-")


def token_of(store: Store, role: str) -> str:
    """A session of the role's account, as if it had signed in."""
    with changing(store) as writing:
        return open_session(writing, find_account(store, _name(role)), "password", moment.now())


def as_role(store: Store, port: int, role: str) -> Browser:
    return Browser(port) if role == "public" else Browser(port, tracker_session=token_of(store, role))


#: address -> how it is asked for each indicator; every route stands here or below
DOCUMENTS = {
    "/light/indicator/{program}/{indicator}": [
        "/light/indicator/" + name for name in (REPUBLIC, WATER, AKMOLA)
    ],
    "/light/member/{seat}": ["/light/member/council-1", "/light/member/bureau-1", "/light/member/council-11"],
    "/light/member/{seat}.txt": ["/light/member/council-1.txt", "/light/member/council-11.txt"],
    "/light/handover/{seat}": ["/light/handover/council-1", "/light/handover/council-11"],
    "/light/": ["/light/", "/light/?territory=KZ-11"],
    "/light": ["/light"],
    "/light/report/{territory}": ["/light/report/KZ", "/light/report/KZ-11"],
    "/light/workbook/{territory}": ["/light/workbook/KZ", "/light/workbook/KZ-11"],
    "/api/v1/assessments": ["/api/v1/assessments"],
    "/api/v1/programs": ["/api/v1/programs"],
    "/api/v1/programs/{program}": ["/api/v1/programs/akmola-2021-2025"],
    "/api/v1/explain/{program}/{indicator}": [
        "/api/v1/explain/" + name for name in (REPUBLIC, WATER, AKMOLA)
    ],
    "/api/v1/changes": ["/api/v1/changes?from=2021-12-31&to=2022-04-15"],
    "/api/v1/reports": ["/api/v1/reports"],
    "/api/v1/reviews": ["/api/v1/reviews"],
    "/healthz": ["/healthz"],
}
#: tell nothing of an indicator, or have tests of their own in their rooms
OTHERS = {
    "/light/member/{seat}.pdf", "/light/handover/{seat}.pdf",  # the same documents, printed
    "/light/hearing/{hearing}/{executor}.xlsx", "/light/hearing/{hearing}/{executor}", "/light/evidence/{digest}",
    "/light/link/{token}", "/light/link", "/light/{rest:path}", "/api/v1/me", "/api/v1/openapi.json", "/api/v1/docs",
    "/api/v1", "/api/v1/", "/api/{rest:path}", "/sign-in", "/sign-in/code", "/sign-in/provider", "/sign-in/return",
    "/sign-out", "/invitation/{token}",
    "/table/{session}/{file}",  # a table as it was drawn, to its own account alone (tests/ui/test_table_files.py)
    "/letters/{token}",  # stops or confirms one account's letters, by a token that was sent to it (tests/reminders)
}  # fmt: skip


def test_every_route_has_a_rule():
    assert {route.path for route in ROUTES} == set(DOCUMENTS) | OTHERS, "a route without a rule"


def test_no_route_tells_anybody_what_is_not_theirs(store, port):
    walked, wrong, telling = 0, [], set()
    for role in ("administrator", "public", *[role for role in ROLES if role != "administrator"]):
        browser = as_role(store, port, role)
        for addresses in DOCUMENTS.values():
            for address in addresses:
                walked += 1
                # the API knows tokens, not sessions: a browser's cookie opens nothing there
                allowed = set() if address.startswith("/api/") else KNOWS[role]
                joined = f"{address}{'&' if '?' in address else '?'}{STATE}"
                status, _, text = browser.get(joined)
                assert status < 500, (address, role, status, text[:300])
                if role == "administrator" and leaks(text, set()):
                    telling.add(address.split("?")[0])
                wrong += [(role, address, leak) for leak in leaks(text, allowed)]
    print(f"{walked} combinations of route, role and place")
    assert not wrong, "\n".join(map(str, wrong))
    assert f"/light/indicator/{REPUBLIC}" in telling and f"/light/indicator/{AKMOLA}" in telling


def test_a_foreign_indicator_by_its_id_shows_what_everybody_sees(store, port):
    own, foreign = (f"/light/indicator/{name}?{STATE}" for name in (AKMOLA, WATER))
    branch, stranger = as_role(store, port, "branch"), Browser(port)
    assert SECRETS[AKMOLA][1] in branch.get(own)[2]
    assert not leaks(branch.get(foreign)[2], set())
    assert not leaks(stranger.get(own)[2], set())


def test_a_link_passed_on_and_a_kept_copys_tag_open_nothing(store, port):
    address = f"/light/indicator/{AKMOLA}?{STATE}"
    _, headers, text = as_role(store, port, "branch").get(address)
    assert leaks(text, set()) and "private" in headers["cache-control"]
    status, _, passed_on = Browser(port).get(address, if_none_match=headers["etag"])
    assert status == 200 and not leaks(passed_on, set())


@pytest.mark.parametrize(
    "order", [("public", "administrator", "branch"), ("administrator", "branch", "public")]
)
def test_nobody_is_given_a_cached_answer_of_another_scope(store, port, order):
    cache.forget()
    for _ in range(2):  # from the cache the second time
        for role in order:
            text = as_role(store, port, role).get(f"/light/indicator/{WATER}?{STATE}")[2]
            assert bool(leaks(text, set())) == (WATER in SEES[role]), role


def test_a_session_ended_is_ended_for_the_next_request(store, port):
    browser = as_role(store, port, "faction")
    address = f"/light/indicator/{AKMOLA}?{STATE}"
    assert leaks(browser.get(address)[2], set())
    end_account_sessions(store, ADMINISTRATOR, "faction", now=moment.now())
    assert not leaks(browser.get(address)[2], set())


@pytest.mark.parametrize("cookie", ["x" * 43, "", "administrator", "' or 1=1 --", "null"])
def test_a_forged_cookie_is_nobodys(port, cookie):
    text = Browser(port, tracker_session=cookie).get(f"/light/indicator/{AKMOLA}?{STATE}")[2]
    assert not leaks(text, set())


def test_signing_in_needs_the_form_of_this_browser(store, port, browser):
    _, _, page = browser.get("/sign-in?lang=en")
    fields = {"name": "branch", "password": PASSWORD}
    assert browser.ask("POST", "/sign-in", urlencode(fields))[0] == 403  # without the field
    assert Browser(port).post("/sign-in", page, **fields)[0] == 403  # from another browser
    for elsewhere in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert browser.post("/sign-in", page, elsewhere, **fields)[0] == 403
    assert "tracker_session" not in browser.cookies
    status, headers, _ = browser.post("/sign-in?next=%2Freport%3Flang%3Dkk", page, **fields)
    assert (status, headers["location"]) == (303, "/report?lang=kk")
    assert signed_in(store, browser.cookies["tracker_session"], moment.now()).account.name == "branch"


def test_the_form_of_one_purpose_is_not_taken_for_another(store, port):
    browser = as_role(store, port, "branch")
    _, _, leaving = browser.get("/sign-out?lang=en")
    stranger = Browser(port, tracker_form=browser.cookies["tracker_form"])
    assert stranger.post("/sign-in", leaving, name="branch", password=PASSWORD)[0] == 403


@pytest.mark.parametrize(
    "next_", ["//evil.example", "https://evil.example", "/\\evil.example", "/\r\nX: y", "javascript:1"]
)
def test_signing_in_leads_nowhere_else(port, browser, next_):
    address = f"/sign-in?{urlencode({'next': next_, 'lang': 'en'})}"
    _, _, page = browser.get(address)
    status, headers, _ = browser.post(address, page, name="branch", password=PASSWORD)
    assert status == 303 and "evil" not in headers["location"] and headers["location"].startswith("/")
    assert not headers["location"].startswith(("//", "/\\"))


def test_leaving_takes_a_form_and_a_link_alone_does_nothing(store, port):
    browser = as_role(store, port, "branch")
    _, _, page = browser.get("/sign-out?lang=en")
    token = browser.cookies["tracker_session"]
    assert signed_in(store, token, moment.now()) is not None
    assert browser.ask("POST", "/sign-out", "")[0] == 403
    assert signed_in(store, token, moment.now()) is not None
    assert browser.post("/sign-out", page)[0] == 303
    assert signed_in(store, token, moment.now()) is None


def test_an_invitation_is_not_used_by_looking_nor_twice_nor_with_a_forged_token(store, port, browser):
    make_account(store, ADMINISTRATOR, "invited", now=NOW)
    token = invite_account(store, ADMINISTRATOR, "invited", now=moment.now())
    for _ in range(2):
        status, _, page = browser.get(f"/invitation/{token}?lang=en")
        assert status == 200
    fields = {"password": PASSWORD, "repeated": PASSWORD}
    assert Browser(port).post(f"/invitation/{token}", page, **fields)[0] == 403
    assert browser.post(f"/invitation/{token[:-1]}x", page, **fields)[0] == 404
    assert browser.post(f"/invitation/{token}", page, **fields)[0] == 303
    assert browser.post(f"/invitation/{token}", page, **fields)[0] == 404


def test_what_is_typed_comes_back_as_text(browser):
    _, _, page = browser.get("/sign-in?lang=en&next=%22%3E%3Cscript%3E1%3C/script%3E")
    assert "<script>" not in page
    _, headers, page = browser.post("/sign-in", page, name='"><script>1</script>', password="wrong")
    assert "<script>" not in page and "&quot;&gt;&lt;script&gt;" in page
    assert "script-src" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]


def test_elsewhere_than_on_this_machine_the_cookie_is_kept_to_encryption(port, browser):
    _, _, page = browser.get("/sign-in?lang=en", Host="tracker.example.org")
    headers = {"Host": "tracker.example.org"}
    _, answered, _ = browser.post("/sign-in", page, headers, name="branch", password=PASSWORD)
    put = next(one for one in answered.get_all("set-cookie") if "tracker_session" in one)
    assert put.startswith("__Host-tracker_session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= {part.strip() for part in put.split(";")}


def test_a_demonstration_signs_nobody_in(store, port, browser):
    present = installation.current()
    present.demonstration = True
    try:
        status, _, text = browser.get("/sign-in?lang=en")
        assert status == 404 and "nobody signs in" in text
    finally:
        present.demonstration = False
