"""Indicators exactly on plan that report on the last day of grace: whom the statuses have to be fair to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from tests.oracle.facts import Report, number
from tests.oracle.oracle import planned_share, year_target
from tests.oracle.terms import Terms, terms_on
from tests.oracle.worlds import indicators_of, period_ends

# every kind, with the shapes that have a rule of their own
SHAPES: dict[str, dict[str, Any]] = {
    "cumulative": {"kind": "cumulative", "target": 27},
    "cumulative-from": {"kind": "cumulative", "baseline": 4, "target": 31.7},
    "rising": {"kind": "level", "baseline": -12.5, "target": 90},
    "falling": {"kind": "level", "baseline": 5.1, "target": 3.3},
    "hold-up": {"kind": "level", "baseline": 97, "target": 97, "direction": "increase"},
    "hold-down": {"kind": "level", "baseline": 0, "target": 0, "direction": "decrease"},
    "unknown": {"kind": "level", "baseline": "unknown", "target": 60, "direction": "increase"},
    "annual": {"kind": "annual", "target": 20000},
    "annual-down": {"kind": "annual", "target": 40, "direction": "decrease"},
    "milestone": {"kind": "milestone"},
}
FREQUENCIES = ("month", "quarter", "half_year", "year")
PROFILES = ("linear", "step")


def exactly(terms: Terms, end: date) -> Fraction:
    """The value of an indicator exactly on plan on a period's end, as the float that is stored."""
    if terms.kind == "milestone":
        return Fraction(end >= terms.due)
    if terms.unknown or terms.hold:
        return terms.target
    if terms.kind == "annual":
        goal = year_target(terms, end.year)
        begin = max(terms.start, date(end.year - 1, 12, 31))
        stop = min(terms.due, date(end.year, 12, 31))
        if terms.direction == "decrease" or end >= stop:
            return goal
        share = Fraction((end - begin).days, (stop - begin).days) if terms.profile == "linear" else 0
        return number(float(goal * share))
    share = planned_share(terms, end, False)
    return number(float(terms.baseline + (terms.target - terms.baseline) * share))


def faithful_reports(program: dict[str, Any]) -> list[Report]:
    """Every period until the one that reaches the due date, reported at noon of the last day of grace."""
    reports: list[Report] = []
    for section, indicator in indicators_of(program):
        terms = terms_on(program, section, indicator, None)
        for end in period_ends(terms.frequency, terms.start, terms.due + timedelta(days=366)):
            at = datetime.combine(end + timedelta(days=terms.grace_days), time(7), tzinfo=UTC)
            name = f"{program['program']}/{indicator['indicator']}"
            reports.append(Report(name, end, exactly(terms, end), at, len(reports) + 1, "branch-11"))
            if end >= terms.due:
                break
    return reports


def edges(terms: Terms) -> Iterator[date]:
    """The days on which a status could turn: around the ends of periods and of their grace, S, E and closing."""
    grace = timedelta(days=terms.grace_days)
    ends = period_ends(terms.frequency, terms.start, terms.due + timedelta(days=200))
    for day in (terms.start, terms.due, terms.due + grace, *ends, *(end + grace for end in ends)):
        for offset in (-1, 0, 1):
            yield day + timedelta(days=offset)


def first_report_on(terms: Terms) -> date:
    """The day on which the first report of a faithful indicator comes."""
    return period_ends(terms.frequency, terms.start, terms.due + timedelta(days=366))[0] + timedelta(
        days=terms.grace_days
    )
