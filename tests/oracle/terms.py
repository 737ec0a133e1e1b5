"""The terms in force on a day, read out of a program as the dictionary its YAML file holds (contracts.md).

Part of the oracle: plain Python written from domain.md alone. It imports nothing of the program it judges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.facts import number

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything of one indicator that enters the arithmetic, with the defaults; baseline None: unknown."""

    kind: str
    baseline: Fraction | None
    target: Fraction
    start: date
    due: date
    plan: tuple[tuple[date, Fraction], ...]
    profile: str
    direction: str | None
    frequency: str
    grace_days: int
    weight: Fraction
    program_weight: Fraction
    on_track: Fraction
    at_risk: Fraction

    @property
    def unknown(self) -> bool:
        return self.baseline is None

    @property
    def hold(self) -> bool:
        return self.kind == "level" and self.baseline == self.target


def rewound(thing: Plain, day: date | None) -> dict[str, Any]:
    """`thing` with every amendment dated after `day` undone, newest first; `day` None undoes them all."""
    then = {key: value for key, value in thing.items() if key != "amendments"}
    for amendment in reversed(thing.get("amendments", ())):
        if day is None or amendment["date"] > day:
            then.update(amendment.get("was", {}))
    return {key: value for key, value in then.items() if value is not None}


def terms_on(program: Plain, section: Plain, indicator: Plain, day: date | None) -> Terms:
    """The terms in force on `day`; with `day` None those first approved."""
    whole, part, own = rewound(program, day), rewound(section, day), rewound(indicator, day)
    kind = own["kind"]
    baseline = own.get("baseline", 0 if kind != "level" else "unknown")
    thresholds = {"on_track": 0.95, "at_risk": 0.80} | dict(whole.get("thresholds", {}))
    plan = {
        date(key, 12, 31) if isinstance(key, int) else key: number(value)
        for key, value in own.get("plan", {}).items()
    }
    return Terms(
        kind=kind,
        baseline=None if baseline == "unknown" else number(baseline),
        target=number(own.get("target", 1)),
        start=own.get("since", program["start"]),
        due=own.get("due", program["end"]),
        plan=tuple(sorted(plan.items())),
        profile=own.get("profile", "linear"),
        direction=own.get("direction"),
        frequency=own.get("frequency", "quarter"),
        grace_days=own.get("grace_days", whole.get("grace_days", 15)),
        weight=number(part.get("weight", 1)) * number(own.get("weight", 1)),
        program_weight=number(whole.get("weight", 1)),
        on_track=number(thresholds["on_track"]),
        at_risk=number(thresholds["at_risk"]),
    )


def present(indicator: Plain, content_day: date, terms_day: date, basis: str) -> bool:
    """Whether the indicator is there: `content_day` decides about `since`, `terms_day` about its removal."""
    since = indicator.get("since")
    if basis == "original":
        return since is None
    if since is not None and since > content_day:
        return False
    return not any(
        amendment.get("action") in ("removed", "replaced") and amendment["date"] <= terms_day
        for amendment in indicator.get("amendments", ())
    )


def carrier(owner: Any, day: date) -> str | None:
    """The seat an `owner` value names on `day`: a bare id on every day, a history on the days it names."""
    if owner is None or isinstance(owner, str):
        return owner
    for span in owner:
        if span.get("from", date.min) <= day <= span.get("to", date.max):
            return span["seat"]
    return None


def holder(rosters: list[Plain], seat: str | None, day: date) -> str | None:
    """Who holds `seat` on `day`; None is a vacancy."""
    for roster in rosters:
        for body in roster["bodies"]:
            for entry in body["seats"]:
                if entry["seat"] == seat:
                    for span in entry.get("holders", ()):
                        if span.get("from", date.min) <= day <= span.get("to", date.max):
                            return span["holder"]
    return None


def standing(indicator: Plain) -> str:
    """What became of a promise of the first approval: kept, amended, moved, replaced or removed.

    The gravest action names it: what was replaced or removed is no longer there, and a moved deadline
    outweighs other amendments.
    """
    actions = {amendment.get("action", "amended") for amendment in indicator.get("amendments", ())}
    for action in ("removed", "replaced", "moved", "amended"):
        if action in actions:
            return action
    return "kept"
