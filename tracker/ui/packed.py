"""The platform's own files, packed: over a poor line the browser fetches a third of them.

The platform sends its scripts and styles as they lie on the disk (8 MB for the overview). They never change under one
name, so each is packed once, when it is first asked for, and kept: as Brotli for a browser that takes it (browsers do
over https, and on this machine), else as gzip. Everything about an answer but its length and form stays the
platform's.
"""

from __future__ import annotations

import gzip
import threading
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response

_KINDS = {
    ".js": "application/javascript",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
#: below this a packed file saves nothing that a line would notice
_LEAST = 500
#: the best quality takes nine seconds for the largest script and a tenth off its size; this takes half a second
_QUALITY = 9
_CACHED = "public, immutable, max-age=31536000"


class PackedFiles:
    """Answer for the platform's text files in the best form the browser takes; leave everything else alone."""

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        packed = None
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            file = _files().get(scope["path"])
            form = _form_taken(Headers(scope=scope)) if file is not None else None
            if form is not None:
                packed = await run_in_threadpool(_packed, file, form)
        if packed is None:
            await self.app(scope, receive, send)
            return
        headers = {"Content-Encoding": form, "Vary": "Accept-Encoding", "Cache-Control": _CACHED}
        answer = Response(packed, headers=headers, media_type=_KINDS[file.suffix])
        await answer(scope, receive, send)


@cache
def _files() -> dict[str, Path]:
    """The platform's text files by their address: only what lies there can be asked for."""
    folder = Path(find_spec("streamlit").submodule_search_locations[0]) / "static"
    return {
        "/" + file.relative_to(folder).as_posix(): file
        for file in (folder / "static").rglob("*")
        if file.suffix in _KINDS and file.stat().st_size >= _LEAST
    }


def _form_taken(headers: Headers) -> str | None:
    """``br`` or ``gzip``, whichever the browser takes, the better first; a part of a file is sent as it is."""
    if "range" in headers:
        return None
    taken = {}
    for one in headers.get("accept-encoding", "").lower().split(","):
        name, *terms = (part.strip() for part in one.split(";"))
        taken[name] = not any(term.replace(" ", "") in ("q=0", "q=0.0") for term in terms)
    return next((form for form in ("br", "gzip") if taken.get(form)), None)


_packing = threading.Lock()


def _packed(file: Path, form: str) -> bytes:
    with _packing:  # several visitors after a start ask for the same large file
        return _pack(file, form)


@cache
def _pack(file: Path, form: str) -> bytes:
    plain = file.read_bytes()
    return brotli.compress(plain, quality=_QUALITY) if form == "br" else gzip.compress(plain, 9, mtime=0)
