"""The headers every answer leaves with: what a browser may run, load, embed and tell others; cookies kept to https.

Pure ASGI, so that the pages' own connection passes through. A route that says more strictly what its answer may do
(the light pages run no script at all) keeps its own policy.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?")
_YEAR = 365 * 24 * 3600
_EVERYWHERE = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=(), "
    b"display-capture=()",
}


class Armour:
    """Put the headers on every answer that does not bring its own, and Secure on every cookie set over https."""

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        secure = scope.get("scheme") == "https"

        async def sending(message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _armoured(scope, message.get("headers", ()), secure)}
            await send(message)

        await self.app(scope, receive, sending)


def _armoured(scope, headers, secure: bool) -> list[tuple[bytes, bytes]]:
    given = [
        (name, _kept_to_https(value) if secure and name.lower() == b"set-cookie" else value)
        for name, value in headers
    ]
    names = {name.lower() for name, _ in given}
    wanted = {**_EVERYWHERE, b"content-security-policy": policy(_host_of(scope), secure=secure).encode()}
    if secure:
        wanted[b"strict-transport-security"] = f"max-age={_YEAR}".encode()
    return [*given, *((name, value) for name, value in wanted.items() if name not in names)]


def _kept_to_https(cookie: bytes) -> bytes:
    attributes = {part.strip().lower() for part in cookie.split(b";")[1:]}
    return cookie if b"secure" in attributes else cookie + b"; Secure"


def _host_of(scope) -> str:
    """The host asked for where it is one; what else a request calls a host gets into no header."""
    told = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    return told if _HOST.fullmatch(told) else ""


@cache
def policy(host: str = "", *, secure: bool = False) -> str:
    """The content policy of a page: own scripts, the platform's inline ones by their hash, no ``eval``.

    The platform looks whether WebAssembly is there (it counts long numbers with it), which runs no text as a script.
    The page's own connection is named with its host too: older Safari does not count it as ``'self'``.
    """
    connection = f" {'wss' if secure else 'ws'}://{host}" if host else ""
    hashes = " ".join(f"'sha256-{one}'" for one in inline_scripts())
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval' {hashes}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{connection}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


@cache
def inline_scripts() -> tuple[str, ...]:
    """The SHA-256 of each script standing in a page itself, as a policy names it: the platform's, and ours."""
    found = find_spec("streamlit")
    page = Path(found.submodule_search_locations[0]) / "static" / "index.html"
    scripts = _INLINE.findall(page.read_text("utf-8"))
    scripts += [own.read_text("utf-8") for own in sorted(Path(__file__).parent.glob("*.js"))]
    return tuple(b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
