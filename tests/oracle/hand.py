"""Small programs, reports and reviews in one line each, for tests whose figures are worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.oracle.facts import Report, Review, number
from tests.oracle.oracle import Assessed, assess
from tests.oracle.terms import Terms, terms_on

START, END = date(2021, 1, 1), date(2025, 12, 31)


def program(*indicators: dict[str, Any], name: str = "p", **keys: Any) -> dict[str, Any]:
    section = {"section": "s", "theme": "health", "indicators": list(indicators)}
    return {"program": name, "territory": "KZ", "start": START, "end": END, "sections": [section]} | keys


def indicator(kind: str = "cumulative", **keys: Any) -> dict[str, Any]:
    return {"indicator": "i", "kind": kind} | ({"target": 100} if kind != "milestone" else {}) | keys


def said(end: str, value: float, on: str | None = None, seq: int = 1, name: str = "p/i") -> Report:
    """A report for the period ended `end`, reported at noon UTC of `on` (default: the next day)."""
    period_end = date.fromisoformat(end)
    day = date.fromisoformat(on) if on else period_end + timedelta(days=1)
    return Report(
        name, period_end, number(value), datetime(day.year, day.month, day.day, 12, tzinfo=UTC), seq
    )


def checked(report: int, verdict: str, on: str, seq: int = 100, conflict: bool = False) -> Review:
    day = date.fromisoformat(on)
    return Review(report, verdict, datetime(day.year, day.month, day.day, 12, tzinfo=UTC), seq, conflict)


def one(
    ind: dict[str, Any], reports: list[Report], on: str, reviews: list[Review] = (), **keys: Any
) -> Assessed:
    (only,) = assess(program(ind), reports, reviews, date.fromisoformat(on), **keys)
    return only


def terms(ind: dict[str, Any], **keys: Any) -> Terms:
    whole = program(ind, **keys)
    return terms_on(whole, whole["sections"][0], ind, None)
