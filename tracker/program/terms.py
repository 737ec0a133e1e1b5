"""The terms of an indicator or measure through time, resolved (domain.md, "Terms in force").

The YAML holds today's terms and, in ``amendments``, the values each decision replaced (``was``). Walking
back from the newest gives what held before. Terms of the program (thresholds, days of grace, weight) and
of the section (title, weight) are terms of each of their indicators. No arithmetic of progress here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tracker.program.model import Amendment, Indicator, Measure, Program, Section, Text

PROGRAM_TERMS = ("weight", "thresholds", "grace_days")
SECTION_TERMS = ("title", "weight")
INDICATOR_TERMS = (
    "title",
    "unit",
    "kind",
    "direction",
    "baseline",
    "target",
    "bound",
    "due",
    "plan",
    "profile",
    "frequency",
    "grace_days",
    "weight",
)
MEASURE_TERMS = ("title", "due", "budget_mln_kzt", "executor")

ENDED = ("removed", "replaced")


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that enters an indicator's arithmetic from ``valid_from`` on (None: as first approved).

    ``baseline`` None is unknown. ``start`` is S, ``due`` is E (defaults resolved), ``plan`` the points
    strictly as written, years as their 31 December, oldest first; for ``annual`` the same day stands for
    that year's target. ``present`` is False from the day of a removal or replacement.
    """

    valid_from: dt.date | None
    kind: str
    baseline: float | None
    target: float
    bound: str
    start: dt.date
    due: dt.date
    plan: tuple[tuple[dt.date, float], ...]
    profile: str
    direction: str | None
    weight: float
    section_weight: float
    program_weight: float
    frequency: str
    grace_days: int
    on_track: float
    at_risk: float
    title: Text
    unit: Text | None
    section_title: Text
    present: bool


@dataclass(frozen=True, slots=True)
class MeasureTerms:
    """A measure's terms from ``valid_from`` on; ``due`` falls back to the indicator's due date.

    ``action`` is the last amendment's (None: never amended), ``present`` False once removed or replaced.
    """

    valid_from: dt.date | None
    title: Text
    due: dt.date
    budget_mln_kzt: float | None
    executor: str | None
    present: bool
    action: str | None


_State = tuple[dt.date | None, dict[str, Any], str | None]


@lru_cache(maxsize=4096)
def plan_day(key: int | dt.date) -> dt.date:
    """The day a key of a plan stands for: a year is its 31 December."""
    return dt.date(key, 12, 31) if isinstance(key, int) else key


def states(
    item: Program | Section | Indicator | Measure, names: Iterable[str], amendments: Iterable[Amendment]
) -> list[_State]:
    """What ``names`` of ``item`` were: (valid from, values, last action), oldest first, one per day."""
    known = vars(item)
    values = {name: known[name] for name in names}
    newest_first: list[_State] = []
    oldest_first = sorted(amendments, key=lambda amendment: amendment.date)
    for amendment in reversed(oldest_first):
        # two decisions of one day are one change, named by the later in the file
        if not newest_first or newest_first[-1][0] != amendment.date:
            newest_first.append((amendment.date, dict(values), amendment.action))
        if amendment.was is not None:
            values.update((name, old) for name, old in amendment.was.given().items() if name in values)
    newest_first.append((None, dict(values), None))
    return newest_first[::-1]


def terms_history(program: Program, section: Section, indicator: Indicator) -> tuple[Terms, ...]:
    """The indicator's terms, oldest first, one per distinct day of change (program and section included)."""
    of_program = states(program, PROGRAM_TERMS, program.amendments)
    of_section = states(section, SECTION_TERMS, section.amendments)
    of_indicator = states(indicator, INDICATOR_TERMS, indicator.amendments)
    days = {day for levels in (of_program, of_section, of_indicator) for day, _, _ in levels if day}
    return tuple(
        _resolve(program, indicator, day, _at(of_program, day), _at(of_section, day), of_indicator)
        for day in (None, *sorted(days))
    )


def measure_history(
    program: Program, section: Section, indicator: Indicator, measure: Measure
) -> tuple[MeasureTerms, ...]:
    """The measure's terms, oldest first, one per distinct day of change of its own or its indicator's due."""
    own = states(measure, MEASURE_TERMS, measure.amendments)
    above = states(indicator, ("due",), indicator.amendments)
    days = {day for levels in (own, above) for day, _, _ in levels if day}
    found: list[MeasureTerms] = []
    for day in (None, *sorted(days)):
        values = _at(own, day)
        action = _action(own, day)
        terms = MeasureTerms(
            valid_from=day,
            title=values["title"],
            due=values["due"] or _at(above, day)["due"] or program.end,
            budget_mln_kzt=values["budget_mln_kzt"],
            executor=values["executor"],
            present=action not in ENDED,
            action=action,
        )
        own_change = any(changed == day for changed, _, _ in own)
        if own_change or not found or terms.due != found[-1].due:
            found.append(terms)
    return tuple(found)


def _at(levels: list[_State], day: dt.date | None) -> Mapping[str, Any]:
    """The values in force on ``day``; on None the first approved."""
    return _state(levels, day)[1]


def _action(levels: list[_State], day: dt.date | None) -> str | None:
    """The action of the newest amendment on or before ``day``; an end stays an end."""
    seen = [action for since, _, action in levels if since is None or (day is not None and since <= day)]
    return next((action for action in seen if action in ENDED), seen[-1])


def _state(levels: list[_State], day: dt.date | None) -> _State:
    chosen = levels[0]
    for level in levels[1:]:
        if day is not None and level[0] is not None and level[0] <= day:
            chosen = level
    return chosen


def _resolve(
    program: Program,
    indicator: Indicator,
    day: dt.date | None,
    of_program: Mapping[str, Any],
    of_section: Mapping[str, Any],
    levels: list[_State],
) -> Terms:
    own = _at(levels, day)
    kind = own["kind"]
    grace = own["grace_days"]
    plan = own["plan"] or {}
    return Terms(
        valid_from=day,
        kind=kind,
        baseline=default_baseline(kind, own["baseline"]),
        target=default_target(kind, own["target"]),
        bound=own["bound"] or "exact",
        start=indicator.since or program.start,
        due=own["due"] or program.end,
        plan=tuple(sorted((plan_day(key), float(value)) for key, value in plan.items())),
        profile=own["profile"] or "linear",
        direction=own["direction"],
        weight=own["weight"] or 1.0,
        section_weight=of_section["weight"] or 1.0,
        program_weight=of_program["weight"] or 1.0,
        frequency=own["frequency"] or "quarter",
        grace_days=of_program["grace_days"] if grace is None else grace,
        on_track=of_program["thresholds"].on_track,
        at_risk=of_program["thresholds"].at_risk,
        title=own["title"],
        unit=own["unit"],
        section_title=of_section["title"],
        present=_action(levels, day) not in ENDED,
    )


def default_baseline(kind: str, given: float | str | None) -> float | None:
    """Default 0 for all but level, where a missing one is a fault of its own (`rules`)."""
    if isinstance(given, (int, float)):
        return float(given)
    return None if kind == "level" or given == "unknown" else 0.0


def default_target(kind: str, given: float | None) -> float:
    """Default 1 for a milestone; for the others a missing one is a fault of its own (`rules`)."""
    if given is None:
        return 1.0 if kind == "milestone" else float("nan")
    return float(given)
