"""The light pages' routes: member card, handover sheet, indicator, list of seats; as page, print and text.

A page carries its day, basis, language and viewer in the address. It is answered anew only when the ledger has
moved: the tag is made from the revision and the address.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tracker.api.asking import Asking, Refused, read
from tracker.documents.card import member_card
from tracker.documents.handover import handover
from tracker.documents.indicator_sheet import indicator_sheet
from tracker.documents.light_page import Ways, bare_page, light_page
from tracker.documents.model import Document, Place
from tracker.documents.plain import plain
from tracker.documents.printed import printed
from tracker.documents.seat_list import seat_list
from tracker.errors import InputError
from tracker.text import N_, translator
from tracker.ui.cache import answer

#: another process may hold other code: what it answered is asked again
_PROCESS = secrets.token_hex(4)
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_BUILD: dict[str, Callable[..., Document]] = {
    "member": member_card,
    "handover": handover,
    "indicator": indicator_sheet,
    "seats": seat_list,
}
Writer = Callable[[Asking, Document], tuple[bytes, str]]


def _page(asking: Asking, of: Document) -> tuple[bytes, str]:
    forms = {"member": (".pdf", ".txt"), "handover": (".pdf",)}.get(of.place.kind, ())
    names = {".pdf": N_("PDF"), ".txt": N_("Text")}
    whole = asking.whole(of.place)
    ways = Ways(
        asking.address,
        (
            asking.languages(of.place),
            tuple((asking.t(names[form]), asking.address(of.place, form)) for form in forms),
        ),
        (((asking.t(N_("The same with every row")), whole),),) if whole else (),
        whole,
        asking.notice(),
        asking.form(of.place),
    )
    return light_page(of, ways).encode(), "text/html; charset=utf-8"


def _print(asking: Asking, of: Document) -> tuple[bytes, str]:
    return printed(of, one_page=of.place.kind == "member"), "application/pdf"


def _text(asking: Asking, of: Document) -> tuple[bytes, str]:
    link = asking.host + asking.address(of.place).removeprefix(asking.root)
    return plain(of, link).encode(), "text/plain; charset=utf-8"


def _route(kind: str, write: Writer, id_of: Callable[[Request], str]) -> Callable[[Request], Response]:
    """An endpoint; not a coroutine, so that the server runs it in a thread of its own."""

    def endpoint(request: Request) -> Response:
        try:
            asking = read(request)
        except Refused as refused:
            return _refusal(refused)
        place = Place(kind, id_of(request))
        tag = _tag(request, asking, place)
        headers = {
            "ETag": tag, "Cache-Control": "private, no-cache", "Content-Language": asking.language, **_SAFE,
        }  # fmt: skip
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        try:
            document = answer(_BUILD[kind], asking.store, asking.actor, asking.ask, place.id, asking.language)
        except InputError as fault:
            said = [asking.t("There is nothing under this address"), asking.t(fault.template, **fault.values)]
            return _refusal(Refused(404, said, asking.language), asking.address(Place("seats")))
        body, media = write(asking, document)
        return Response(body, media_type=media, headers=headers)

    return endpoint


def _tag(request: Request, asking: Asking, place: Place) -> str:
    key = (
        request.url.path,
        place,
        asking.selection,
        asking.actor,
        asking.store.head(),
        asking.host,
        _PROCESS,
    )
    return f'"{hashlib.sha256(repr(key).encode()).hexdigest()[:24]}"'


def _refusal(refused: Refused, way_on: str | None = None) -> Response:
    """What is wrong in words, as a page."""
    t = translator(refused.language)
    title, *lines = refused.lines
    on = f'<p><a href="{escape(way_on)}">{escape(t("All seats"))}</a></p>' if way_on else ""
    body = f"<h1>{escape(title)}</h1>" + "".join(f"<p>{escape(line)}</p>" for line in lines) + on
    page = bare_page(title, refused.language, body)
    headers = {"Cache-Control": "no-store", **_SAFE}
    return Response(page, refused.status, headers, "text/html; charset=utf-8")


def _seat(request: Request) -> str:
    return request.path_params["seat"]


def _indicator(request: Request) -> str:
    return f"{request.path_params['program']}/{request.path_params['indicator']}"


def _territory(request: Request) -> str:
    return request.query_params.get("territory") or "KZ"


def _unknown(request: Request) -> Response:
    """Any other address under /light."""
    try:
        asking = read(request)
    except Refused as refused:
        return _refusal(refused)
    lines = [asking.t("There is nothing under this address")]
    return _refusal(Refused(404, lines, asking.language), asking.address(Place("seats")))


ROUTES = [
    Route("/light/member/{seat}.pdf", _route("member", _print, _seat)),
    Route("/light/member/{seat}.txt", _route("member", _text, _seat)),
    Route("/light/member/{seat}", _route("member", _page, _seat)),
    Route("/light/handover/{seat}.pdf", _route("handover", _print, _seat)),
    Route("/light/handover/{seat}", _route("handover", _page, _seat)),
    Route("/light/indicator/{program}/{indicator}", _route("indicator", _page, _indicator)),
    Route("/light/", _route("seats", _page, _territory)),
    Route("/light", _route("seats", _page, _territory)),
    Route("/light/{rest:path}", _unknown),
]
