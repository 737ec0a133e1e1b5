"""Who is let in, which addresses exist, and the language a browser is told; no server needed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.small_country import ADMINISTRATOR, NOW
from tracker.access.invitation import accept_invitation
from tracker.record.account import invite_account, make_account
from tracker.ui import installation
from tracker.ui.gate import HtmlLanguage, KnownAddresses, LoopbackOnly, spoken
from tracker.ui.installation import Installation


async def page(scope, receive, send):
    """A page of the platform."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": b'<!DOCTYPE html><html lang="en"><p>page</p>'})


def ask(middleware, path="/", query="", client="127.0.0.1", host="localhost:8501", accepts="", kind="http"):
    """Status and body that come out of the middleware around the page."""
    sent: list[dict] = []
    scope = {
        "type": kind, "method": "GET", "path": path, "query_string": query.encode(), "client": (client, 5000),
        "headers": [(b"host", host.encode()), (b"accept-language", accepts.encode())],
    }  # fmt: skip

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "websocket.connect"}

    # in a thread of its own: a browser test in the same process leaves a running loop in this one
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, middleware(page)(scope, receive, send)).result()
    body = b"".join(message.get("body", b"") for message in sent).decode()
    return sent[0].get("status", sent[0]["type"]), body


@pytest.mark.parametrize("client", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "127.0.0.53"])
def test_this_machine_is_let_in(client):
    assert ask(LoopbackOnly, client=client)[0] == 200


@pytest.mark.parametrize(
    ("client", "host"),
    [
        ("10.0.0.5", "localhost"),
        ("127.0.0.1", "tracker.example.org"),
        ("192.168.1.2", "192.168.1.2"),
        ("", "localhost"),
    ],
)
def test_others_are_not(client, host):
    assert ask(LoopbackOnly, client=client, host=host)[0] == 403


@pytest.fixture
def own(country, tmp_path) -> Iterator[Installation]:
    """An installation of somebody's own, without accounts."""
    made = Installation(tmp_path, store=country)
    installation.use(made)
    yield made
    installation.use(None)


def _give_somebody_an_account(store) -> None:
    make_account(store, ADMINISTRATOR, "chief", now=NOW)
    token = invite_account(store, ADMINISTRATOR, "chief", now=NOW)
    accept_invitation(store, token, "four words make it", "four words make it", source="", now=NOW)


def test_others_are_let_in_once_there_are_accounts_and_under_our_name_alone(own, monkeypatch):
    elsewhere = {"client": "10.0.0.5", "host": "tracker.example.org"}
    assert ask(LoopbackOnly, **elsewhere)[0] == 403
    make_account(own.store, ADMINISTRATOR, "nobody-yet", now=NOW)
    assert ask(LoopbackOnly, **elsewhere)[0] == 403  # an account nobody can sign in with opens nothing
    _give_somebody_an_account(own.store)
    assert ask(LoopbackOnly, **elsewhere)[0] == 200
    assert (
        ask(LoopbackOnly, client="127.0.0.1", host="tracker.example.org")[0] == 200
    )  # a proxy on this machine
    monkeypatch.setenv("TRACKER_URL", "https://tracker.example.org")
    assert ask(LoopbackOnly, **elsewhere)[0] == 200
    assert ask(LoopbackOnly, client="10.0.0.5", host="evil.example")[0] == 403


def test_a_demonstration_never_leaves_this_machine(own):
    _give_somebody_an_account(own.store)
    own.demonstration = True
    assert ask(LoopbackOnly, client="10.0.0.5", host="tracker.example.org")[0] == 403


def test_the_pages_own_connection_is_refused_likewise():
    assert ask(LoopbackOnly, client="10.0.0.5", kind="websocket")[0] == "websocket.close"


@pytest.mark.parametrize(
    "path", ["/", "/member", "/healthz", "/_stcore/health", "/member/_stcore/health", "/favicon.png"]
)
def test_known_addresses_pass(path):
    assert ask(KnownAddresses, path)[0] == 200


@pytest.mark.parametrize("path", ["/nothing", "/Member", "/../etc", "/<script>"])
def test_an_unknown_address_is_said_in_words_and_nothing_of_it_repeated(path):
    status, body = ask(KnownAddresses, path, "lang=en")
    if path.count("/") == 1:
        assert status == 404
        assert "There is no page" in body
    assert "<script>" not in body


@pytest.mark.parametrize(
    ("query", "accepts", "language"),
    [
        ("lang=kk", "en", "kk"),
        ("", "kk-KZ,ru;q=0.8", "kk"),
        ("", "de,en;q=0.5", "en"),
        ("", "", "ru"),
        ("lang=fr", "", "ru"),
    ],
)
def test_the_page_says_its_language(query, accepts, language):
    assert f'<html lang="{language}"' in ask(HtmlLanguage, query=query, accepts=accepts)[1]


def test_the_first_language_we_speak_is_taken():
    assert spoken(["fr-FR", "en-GB", "ru"]) == "en"
    assert spoken([]) == "ru"
