"""Answering a request: limits, who asks, what is asked, the answer or what is wrong; every route goes this one way."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from tracker.access import Actor
from tracker.access.log import entry_of, note
from tracker.access.moment import now as present_instant
from tracker.api.forms import FormRefused, counted
from tracker.api.v1 import kept
from tracker.api.v1.calling import Call, Reply, bearer_in, may
from tracker.api.v1.limits import Buckets
from tracker.api.v1.operations import BASE, Operation
from tracker.api.v1.paging import MOST, cursor_of, links, part_of, question
from tracker.api.v1.params import read_params
from tracker.api.v1.problems import Trouble, answer_of, trouble_of
from tracker.commands.output import print_csv
from tracker.errors import TrackerError
from tracker.text import LANGUAGES, N_
from tracker.ui import installation
from tracker.ui.gate import spoken
from tracker.ui.installation import Installation

#: another process may hold other code: what it answered is asked again
_PROCESS = secrets.token_hex(4)
_LOG = logging.getLogger("tracker.api")
_VARY = {"Vary": "Authorization, Accept-Language"}
# a wrong token costs as much as many requests: guessing is not answered for long
_COST_OF_GUESSING = 20
Endpoint = Callable[[Request], Coroutine[None, None, Response]]


@dataclass(slots=True)
class Limits:
    """How often one may ask: a source without a token, a source at all, a token."""

    public: Buckets
    source: Buckets
    token: Buckets


LIMITS = Limits(Buckets(120, 2.0), Buckets(1200, 20.0), Buckets(600, 10.0))


def endpoint(of: Operation) -> Endpoint:
    """The route's function."""

    async def run(request: Request) -> Response:
        language = language_of(request)
        try:
            return await _answered(of, request, language)
        except Trouble as trouble:
            return answer_of(trouble, language, request.url.path)
        except FormRefused as refused:
            trouble = Trouble(refused.status, refused.template, **refused.values)
        except ClientDisconnect:
            trouble = Trouble(400, N_("What was sent did not arrive whole."))
        except TrackerError as fault:
            trouble = trouble_of(fault, language)
        except Exception:
            _LOG.exception("unexpected at %s", of.id)
            trouble = Trouble(500, N_("It was noted; try again, and report it if it stays."))
        return answer_of(trouble, language, request.url.path)

    return run


def language_of(request: Request) -> str:
    """``lang``, else the first language of the reader's that we speak."""
    given = request.query_params.get("lang")
    return given if given in LANGUAGES else spoken(request.headers.get("accept-language", "").split(","))


def limited(request: Request) -> str:
    """The source of a request. Raises Trouble (429) where it asked too often."""
    source = request.client.host if request.client else ""
    _wait(LIMITS.source.take(source))
    if "authorization" not in request.headers:
        _wait(LIMITS.public.take(source))
    return source


def _wait(seconds: int) -> None:
    if seconds:
        raise Trouble(
            429,
            N_("That was too often; try again in {seconds} seconds."),
            headers={"Retry-After": str(seconds)},
            seconds=seconds,
        )


async def _answered(of: Operation, request: Request, language: str) -> Response:
    source = limited(request)
    present = _present()
    body = b""
    if of.most_bytes:
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = b"".join([chunk async for chunk in counted(request, of.most_bytes)])
        if media not in of.takes:
            raise Trouble(415, N_("Send one of these: {kinds}."), kinds=", ".join(of.takes))
    return await run_in_threadpool(_worked, of, request, present, language, source, body)


def _present() -> Installation:
    present = installation.current()
    if present is None or present.store is None:
        fault = present.fault if present is not None else None
        raise Trouble(503, fault.template if fault else N_("The server is still starting; try again in a moment."),
                      headers={"Retry-After": "5"}, **(fault.values if fault else {}))  # fmt: skip
    return present


def _worked(
    of: Operation, request: Request, present: Installation, language: str, source: str, body: bytes
) -> Response:
    now = present_instant()
    try:
        bearer = bearer_in(request, present.store, now)
    except Trouble:
        _wait(LIMITS.source.take(source, _COST_OF_GUESSING))
        raise
    if bearer is not None:
        _wait(LIMITS.token.take(bearer.token.id))
    if of.scope is not None:
        may(bearer, of.scope)
    call = _call(of, request, present, language, source, now, body)
    call = replace(call, bearer=bearer, actor=bearer.actor if bearer else Actor.public())
    if of.verb == "GET":
        return _read(of, request, call)
    try:
        return _written(request, call, of)
    except Trouble as trouble:
        if trouble.status == 403:
            note(call.store, entry_of(call.actor, "refused", now, f"{of.id} over HTTP", source))
        raise


def _call(
    of: Operation,
    request: Request,
    present: Installation,
    language: str,
    source: str,
    now: datetime,
    body: bytes,
) -> Call:
    sent = list(request.query_params.multi_items())
    given = dict(read_params(of.params, sent))
    asked = dict(sent)
    for name in ("as_of", "to"):
        if name in given and given[name] is None:  # a link says the whole of what is asked
            given[name] = present.defaults(language).as_of
            asked[name] = given[name].isoformat()
    newest = present.store.head()
    head = given.get("head")
    if head is not None and int(head) > newest:
        raise Trouble(
            404, N_("The ledger ends at {newest}; there is no head {head} yet."), newest=newest, head=head
        )
    which = question(request.url.path, asked)
    part = part_of(given.get("cursor"), which, int(given.get("limit") or MOST), newest)
    if head is not None:
        part = replace(part, head=int(head))
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Call(
        present.store, Actor.public(), None, language, given, request.path_params, part,
        json.dumps(asked), now, source, body, media,
    )  # fmt: skip


def _read(of: Operation, request: Request, call: Call) -> Response:
    tag = _tag(request, call)
    headers = {
        "ETag": tag, "Cache-Control": "private, no-cache", "Content-Language": call.language,
        "Ledger-Head": str(call.part.head), **_VARY,
    }  # fmt: skip
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    reply = of.run(call)
    if of.paged:
        asked = json.loads(call.asked)
        after = None
        if reply.next_after is not None:
            after = cursor_of(question(request.url.path, asked), reply.next_after, call.part.head)
        headers |= links(request.url.path, asked, after)
    if call.given.get("format") == "csv":
        text = io.StringIO()
        print_csv(text, reply.columns, reply.body)
        headers["Content-Disposition"] = f'attachment; filename="{of.id}.csv"'
        return Response(text.getvalue(), 200, headers, "text/csv")
    return _json(reply.body, reply.status, headers)


def _tag(request: Request, call: Call) -> str:
    token = call.bearer.token.id if call.bearer else ""
    told = (
        request.url.path,
        call.asked,
        call.language,
        call.reader,
        token,
        call.part,
        _PROCESS,
        call.now.date(),
    )
    return f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:24]}"'


def _written(request: Request, call: Call, of: Operation) -> Response:
    headers = {"Cache-Control": "no-store", "Content-Language": call.language, **_VARY}
    key = request.headers.get("idempotency-key")
    if key is None:
        reply = of.run(call)
        return _json(reply.body, reply.status, headers)
    if not (1 <= len(key) <= kept.LONGEST_KEY and key.isascii() and key.isprintable()):
        raise Trouble(400, N_("An Idempotency-Key has from 1 to {most} Latin letters, digits and signs."),
                      most=kept.LONGEST_KEY)  # fmt: skip
    assert call.bearer is not None
    token = call.bearer.token.id
    asked = kept.request_hash(f"{request.url.path}?{call.asked}", call.media, call.body)
    with kept.alone(token, key):
        before = kept.answered(call.store, token, key, asked, call.now)
        if before is not None:
            return _json(before[1], before[0], {**headers, "Idempotency-Replayed": "true"})
        reply: Reply = of.run(call)
        kept.keep(call.store, token, key, asked, reply.status, reply.body, call.now)
    return _json(reply.body, reply.status, headers)


def _json(body: object, status: int, headers: dict[str, str]) -> Response:
    return Response(
        json.dumps(body, ensure_ascii=False, allow_nan=False), status, headers, "application/json"
    )


def allowed(path: str, operations: tuple[Operation, ...]) -> list[str]:
    """The verbs a path of the interface knows, empty for one that is none."""
    parts = path.removeprefix(BASE).split("/")
    found = []
    for one in operations:
        own = one.path.split("/")
        if len(own) == len(parts) and all(
            (mine.startswith("{") and given) or mine == given for mine, given in zip(own, parts, strict=True)
        ):
            found += ["GET", "HEAD"] if one.verb == "GET" else [one.verb]
    return found
