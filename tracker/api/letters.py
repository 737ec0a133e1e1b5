"""The page behind a letter's link: it stops the letters, or confirms the address, without signing anybody in.

A GET only asks, since mail scanners open links; the POST of its button acts, and so does a mail program's own button
(RFC 8058: a POST from anywhere that says ``List-Unsubscribe=One-Click``). The address is the permission: nobody can
guess it, it speaks for one recipient at one address, and the page tells neither.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tracker import clock
from tracker.api.asking import Asking, Refused, read
from tracker.api.forms import FormRefused, read_post
from tracker.api.light_report import SAFE, refusal
from tracker.documents.light_page import bare_page
from tracker.reminders.wishes import confirm_address, stop_letters, wish_behind
from tracker.text import LANGUAGES, N_
from tracker.text.vocab import OWN_NAMES

STOP, CONFIRM = "stop", "confirm"
_BUTTON = (
    '<button name="act" value="{act}" style="font:inherit;min-height:48px;padding:8px 20px">{words}</button>'
)


def _page(request: Request, asking: Asking, said: str | None = None) -> Response:
    t, wish = asking.t, wish_behind(asking.store, request.path_params["token"])
    path = f"{asking.root}{quote(request.url.path)}"
    languages = " ".join(f'<a href="{escape(path)}?lang={one}">{OWN_NAMES[one]}</a>' for one in LANGUAGES)
    lines, acts = [said] if said else [], ()
    if wish is None:
        lines.append(t(_NOBODY))
    elif wish.often == "never":
        lines.append(t(_STOPPED))
    elif wish.confirmed_at is None:
        lines.append(t(_IS_YOURS))
        acts = ((CONFIRM, t(_MINE)), (STOP, t(_NOT_MINE)))
    else:
        lines.append(t(_ASK) if not said else t(_STILL))
        acts = ((STOP, t(_STOP)),)
    buttons = " ".join(_BUTTON.format(act=act, words=escape(words)) for act, words in acts)
    form = f'<form method="post" action="{escape(path)}?lang={t.language}">{buttons}</form>' if acts else ""
    body = f'<nav class="top"><span>{languages}</span></nav><h1>{escape(t(_TITLE))}</h1>' + "".join(
        f"<p>{escape(line)}</p>" for line in lines
    )
    return Response(
        bare_page(t(_TITLE), asking.language, body + form),
        404 if wish is None else 200,
        SAFE,
        "text/html; charset=utf-8",
    )


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
        posted = await read_post(request)
    except FormRefused as refused:
        lines = [asking.t(refused.template, **refused.values)]
        return refusal(Refused(refused.status, lines, asking.language))
    one_click = posted.text("List-Unsubscribe") == "One-Click"
    act = STOP if one_click else posted.text("act")
    return await run_in_threadpool(_do, request, asking, act)


def _do(request: Request, asking: Asking, act: str) -> Response:
    token, said = request.path_params["token"], None
    if act == STOP:
        stop_letters(asking.store, token, now=clock.now())
    elif act == CONFIRM and confirm_address(asking.store, token, now=clock.now()):
        said = asking.t(_CONFIRMED)
    return _page(request, asking, said)


ROUTES = [
    Route("/letters/{token}", _get, methods=["GET"]),
    Route("/letters/{token}", _post, methods=["POST"]),
]

_TITLE = N_("Letters that remind")
_ASK = N_(
    "Once a week at most the program tracker writes to this address what awaits its reader. Shall it stop?"
)
_STILL = N_("Letters can be stopped here at any time.")
_STOP = N_("Send me no more letters")
_STOPPED = N_(
    "No more letters go to this address. Whoever has an account can turn them on again on the page My account."
)
_IS_YOURS = N_("Somebody gave this address for letters that remind. Is it yours?")
_MINE, _NOT_MINE = N_("Yes, it is mine"), N_("No, send nothing here")
_CONFIRMED = N_("Thank you: the address is confirmed.")
_NOBODY = N_("No letters go out by this link any more: the address was changed or taken out.")
