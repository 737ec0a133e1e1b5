"""Signing in over plain HTTP: the routes, their forms and cookies.

No script and no session before the sign-in: a form is bound to the browser by :mod:`tracker.api.forms`, a session
begins with the right password and code and never carries anything over.
"""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tracker import clock
from tracker.access import moment
from tracker.access.cookie import DEVICE, NEXT, SESSION, cookie_name, is_this_machine, token_in
from tracker.access.invitation import NOT_VALID, accept_invitation, invited_account
from tracker.access.session import LONGEST, SECOND_STEP, awaiting_second_factor, signed_in
from tracker.access.sign_in import (
    Outcome,
    pass_second_factor,
    second_factor_of,
    secret_to_set_up,
    sign_in,
    sign_in_from_provider,
    sign_out,
)
from tracker.access.way_back import way_back
from tracker.api import provider_word, sign_in_page
from tracker.api.forms import FORM_HEADERS, FormRefused, open_form, parse_form
from tracker.api.sign_in_page import Surroundings
from tracker.errors import InputError
from tracker.store import Store
from tracker.text import LANGUAGES, N_, tr
from tracker.ui import installation
from tracker.ui.gate import language_of

_DEVICE_SECONDS = 365 * 24 * 3600
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    **FORM_HEADERS,
}
Answer = Callable[[Request, Store, Surroundings], Awaitable[Response]]


async def _sign_in(request: Request, store: Store, of: Surroundings) -> Response:
    """GET shows the form, POST tries."""
    back = way_back(request.query_params.get("next"))
    provider = of.at("/sign-in/provider", next=back) if provider_word.secret() else None
    if request.method == "GET":
        if await _in_thread(signed_in, store, _token(request), moment.now()) is not None:
            return RedirectResponse(of.root + back, 303)
        form = open_form(request, "sign-in")
        return _form_page(form, sign_in_page.sign_in_page(of, form, provider=provider))
    try:
        posted = await parse_form(request, "sign-in")
    except FormRefused as refused:
        return _again(request, of, refused, provider)
    name = posted.text("name")[:100]
    outcome = await _in_thread(
        sign_in, store, name, posted.text("password")[:1000], source=_source(request), now=moment.now(),
        device=token_in(request.cookies, _host(request), DEVICE), held=_token(request),
    )  # fmt: skip
    if outcome.step == "open":
        return _come_in(request, of, outcome, back)
    if outcome.step == "second_factor":
        answer = RedirectResponse(of.at("/sign-in/code", next=back, lang=of.t.language), 303)
        _put(request, answer, SESSION, outcome.token, int(SECOND_STEP.total_seconds()))
        return answer
    words = _waits(of, outcome) if outcome.step == "held_back" else of.t(_WRONG)
    form = open_form(request, "sign-in")
    page = sign_in_page.sign_in_page(of, form, name=name, fault=words, provider=provider)
    return _form_page(form, page, 429 if outcome.step == "held_back" else 403)


async def _code(request: Request, store: Store, of: Surroundings) -> Response:
    """The second step."""
    back = way_back(request.query_params.get("next"))
    token, now = _token(request), moment.now()
    account = await _in_thread(awaiting_second_factor, store, token, now)
    if account is None:
        return RedirectResponse(of.at("/sign-in", next=back, lang=of.t.language), 303)
    fault, status = None, 200
    if request.method == "POST":
        try:
            posted = await parse_form(request, "sign-in-code", bound_to=account.account)
        except FormRefused as refused:
            fault, status = of.t(refused.template, **refused.values), refused.status
        else:
            outcome = await _in_thread(
                pass_second_factor, store, token, posted.text("code")[:20], source=_source(request), now=now,
                device=token_in(request.cookies, _host(request), DEVICE),
            )  # fmt: skip
            if outcome.step == "open":
                return _come_in(request, of, outcome, back)
            held = outcome.step == "held_back"
            fault, status = (_waits(of, outcome), 429) if held else (of.t(_WRONG_CODE), 403)
    needed = await _in_thread(second_factor_of, store, account, clock.day_of(now))
    setting_up = needed is not None and needed.setting_up
    secret = await _in_thread(secret_to_set_up, store, account, now) if setting_up else None
    form = open_form(request, "sign-in-code", bound_to=account.account)
    page = sign_in_page.code_page(of, form, secret=secret, name=account.name, fault=fault)
    return _form_page(form, page, status)


async def _invitation(request: Request, store: Store, of: Surroundings) -> Response:
    """Looking at an invitation uses nothing up: programs that preview links would end it."""
    token, now = request.path_params["token"], moment.now()
    account = await _in_thread(invited_account, store, token, now)
    if account is None:
        return _said(of, 404, of.t(_NO_INVITATION), of.t(NOT_VALID))
    fault, status = None, 200
    if request.method == "POST":
        try:
            posted = await parse_form(request, "invitation", bound_to=account.account)
            await _in_thread(
                accept_invitation, store, token, posted.text("password"), posted.text("repeated"),
                source=_source(request), now=now,
            )  # fmt: skip
        except FormRefused as refused:
            fault, status = of.t(refused.template, **refused.values), refused.status
        except InputError as wrong:
            fault, status = of.t(wrong.template, **wrong.values), 400
        else:
            return RedirectResponse(of.at("/sign-in", lang=of.t.language), 303)
    form = open_form(request, "invitation", bound_to=account.account)
    return _form_page(form, sign_in_page.invitation_page(of, form, name=account.name, fault=fault), status)


async def _sign_out(request: Request, store: Store, of: Surroundings) -> Response:
    """GET asks, POST ends the session."""
    known = await _in_thread(signed_in, store, _token(request), moment.now())
    if known is None:
        return RedirectResponse(of.at("/", lang=of.t.language), 303)
    if request.method == "GET":
        form = open_form(request, "sign-out", bound_to=known.session)
        return _form_page(form, sign_in_page.sign_out_page(of, form, name=known.account.name))
    try:
        await parse_form(request, "sign-out", bound_to=known.session)
    except FormRefused as refused:
        return _said(of, refused.status, of.t(_NOT_DONE), of.t(refused.template, **refused.values))
    await _in_thread(sign_out, store, _token(request), source=_source(request), now=moment.now())
    answer = RedirectResponse(of.at("/", lang=of.t.language), 303)
    _drop(request, answer, SESSION)
    return answer


async def _provider(request: Request, store: Store, of: Surroundings) -> Response:
    """On the way to the organisation's provider: remember where to come back to."""
    if not provider_word.secret():
        return _said(of, 404, of.t(_NO_PROVIDER))
    answer = RedirectResponse(of.at("/", sign_in="provider", lang=of.t.language), 303)
    back = way_back(request.query_params.get("next"))
    _put(request, answer, NEXT, f"{of.t.language}{back}".encode().hex(), provider_word.FRESH_SECONDS)
    return answer


async def _return(request: Request, store: Store, of: Surroundings) -> Response:
    """Back from the provider: its word becomes a session of ours, which ends when we say so."""
    went = token_in(request.cookies, _host(request), NEXT)
    told = provider_word.told(request.cookies, moment.now()) if went else None
    language, back = _unhex(went or "")
    of = replace(of, t=tr(language)) if language in LANGUAGES else of
    if told is None:
        answer = _said(
            of, 403, of.t(_NOT_BY_PROVIDER), way=(of.t(_AGAIN), of.at("/sign-in", lang=of.t.language))
        )
    else:
        outcome = await _in_thread(
            sign_in_from_provider, store, told.issuer, told.subject, source=_source(request), now=moment.now(),
            held=_token(request),
        )  # fmt: skip
        if outcome.step == "open":
            answer = _come_in(request, of, outcome, way_back(back))
        else:
            answer = _said(of, 403, of.t(_NOT_KNOWN), of.t(_TELL, issuer=told.issuer, subject=told.subject))
    _drop(request, answer, NEXT)
    for name in request.cookies:
        if name.startswith(provider_word.COOKIE):
            answer.delete_cookie(name, path="/")
    return answer


def _come_in(request: Request, of: Surroundings, outcome: Outcome, back: str) -> Response:
    answer = RedirectResponse(of.root + back, 303)
    answer.headers["Cache-Control"] = "no-store"
    _put(request, answer, SESSION, outcome.token, int(LONGEST.total_seconds()))
    if outcome.device is not None:
        _put(request, answer, DEVICE, outcome.device, _DEVICE_SECONDS)
    return answer


def _again(request: Request, of: Surroundings, refused: FormRefused, provider: str | None) -> Response:
    form = open_form(request, "sign-in")
    words = of.t(refused.template, **refused.values)
    name = refused.typed.text("name")[:100] if refused.typed else ""
    page = sign_in_page.sign_in_page(of, form, name=name, fault=words, provider=provider)
    return _form_page(form, page, refused.status)


def _waits(of: Surroundings, outcome: Outcome) -> str:
    minutes = max(1, math.ceil((outcome.free_at - moment.now()).total_seconds() / 60))
    return of.t.plural(_HELD_BACK_ONE, _HELD_BACK_MANY, minutes)


def _form_page(form, page: str, status: int = 200) -> Response:
    answer = Response(page, status, _HEADERS, "text/html; charset=utf-8")
    form.put_cookie(answer)
    return answer


def _said(
    of: Surroundings, status: int, title: str, *lines: str, way: tuple[str, str] | None = None
) -> Response:
    way = way or (of.t(_TO_FIRST), of.at("/", lang=of.t.language))
    return Response(
        sign_in_page.said_page(of, title, *lines, way=way), status, _HEADERS, "text/html; charset=utf-8"
    )


def _put(request: Request, answer: Response, name: str, value: str, seconds: int) -> None:
    host = _host(request)
    answer.set_cookie(
        cookie_name(name, host), value, max_age=seconds, path="/", httponly=True, samesite="lax",
        secure=not is_this_machine(host),
    )  # fmt: skip


def _drop(request: Request, answer: Response, name: str) -> None:
    host = _host(request)
    answer.delete_cookie(cookie_name(name, host), path="/", secure=not is_this_machine(host), httponly=True)


def _host(request: Request) -> str:
    return request.headers.get("host", "")


def _token(request: Request) -> str | None:
    return token_in(request.cookies, _host(request))


def _source(request: Request) -> str:
    return request.client.host if request.client else ""


def _unhex(text: str) -> tuple[str, str]:
    """Language and path that were put into the cookie."""
    try:
        told = bytes.fromhex(text).decode()
    except ValueError:
        return "", ""
    return told[:2], told[2:]


async def _in_thread(work: Callable[..., Any], *args: Any, **named: Any) -> Any:
    """The database and the hashing of passwords must not hold up everybody's pages."""
    return await anyio.to_thread.run_sync(lambda: work(*args, **named))


def _endpoint(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        kept = tuple((name, request.query_params[name]) for name in ("next",) if name in request.query_params)
        root = request.scope.get("root_path", "").rstrip("/")
        of = Surroundings(tr(language_of(request.scope)), root, request.url.path.removeprefix(root), kept)
        present = installation.current()
        if present is None or present.store is None:
            return _said(of, 503, of.t("The figures cannot be shown now"))
        if present.demonstration:
            return _said(of, 404, of.t(_DEMONSTRATION))
        return await answer(request, present.store, of)

    return endpoint


_WRONG = N_(
    "The account or the password is wrong. Nothing else is told, so that nobody can find out accounts."
)
_WRONG_CODE = N_("The code is wrong, or was used already. Wait for the next one and type that.")
_HELD_BACK_ONE = N_("Too many tries: signing in is open again in {n} minute.")
_HELD_BACK_MANY = N_("Too many tries: signing in is open again in {n} minutes.")
_NO_INVITATION = N_("This invitation does not hold")
_NOT_DONE = N_("Nothing was done")
_NO_PROVIDER = N_("This tracker has no provider to sign in with; sign in with an account of its own.")
_NOT_BY_PROVIDER = N_("The provider's word is missing or too old")
_AGAIN = N_("Sign in once more")
_NOT_KNOWN = N_("You have no account here")
_TELL = N_(
    "The provider knows you, the tracker does not. Ask the administrator to bind an account to you: the provider is "
    "{issuer}, your id there {subject}."
)
_TO_FIRST = N_("To the first page")
_DEMONSTRATION = N_("This is a demonstration: nobody signs in, and you choose in the menu as whom to look.")

_BOTH = ["GET", "POST"]
ROUTES = [
    Route("/sign-in", _endpoint(_sign_in), methods=_BOTH),
    Route("/sign-in/code", _endpoint(_code), methods=_BOTH),
    Route("/sign-in/provider", _endpoint(_provider)),
    Route("/sign-in/return", _endpoint(_return)),
    Route("/sign-out", _endpoint(_sign_out), methods=_BOTH),
    Route("/invitation/{token}", _endpoint(_invitation), methods=_BOTH),
]
