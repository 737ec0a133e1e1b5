"""The tables of a page as files: each has an address of its own, from which it is sent row by row as it is written.

The platform keeps every file it hands out in memory, whole, and each button that makes one costs two messages at
every look at a page. These are links, and no file is held. An address is good for the session it was shown to, as long
as the page that shows it stands; whoever asks must hold the account it was drawn for, with the roles of then.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from secrets import token_urlsafe
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from tracker.access import Actor
from tracker.documents import tables
from tracker.documents.light_page import bare_page
from tracker.errors import TrackerError
from tracker.text import N_, tr
from tracker.ui.components.html import tag
from tracker.ui.gate import language_of
from tracker.ui.own_files import NO_FILE, account_of, log_of

if TYPE_CHECKING:
    from tracker.ui.page import Here

SESSIONS = 1000
PIECE = 1 << 16
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_KEY = "_table_files"


@dataclass(frozen=True, slots=True)
class Offered:
    """A table as it stands on a page: what its files' columns are called, and what each says of a row."""

    here: Here
    drawn_for: Actor
    heads: Sequence[tables.Column]
    values: Sequence[Callable[[Any], Any]]
    rows: Sequence[Any]

    def cells(self) -> Iterator[list[Any]]:
        """The file's rows."""
        return ([value(row) for value in self.values] for row in self.rows)


@dataclass(slots=True)
class _Shown:
    """The tables of the page that a session looks at."""

    page: tuple
    tables: dict[str, Offered] = field(default_factory=dict)


_sessions: OrderedDict[str, _Shown] = OrderedDict()
_lock = threading.Lock()


def offer(
    here: Here, name: str, heads: Sequence[tables.Column], values: Sequence[Callable[[Any], Any]], rows: Sequence[Any]
) -> str:  # fmt: skip
    """Keep a table for this session, instead of those of another page; its address without the file's ending."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = token_urlsafe(16)
    session = st.session_state[_KEY]
    page = (here.key, tuple(here.selection.state().items()), tuple(here.selection.choices.items()))
    stem = f"{name}-{here.selection.as_of}-{here.selection.basis}"
    with _lock:
        shown = _sessions.pop(session, None)
        if shown is None or shown.page != page:
            shown = _Shown(page)
        shown.tables[stem] = Offered(here, here.actor, heads, values, rows)
        _sessions[session] = shown
        while len(_sessions) > SESSIONS:
            _sessions.popitem(last=False)
    return f"table/{session}/{quote(stem)}"


async def table_file(request: Request) -> Response:
    """The file of a table, sent as it is written; in words why not, to whom it does not belong or no longer."""
    stem, _, form = request.path_params["file"].rpartition(".")
    shown = _sessions.get(request.path_params["session"])
    offered = shown.tables.get(stem) if shown is not None else None
    if offered is None or form not in _TYPES or not await run_in_threadpool(_is_theirs, request, offered):
        return _refusal(language_of(request.scope), 404, _NOT_HERE)
    if not await run_in_threadpool(_may_still, offered):
        return _refusal(offered.here.language, 403, NO_FILE)
    try:
        pieces = await run_in_threadpool(_begun, offered, form)
    except TrackerError as fault:
        return _refusal(offered.here.language, 422, fault.template, **fault.values)
    headers = {"Content-Disposition": f'attachment; filename="{stem}.{form}"', "Cache-Control": "no-store"}
    return StreamingResponse(pieces, media_type=_TYPES[form], headers=headers)


def _is_theirs(request: Request, offered: Offered) -> bool:
    """Whether the request comes from the account that the table was drawn for; what the public sees is everybody's."""
    account = offered.drawn_for.account
    return account is None or account_of(request.scope) == account


def _may_still(offered: Offered) -> bool:
    """Whether the reader is still who they were when the page was drawn; the log has it where they are not."""
    if offered.here.actor == offered.drawn_for:
        return True
    log_of(offered.drawn_for, "refused", "a file of a page drawn before")
    return False


def _begun(offered: Offered, form: str) -> Iterator[bytes]:
    """The file's pieces, the first of them written already, so that a fault there is said in words."""
    pieces = _logged(offered, _written(offered, form))
    first = next(pieces, b"")
    return chain((first,), pieces)


def _written(offered: Offered, form: str) -> Iterator[bytes]:
    if form == "csv":
        yield from tables.csv_pieces(offered.heads, offered.cells())
        return
    with TemporaryFile() as file:
        tables.write_xlsx(file, offered.heads, offered.cells())
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _logged(offered: Offered, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same, noted in the access log once all of it was handed over."""
    digest, length = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        length += len(piece)
        yield piece
    log_of(offered.drawn_for, "exported", f"{length} bytes, sha256 {digest.hexdigest()[:16]}")


def _refusal(language: str, status: int, template: str, **values: Any) -> Response:
    t = tr(language)
    body = tag("h1", t(template, **values))
    return HTMLResponse(
        bare_page(t(template, **values), language, body), status, {"Cache-Control": "no-store"}
    )


_NOT_HERE = N_("There is no file for you under this address; make it anew on the page it came from.")
ROUTES = [Route("/table/{session}/{file}", table_file)]
