"""One line a request, for whoever keeps the machine: when, what, how it ended. No secret gets into it.

Addresses can hold secrets (invitations, personal links, signed downloads), so what is written is what is known to be
none: ids and words in a path, and the values of the state every link carries. Bodies, headers and cookies are never
looked at.
"""

from __future__ import annotations

import logging
import os
import re
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path
from urllib.parse import parse_qsl, unquote

from tracker import clock

HIDDEN = "[…]"
OPEN_NAMES = frozenset(
    {"as_of", "basis", "lang", "viewer", "territory", "program", "indicator", "seat", "theme", "section", "executor",
     "by", "own", "begun", "head", "format", "limit", "from", "to", "dry_run"}
)  # fmt: skip
_SECRET_AFTER = frozenset(
    {"invitation", "invite", "reset", "link", "r", "l", "upload_file", "media", "download"}
)
_OPEN_WORD = re.compile(r"[A-Za-z0-9_.:/-]{1,80}")
_LONG_RUN = re.compile(r"[A-Za-z0-9_]{20,}")
_UNTOLD = ("/static/", "/_stcore/health")
_BYTES, _FILES = 10 * 2**20, 5


class RequestLog:
    """Write a line for every request, the pages' own connection included; static files are left out."""

    def __init__(self, app, log: logging.Logger | None = None) -> None:
        self.app, self.log = app, log
        # the platform's own log writes whole addresses, and comes back whenever its settings are read anew
        logging.getLogger("uvicorn.access").disabled = True

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] not in ("http", "websocket") or scope["path"].startswith(_UNTOLD):
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 0

        async def sending(message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        if self.log is None:
            self.log = request_logger()
        try:
            await self.app(scope, receive, sending)
        finally:
            verb = scope.get("method", "WEBSOCKET")
            client = (scope.get("client") or ("",))[0]
            spent = (time.perf_counter() - started) * 1000
            self.log.info(
                "%s %s %s %s %s %.0fms",
                clock.now().isoformat(timespec="milliseconds") + "Z",
                client,
                verb,
                told(scope),
                status or "-",
                spent,
            )


def told(scope) -> str:
    """The address without what may be secret in it."""
    parts = []
    for part in scope["path"].split("/"):
        hidden = (parts and parts[-1] in _SECRET_AFTER) or (part and not _is_open(part))
        parts.append(HIDDEN if hidden else part)
    asked = [
        f"{name}={value if name in OPEN_NAMES and _is_open(value) else HIDDEN}" if _is_open(name) else HIDDEN
        for name, value in parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    ]
    return "/".join(parts) + ("?" + "&".join(asked) if asked else "")


def _is_open(text: str) -> bool:
    return not text or (_OPEN_WORD.fullmatch(unquote(text)) is not None and not _LONG_RUN.search(text))


def request_logger() -> logging.Logger:
    """Where the lines go: the file ``TRACKER_REQUEST_LOG`` names, else one beside the database; old ones roll away."""
    log = logging.getLogger("tracker.requests")
    if not log.handlers:
        log.propagate = False
        log.setLevel(logging.INFO)
        place = os.environ.get("TRACKER_REQUEST_LOG") or (
            os.environ.get("TRACKER_DATABASE", "tracker.duckdb") + ".requests.log"
        )
        log.addHandler(_handler(place))
    return log


def _handler(place: str) -> logging.Handler:
    try:
        handler: logging.Handler = RotatingFileHandler(
            place, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8"
        )
        Path(place).chmod(0o600)
    except OSError:
        handler = logging.StreamHandler()  # a folder that cannot be written to keeps nobody from the pages
    handler.setFormatter(logging.Formatter("%(message)s"))
    return handler
