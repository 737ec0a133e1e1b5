"""Behind a proxy: every later part of the server sees who asks and whether they ask over https.

Outermost of all, so that the log, the throttle, the limits and the cookies agree on it.
"""

from __future__ import annotations

import os

from tracker.access.proxy import Network, is_proxy, read_proxies, who_asks

VARIABLE = "TRACKER_PROXIES"
_SCHEMES = {"http": {"http": "http", "websocket": "ws"}, "https": {"http": "https", "websocket": "wss"}}


class BehindProxies:
    """Put the asker's address and scheme into the request where a named proxy brought it."""

    def __init__(self, app, proxies: tuple[Network, ...] | None = None) -> None:
        self.app = app
        self.proxies = read_proxies(os.environ.get(VARIABLE, "")) if proxies is None else proxies

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] in ("http", "websocket"):
            peer, port = scope.get("client") or ("", 0)
            if is_proxy(peer, self.proxies):
                forwarded = _values(scope, b"x-forwarded-for")
                scheme = ",".join(_values(scope, b"x-forwarded-proto")).rpartition(",")[2].strip().lower()
                asker = who_asks(peer, forwarded, self.proxies)
                scope = {**scope, "client": (asker, port if asker == peer else 0)}
                if scheme in _SCHEMES:
                    scope["scheme"] = _SCHEMES[scheme][scope["type"]]
        await self.app(scope, receive, send)


def _values(scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for header, value in scope["headers"] if header.lower() == name]
