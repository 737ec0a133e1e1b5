"""What changed between two days, split into steps, from domain.md alone ("What changed").

Part of the oracle: plain Python written from domain.md. It imports nothing of the program it judges.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.oracle.facts import Report, Review, known_reports, known_reviews
from tests.oracle.oracle import Assessed, Clocks, assess_at
from tests.oracle.rollups import roll_up
from tests.oracle.terms import Plain

STEPS = ("content", "assignments", "amendments", "reviews", "corrections", "results", "time")


@dataclass(frozen=True, slots=True)
class Change:
    """One figure's way from D1 to D2: `start` plus the steps' values is `end` exactly."""

    start: Fraction
    end: Fraction
    steps: dict[str, Fraction]


def split_reports(
    reports: Sequence[Report], first: date, second: date
) -> tuple[list[Report], list[Report], list[Report]]:
    """Reports known on `first`, and of those newly known on `second` the corrections and the results."""
    before = known_reports(reports, first)
    newest: dict[str, date] = {}
    for report in before:
        newest[report.indicator] = max(report.period_end, newest.get(report.indicator, date.min))
    had = {report.seq for report in before}
    new = [report for report in known_reports(reports, second) if report.seq not in had]
    corrections = [r for r in new if r.period_end <= newest.get(r.indicator, date.min)]
    corrected = {report.seq for report in corrections}
    return before, corrections, [report for report in new if report.seq not in corrected]


def changes(
    programs: Sequence[Plain],
    reports: Sequence[Report],
    reviews: Sequence[Review],
    first: date,
    second: date,
    belongs: Callable[[Assessed], bool] = lambda item: True,
    *,
    head: int | None = None,
) -> dict[str, Change]:
    """Execution, plan and verified of the set that `belongs` picks (by owner, territory, program, ...).

    `belongs` sees the owners of the assignments' day. An empty set is 0.
    """
    reports = [report for report in reports if head is None or report.seq <= head]
    before, corrections, results = split_reports(reports, first, second)
    old_reviews = known_reviews(reviews, first, head)
    new_reviews = known_reviews(reviews, second, head)

    def figures(clocks: Clocks, known: list[Report], checked: list[Review]) -> dict[str, Fraction]:
        items = [
            item
            for program in programs
            for item in assess_at(program, known, checked, clocks)
            if belongs(item)
        ]
        whole = roll_up(items)
        return {name: getattr(whole, name) or Fraction(0) for name in ("execution", "plan", "verified")}

    a, b = first, second
    course = [
        figures(Clocks(a, a, a, a), before, old_reviews),
        figures(Clocks(b, a, a, a), before, old_reviews),
        figures(Clocks(b, b, a, a), before, old_reviews),
        figures(Clocks(b, b, b, a), before, old_reviews),
        figures(Clocks(b, b, b, a), before, new_reviews),
        figures(Clocks(b, b, b, a), before + corrections, new_reviews),
        figures(Clocks(b, b, b, a), before + corrections + results, new_reviews),
        figures(Clocks(b, b, b, b), before + corrections + results, new_reviews),
    ]
    return {
        name: Change(
            course[0][name],
            course[-1][name],
            {step: course[i + 1][name] - course[i][name] for i, step in enumerate(STEPS)},
        )
        for name in ("execution", "plan", "verified")
    }
