"""What the server says of itself is for this machine alone: counts of sessions, the ledger's head, what is broken."""

from __future__ import annotations

from ipaddress import ip_address

from starlette.responses import PlainTextResponse

_INSIDE = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent")
_FORWARDED = frozenset({b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via"})


class HiddenInside:
    """Answer 404 to strangers who ask for the platform's own figures."""

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(_INSIDE) and not is_keeper(scope):
            await PlainTextResponse("Not found\n", 404)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def is_keeper(scope) -> bool:
    """Whether the request comes from this machine and through nobody else: a proxy on it speaks for strangers."""
    names = {name.lower() for name, _ in scope["headers"]}
    if names & _FORWARDED:
        return False
    client = (scope.get("client") or ("", 0))[0]
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1").rsplit(":", 1)[0].strip("[]")
    return _is_loopback(client) and (host == "localhost" or _is_loopback(host))


def _is_loopback(address: str) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return (getattr(parsed, "ipv4_mapped", None) or parsed).is_loopback
