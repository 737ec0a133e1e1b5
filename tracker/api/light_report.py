"""The light report page over HTTP: what a branch owes, a form for each, sent without script and over a poor line.

Who acts is said by the address or the session (:mod:`tracker.api.asking`), or by a personal link's cookie. What is
sent goes through the same checks as a file (:mod:`tracker.intake.sending`); sending twice sends once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tracker import clock
from tracker.access import Actor, permits
from tracker.access.permission import Place as At
from tracker.api.asking import Asking, Refused, read
from tracker.api.forms import FORM_HEADERS, FormRefused, Posted, open_form, parse_form
from tracker.api.light_report_page import PAGE, Typed, View, report_page
from tracker.documents.light_page import bare_page
from tracker.errors import AccessRefused, InputError, Problem, ProblemsError
from tracker.evidence import MOST_BYTES, keep, read_kept
from tracker.evidence.kinds import MEDIA
from tracker.intake.instants import parse_day
from tracker.intake.sending import Sending, send
from tracker.periods import parse
from tracker.queries.ask import Ask, Scope
from tracker.queries.directory import territories
from tracker.queries.evidence import evidence_file
from tracker.queries.owed import Owed, owed, sections_owed
from tracker.queries.receipt import receipts
from tracker.queries.workbook_conflicts import workbook_conflicts
from tracker.record.personal_link import LinkRefused, link_of
from tracker.text import LANGUAGES, N_, pick
from tracker.text.vocab import OWN_NAMES
from tracker.ui.cache import answer

PURPOSE, LINK_COOKIE = "light_report", "tracker_link"
SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    **FORM_HEADERS,
}
_MOST = MOST_BYTES + 64 * 2**10
_FIELDS = ("value", "note", "evidence", "cause", "office", "since")


@dataclass(frozen=True, slots=True)
class Desk:
    """One visit to a branch's page: who asks, who acts, for which territory, and until when it is known."""

    asking: Asking
    actor: Actor
    territory: str
    title: str
    linked: bool
    moment: datetime

    @property
    def scope(self) -> Scope:
        if self.actor.powers == "council_seat":
            return Scope(seat=self.actor.seat, begun=True)
        return Scope(territory=self.territory, own=True, begun=True)

    @property
    def ask(self) -> Ask:
        """What is known when something is entered now."""
        return Ask(clock.day_of(self.moment), self.asking.selection.basis)

    def owed(self) -> list[Owed]:
        return answer(owed, self.asking.store, self.actor, self.ask, self.scope)

    def address(self, request: Request, **changes: str | None) -> str:
        """This page's address with its state, some parts of it changed (None takes one out)."""
        kept = {name: request.query_params[name] for name in ("program", "section", "page", "receipts")
                if request.query_params.get(name)}  # fmt: skip
        parts = {**self.asking.selection.state(), **kept, **changes}
        told = {name: said for name, said in parts.items() if said is not None}
        return f"{self.asking.root}/light/report/{quote(self.territory)}?{urlencode(told)}"


def desk(request: Request) -> Desk:
    """Who is at which branch's page. Raises Refused with words for whoever may not report there."""
    asking = read(request)
    territory = request.path_params["territory"]
    moment = asking.present.moment(asking.selection.as_of)
    actor, linked = asking.actor, False
    browser = request.cookies.get(LINK_COOKIE, "")
    if browser:
        try:
            link, _, secret = browser.partition(".")
            found = link_of(
                asking.store, link, secret, territory=territory, path=request.url.path, now=clock.now()
            )
            actor, linked = found.actor, True
        except LinkRefused as refused:
            raise Refused(403, _words(asking, refused), asking.language) from None
    listed = {one.code: one for one in answer(territories, asking.store, Actor.administrator(), asking.ask)}
    if territory not in listed:
        lines = [asking.t(N_("There is nothing under this address")),
                 asking.t("There is no territory “{territory}”.", territory=territory)]  # fmt: skip
        raise Refused(404, lines, asking.language)
    above, place = [], listed.get(territory)
    while place is not None:
        above.append(place.code)
        place = listed.get(place.parent) if place.parent else None
    # of several roles the branch's shows the whole page, a seat's only what it carries
    roles = sorted(actor.capacities, key=lambda one: one.powers == "council_seat")
    actor = next((one for one in roles if permits(one, "report", At(tuple(above), owner=one.seat))), None)
    if actor is None:
        lines = [asking.t(_NOT_YOURS), asking.t(_WHOSE, place=pick(listed[territory].title, asking.language))]
        raise Refused(403, lines, asking.language)
    return Desk(asking, actor, territory, pick(listed[territory].title, asking.language), linked, moment)


def show(
    request: Request, at: Desk, *, typed: Typed | None = None, status: int = 200, said: str | None = None
) -> Response:
    """The page, with what was typed where something of it was not taken."""
    asking, t = at.asking, at.asking.t
    found = at.owed()
    program, section = request.query_params.get("program"), request.query_params.get("section")
    chosen = (program, section) if program and section else None
    listed = [one for one in found if chosen is None or (one.item.program, one.item.section) == chosen]
    pages = max(1, -(-len(listed) // PAGE))
    asked = request.query_params.get("page", "1")
    page = min(max(int(asked[:6]) if asked.isdecimal() else 1, 1), pages)
    items = listed[(page - 1) * PAGE : page * PAGE]
    if typed is not None and not any(one.item.indicator == typed.indicator for one in items):
        items = [*(one for one in found if one.item.indicator == typed.indicator), *items][:PAGE]
    form = open_form(request, PURPOSE, bound_to=at.territory)
    done = request.query_params.get("done", "")
    receipt = None
    if done.isdecimal():
        receipt = next(iter(receipts(asking.store, at.actor, at.ask, at.scope, seq=int(done[:15]))), None)
        said = said or t(_THANKS if request.query_params.get("new") == "1" else _NOTHING_NEW)
    elif done == "blocked":
        said = said or t(_BLOCKED_KEPT)
    wanted = request.query_params.get("receipts") == "1"
    differing = len(answer(workbook_conflicts, asking.store, at.actor, at.ask, at.scope))
    state = urlencode(asking.selection.state())
    view = View(
        t=t,
        title=t(_TITLE, place=at.title),
        action=at.address(request),
        hidden=form.hidden,
        items=items,
        sections=sections_owed(found),
        section=chosen,
        page=page,
        pages=pages,
        waiting=sum(one.waiting for one in found),
        overdue=sum(one.waiting and one.due.overdue for one in found),
        address=lambda **changes: at.address(request, **changes),
        languages=[
            (OWN_NAMES[one], None if one == asking.language else at.address(request, lang=one))
            for one in LANGUAGES
        ],
        workbook=f"{asking.root}/light/workbook/{quote(at.territory)}?{state}",
        notice=None if at.linked else asking.notice(),
        done=receipt,
        said=said,
        receipts=receipts(asking.store, at.actor, at.ask, at.scope, most=30) if wanted else None,
        typed=typed,
        conflicts=[t(_DIFFERS, n=differing)] if differing else (),
        leave=f"{asking.root}/light/link?{state}&{urlencode({'territory': at.territory})}"
        if at.linked
        else None,
    )
    response = Response(
        report_page(view), status, {**SAFE, "Content-Language": asking.language}, "text/html; charset=utf-8"
    )
    form.put_cookie(response)
    return response


def take(request: Request, at: Desk, posted: Posted) -> Response:
    """Take one sending; what is at fault comes back with the page and what was typed."""
    fields = {name: posted.text(name).strip() for name in _FIELDS}
    indicator = posted.text("indicator")
    one = next((one for one in at.owed() if one.item.indicator == indicator), None)
    try:
        sent = send(
            at.asking.store,
            at.actor,
            _sending(at, posted, fields, indicator, one),
            now=at.moment,
            form=posted.key,
        )
    except (InputError, AccessRefused) as fault:
        typed = Typed(indicator, fields, _faults(at.asking, fault))
        status = 403 if isinstance(fault, AccessRefused) else 422
        return show(request, at, typed=typed, status=status)
    done = {"done": str(sent.seq), "new": str(int(sent.new))} if sent.seq else {"done": "blocked"}
    return RedirectResponse(at.address(request, **done), 303, SAFE)


def _sending(at: Desk, posted: Posted, fields: dict[str, str], indicator: str, one: Owed | None) -> Sending:
    tap, _, stands_for = posted.text("tap").partition(":")
    period = parse(posted.text("period"))
    given = fields["value"]
    if tap in ("no_change", "as_planned", "from_below"):
        given = stands_for
        if one is None or (tap == "no_change" and one.item.observed != _number(stands_for)):
            raise InputError(_MOVED_ON, field="value")
    elif tap == "blocked":
        # held up is no change, where there is a value that this period could go on from
        item = one.item if one is not None else None
        held = item is not None and item.observed is not None and item.period_end is not None
        goes_on = held and (item.kind != "annual" or item.period_end.year == period.end.year)
        given = repr(item.observed) if goes_on else ""
    since = None
    if tap == "blocked" and fields["since"]:
        try:
            since = parse_day(fields["since"])
        except InputError as error:
            raise InputError(error.template, field="since", **error.values) from None
    name, data = posted.files.get("file", ("", b""))
    files = (keep(at.asking.store, data, name),) if data else ()
    return Sending(
        indicator, period, given, fields["note"], fields["evidence"], tap if tap in _WORDS else None,
        fields["cause"] or None, fields["office"] or None, since, files,
    )  # fmt: skip


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _faults(asking: Asking, fault: InputError | AccessRefused) -> list[tuple[str, str]]:
    if isinstance(fault, ProblemsError):
        return [
            (_field(one), " ".join(asking.t(part, **one.values) for part in one.parts))
            for one in fault.problems
        ]
    return [(str(fault.values.get("field", "value")), asking.t(fault.template, **fault.values))]


def _field(problem: Problem) -> str:
    return (
        "note"
        if problem.hint
        else ("indicator", "period", "value", "evidence", "note")[(problem.column or 3) - 1]
    )


def _words(asking: Asking, fault: AccessRefused) -> list[str]:
    return [asking.t(_NOT_OPENED), asking.t(fault.template, **fault.values)]


def refusal(refused: Refused) -> Response:
    """A refusal as a page."""
    title, *lines = refused.lines
    body = f"<h1>{escape(title)}</h1>" + "".join(f"<p>{escape(line)}</p>" for line in lines)
    page = bare_page(title, refused.language, body)
    return Response(page, refused.status, SAFE, "text/html; charset=utf-8")


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
        posted = await parse_form(request, PURPOSE, _MOST, bound_to=at.territory, most_files=1)
    except FormRefused as refused:
        return await run_in_threadpool(_not_taken, request, at, refused)
    return await run_in_threadpool(take, request, at, posted)


def _not_taken(request: Request, at: Desk, refused: FormRefused) -> Response:
    words = at.asking.t(refused.template, **refused.values)
    held = refused.typed
    fields = {name: held.text(name) for name in _FIELDS} if held is not None else {}
    typed = Typed(held.text("indicator") if held is not None else "", fields, [("value", words)])
    return show(request, at, typed=typed, status=refused.status)


def _evidence(request: Request) -> Response:
    """A kept file, for those who may see the report it belongs to: its copy without metadata, or as it was sent
    (``?original=1``) for those who may see that, too."""
    try:
        asking = read(request)
    except Refused as refused:
        return refusal(refused)
    digest = request.path_params["digest"]
    original = request.query_params.get("original") == "1"
    day = replace(asking.ask, head=None)
    found = evidence_file(asking.store, asking.actor, day, digest, original=original)
    data = read_kept(asking.store, found[0]) if found else None
    if found is None or data is None:
        return refusal(Refused(404, [asking.t(N_("There is nothing under this address"))], asking.language))
    kind = found[1]
    shown = "inline" if kind != "pdf" and not original else "attachment"
    headers = {
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Disposition": f"{shown}; filename=evidence-{digest[:12]}.{kind}",
    }
    return Response(data, 200, headers, MEDIA[kind])


Endpoint = Callable[[Request], Response]
ROUTES = [
    Route("/light/report/{territory}", _get, methods=["GET"]),
    Route("/light/report/{territory}", _post, methods=["POST"]),
    Route("/light/evidence/{digest}", _evidence),
]

_WORDS = ("no_change", "as_planned", "blocked")
_TITLE = N_("{place}: reports")
_THANKS = N_("Received.")
_NOTHING_NEW = N_("This is what the last report said already; nothing was added.")
_BLOCKED_KEPT = N_("Received: what holds it up stands beside the indicator. Its value is still awaited.")
_MOVED_ON = N_("Something else was reported meanwhile; look at the value shown now and send once more.")
_DIFFERS = N_(
    "Differences between a workbook and what was reported meanwhile: {n}. Decide them on the workbook's page."
)
_NOT_YOURS = N_("This page belongs to another branch")
_WHOSE = N_("What {place} reports is sent by its own branch.")
_NOT_OPENED = N_("The personal link does not open this page")
