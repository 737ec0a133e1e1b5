"""What goes wrong as ``application/problem+json`` (RFC 9457), said in the language of whoever asked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from urllib.parse import quote

from starlette.responses import Response

from tracker.errors import (
    AccessRefused,
    EnvironmentFault,
    InputError,
    Problem,
    ProblemsError,
    TrackerError,
    UsageError,
)
from tracker.text import N_, translator

MEDIA = "application/problem+json"
DOCS = "/api/v1/docs"

#: each kind of problem: its id in the ``type``, and its title
TITLES = {
    400: ("bad-request", N_("The request asks for something that cannot be")),
    401: ("unauthorized", N_("The token opens nothing")),
    403: ("forbidden", N_("This is not for you")),
    404: ("not-found", N_("There is no such thing")),
    405: ("method-not-allowed", N_("This cannot be done here")),
    409: ("conflict", N_("This was sent before, with another content")),
    413: ("too-large", N_("Too much was sent")),
    415: ("unsupported-type", N_("This kind of content is not read here")),
    422: ("faults", N_("What was sent has faults; nothing was recorded")),
    429: ("too-many-requests", N_("Too many requests")),
    500: ("unexpected", N_("Something went wrong inside the tracker")),
    503: ("not-ready", N_("The figures cannot be shown now")),
}


class Trouble(Exception):
    """A request that is not answered as asked: a status, a sentence, and what else the answer carries."""

    def __init__(
        self,
        status: int,
        template: str,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[Mapping[str, object]] = (),
        **values: object,
    ) -> None:
        super().__init__(template)
        self.status, self.template, self.values = status, template, values
        self.headers, self.errors = dict(headers or {}), list(errors)


def trouble_of(fault: TrackerError, language: str, names: Sequence[str] = ()) -> Trouble:
    """A fault of the core as a problem; ``names`` are the fields of a sent list, in its sheet's order."""
    if isinstance(fault, ProblemsError):
        errors = [_error(problem, language, names) for problem in fault.problems]
        return Trouble(422, N_("{count} faults found."), errors=errors, count=len(fault.problems))
    if isinstance(fault, AccessRefused):
        return Trouble(403, fault.template, **fault.values)
    if isinstance(fault, EnvironmentFault):
        return Trouble(503, fault.template, **fault.values)
    status = 400 if isinstance(fault, UsageError) else 422 if isinstance(fault, InputError) else 500
    return Trouble(status, fault.template, **fault.values)


def _error(problem: Problem, language: str, names: Sequence[str]) -> dict[str, object]:
    t = translator(language)
    told: dict[str, object] = {"rule": problem.rule, "severity": problem.severity}
    if names and problem.line is not None:
        field = names[problem.column - 1] if problem.column and problem.column <= len(names) else None
        told["pointer"] = f"/reports/{problem.line - 2}" + (f"/{field}" if field else "")
    else:
        told |= {"row": problem.line, "column": problem.column}
    told["detail"] = " ".join(t(part, **problem.values) for part in problem.parts)
    return told


def warnings_of(problems: Sequence[Problem], language: str, names: Sequence[str]) -> list[dict[str, object]]:
    """Warnings in the same form as faults."""
    return [_error(problem, language, names) for problem in problems]


def answer_of(trouble: Trouble, language: str, instance: str) -> Response:
    """The problem as an answer."""
    t = translator(language)
    kind, title = TITLES.get(trouble.status, ("unexpected", HTTPStatus(trouble.status).phrase))
    body: dict[str, object] = {
        "type": f"{DOCS}#{kind}",
        "title": t(title),
        "status": trouble.status,
        "detail": t(trouble.template, **trouble.values),
        "instance": quote(instance),
    }
    if trouble.errors:
        body["errors"] = trouble.errors
    headers = {"Content-Language": language, "Cache-Control": "no-store", **trouble.headers}
    text = json.dumps(body, ensure_ascii=False, indent=2)
    return Response(text, trouble.status, headers, MEDIA)
