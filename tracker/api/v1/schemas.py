"""The JSON Schemas of what is sent and answered, for the description. Shares are parts of 1, unrounded."""

from __future__ import annotations

from tracker.commands.figures import (
    FURTHER_INDICATOR_KEYS,
    FURTHER_ROLLUP_KEYS,
    INDICATOR_KEYS,
    ROLLUP_KEYS,
)
from tracker.intake.headings import HISTORY, KNOWN, MEASURE
from tracker.queries.ledger_rows import KnownReport, KnownReview
from tracker.record.review import VERDICTS

Schema = dict[str, object]

_DAYS = {"due", "compared_on", "period_end", "period_start", "start", "end"}
_INSTANTS = {"reported_at", "reviewed_at", "expires_at"}
_FLAGS = {"report_overdue", "late", "disputed", "demonstration", "newest_word", "conflict", "dry_run"}
_WHOLE = {"indicators", "programs", "report", "review", "head", "added", "unchanged", "verdicts", "skipped",
          "achieved", "on_track", "at_risk", "off_track", "missed", "no_data", "not_measurable", "not_due"}  # fmt: skip
_NUMBERS = {"baseline", "target", "planned", "planned_today", "observed", "verified", "progress", "planned_progress",
            "verified_progress", "value", "execution", "execution_max", "coverage", "plan", "plan_today", "shortfall",
            "surplus", "deviation"}  # fmt: skip


def _field(name: str, *, counted: bool = False) -> Schema:
    if name in _DAYS:
        return {"type": ["string", "null"], "format": "date"}
    if name in _INSTANTS:
        return {"type": ["string", "null"], "format": "date-time"}
    if name in _FLAGS and not (counted and name == "report_overdue"):
        return {"type": "boolean"}
    if name in _NUMBERS:
        return {"type": ["number", "null"]}
    if name in _WHOLE or name == "report_overdue":
        return {"type": "integer"}
    return {"type": ["string", "null"]}


def _object(names, *, counted: bool = False, **further: Schema) -> Schema:
    properties = {name: _field(name, counted=counted) for name in names} | further
    return {"type": "object", "properties": properties, "required": [*names, *further]}


def _list(of: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{of}"}}


_SENT = {
    name: {"type": ["string", "number", "null"]} if name == "value" else {"type": ["string", "null"]}
    for name in KNOWN
}
_TEXT: Schema = {"type": "string"}
_PROGRAM = ("program", "kind", "territory", "start", "end", "demonstration", "indicators", "title")
_CHANGE: Schema = {
    "type": "object",
    "additionalProperties": {"type": ["number", "null"]},
    "required": [
        "from",
        "to",
        "content",
        "assignments",
        "amendments",
        "reviews",
        "corrections",
        "results",
        "time",
    ],
}

SCHEMAS: dict[str, Schema] = {
    "Assessment": _object((*INDICATOR_KEYS, *FURTHER_INDICATOR_KEYS)),
    "Set": _object((*ROLLUP_KEYS, *FURTHER_ROLLUP_KEYS), counted=True),
    "Assessments": {
        "type": "array",
        "items": {"anyOf": [{"$ref": "#/components/schemas/Assessment"}, {"$ref": "#/components/schemas/Set"}]},
    },
    "Program": _object(_PROGRAM),
    "Programs": _list("Program"),
    "ProgramInFull": _object(_PROGRAM, indicators_in_force={"type": "array", "items": {"type": "object"}}),
    "Explanation": _object(
        (*INDICATOR_KEYS, *FURTHER_INDICATOR_KEYS),
        terms={"type": "object"},
        thresholds={"type": "object"},
        amendments={"type": "array", "items": {"type": "object"}},
        reports={"type": "array", "items": {"type": "object"}},
        sentence=_TEXT,
    ),
    "Changes": {
        "type": "object",
        "properties": {
            **dict.fromkeys(("execution", "plan", "verified"), _CHANGE),
            "entered_late": {"type": "array", "items": {"type": "object"}},
        },
        "required": ["execution", "plan", "verified", "entered_late"],
    },
    "Report": _object(KnownReport.__slots__),
    "Reports": _list("Report"),
    "Review": _object(KnownReview.__slots__),
    "Reviews": _list("Review"),
    "NewReports": {
        "type": "object",
        "properties": {
            "reports": {
                "type": "array",
                "minItems": 1,
                "maxItems": 10_000,
                "items": {
                    "type": "object",
                    "properties": _SENT,
                    "required": ["indicator", "period"],
                    "additionalProperties": False,
                },
            }
        },
        "required": ["reports"],
        "additionalProperties": False,
        "example": {
            "reports": [
                {"indicator": "akmola-2021-2025/health-facilities", "period": "2022-Q1", "value": 16,
                 "evidence": "https://example.org/act-16", "note": None}
            ]
        },
        "description": f"For measures: {', '.join(MEASURE)}, without value. An administrator's: {', '.join(HISTORY)}.",
    },
    "Taken": _object(
        ("dry_run", "added", "unchanged", "verdicts", "skipped", "head"),
        conflicts={"type": "array", "items": {"type": "object"}},
        warnings={"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
    ),
    "NewReview": {
        "type": "object",
        "properties": {
            "report": {"type": "integer", "minimum": 1, "maximum": 2**53 - 1},
            "verdict": {"type": "string", "enum": list(VERDICTS)},
            "reason": {"type": ["string", "null"]},
        },
        "required": ["report", "verdict"],
        "additionalProperties": False,
    },
    "Reviewed": _object(("report", "verdict", "head")),
    "Me": {
        "type": "object",
        "properties": {
            "account": _TEXT,
            "roles": {"type": "array", "items": {"type": "object"}},
            "scopes": {"type": "array", "items": _TEXT},
            "expires_at": {"type": "string", "format": "date-time"},
        },
        "required": ["account", "roles", "scopes", "expires_at"],
    },
    "Fault": {
        "type": "object",
        "properties": {
            "rule": _TEXT,
            "severity": {"enum": ["fault", "warning"]},
            "pointer": _TEXT,
            "row": {"type": ["integer", "null"]},
            "column": {"type": ["integer", "null"]},
            "parameter": _TEXT,
            "detail": _TEXT,
        },
    },
    "Problem": {
        "type": "object",
        "properties": {
            "type": {"type": "string", "format": "uri-reference"},
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
            "instance": {"type": "string", "format": "uri-reference"},
            "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
        },
        "required": ["type", "title", "status", "detail"],
    },
}  # fmt: skip
