"""What stands before the pages: who may reach them, which addresses exist, the language a browser is told.

Pure ASGI, so that the pages' own connection passes through unharmed. Knows no figure and no role.
"""

from __future__ import annotations

import os
import re
from html import escape
from urllib.parse import parse_qs, urlsplit

from starlette.responses import HTMLResponse, PlainTextResponse

from tracker.access.account import has_accounts
from tracker.documents.light_page import bare_page
from tracker.text import LANGUAGES, N_, tr
from tracker.ui import installation
from tracker.ui.inside import is_keeper
from tracker.ui.menu import MENU

FIRST_LANGUAGE = "ru"
_HTML_LANGUAGE = re.compile(rb'<html lang="[^"]*"')
_PAGES = {f"/{entry.path}" for entry in MENU} | {"/healthz", "/sign-in", "/sign-out", "/oauth2callback"}


class LoopbackOnly:
    """Refuse everybody who is not on this machine while nobody can sign in: always in a demonstration, and in an
    installation of somebody's own until it has accounts.

    The address in ``.streamlit/config.toml`` already binds to loopback; this holds where somebody overrides it,
    and against a page elsewhere that makes a browser here ask for us under another host name.
    """

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] not in ("http", "websocket") or is_keeper(scope) or _is_open_to(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse("This tracker answers on its own machine only.\n", 403)(
                scope, receive, send
            )
        else:
            await receive()
            await send({"type": "websocket.close", "code": 1008})


def _is_open_to(scope) -> bool:
    """Whether strangers may come in under this host: there are accounts, and the host is ours where it is named."""
    present = installation.current()
    if present is None or present.store is None or present.demonstration or not has_accounts(present.store):
        return False
    named = urlsplit(os.environ.get("TRACKER_URL", "")).netloc
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    return not named or host.lower() == named.lower()


class KnownAddresses:
    """Answer an address that is no page in words: the platform would say it in English, over the first page."""

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not _is_unknown_page(scope["path"]):
            await self.app(scope, receive, send)
            return
        t = tr(language_of(scope))
        words, way_on = (escape(t(template)) for template in (_NO_PAGE, _TO_FIRST))
        body = f'<h1>{words}</h1><p><a href="/?lang={t.language}">{way_on}</a></p>'
        await HTMLResponse(bare_page(t(_NO_PAGE), t.language, body), 404)(scope, receive, send)


def _is_unknown_page(path: str) -> bool:
    """One bare word that is no page: files have a point, the platform's own paths have further parts."""
    return path not in _PAGES and path.count("/") == 1 and "." not in path


class HtmlLanguage:
    """Write the reader's language into ``<html lang>``, which a screen reader needs and the platform fixes to en."""

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        told = f'<html lang="{language_of(scope)}"'.encode()
        if scope["path"] in _PAGES:  # a compressed page could not be rewritten; the page itself is small
            plain = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
            scope = {**scope, "headers": plain}
        rewrite = False

        async def sending(message) -> None:
            nonlocal rewrite
            if message["type"] == "http.response.start":
                headers = dict(message["headers"])
                is_page = headers.get(b"content-type", b"").startswith(b"text/html")
                rewrite = is_page and b"content-encoding" not in headers
            elif rewrite and message["type"] == "http.response.body":
                message = {**message, "body": _HTML_LANGUAGE.sub(told, message.get("body", b""), count=1)}
            await send(message)

        await self.app(scope, receive, sending)


def language_of(scope) -> str:
    """The language of an address; without one, the first of the browser's that we speak."""
    given = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [])
    if given and given[-1] in LANGUAGES:
        return given[-1]
    header = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
    return spoken(header.split(","))


def spoken(preferred) -> str:
    """The first of a reader's preferred languages that we speak, else Russian."""
    wanted = (one.strip()[:2].lower() for one in preferred if one)
    return next((language for language in wanted if language in LANGUAGES), FIRST_LANGUAGE)


_NO_PAGE = N_("There is no page under this address")
_TO_FIRST = N_("To the first page")
