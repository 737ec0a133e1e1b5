"""The server around the pages: what happens when it starts and stops, and its own routes.

Owns start and stop; the pages know nothing of it.
"""

from __future__ import annotations

import os
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
from tracker.ui.lighter import MakingLighter
from tracker.ui.together import join_markup
from tracker.ui.wastes import (
    find_no_icon_before_a_letter,
    freeze_what_start_made,
    hash_a_large_message_once,
    leave_markup_undented,
    listen_without_delay,
    send_without_pause,
    wake_the_sender_once_a_millisecond,
)
from tracker.ui.watching import Watch


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict]:
    """Open the installation once for the process, let commands in, and close it when the server stops."""
    listen_without_delay()
    send_without_pause()
    leave_markup_undented()
    find_no_icon_before_a_letter()
    hash_a_large_message_once()
    wake_the_sender_once_a_millisecond()
    join_markup()
    opened = installation.open_from_environment()
    door = serve_commands(opened.store) if opened.store is not None else None
    installation.use(opened)
    watch = watch_programs(opened)
    inbox = watch_inbox(opened, os.environ.get("TRACKER_INBOX"))
    lighter = MakingLighter()
    freeze_what_start_made()
    try:
        yield {}
    finally:
        installation.use(None)
        lighter.stop()
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
