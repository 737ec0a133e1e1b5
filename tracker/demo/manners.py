"""How places and promises differ in the demonstration: pace, punctuality, control, silence.

Which region is given which manner was drawn by lot and says nothing about the real one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from tracker.demo.ground import Followed


@dataclass(frozen=True, slots=True)
class Manner:
    """How a place works and reports.

    ``pace`` is done / planned, ``late`` the share of reports after grace, ``checked`` the share of reports with
    evidence that control looks at, ``disputed`` the share it disputes, ``by_chair`` the share checked by the akim
    who chairs the branch, ``silent`` the first and last period end that nothing is reported for.
    """

    pace: float = 0.95
    late: float = 0.06
    checked: float = 0.5
    disputed: float = 0.02
    by_chair: float = 0.0
    evidence: float = 0.7
    spread: float = 0.12
    silent: tuple[date, date] | None = None


SILENT_REGION = "KZ-43"
HONEST_LAGGARD = "KZ-39"
LATE_REGION = "KZ-79"
CHAIR_REGION = "KZ-15"

_REGIONS = {
    "KZ": Manner(pace=0.87, late=0.02, checked=0.6, spread=0.1),
    "KZ-10": Manner(pace=0.9, late=0.1),
    "KZ-11": Manner(pace=0.96, by_chair=0.12, checked=0.55),
    "KZ-15": Manner(pace=0.98, by_chair=0.7, checked=0.6),
    "KZ-19": Manner(pace=1.0, checked=0.55),
    "KZ-23": Manner(pace=1.06, late=0.03, checked=0.65, evidence=0.85),
    "KZ-27": Manner(pace=0.9),
    "KZ-31": Manner(pace=0.97),
    "KZ-33": Manner(pace=1.0, late=0.04),
    "KZ-35": Manner(pace=0.88, disputed=0.04),
    "KZ-39": Manner(pace=0.6, late=0.01, checked=0.85, disputed=0.0, evidence=0.97),
    "KZ-43": Manner(pace=0.93, silent=(date(2021, 7, 1), date(2022, 8, 31))),
    "KZ-47": Manner(pace=0.93),
    "KZ-55": Manner(pace=1.01),
    "KZ-59": Manner(pace=0.9, late=0.1),
    "KZ-61": Manner(pace=0.95, evidence=0.5),
    "KZ-62": Manner(pace=0.75, late=0.15),
    "KZ-63": Manner(pace=0.86, by_chair=0.3),
    "KZ-71": Manner(pace=1.04, by_chair=0.25, checked=0.25),
    "KZ-75": Manner(pace=0.99, checked=0.6, evidence=0.8),
    "KZ-79": Manner(pace=0.72, late=0.35, disputed=0.09, checked=0.45),
}
# a district that has not reported once
SILENT_DISTRICT = "1152"
CHAIR_DISTRICT = "1138"


def manner_of(territory: str, region: str, seed: int) -> Manner:
    """A region's manner; a district's is its region's with a pace of its own, now and then far behind."""
    manner = _REGIONS.get(region, Manner())
    if territory == region:
        return manner
    if territory == SILENT_DISTRICT:
        return replace(manner, silent=(date.min, date.max))
    chance = Random(f"{seed} {territory} manner")
    pace = manner.pace * (
        chance.uniform(0.45, 0.65) if chance.random() < 0.12 else chance.uniform(0.88, 1.08)
    )
    by_chair = 0.5 if territory == CHAIR_DISTRICT else 0.0
    return replace(manner, pace=pace, by_chair=by_chair, late=chance.choice((0.03, 0.06, 0.15)))


#: what an indicator's reports are like, with how often of a thousand
HABITS = {
    "steady": 776,
    "behind": 50,  # honestly far behind
    "ahead": 35,  # more than planned
    "exact": 22,  # the plan to the digit, every time
    "zero": 22,  # nothing done, and said so
    "never": 12,  # not one report
    "stops": 18,  # falls silent one day
    "catches_up": 65,  # not there on the due date, but later
}


@dataclass(frozen=True, slots=True)
class Habit:
    """One indicator's own way: its name out of HABITS, its pace (done / planned), the day from which it is silent."""

    name: str
    pace: float
    silent_from: date | None = None


def habit_of(item: Followed, manner: Manner, seed: int) -> Habit:
    """Drawn by the indicator's id, so that an indicator added elsewhere changes nothing here."""
    chance = Random(f"{seed} {item.id} habit")
    name = chance.choices(list(HABITS), list(HABITS.values()))[0]
    own = math.exp(chance.gauss(0, manner.spread) - manner.spread**2 / 2)
    pace = manner.pace * own
    if name == "behind":
        pace *= chance.uniform(0.25, 0.6)
    elif name == "ahead":
        pace *= chance.uniform(1.15, 1.6)
    elif name == "catches_up":
        pace = chance.uniform(0.86, 0.95)
    elif name == "exact":
        name = name if can_be_exact(item) else "steady"
    elif name in ("zero", "never") and item.moments[0].kind == "level":
        name = "behind"
    elif name in ("zero", "never") and item.real:
        name = "stops"  # of what was really promised, nothing is shown as if it had never begun
    told = item.moments[min(chance.randint(7, 30), len(item.moments) - 1)]
    return Habit(name, pace, told.day if name == "stops" else None)


def can_be_exact(item: Followed) -> bool:
    """Whether every month has a plan in the unit; half a school would give the invention away."""
    return all(m.planned is not None and m.target != m.baseline for m in item.moments) and not item.whole
