"""The workbook on the light page: taken by a button, brought back by upload, differences decided in one tap."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tracker.api.asking import Refused
from tracker.api.forms import Form, FormRefused, Posted, open_form, parse_form
from tracker.api.light_report import SAFE, Desk, desk, refusal
from tracker.api.light_report_page import STYLE
from tracker.documents.handing_out import hand_out
from tracker.documents.light_page import bare_page
from tracker.errors import ProblemsError, TrackerError
from tracker.inbox.receipt import merged_words
from tracker.intake.deciding import decide
from tracker.intake.merging import take_workbook
from tracker.queries.directory import executors
from tracker.queries.workbook_conflicts import OpenConflict, workbook_conflicts
from tracker.record.workbook import record_workbook
from tracker.text import LANGUAGES, N_, instant, pick, short_day
from tracker.text.values import value
from tracker.text.vocab import OWN_NAMES
from tracker.ui.cache import answer

_PURPOSE, _MOST = "light_workbook", 12 * 2**20
_SHOWN = 60  # faults of a file that are listed
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_address(at: Desk, path: str = "report", **changes: str) -> str:
    """Where this desk's workbook page (or its report page) stands, in the same state but for what changes."""
    state = {**at.asking.selection.state(), **changes}
    return f"{at.asking.root}/light/{path}/{quote(at.territory)}?{urlencode(state)}"


def show(
    request: Request,
    at: Desk,
    *,
    said: list[str] | None = None,
    faults: list[str] | None = None,
    status: int = 200,
) -> Response:
    """The page: take the workbook, bring it back, decide what differs."""
    t, form = at.asking.t, open_form(request, _PURPOSE, bound_to=at.territory)
    title, notice = t(_TITLE, place=at.title), None if at.linked else at.asking.notice()
    done = "".join(f"<p>{escape(line)}</p>" for line in said or ())
    wrong = "".join(f"<p>{escape(line)}</p>" for line in (faults or ())[:_SHOWN])
    body = (
        f"<style>{STYLE}</style>"
        f'<nav class="top"><span>{_languages(at)}</span>'
        f'<a href="{escape(workbook_address(at))}">{escape(t(_ALL))}</a></nav><h1>{escape(title)}</h1>'
        + (f'<div class="ok" role="status">{done}</div>' if said else "")
        + (f'<div class="bad" role="alert">{wrong}</div>' if faults else "")
        + _out(at, form)
        + _back(at, form)
        + "".join(_difference(at, form, one) for one in open_conflicts(at))
        + (f'<p class="q made">{escape(notice)}</p>' if notice else "")
    )
    response = Response(bare_page(title, at.asking.language, body), status, SAFE, "text/html; charset=utf-8")
    form.put_cookie(response)
    return response


def _languages(at: Desk) -> str:
    """This page in each language."""
    return " ".join(
        f'<b aria-current="true">{OWN_NAMES[one]}</b>'
        if one == at.asking.language
        else f'<a href="{escape(workbook_address(at, "workbook", lang=one))}">{OWN_NAMES[one]}</a>'
        for one in LANGUAGES
    )


def open_conflicts(at: Desk) -> list[OpenConflict]:
    """What differs and is not decided, of this desk."""
    return answer(workbook_conflicts, at.asking.store, at.actor, at.ask, at.scope)


def _out(at: Desk, form: Form) -> str:
    t, language = at.asking.t, at.asking.language
    used = {one.item.executor for one in at.owed()}
    options = f'<option value="">{escape(t(_WHOLE))}</option>' + "".join(
        f'<option value="{escape(one.executor)}">{escape(pick(one.title, language))}</option>'
        for one in answer(executors, at.asking.store, at.actor, at.ask)
        if one.executor in used
    )
    return (
        f'<form class="i" method="post" action="{escape(workbook_address(at, "workbook"))}">{form.hidden}'
        f'<h2>{escape(t(_TAKE))}</h2><p class="q">{escape(t(_WHAT))}</p>'
        f'<label for="e">{escape(t(_FOR))}</label><select id="e" name="executor">{options}</select> '
        f'<button class="go" name="act" value="take">{escape(t(_DOWNLOAD))}</button></form>'
    )


def _back(at: Desk, form: Form) -> str:
    t = at.asking.t
    return (
        f'<form class="i" method="post" enctype="multipart/form-data" '
        f'action="{escape(workbook_address(at, "workbook"))}">{form.hidden}<h2>{escape(t(_RETURN))}</h2>'
        f'<p class="q">{escape(t(_MERGED))}</p><label for="w">{escape(t(_FILE))}</label>'
        f'<input id="w" name="file" type="file" accept=".xlsx,{XLSX}"> '
        f'<button class="go" name="act" value="return">{escape(t(_SEND))}</button></form>'
    )


def _difference(at: Desk, form: Form, one: OpenConflict) -> str:
    t, language = at.asking.t, at.asking.language

    def amount(number: float) -> str:
        return value(number, one.kind, one.unit, language)

    lines = (
        t(_WORKBOOK_SAYS, value=amount(one.value), who=one.author, at=instant(one.said_at, language)),
        t(_HELD_SAYS, value=amount(one.held), who=one.held_author, at=instant(one.held_at, language)),
        *((t(_MOVED_ON),) if one.moved_on else ()),
    )
    return (
        f'<form class="i" method="post" action="{escape(workbook_address(at, "workbook"))}">{form.hidden}'
        f'<input type="hidden" name="conflict" value="{one.seq}"><h2>{escape(pick(one.title, language))}</h2>'
        f'<p class="q">{escape(t(_UNTIL, day=short_day(one.period_end, language)))}</p>'
        + "".join(f"<p>{escape(line)}</p>" for line in lines)
        + f'<button name="act" value="kept">{escape(t(_KEEP, value=amount(one.held)))}</button>'
        f'<button name="act" value="taken">{escape(t(_TAKE_IT, value=amount(one.value)))}</button></form>'
    )


def _acted(request: Request, at: Desk, posted: Posted) -> Response:
    asking, act = at.asking, posted.text("act")
    try:
        if act == "take":
            data, _ = hand_out(
                asking.store, at.actor, at.territory, record=record_workbook, executor=posted.text("executor") or None,
                language=asking.language, now=at.moment,
            )  # fmt: skip
            name = f"{at.territory}-{at.ask.as_of.isoformat()}-{asking.language}.xlsx"
            headers = {**SAFE, "Content-Disposition": f'attachment; filename="{name}"'}
            return Response(data, 200, headers, XLSX)
        if act == "return":
            name, data = posted.files.get("file", ("", b""))
            merged = take_workbook(asking.store, at.actor, name, data, now=at.moment)
            return show(request, at, said=merged_words(asking.t, merged))
        number = posted.text("conflict")
        decide(asking.store, at.actor, int(number) if number.isdecimal() else 0, act, now=at.moment)
        return show(request, at, said=[asking.t(_DECIDED)])
    except ProblemsError as refused:
        lines = [f"{one.place}: " + " ".join(asking.t(part, **one.values) for part in one.parts)
                 for one in refused.problems]  # fmt: skip
        return show(request, at, faults=[asking.t(_NOTHING_TAKEN), *lines], status=422)
    except TrackerError as refused:
        return show(request, at, faults=[asking.t(refused.template, **refused.values)], status=422)


def _get(request: Request) -> Response:
    try:
        return show(request, desk(request))
    except Refused as refused:
        return refusal(refused)


async def _post(request: Request) -> Response:
    try:
        at = await run_in_threadpool(desk, request)
    except Refused as refused:
        return refusal(refused)
    try:
        posted = await parse_form(request, _PURPOSE, _MOST, bound_to=at.territory, most_files=1)
    except FormRefused as refused:
        return await run_in_threadpool(_not_taken, request, at, refused)
    return await run_in_threadpool(_acted, request, at, posted)


def _not_taken(request: Request, at: Desk, refused: FormRefused) -> Response:
    words = [at.asking.t(refused.template, **refused.values)]
    return show(request, at, faults=words, status=refused.status)


ROUTES = [
    Route("/light/workbook/{territory}", _get, methods=["GET"]),
    Route("/light/workbook/{territory}", _post, methods=["POST"]),
]

_TITLE = N_("{place}: workbook")
_ALL = N_("All that is awaited")
_TAKE = N_("Take the workbook")
_WHAT = N_(
    "An XLSX file with a sheet for each section and what is known filled in. It is filled in without a connection, "
    "by mail or stick, by several officials apart."
)
_FOR = N_("For whom")
_WHOLE = N_("the whole branch")
_DOWNLOAD = N_("Download")
_RETURN = N_("Bring it back")
_MERGED = N_(
    "Each cell is held against what came in since: equal is nothing, new is taken, and where something else was "
    "reported meanwhile nothing is overwritten; the difference is shown here."
)
_FILE = N_("The filled workbook (XLSX)")
_SEND = N_("Send")
_WORKBOOK_SAYS = N_("The workbook says {value} ({who}, {at}).")
_HELD_SAYS = N_("Reported meanwhile: {value} ({who}, {at}).")
_MOVED_ON = N_("Since then another value was reported for this period.")
_UNTIL = N_("until {day}")
_KEEP = N_("Keep {value}")
_TAKE_IT = N_("Report {value} instead")
_DECIDED = N_("Decided; both values stay in the ledger.")
_NOTHING_TAKEN = N_("Nothing was taken. Mend these cells and send the workbook again:")
