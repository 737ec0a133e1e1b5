"""The right of reply over HTTP: an executor's items before a freeze as a light page, and its answers sent from it.

``/light/hearing/{hearing}/{executor}``, in three languages and without script; the list as a workbook beside it. Who
may answer is asked of ``record``; who may look, of :mod:`tracker.hearing.replying`.
"""

from __future__ import annotations

from datetime import datetime, time
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tracker import clock
from tracker.api.asking import Asking, Refused, read
from tracker.api.forms import FORM_HEADERS, FormRefused, Posted, open_form, parse_form
from tracker.api.hearing_reply_page import View, reply_page
from tracker.api.light_report import SAFE, refusal
from tracker.documents.pack import executor_workbook
from tracker.errors import AccessRefused, InputError
from tracker.hearing.matter import HearingMatter
from tracker.hearing.replying import Reply, may_answer, reply_matter, take_replies
from tracker.queries.directory import executors
from tracker.text import LANGUAGES, N_, pick
from tracker.text.vocab import OWN_NAMES
from tracker.ui.cache import answer

PURPOSE = "hearing_reply"
_MOST = 512 * 2**10  # two hundred answers of two thousand letters do not come at once; a dozen do
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _matter(asking: Asking, hearing: str, executor: str) -> HearingMatter:
    """Raises Refused with words for a hearing or executor that is not there, or not this reader's."""
    t = asking.t
    try:
        found = answer(
            reply_matter, asking.store, asking.actor, asking.ask, hearing, executor, asking.language
        )
    except AccessRefused as refused:
        raise Refused(403, [t(_NOT_YOURS), t(refused.template, **refused.values)], asking.language) from None
    except InputError as fault:
        raise Refused(404, [t(_NOTHING), t(fault.template, **fault.values)], asking.language) from None
    if executor not in _titles(asking):
        raise Refused(404, [t(_NOTHING), t(_NO_EXECUTOR, id=executor)], asking.language)
    return found


def _titles(asking: Asking) -> dict[str, dict[str, str]]:
    listed = answer(executors, asking.store, asking.actor, asking.ask)
    return {one.executor: one.title for one in listed}


def _address(asking: Asking, hearing: str, executor: str, form: str = "", **changes: str) -> str:
    state = {**asking.selection.state(), **changes}
    return f"{asking.root}/light/hearing/{quote(hearing)}/{quote(executor)}{form}?{urlencode(state)}"


def _show(
    asking: Asking, request: Request, found: HearingMatter, *, typed: Posted | None = None, fault: str | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    hearing, executor = found.hearing.hearing, request.path_params["executor"]
    t = asking.t
    form = open_form(request, PURPOSE, bound_to=f"{hearing}/{executor}")
    done = request.query_params.get("done", "")
    said = None
    if done.isdecimal() and fault is None:
        said = t(_NOTHING_NEW) if int(done[:6]) == 0 else t(_TAKEN, n=int(done[:6]))
    fields = {name: values[-1] for name, values in typed.fields.items()} if typed is not None else {}
    may = may_answer(asking.actor, executor)
    view = View(
        t=t,
        matter=found,
        who=pick(_titles(asking).get(executor), asking.language) or executor,
        action=_address(asking, hearing, executor),
        hidden=form.hidden,
        languages=[
            (
                OWN_NAMES[one],
                None if one == asking.language else _address(asking, hearing, executor, lang=one),
            )
            for one in LANGUAGES
        ],
        workbook=_address(asking, hearing, executor, ".xlsx"),
        open=may and found.hearing.state == "sent",
        closed_words=t(_READ_ONLY if not may else _NOT_SENT if found.hearing.state == "draft" else _OVER),
        said=said,
        fault=fault,
        typed=fields,
        notice=asking.notice(),
    )
    headers = {**SAFE, "Content-Language": asking.language}
    response = Response(reply_page(view), status, headers, "text/html; charset=utf-8")
    form.put_cookie(response)
    return response


def _get(request: Request) -> Response:
    try:
        asking = read(request)
        found = _matter(asking, request.path_params["hearing"], request.path_params["executor"])
    except Refused as refused:
        return refusal(refused)
    return _show(asking, request, found)


def _workbook(request: Request) -> Response:
    executor = request.path_params["executor"]
    try:
        asking = read(request)
        found = _matter(asking, request.path_params["hearing"], executor)
    except Refused as refused:
        return refusal(refused)
    name = f"{found.hearing.hearing}-{executor}.xlsx"
    headers = {**FORM_HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(executor_workbook(found, executor), 200, headers, _XLSX)


async def _post(request: Request) -> Response:
    try:
        asking = await run_in_threadpool(read, request)
    except Refused as refused:
        return refusal(refused)
    bound = f"{request.path_params['hearing']}/{request.path_params['executor']}"
    try:
        posted = await parse_form(request, PURPOSE, _MOST, bound_to=bound)
    except FormRefused as refused:
        return await run_in_threadpool(_again, asking, request, refused)
    return await run_in_threadpool(_take, asking, request, posted)


def _again(asking: Asking, request: Request, refused: FormRefused) -> Response:
    try:
        found = _matter(asking, request.path_params["hearing"], request.path_params["executor"])
    except Refused as other:
        return refusal(other)
    words = asking.t(refused.template, **refused.values)
    return _show(asking, request, found, typed=refused.typed, fault=words, status=refused.status)


def _take(asking: Asking, request: Request, posted: Posted) -> Response:
    hearing, executor = request.path_params["hearing"], request.path_params["executor"]
    try:
        found = _matter(asking, hearing, executor)
    except Refused as refused:
        return refusal(refused)
    replies = [
        Reply(name.removeprefix("words:"), values[-1], posted.text(f"evidence:{name.removeprefix('words:')}"))
        for name, values in posted.fields.items() if name.startswith("words:")
    ]  # fmt: skip
    try:
        new = take_replies(
            asking.store, asking.actor, found, executor, replies, now=_moment(asking), key=posted.key
        )
    except (InputError, AccessRefused) as fault:
        status = 403 if isinstance(fault, AccessRefused) else 422
        words = asking.t(fault.template, **fault.values)
        return _show(asking, request, found, typed=posted, fault=words, status=status)
    return RedirectResponse(_address(asking, hearing, executor, done=str(new)), 303, SAFE)


def _moment(asking: Asking) -> datetime:
    """Now, or in a demonstration that is shown as of a day gone by, noon of that day, as on the pages."""
    day = asking.selection.as_of
    if asking.present.demonstration and day < clock.today():
        return clock.to_utc(datetime.combine(day, time(12)))
    return clock.now()


ROUTES = [
    Route("/light/hearing/{hearing}/{executor}.xlsx", _workbook),
    Route("/light/hearing/{hearing}/{executor}", _get, methods=["GET"]),
    Route("/light/hearing/{hearing}/{executor}", _post, methods=["POST"]),
]

_NOTHING = N_("There is nothing under this address")
_NO_EXECUTOR = N_("There is no executor “{id}”.")
_NOT_YOURS = N_("This page is not for you")
_NOTHING_NEW = N_("Nothing new was written, so nothing was added.")
_TAKEN = N_("Answers recorded: {n}. They are printed beside the figures.")
_READ_ONLY = N_("You see what the executor sees; only the executor itself answers here.")
_NOT_SENT = N_("The hearing is still a draft; answers are taken once it has been sent.")
_OVER = N_("The hearing is frozen or past: answers can no longer be given.")
