"""A file made for somebody signed in is handed to their sessions alone: a link to it, passed on, opens nothing.

The platform serves every file it holds to whoever knows its address, which stands in the browser's history and in
whatever the address is pasted into. What was made for an account is remembered by its content; the door asks whose
session wants it. What was made for the public, or shown as a picture, is everybody's.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse

from tracker.access import Actor, moment
from tracker.access.cookie import token_in
from tracker.access.log import entry_of, note
from tracker.errors import AccessRefused
from tracker.text import N_, tr
from tracker.ui import installation
from tracker.ui.gate import language_of
from tracker.ui.signed_in import actor_of_token

if TYPE_CHECKING:
    from tracker.ui.page import Here

_PATH = "/media/"
_KEPT = 50_000
_owners: OrderedDict[str, set[str]] = OrderedDict()
_lock = threading.Lock()


def own_file(here: Here, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What makes a file of a page, so that the file is this reader's account's alone, and the access log says so.

    It is made when it is asked for, long after the page and without it: whoever may no longer do then what they
    could when the page was drawn is refused (AccessRefused), and the log has that, too.
    """
    drawn_for = here.actor

    def made() -> bytes:
        if here.actor != drawn_for:
            log_of(drawn_for, "refused", "a file of a page drawn before")
            raise AccessRefused(NO_FILE)
        data = make()
        if drawn_for.account is not None:
            digest = hashlib.sha256(data).hexdigest()
            with _lock:
                _owners.setdefault(digest, set()).add(drawn_for.account)
                _owners.move_to_end(digest)
                while len(_owners) > _KEPT:
                    _owners.popitem(last=False)
            log_of(drawn_for, "exported", f"{len(data)} bytes, sha256 {digest[:16]}")
        return data

    return made


def log_of(actor: Actor, kind: str, what: str) -> None:
    """Note in the access log what an account had or was refused; nothing of the public."""
    present = installation.current()
    if actor.account is not None and present is not None and present.store is not None:
        note(present.store, entry_of(actor, kind, moment.now(), what))


def owners_of(data: bytes) -> frozenset[str] | None:
    """The accounts a file was made for, None where it is everybody's."""
    with _lock:
        owners = _owners.get(hashlib.sha256(data).hexdigest())
        return None if owners is None else frozenset(owners)


class OwnFiles:
    """Answer 404 to a session that asks for a file made for another account."""

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(_PATH) or not _owners:
            await self.app(scope, receive, send)
            return
        # a part of a file says nothing of whose the whole is
        asked = {**scope, "headers": [one for one in scope["headers"] if one[0].lower() != b"range"]}
        messages: list[dict] = []
        await self.app(
            {**asked, "method": "GET"} if scope["method"] == "HEAD" else asked, receive, _into(messages)
        )
        data = b"".join(message.get("body", b"") for message in messages)
        owners = owners_of(data)
        if owners is not None and await run_in_threadpool(account_of, scope) not in owners:
            words = tr(language_of(scope))(_NOT_YOURS)
            await PlainTextResponse(words + "\n", 404, {"Cache-Control": "no-store"})(scope, receive, send)
            return
        for message in messages:
            await send(
                {**message, "body": b""} if scope["method"] == "HEAD" and "body" in message else message
            )


def _into(messages: list[dict]):
    async def keep(message) -> None:
        messages.append(message)

    return keep


def account_of(scope) -> str | None:
    """The account whose open session a request carries, None for none."""
    present = installation.current()
    if present is None or present.store is None:
        return None
    headers = dict(scope["headers"])
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(headers.get(b"cookie", b"").decode("latin-1"))
    except CookieError:
        return None
    sent = {name: morsel.value for name, morsel in cookies.items()}
    host = headers.get(b"host", b"").decode("latin-1")
    return actor_of_token(present.store, token_in(sent, host)).account


_NOT_YOURS = N_("There is no file for you under this address; make it anew on the page it came from.")
#: said wherever a page makes no file; the platform passes no words of ours on
NO_FILE = N_("The file was not made: load the page anew, then ask for it once more.")
