"""Where an indicator will stand at its due date if it goes on so, how sure that is, and what pace it needs.

The method is :mod:`tracker.forecast.trend`'s. A running total is carried on to the due date, a state likewise, and
of an annual promise the current year's figure, out of the years' figures laid end to end. Nothing here enters a
status or a roll-up.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tracker.access import Actor
from tracker.forecast.pace import fastest_pace, pace_between, pace_needed, pace_of_last_year, recovery
from tracker.forecast.trend import Mixed, Trend, trend
from tracker.queries.ask import Ask
from tracker.queries.explain import Explained, explained
from tracker.store import Store

#: distinct reported periods (one more where the beginning is not known: on four points alone the 80 % interval holds
#: 71 %, ``bench/forecast.py``), and days from the first known point to the newest report
LEAST_PERIODS, LEAST_DAYS = 4, 364
_PATH_STEPS = 8
# a standstill of all reports still leaves room for this part of the whole way from one to the next
_LEAST_MOVE = 0.005

MILESTONE = "A milestone is done or it is not: there is no course that could go on."
TOO_FEW = "Too few reports for a forecast: {known} periods, and at least {needed} are needed."
TOO_SHORT = "The reports do not cover a year yet: too short a time for a forecast."
OVER = "The due date has passed: there is nothing left to forecast."
NO_BEGINNING = "The final figure for the year before is not reported, so this year has too little to go on."


@dataclass(frozen=True, slots=True)
class PathPoint:
    """The forecast for one day, in the indicator's unit: the middle and the ends of the 80 % interval."""

    day: date
    expected: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast, or the ``reason`` (a template with ``reason_values``) why there is none.

    Values are in the unit, paces in units a month, ``chance`` and the interval's 80 % are of the model. ``due`` is
    the day spoken of: the due date, of an annual promise the end of ``year``. ``direction``: ``increase`` or
    ``decrease`` is better. ``outlook``: ``reaches`` (the whole interval is at the target or better), ``open`` (the
    target lies inside it) or ``falls_short``. ``pace_needed`` counts from ``as_of`` (of a year that may have at most so
    many: the pace still allowed). ``pace_fastest`` is of the fastest twelve months seen; ``pace_realistic`` that, or
    the one to the better end of the interval where that is faster (one year of reports has seen no faster year).
    ``recovery`` and ``recovery_until``: :class:`tracker.forecast.pace.Recovery` with that pace. Without a forecast,
    what can still be said (last value, needed pace) is filled and the rest None.
    """

    indicator: str
    kind: str
    title: dict[str, str]
    unit: dict[str, str] | None
    as_of: date
    due: date
    year: int | None
    target: float
    direction: str
    periods: int
    last_on: date | None
    last_value: float | None
    pace_needed: float | None
    pace_last_year: float | None = None
    pace_fastest: float | None = None
    pace_realistic: float | None = None
    recovery: str | None = None
    recovery_until: date | None = None
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    outlook: str | None = None
    path: tuple[PathPoint, ...] = ()
    reason: str | None = None
    reason_values: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Course:
    """What is carried on: points (the known beginning first), of which ``offset`` is taken off to give the value
    shown (the years before, of an annual promise), and the bounds of what is possible.
    """

    points: tuple[tuple[date, float], ...]
    periods: int
    offset: float
    floor: float | None
    ceiling: float | None


def forecast(store: Store, actor: Actor, ask: Ask, indicator: str) -> Forecast:
    """The forecast of one indicator. Raises InputError as :func:`tracker.queries.explain.explained` does."""
    return forecast_of(explained(store, actor, ask, indicator))


def forecast_of(item: Explained, *, path: bool = True) -> Forecast:
    """The forecast of an indicator already explained: the newest word on every period, by the terms in force.

    Without ``path`` the days between are left out, which is most of the work where nobody draws them.
    """
    terms = item.terms
    annual = terms.kind == "annual"
    due, target = (_year_end(item), _year_target(item)) if annual else (terms.due, terms.target)
    course, cut = _years_in_line(item) if annual else (_plain(item), False)
    rising = _rises(item, course, target)
    last = course.points[-1] if course.points else None
    value = None if last is None else last[1] - course.offset
    plain = Forecast(
        indicator=item.assessed.indicator,
        kind=terms.kind,
        title=terms.title,
        unit=terms.unit,
        as_of=item.as_of,
        due=due,
        year=due.year if annual else None,
        target=target,
        direction="increase" if rising else "decrease",
        periods=course.periods,
        last_on=last[0] if last and course.periods else None,
        last_value=value if course.periods else None,
        pace_needed=None
        if value is None or terms.kind == "milestone" or item.assessed.closed
        else _needed(value, target, rising, item.as_of, due, annual=annual),
    )
    if terms.kind == "milestone":
        return replace(plain, pace_needed=None, reason=MILESTONE)
    if item.assessed.closed or due <= (last[0] if last else date.min):
        return replace(plain, reason=OVER)
    if cut:
        return replace(plain, reason=NO_BEGINNING)
    needed = LEAST_PERIODS + (len(course.points) == course.periods)
    if course.periods < needed:
        values = {"known": course.periods, "needed": needed}
        return replace(plain, reason=TOO_FEW, reason_values=values)
    if (course.points[-1][0] - course.points[0][0]).days < LEAST_DAYS:
        return replace(plain, reason=TOO_SHORT)
    return _carried_on(plain, course, item, path)


def _needed(value: float, target: float, rising: bool, now: date, due: date, *, annual: bool) -> float | None:
    """The pace needed; of a year's figure that may not pass its target, the pace still allowed."""
    if annual and not rising:
        return None if value > target else pace_needed(value, target, 1, now, due)
    return pace_needed(value, target, 1 if rising else -1, now, due)


def _carried_on(plain: Forecast, course: _Course, item: Explained, whole_path: bool) -> Forecast:
    points, sign = course.points, 1 if plain.direction == "increase" else -1
    first = points[0][0]
    whole_way = abs(item.terms.target - (item.terms.baseline or 0.0)) or abs(item.terms.target)
    fitted = trend(
        [(day - first).days for day, _ in points],
        [value for _, value in points],
        total=plain.kind != "level",
        least=_LEAST_MOVE * whole_way,
    )
    last_day = points[-1][0]
    days = _days(last_day, plain.due) if whole_path else [plain.due]
    path = tuple(_at(fitted, course, last_day, day) for day in days)
    end = path[-1]
    chance = _chance(fitted.after((plain.due - last_day).days), course, plain.target, sign)
    usual, fastest = pace_of_last_year(points), fastest_pace(points, sign)
    worst, best = (end.low, end.high) if sign > 0 else (end.high, end.low)
    last = (last_day, plain.last_value)
    hoped = pace_between(last, (plain.due, best))
    realistic = max(hoped, hoped if fastest is None else fastest, key=lambda pace: sign * pace)
    found = (
        None
        if usual is None
        else recovery(last, plain.target, sign, plain.due, plain.as_of, usual, realistic)
    )
    return replace(
        plain,
        pace_last_year=usual,
        pace_fastest=fastest,
        pace_realistic=realistic,
        recovery=found.state if found else None,
        recovery_until=found.until if found else None,
        expected=end.expected,
        low=end.low,
        high=end.high,
        chance=chance,
        outlook=_outlook(sign, worst, best, plain.target),
        path=path if whole_path else (),
    )


def _outlook(sign: int, worst: float, best: float, target: float) -> str:
    slack = 1e-9 * max(1.0, abs(target))
    if sign * (worst - target) >= -slack:
        return "reaches"
    return "open" if sign * (best - target) >= -slack else "falls_short"


def _plain(item: Explained) -> _Course:
    terms = item.terms
    words = _words(item)
    points = [(word.period_end, word.value) for word in words]
    if terms.kind == "cumulative":
        points = [point for point in points if point[0] > terms.start]
    if terms.baseline is not None and (not points or points[0][0] > terms.start):
        points.insert(0, (terms.start, terms.baseline))
        periods = len(points) - 1
    else:
        periods = len(points)
    known = [value for _, value in points] + [terms.target]
    floor = 0.0 if min(known) >= 0 else None
    if terms.kind == "cumulative" and points and terms.target >= (terms.baseline or 0.0):
        floor = points[-1][1]
    ceiling = 100.0 if _is_share(item) and max(known) <= 100 else None
    return _Course(tuple(points), periods, 0.0, floor, ceiling if terms.kind == "level" else None)


def _words(item: Explained):
    """The newest words, those since the last change of kind or unit: before it they count something else."""
    changed = [amended.date for amended in item.amendments if {"kind", "unit"} & set(amended.was)]
    since = max(changed) if changed and item.basis == "current" else date.min
    return [word for word in item.reports if word.newest_word and word.period_end >= since]


def _years_in_line(item: Explained) -> tuple[_Course, bool]:
    """An annual promise's figures as one running total over its years up to the current one, and whether that one
    has been cut off from those before it.

    A year's figure begins at nothing; a year whose final figure is not reported breaks the line, which begins anew
    after it.
    """
    current, words = _current_year(item), _words(item)
    points: list[tuple[date, float]] = []
    before, complete, cut = 0.0, False, False
    for year in item.years:
        if complete:
            cut = False
        else:
            cut = len(points) > 1
            points, before = [(year.from_on, 0.0)], 0.0
        points += [
            (word.period_end, before + word.value)
            for word in words
            if word.period_end.year == year.year and word.period_end > year.from_on
        ]
        if year is current:
            break
        complete = points[-1][0] == year.to_on
        before = points[-1][1] if complete else 0.0
    return _Course(tuple(points), len(points) - 1, before, points[-1][1], None), cut


def _year_end(item: Explained) -> date:
    return _current_year(item).to_on


def _year_target(item: Explained) -> float:
    return _current_year(item).target


def _current_year(item: Explained):
    """The promise's year that holds the day asked for; its first before, its last after it."""
    held = [year for year in item.years if year.year <= item.as_of.year]
    return held[-1] if held else item.years[0]


def _rises(item: Explained, course: _Course, target: float) -> bool:
    if item.terms.direction is not None:
        return item.terms.direction == "increase"
    return item.terms.kind == "annual" or item.terms.baseline is None or target >= item.terms.baseline


def _is_share(item: Explained) -> bool:
    return item.terms.unit is not None and "%" in {text.strip() for text in item.terms.unit.values() if text}


def _at(fitted: Trend, course: _Course, last_day: date, day: date) -> PathPoint:
    mixed = fitted.after((day - last_day).days)
    low, expected, high = (_possible(mixed.quantile(share), course) for share in (0.1, 0.5, 0.9))
    return PathPoint(day, expected, low, high)


def _possible(value: float, course: _Course) -> float:
    if course.floor is not None:
        value = max(value, course.floor)
    if course.ceiling is not None:
        value = min(value, course.ceiling)
    return value - course.offset


def _chance(mixed: Mixed, course: _Course, target: float, sign: int) -> float:
    """The probability of the target or better; certain only where the bounds of the possible make it so."""
    wanted = target + course.offset
    if sign > 0 and course.floor is not None and course.floor >= wanted:
        return 1.0
    if sign < 0 and course.floor is not None and course.floor > wanted:
        return 0.0
    below = mixed.below(wanted)
    return min(0.99, max(0.01, 1 - below if sign > 0 else below))


def _days(last: date, due: date) -> list[date]:
    """A few days between the last report and the due date, that one included."""
    length = (due - last).days
    steps = min(_PATH_STEPS, length)
    return [last + timedelta(days=round(length * step / steps)) for step in range(1, steps + 1)]
