"""The server around the pages: what happens when it starts and stops, who may reach it, its own routes.

Owns start, stop and the middleware; the pages know nothing of it. Each remedy against a waste of the
platform is one function that says why it is there.
"""

from __future__ import annotations

import gc
import os
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tracker.holder import serve_commands
from tracker.text import LANGUAGES
from tracker.ui import installation

_DESCRIPTORS = Path("/proc/self/fd" if Path("/proc/self/fd").is_dir() else "/dev/fd")
_HTML_LANGUAGE = re.compile(rb'<html lang="[^"]*"')


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict]:
    """Open the installation once for the process, let commands in, and close it when the server stops."""
    listen_without_delay()
    opened = installation.open_from_environment()
    door = serve_commands(opened.store) if opened.store is not None else None
    installation.use(opened)
    freeze_what_start_made()
    try:
        yield {}
    finally:
        installation.use(None)
        if door is not None:
            door.stop()
        opened.close()


def listen_without_delay() -> None:
    """Set TCP_NODELAY on every listening socket of the process, which the connections it accepts inherit.

    The platform binds its listener without a protocol number, so that the event loop leaves Nagle's algorithm
    on: each answer then waits about 40 ms for the acknowledgement of the one before.
    """
    for listener in _listeners():
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.close()


def freeze_what_start_made() -> None:
    """Take all that start-up made out of the garbage collector's sight.

    A full collection walks every live object; the modules and catalogues never die, so walking them (38 ms with
    an empty page, 176 ms with a country's models) finds nothing.
    """
    gc.collect()
    gc.freeze()


def _listeners() -> list[socket.socket]:
    found = []
    for name in os.listdir(_DESCRIPTORS):  # noqa: PTH208 - descriptors, not files
        try:
            copy = socket.socket(fileno=os.dup(int(name)))
        except (OSError, ValueError):
            continue  # not a socket, or the listing's own descriptor
        if copy.family in (socket.AF_INET, socket.AF_INET6) and _is_listening(copy):
            found.append(copy)
        else:
            copy.close()
    return found


def _is_listening(candidate: socket.socket) -> bool:
    try:
        return candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1
    except (OSError, AttributeError):
        return False


class LoopbackOnly:
    """Refuse everybody who is not on this machine: until accounts exist nobody is signed in.

    The address in ``.streamlit/config.toml`` already binds to loopback; this holds where somebody overrides it,
    and against a page elsewhere that makes a browser here ask for us under another host name.
    """

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] not in ("http", "websocket") or _is_local(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse("This tracker answers on its own machine only.\n", 403)(
                scope, receive, send
            )
        else:
            await receive()
            await send({"type": "websocket.close", "code": 1008})


def _is_local(scope) -> bool:
    client = (scope.get("client") or ("", 0))[0]
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1").rsplit(":", 1)[0].strip("[]")
    return _is_loopback(client) and (host == "localhost" or _is_loopback(host))


def _is_loopback(address: str) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_loopback


class HtmlLanguage:
    """Write the address's language into ``<html lang>``, which a screen reader needs and the platform fixes to en."""

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        language = (parse_qs(scope["query_string"].decode("latin-1")).get("lang") or ["ru"])[-1]
        if language not in LANGUAGES:
            language = "ru"
        rewrite = False

        async def sending(message) -> None:
            nonlocal rewrite
            if message["type"] == "http.response.start":
                headers = dict(message["headers"])
                rewrite = headers.get(b"content-type", b"").startswith(b"text/html") and (
                    b"content-encoding" not in headers
                )
            elif rewrite and message["type"] == "http.response.body":
                body = message.get("body", b"")
                same_length = f'<html lang="{language}"'.encode()
                message = {**message, "body": _HTML_LANGUAGE.sub(same_length, body, count=1)}
            await send(message)

        await self.app(scope, receive, sending)


async def healthz(request: Request) -> Response:
    """200 while the database answers, 503 with the reason in words while it does not."""
    present = installation.current()
    if present is None or present.fault is not None:
        reason = "not started" if present is None else str(present.fault)
        return JSONResponse({"status": "down", "reason": reason}, 503)
    return JSONResponse({"status": "up", "head": present.store.head()})


ROUTES = [Route("/healthz", healthz)]
