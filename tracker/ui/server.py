"""The server around the pages: what happens when it starts and stops, and its own routes.

Owns start and stop; the pages know nothing of it. Each remedy against a waste of the
platform is one function that says why it is there.
"""

from __future__ import annotations

import gc
import os
import socket
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tracker.access import Actor
from tracker.api import hearing_reply, letters, light, light_link, light_report, light_workbook, signing_in
from tracker.api.v1 import routes as v1
from tracker.holder import serve_commands
from tracker.ui import installation, table_files
from tracker.ui.inbox_watching import InboxWatch
from tracker.ui.inside import is_keeper
from tracker.ui.watching import Watch

_DESCRIPTORS = Path("/proc/self/fd" if Path("/proc/self/fd").is_dir() else "/dev/fd")


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict]:
    """Open the installation once for the process, let commands in, and close it when the server stops."""
    listen_without_delay()
    opened = installation.open_from_environment()
    door = serve_commands(opened.store) if opened.store is not None else None
    installation.use(opened)
    watch = watch_programs(opened)
    inbox = watch_inbox(opened, os.environ.get("TRACKER_INBOX"))
    freeze_what_start_made()
    try:
        yield {}
    finally:
        installation.use(None)
        for watching in (inbox, watch):
            if watching is not None:
                watching.stop()
        if door is not None:
            door.stop()
        opened.close()


def watch_programs(opened: installation.Installation) -> Watch | None:
    """Read the program files again whenever one is saved; None where there is nothing to watch or to load into.

    A demonstration is filled from the files once, by the command that makes it.
    """
    if opened.store is None or opened.demonstration:
        return None
    watch = Watch(opened.programs, lambda: opened.read_programs(Actor.administrator()))
    try:
        watch.start()
    except OSError:  # no such folder, or the system's watches are used up: the page's button still reads
        return None
    return watch


def watch_inbox(opened: installation.Installation, folder: str | None) -> InboxWatch | None:
    """Take the workbooks that appear in the folder the administrator named; None where none is named."""
    if not folder or opened.store is None:
        return None
    watch = InboxWatch(opened, Path(folder))
    watch.start()
    return watch


def listen_without_delay() -> None:
    """Set TCP_NODELAY on every listening socket of the process, which the connections it accepts inherit.

    The platform binds its listener without a protocol number, so that the event loop leaves Nagle's algorithm
    on: each answer then waits about 40 ms for the acknowledgement of the one before (the same cause:
    https://github.com/Kludex/uvicorn/issues/3149). Where a later platform sets it, setting it again changes nothing.
    """
    for listener in _listeners():
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.close()


def freeze_what_start_made() -> None:
    """Take all that start-up made out of the garbage collector's sight.

    A full collection walks every live object; the modules and catalogues never die, so walking them (38 ms with
    an empty page, 176 ms with a country's models) finds nothing. The one after every run is an option of the
    platform's (``runner.postScriptGC``, off in ``.streamlit/config.toml``: why it came is told in
    https://github.com/streamlit/streamlit/issues/3099, what it costs in
    https://github.com/streamlit/streamlit/issues/8977); this helps the collector's own full turns as well, and does
    no harm where the option goes.
    """
    gc.collect()
    gc.freeze()


def _listeners() -> list[socket.socket]:
    found = []
    for name in os.listdir(_DESCRIPTORS):  # noqa: PTH208 - descriptors, not files
        copy = _socket_at(int(name))
        if copy is None:
            continue
        if copy.family in (socket.AF_INET, socket.AF_INET6) and _is_listening(copy):
            found.append(copy)
        else:
            copy.close()
    return found


def _socket_at(descriptor: int) -> socket.socket | None:
    """A copy of the socket at a descriptor; None for what is no socket, or the listing's own descriptor.

    Asked before it is copied: a copy of a pipe that nobody closes keeps its other end from ever seeing the end.
    """
    try:
        if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            return None
        copy = os.dup(descriptor)
    except OSError:
        return None
    try:
        return socket.socket(fileno=copy)
    except OSError:
        os.close(copy)
        return None


def _is_listening(candidate: socket.socket) -> bool:
    try:
        return candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1
    except (OSError, AttributeError):
        return False


async def healthz(request: Request) -> Response:
    """200 while the database answers, 503 while it does not; why, and the ledger's head, for this machine alone."""
    present = installation.current()
    keeper = is_keeper(request.scope)
    if present is None or present.fault is not None:
        reason = "not started" if present is None else str(present.fault)
        return JSONResponse({"status": "down", **({"reason": reason} if keeper else {})}, 503)
    return JSONResponse({"status": "up", **({"head": present.store.head()} if keeper else {})})


ROUTES = [
    Route("/healthz", healthz),
    *v1.ROUTES,
    *signing_in.ROUTES,
    *hearing_reply.ROUTES,
    *light_report.ROUTES,
    *light_link.ROUTES,
    *letters.ROUTES,
    *light_workbook.ROUTES,
    *light.ROUTES,
    *table_files.ROUTES,
]
