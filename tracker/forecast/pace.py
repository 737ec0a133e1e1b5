"""Paces of a course, in units a month: of the last year, the fastest year seen, the one needed, the last day for it.

A pocket calculator repeats every figure here. Works on points of (day, value), oldest first; a month is a twelfth
of 365.25 days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTH = 365.25 / 12
# from 1 January to 31 December is a year
_YEAR = 364
Points = Sequence[tuple[date, float]]


@dataclass(frozen=True, slots=True)
class Recovery:
    """Whether the target can still be made up for, and until when.

    ``state`` is ``not_needed`` (the pace of the last year is enough), ``possible`` until the end of ``until``, or
    ``past``: ``until`` is then the day on which the chance went by, None if even the fastest pace, begun right after
    the last report, would not do.
    """

    state: str
    until: date | None


def pace_between(earlier: tuple[date, float], later: tuple[date, float]) -> float:
    """Units a month between two points."""
    return (later[1] - earlier[1]) / ((later[0] - earlier[0]).days / MONTH)


def years_of(points: Points) -> list[tuple[tuple[date, float], tuple[date, float]]]:
    """For every point that has one at least a year before it, the newest such point and the point itself."""
    found = []
    for place, later in enumerate(points):
        before = [point for point in points[:place] if (later[0] - point[0]).days >= _YEAR]
        if before:
            found.append((before[-1], later))
    return found


def pace_of_last_year(points: Points) -> float | None:
    """The pace of the twelve months up to the newest point; None where the points span less than a year."""
    years = years_of(points)
    return pace_between(*years[-1]) if years and years[-1][1] == points[-1] else None


def fastest_pace(points: Points, sign: int) -> float | None:
    """The best pace kept up over twelve months; ``sign`` is 1 where more is better, -1 where less is."""
    return max((pace_between(*year) for year in years_of(points)), key=lambda pace: sign * pace, default=None)


def pace_needed(last: float, target: float, sign: int, now: date, due: date) -> float | None:
    """The pace from ``now`` that reaches the target by the due date; 0 once it is reached, None from that date on."""
    if sign * (last - target) >= 0:
        return 0.0
    left = (due - now).days
    return (target - last) / (left / MONTH) if left > 0 else None


def recovery(
    last: tuple[date, float], target: float, sign: int, due: date, now: date, usual: float, fastest: float
) -> Recovery:
    """The last day on which a recovery is realistic.

    Until that day things go on at the ``usual`` pace (of the last year), from then on at the ``fastest`` pace that
    is realistic, and the target is just reached on the due date.
    """
    months = (due - last[0]).days / MONTH
    if sign * (last[1] + usual * months - target) >= -1e-9 * max(1.0, abs(target)):
        return Recovery("not_needed", None)
    spare = sign * (last[1] + fastest * months - target)
    gain = sign * (fastest - usual)
    if spare < 0 or gain <= 0:
        return Recovery("past", None)
    until = last[0] + timedelta(days=int(spare / gain * MONTH))
    return Recovery("possible" if until >= now else "past", min(until, due))
