"""The OpenAPI 3.1 description, made from the table of operations, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.api.v1.operations import BASE, OPERATIONS, Operation
from tracker.api.v1.problems import MEDIA, TITLES
from tracker.api.v1.reports import CSV, JSON
from tracker.api.v1.schemas import SCHEMAS
from tracker.text import N_, Translator

VERSION = "1.0"
_ALWAYS = (400, 401, 404, 429, 503)
_OF_WRITING = (403, 409, 413, 415, 422)


def description(t: Translator) -> dict[str, object]:
    """The whole of it."""
    paths: dict[str, dict[str, object]] = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.verb.lower()] = _operation(one, t)
    return {
        "openapi": "3.1.0",
        "info": {"title": t(_TITLE), "version": VERSION, "description": t(_ABOUT)},
        "servers": [{"url": BASE}],
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": t(_TOKEN)}},
        },
    }


def _operation(of: Operation, t: Translator) -> dict[str, object]:
    told: dict[str, object] = {
        "operationId": of.id,
        "summary": t(of.says),
        "parameters": list(_parameters(of, t)),
        "responses": _responses(of, t),
        "security": [{"token": []}] if of.scope else [{}, {"token": []}],
    }
    if of.sends:
        content: dict[str, object] = {}
        for media in of.takes:
            schema = {"$ref": f"#/components/schemas/{of.sends}"} if media == JSON else {"type": "string"}
            content[media] = {"schema": schema}
        told["requestBody"] = {"required": True, "content": content}
    return told


def _parameters(of: Operation, t: Translator) -> Iterable[dict[str, object]]:
    for name in of.path_names:
        schema = {"type": "string", "pattern": "^[a-z0-9-]{1,80}$"}
        yield {"name": name, "in": "path", "required": True, "schema": schema}
    for param in of.params:
        told = {"name": param.name, "in": "query", "description": t(param.says), "schema": param.schema()}
        yield {**told, "required": True} if param.required else told
    if of.sends:
        schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,200}$"}
        yield {"name": "Idempotency-Key", "in": "header", "description": t(_KEY), "schema": schema}


def _responses(of: Operation, t: Translator) -> dict[str, object]:
    content: dict[str, object] = {JSON: {"schema": {"$ref": f"#/components/schemas/{of.answers}"}}}
    if any(param.name == "format" for param in of.params):
        content[CSV] = {"schema": {"type": "string"}}
    good: dict[str, object] = {"description": t(_GOOD), "content": content}
    if of.paged:
        good["headers"] = {"Link": {"description": t(_LINK), "schema": {"type": "string"}}}
    told: dict[str, object] = {"201" if of.sends == "NewReview" else "200": good}
    if of.sends == "NewReports":
        told["201"] = good
    if of.verb == "GET":
        told["304"] = {"description": t(_SAME)}
    problem = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    statuses = {*_ALWAYS, *(_OF_WRITING if of.sends else (403,) if of.scope else ())}
    for status in sorted(statuses):
        told[str(status)] = {"description": t(TITLES[status][1]), "content": problem}
    return told


_TITLE = N_("Program tracker: HTTP interface")
_ABOUT = N_(
    "Figures with the keys of the command line's JSON; shares are parts of 1 and unrounded, days are days in Almaty. "
    "Without a token one sees what the public sees. Errors are application/problem+json in the language asked for."
)
_TOKEN = N_(
    "A token of an account, made by the administrator with `tracker token new`; it may read, report or review."
)
_KEY = N_("Sending again with the same key and content gives the same answer and records nothing twice.")
_GOOD = N_("The answer")
_LINK = N_("The next part is under rel=next; it answers at the same ledger head.")
_SAME = N_("Nothing has moved since the ETag was given.")
