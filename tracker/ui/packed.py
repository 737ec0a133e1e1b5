"""The platform's own files, packed: over a poor line the browser fetches a quarter of them.

The platform sends its scripts and styles as they lie on the disk (8 MB for the overview). They never change under one
name, so each is packed once, when it is first asked for, and kept: as Brotli for a browser that takes it (browsers do
over https, and on this machine), else as gzip. What a process beside the server has packed better or, of fonts, cut
down (:mod:`tracker.ui.make_lighter`) goes out instead from the moment it is there. Everything about an answer but its
length and form stays the platform's, and whether a cut font is the newest is asked each time.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response

from tracker.ui.lighter import lighter_form

_KINDS = {
    ".js": "application/javascript",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
#: below this a packed file saves nothing that a line would notice
_LEAST = 500
#: the best quality takes nine seconds for the largest script and a tenth off its size; this takes half a second
_QUALITY = 9
_CACHED = "public, immutable, max-age=31536000"
#: What a font was cut down to depends on our names, too, so it may change under one address, where a browser that kept
#: it for good would write a new symbol's name in letters. Asking costs a request beside the scripts' start.
_ASK_AGAIN = "public, no-cache"


class PackedFiles:
    """Answer for the platform's files in the best form the browser takes; leave everything else alone."""

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        answer = None
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            headers = Headers(scope=scope)
            # a part is asked for of the file as it is
            if scope["path"] in platform_files() and "range" not in headers:
                answer = await run_in_threadpool(_answer, scope["path"], headers)
        await (answer or self.app)(scope, receive, send)


@cache
def platform_files() -> dict[str, Path]:
    """The platform's scripts, styles and fonts by their address: only what lies there can be asked for."""
    folder = Path(find_spec("streamlit").submodule_search_locations[0]) / "static"
    return {
        "/" + file.relative_to(folder).as_posix(): file
        for file in (folder / "static").rglob("*")
        if file.suffix in _KINDS and file.stat().st_size >= _LEAST
    }


def _answer(address: str, headers: Headers) -> Response | None:
    """The file in a form that is lighter than the platform's; None where there is none that the browser takes."""
    kind = _KINDS[platform_files()[address].suffix]
    if kind.startswith("font/"):
        cut = lighter_form(address)
        return None if cut is None else _cut_font(cut, kind, headers.get("if-none-match", ""))
    form = _form_taken(headers)
    if form is None:
        return None
    packed = (lighter_form(address) if form == "br" else None) or _packed(address, form)
    told = {"Content-Encoding": form, "Vary": "Accept-Encoding", "Cache-Control": _CACHED}
    return Response(packed, headers=told, media_type=kind)


def _cut_font(cut: bytes, kind: str, held: str) -> Response:
    tag = f'"{hashlib.sha256(cut).hexdigest()[:32]}"'
    told = {"ETag": tag, "Cache-Control": _ASK_AGAIN}
    if tag in held:
        return Response(status_code=304, headers=told)
    return Response(cut, headers=told, media_type=kind)


def _form_taken(headers: Headers) -> str | None:
    """``br`` or ``gzip``, whichever the browser takes, the better first."""
    taken = {}
    for one in headers.get("accept-encoding", "").lower().split(","):
        name, *terms = (part.strip() for part in one.split(";"))
        taken[name] = not any(term.replace(" ", "") in ("q=0", "q=0.0") for term in terms)
    return next((form for form in ("br", "gzip") if taken.get(form)), None)


_packing = threading.Lock()


def _packed(address: str, form: str) -> bytes:
    with _packing:  # several visitors after a start ask for the same large file
        return _pack(address, form)


@cache
def _pack(address: str, form: str) -> bytes:
    plain = platform_files()[address].read_bytes()
    return brotli.compress(plain, quality=_QUALITY) if form == "br" else gzip.compress(plain, 9, mtime=0)
