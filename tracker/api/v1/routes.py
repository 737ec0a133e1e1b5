"""The routes of ``/api/v1``: every operation, the description, its page, and what is none of them."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tracker.api.v1.description import description
from tracker.api.v1.operations import BASE, OPERATIONS
from tracker.api.v1.page import page
from tracker.api.v1.problems import Trouble, answer_of
from tracker.api.v1.serving import allowed, endpoint, language_of, limited
from tracker.text import N_, translator

_VERBS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"]
_PAGE_POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-cache",
}


async def openapi(request: Request) -> Response:
    """The description."""
    language = language_of(request)
    try:
        limited(request)
    except Trouble as trouble:
        return answer_of(trouble, language, request.url.path)
    text = json.dumps(description(translator(language)), ensure_ascii=False, indent=1)
    headers = {"Content-Language": language, "Cache-Control": "no-cache"}
    return Response(text, 200, headers, "application/json")


async def docs(request: Request) -> Response:
    """The description as a page."""
    language = language_of(request)
    try:
        limited(request)
    except Trouble as trouble:
        return answer_of(trouble, language, request.url.path)
    shown = page(translator(language), str(request.base_url).rstrip("/"))
    headers = {**_PAGE_POLICY, "Content-Language": language}
    return Response(shown, 200, headers, "text/html; charset=utf-8")


async def to_docs(request: Request) -> Response:
    """The interface's own address leads to its page."""
    return RedirectResponse(f"{BASE}/docs?lang={language_of(request)}")


async def none_of_them(request: Request) -> Response:
    """A path or a verb that the interface does not know."""
    language = language_of(request)
    try:
        limited(request)
        verbs = allowed(request.url.path, OPERATIONS)
        if verbs:
            trouble = Trouble(
                405, N_("This address knows only {verbs}."), headers={"Allow": ", ".join(verbs)},
                verbs=", ".join(verbs),
            )  # fmt: skip
        else:
            trouble = Trouble(404, N_("There is nothing under this address; {docs} tells what there is."),
                              docs=f"{BASE}/docs")  # fmt: skip
    except Trouble as often:
        trouble = often
    return answer_of(trouble, language, request.url.path)


ROUTES = [
    *(Route(BASE + one.path, endpoint(one), methods=[one.verb]) for one in OPERATIONS),
    Route(f"{BASE}/openapi.json", openapi),
    Route(f"{BASE}/docs", docs),
    Route(BASE, to_docs),
    Route(f"{BASE}/", to_docs),
    Route("/api/{rest:path}", none_of_them, methods=_VERBS),
]
