"""What a trajectory chart draws: the plan of the present and of the first terms, and every known value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.access import Actor
from tracker.queries.ask import Ask
from tracker.queries.explain import Amended, Explained, Point, YearTarget, explained
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Observation:
    """A newest word on a period: its value and what control said of it."""

    day: date
    value: float
    verdict: str | None
    corrected: bool


@dataclass(frozen=True, slots=True)
class Trajectory:
    """Values in the indicator's unit; ``plan`` and ``original`` are points to be joined as ``profile`` says."""

    indicator: str
    kind: str
    profile: str
    original_profile: str
    title: dict[str, str]
    unit: dict[str, str] | None
    start: date
    due: date
    original_due: date
    target: float
    baseline: float | None
    as_of: date
    plan: tuple[Point, ...]
    original: tuple[Point, ...]
    observations: tuple[Observation, ...]
    amendments: tuple[Amended, ...]
    years: tuple[YearTarget, ...]


def trajectory(store: Store, actor: Actor, ask: Ask, indicator: str) -> Trajectory:
    """The picture of one indicator. Raises InputError as :func:`tracker.queries.explain.explained` does."""
    return trajectory_of(explained(store, actor, ask, indicator))


def trajectory_of(item: Explained) -> Trajectory:
    """The picture of an indicator already explained."""
    periods = [report.period_end for report in item.reports]
    return Trajectory(
        indicator=item.assessed.indicator,
        kind=item.terms.kind,
        profile=item.terms.profile,
        original_profile=item.original.profile,
        title=item.terms.title,
        unit=item.terms.unit,
        start=item.terms.start,
        due=item.terms.due,
        original_due=item.original.due,
        target=item.terms.target,
        baseline=item.terms.baseline,
        as_of=item.as_of,
        plan=_plan(item.terms),
        original=_plan(item.original),
        observations=tuple(
            Observation(report.period_end, report.value, report.verdict, periods.count(report.period_end) > 1)
            for report in item.reports
            if report.newest_word
        ),
        amendments=item.amendments,
        years=item.years,
    )


def _plan(terms) -> tuple[Point, ...]:
    if terms.kind == "milestone":
        return (Point(terms.start, 0.0), Point(terms.due, 1.0))
    return terms.plan
