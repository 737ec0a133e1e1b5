"""What is really done under each promise, month by month: made-up values, before anybody reports them.

A value follows the plan in force at the pace of its place and of its own. Counts are whole, running totals do not
fall, a year's figure begins again each January. No report, no date of reporting and no verdict is decided here.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from random import Random

from tracker.demo.ground import Followed, Moment
from tracker.demo.manners import Habit

Path = dict[date, float]
# building goes slowly in the cold months and is put right by December
_SEASON = {1: 0.99, 2: 0.98, 3: 0.97, 4: 0.96, 5: 0.96, 6: 0.97, 7: 0.97, 8: 0.98, 9: 0.99}
# one part in so many of an oblast's totals says more than its districts do together
_CONTRADICTS = 0.15
# the day of the Prime Minister's report is not before the demonstration's own eve of it
_KNOWN_DAYS = {
    "party-modernisation-2022/charter": date(2022, 3, 1),
    "party-modernisation-2022/prime-minister-report": date(2022, 4, 26),
}


def path_of(item: Followed, habit: Habit, seed: int) -> Path:
    """The indicator's value at every month's end at which it is in force."""
    chance = Random(f"{seed} {item.id} path")
    kind = item.moments[-1].kind
    if habit.name == "exact":
        return {moment.day: moment.planned for moment in item.moments if moment.planned is not None}
    if kind == "milestone":
        return _milestone(item, habit, chance)
    if kind == "annual":
        return _annual(item, habit, chance)
    if kind == "level":
        return _level(item, habit, chance)
    return _total(item, habit, chance)


def _paces(item: Followed, habit: Habit, chance: Random) -> list[float]:
    """The pace of each month: wandering a little around the indicator's own.

    As the due date comes near, most of those not far behind make up for it; a late finisher goes on after it.
    """
    drift, found = 0.0, []
    hurries = chance.random() < 0.65 and 0.75 < habit.pace < 1 and habit.name == "steady"
    for moment in item.moments:
        drift = max(-0.08, min(0.08, drift + chance.gauss(0, 0.012)))
        late = max(0, (moment.day - moment.due).days)
        pace = habit.pace + drift
        near = max(0.0, (min(moment.share or 0.0, 1.0) - 0.7) / 0.3) if hurries else 0.0
        pace += max(0.0, 1 - pace) * near
        if habit.name == "catches_up":
            pace += 0.0014 * late
        found.append(max(0.0, pace))
    return found


def _total(item: Followed, habit: Habit, chance: Random) -> Path:
    """A running total: never falls, whole where pieces are counted."""
    part = chance.random()
    most = 1.0 if chance.random() < 0.7 else 1.08
    done, path = 0.0, {}
    for moment, pace in zip(item.moments, _paces(item, habit, chance), strict=True):
        first = moment.baseline or 0.0
        way = (moment.target - first) * min(max(moment.share or 0.0, 0.0), 1.0)
        season = _SEASON.get(moment.day.month, 1.0) if moment.day < moment.due else 1.0
        reached = first + way * pace * season
        if habit.name == "zero":
            reached = first
        reached = min(reached, moment.target * (1.5 if habit.name == "ahead" else most))
        done = max(done, math.floor(reached + part) if item.whole else round(reached, item.digits))
        path[moment.day] = float(done)
    return path


def _level(item: Followed, habit: Habit, chance: Random) -> Path:
    """A state: goes towards its target, trembling a little; one to be held mostly holds."""
    lasting = chance.random() < 0.8
    first = _first_level(item.moments, chance)
    path = {}
    for moment, pace in zip(item.moments, _paces(item, habit, chance), strict=True):
        before = moment.baseline if moment.baseline is not None else first
        if moment.target == moment.baseline:
            worse = -1.0 if moment.direction == "increase" else 1.0
            off = -abs(chance.gauss(0, 0.01)) if lasting else chance.gauss(0.01, 0.015)
            value = moment.target * (1 + worse * off)
        else:
            share = moment.share if moment.share is not None else _way(moment)
            value = before + (moment.target - before) * (share * pace + chance.gauss(0, 0.012))
        path[moment.day] = _written(value, item)
    return path


def _way(moment: Moment) -> float:
    """The part of the days from start to due that has passed."""
    return min(1.0, (moment.day - moment.start).days / (moment.due - moment.start).days)


def _first_level(moments: Sequence[Moment], chance: Random) -> float:
    """Where a state with an unmeasured baseline began: what was measured later, else a little short of the target."""
    measured = [moment.baseline for moment in moments if moment.baseline is not None]
    if measured:
        return measured[-1]
    off = chance.uniform(0.15, 0.35)
    target = moments[-1].target
    return target * (1 + off if moments[-1].direction == "decrease" else 1 - off)


def _written(value: float, item: Followed) -> float:
    """As an office would write it: pay in hundreds, shares of a hundred within it, pieces whole, nothing below zero."""
    value = max(0.0, min(value, 100.0) if item.unit == "%" else value)
    if item.unit == "KZT":
        return float(round(value, -2))
    return float(round(value)) if item.whole else round(value, item.digits)


def _annual(item: Followed, habit: Habit, chance: Random) -> Path:
    """The year's figure to date, from zero each January; a rate is said for the whole year at any time."""
    rate = item.unit in ("%", "percentage points")
    path: Path = {}
    done, year = 0.0, 0
    for moment, pace in zip(item.moments, _paces(item, habit, chance), strict=True):
        if moment.day.year != year:
            done, year = 0.0, moment.day.year
            luck = chance.gauss(1, 0.04)
        target = moment.year_target if moment.year_target is not None else moment.target
        begun = max(moment.start, date(year - 1, 12, 31))
        passed = (moment.day - begun).days / (date(year, 12, 31) - begun).days
        wanted = 1.96 - pace if moment.direction == "decrease" else pace
        reached = target * wanted * luck * (1.0 if rate else passed * _SEASON.get(moment.day.month, 1.0))
        if habit.name == "zero" and moment.direction != "decrease":
            reached = 0.0
        value = max(0.0, round(reached) if item.whole else round(reached, item.digits))
        done = value if rate else max(done, value)
        path[moment.day] = float(done)
    return path


def _milestone(item: Followed, habit: Habit, chance: Random) -> Path:
    """0 until the day it is done, then 1; one in eight never is."""
    last = item.moments[-1]
    lot, early, late = chance.random(), chance.uniform(0, 50), chance.uniform(10, 220)
    behind = habit.name in ("behind", "zero") or lot > 0.88
    days = None if behind else -early if lot < 0.6 + (habit.pace - 0.95) else late
    done_on = _KNOWN_DAYS.get(item.id) or (
        None if days is None else date.fromordinal(last.due.toordinal() + int(days))
    )
    return {
        moment.day: 1.0 if done_on is not None and done_on <= moment.day else 0.0 for moment in item.moments
    }


def add_up_parts(paths: dict[str, Path], items: Sequence[Followed], seed: int) -> None:
    """Gives a total whose parts are followed below the sum of its parts, in place; now and then rather more.

    Only where the parts' targets add up to its own: else the parts are not the whole of it.
    """
    parts: dict[str, list[Followed]] = defaultdict(list)
    for item in items:
        if item.part_of is not None:
            parts[item.part_of].append(item)
    for item in items:
        below = parts.get(item.id, [])
        first = item.moments[0]
        if not below or first.kind not in ("cumulative", "annual"):
            continue
        promised = sum(part.moments[0].target for part in below)
        if abs(promised - first.target) > 0.25 * first.target:
            continue
        chance = Random(f"{seed} {item.id} parts")
        more = chance.uniform(1.08, 1.2) if chance.random() < _CONTRADICTS else 1.0
        paths[item.id] = _summed(item, [paths[part.id] for part in below], more)


def _summed(item: Followed, below: Sequence[Path], more: float) -> Path:
    held = [0.0] * len(below)
    path: Path = {}
    for moment in item.moments:
        for place, part in enumerate(below):
            held[place] = part.get(moment.day, held[place])
        total = sum(held) * more
        path[moment.day] = float(round(total)) if item.whole else round(total, item.digits)
    return path
