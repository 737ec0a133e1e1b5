"""Personal links over HTTP: a page with one button, since mail scanners open links; the button's POST opens it.

The browser that presses first is given a cookie, and the link opens in no other.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tracker import clock
from tracker.api.asking import Asking, Refused, read
from tracker.api.forms import FormRefused, open_form, parse_form
from tracker.api.light_report import LINK_COOKIE, PURPOSE, SAFE, refusal
from tracker.documents.light_page import bare_page
from tracker.record.personal_link import LinkRefused, enter_link
from tracker.text import LANGUAGES, N_
from tracker.text.vocab import OWN_NAMES

_ENTER = "personal_link"


def _page(request: Request, asking: Asking, said: str | None = None, status: int = 200) -> Response:
    """The page with the button. It tells nothing of the link, not even whether there is one."""
    t = asking.t
    form = open_form(request, _ENTER)
    here = f"{asking.root}{quote(request.url.path)}"
    languages = " ".join(
        f'<a href="{escape(here)}?{escape(urlencode({**asking.selection.state(), "lang": one}))}">{OWN_NAMES[one]}</a>'
        for one in LANGUAGES
    )
    wrong = f'<p class="note" role="alert">{escape(said)}</p>' if said else ""
    body = (
        f'<nav class="top"><span>{languages}</span></nav><h1>{escape(t(_TITLE))}</h1>{wrong}<p>{escape(t(_WHAT))}</p>'
        f'<form method="post" action="{escape(here)}?{escape(urlencode(asking.selection.state()))}">{form.hidden}'
        f'<button style="font:inherit;min-height:48px;padding:8px 20px">{escape(t(_OPEN))}</button></form>'
    )
    response = Response(bare_page(t(_TITLE), asking.language, body), status, SAFE, "text/html; charset=utf-8")
    form.put_cookie(response)
    return response


def _get(request: Request) -> Response:
    try:
        return _page(request, read(request))
    except Refused as refused:
        return refusal(refused)


async def _post(request: Request) -> Response:
    try:
        asking = await run_in_threadpool(read, request)
    except Refused as refused:
        return refusal(refused)
    try:
        await parse_form(request, _ENTER)
    except FormRefused as refused:
        words = asking.t(refused.template, **refused.values)
        return await run_in_threadpool(_page, request, asking, words, refused.status)
    return await run_in_threadpool(_enter, request, asking)


def _enter(request: Request, asking: Asking) -> Response:
    known = request.cookies.get(LINK_COOKIE, "").partition(".")[2]
    try:
        # the token is in the path, so the path is not noted
        link, browser = enter_link(
            asking.store, request.path_params["token"], known or None, path="/light/link", now=clock.now()
        )
    except LinkRefused as refused:
        lines = [asking.t(_NOT_OPENED), asking.t(refused.template, **refused.values)]
        return refusal(Refused(403, lines, asking.language))
    to = f"{asking.root}/light/report/{quote(link.territory)}?{urlencode(asking.selection.state())}"
    response = RedirectResponse(to, 303, SAFE)
    lasts = max(60, int((link.expires_at - clock.now()).total_seconds()))
    response.set_cookie(
        LINK_COOKIE, f"{link.link}.{browser}", max_age=lasts, path="/light", httponly=True, samesite="lax"
    )
    return response


async def _leave(request: Request) -> Response:
    """Forget the link in this browser; it can be opened here no more, which the button says."""
    try:
        asking = await run_in_threadpool(read, request)
        territory = request.query_params.get("territory", "")
        await parse_form(request, PURPOSE, bound_to=territory)
    except FormRefused as refused:
        return refusal(
            Refused(refused.status, [asking.t(refused.template, **refused.values)], asking.language)
        )
    except Refused as refused:
        return refusal(refused)
    response = refusal(Refused(200, [asking.t(_LEFT)], asking.language))
    response.delete_cookie(LINK_COOKIE, path="/light")
    return response


ROUTES = [
    Route("/light/link/{token}", _get, methods=["GET"]),
    Route("/light/link/{token}", _post, methods=["POST"]),
    Route("/light/link", _leave, methods=["POST"]),
]

_TITLE = N_("Personal link of a branch")
_WHAT = N_(
    "It opens the page on which a branch or a seat reports, without an account. It will be tied to this browser and "
    "open in no other."
)
_OPEN = N_("Open")
_NOT_OPENED = N_("The personal link does not open this page")
_LEFT = N_("The personal link is forgotten in this browser")
