"""What changed between two days, split into steps, from domain.md alone ("What changed").

Part of the oracle: plain Python written from domain.md. It imports nothing of the program it judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from tests.oracle.facts import Report, Review, known_reports, known_reviews
from tests.oracle.oracle import Assessed, Clocks, assess_at
from tests.oracle.rollups import RolledUp, roll_up
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
) -> dict[str, Change]:
    """Execution, plan and verified of the set that `belongs` picks (by owner, territory, program, ...).

    `belongs` sees the owners of the assignments' day. An empty set is 0.
    """
    return changes_of_sets(programs, reports, reviews, first, second, [belongs])[0]


def changes_of_sets(
    programs: Sequence[Plain],
    reports: Sequence[Report],
    reviews: Sequence[Review],
    first: date,
    second: date,
    sets: Iterable[Callable[[Assessed], bool]],
) -> list[dict[str, Change]]:
    """`changes` of several sets: what stands at each step is assessed once, and each set picks its own."""
    before, corrections, results = split_reports(reports, first, second)
    old_reviews, new_reviews = known_reviews(reviews, first), known_reviews(reviews, second)

    def standing(clocks: Clocks, known: list[Report], checked: list[Review]) -> list[Assessed]:
        of: dict[str, list[Report]] = {}
        for report in known:
            of.setdefault(report.indicator.split("/")[0], []).append(report)
        return [
            item
            for program in programs
            for item in assess_at(program, of.get(program["program"], []), checked, clocks)
        ]

    a, b = first, second
    course = [
        standing(Clocks(a, a, a, a), before, old_reviews),
        standing(Clocks(b, a, a, a), before, old_reviews),
        standing(Clocks(b, b, a, a), before, old_reviews),
        standing(Clocks(b, b, b, a), before, old_reviews),
        standing(Clocks(b, b, b, a), before, new_reviews),
        standing(Clocks(b, b, b, a), before + corrections, new_reviews),
        standing(Clocks(b, b, b, a), before + corrections + results, new_reviews),
        standing(Clocks(b, b, b, b), before + corrections + results, new_reviews),
    ]
    return [_split([roll_up(filter(belongs, items)) for items in course]) for belongs in sets]


def _split(course: list[RolledUp]) -> dict[str, Change]:
    found = {}
    for name in ("execution", "plan", "verified"):
        levels = [getattr(whole, name) or Fraction(0) for whole in course]
        steps = {
            step: later - earlier for step, (earlier, later) in zip(STEPS, pairwise(levels), strict=True)
        }
        found[name] = Change(levels[0], levels[-1], steps)
    return found
