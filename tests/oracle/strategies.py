"""Random valid programs: every kind, profile, frequency and grace, and amendments of every action.

A program is the plain dictionary its YAML file holds (contracts.md). Valid by contracts.md: plans inside S..E,
directions where the arithmetic needs them, amendments in order, nothing after a removal.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.oracle.choosing import Chooser, chance, day_between, pick

KINDS = ("cumulative", "level", "annual", "milestone")
FREQUENCIES = ("quarter", "month", "half_year", "year")
GRACES = (15, 0, 40, 1, 100)
WEIGHTS = (1, 2, 0.5, 3, 10)
STARTS = (date(2021, 1, 1), date(2020, 12, 31), date(2021, 3, 31), date(2021, 5, 17), date(2022, 2, 28))
ENDS = (date(2025, 12, 31), date(2023, 6, 30), date(2022, 12, 31), date(2024, 2, 29), date(2023, 8, 20))
THEMES = ("health", "housing", "water")
# what a former value is where none was written; the others may be null: none was given
DEFAULTS = {"plan": {}, "weight": 1, "frequency": "quarter", "profile": "linear"}
# keys of an indicator that an amendment may replace
TERM_KEYS = (
    "kind", "direction", "baseline", "target", "due", "plan", "profile", "frequency", "grace_days", "weight",
)  # fmt: skip


def amounts(c: Chooser, low: int, high: int) -> int | float:
    """A number of whole, tenths or awkward thousandths, from `low` to `high`."""
    whole = c.integer(low, high)
    return pick(c, (whole, whole, round(whole / 10, 1), round(whole / 7, 3)))


def trajectories(c: Chooser, start: date, due: date, first: float | None, last: float) -> dict[Any, Any]:
    """Plan points inside S..E, by year or by date, on the way between two values or astray."""
    plan: dict[Any, Any] = {}
    for _ in range(c.integer(0, 4)):
        if chance(c, 65):
            year = c.integer(start.year, due.year)
            key, day = year, date(year, 12, 31)
        else:
            key = day = day_between(c, start + timedelta(days=1), due)
        if not start < day < due or day in plan or ((day.month, day.day) == (12, 31) and day.year in plan):
            continue
        share = c.integer(0, 12) / 10  # beyond the target, and back, too
        begin = last / 2 if first is None else first
        plan[key] = pick(c, (round(begin + (last - begin) * share, 2), begin, amounts(c, 0, 60)))
    if chance(c, 15):
        plan[due.year if (due.month, due.day) == (12, 31) else due] = last
    return plan


def terms(c: Chooser, kind: str, start: date, end: date, due: date) -> dict[str, Any]:
    """The terms of one version of an indicator of this kind; keys left out hold their default."""
    own: dict[str, Any] = {"kind": kind}
    if due != end or chance(c, 20):
        own["due"] = due
    for key, values, percent in (
        ("frequency", FREQUENCIES, 70),
        ("grace_days", GRACES, 30),
        ("weight", WEIGHTS, 40),
        ("profile", ("linear", "step"), 40),
    ):
        if chance(c, percent):
            own[key] = pick(c, values)
    if kind == "milestone":
        if chance(c, 30):
            own |= {"baseline": 0, "target": 1}
        return own
    if kind == "cumulative":
        if chance(c, 30):
            own["baseline"] = amounts(c, 0, 30)
        own["target"] = own.get("baseline", 0) + amounts(c, 5, 400)
        if own.get("baseline") and chance(c, 15):
            own["target"] = 0
        own["plan"] = trajectories(c, start, due, own.get("baseline", 0), own["target"])
    elif kind == "level":
        own |= levels(c, start, due)
    else:
        own |= yearly(c, start, due)
    if not own["plan"] and chance(c, 50):
        del own["plan"]
    return own


def levels(c: Chooser, start: date, due: date) -> dict[str, Any]:
    """Rising, falling, held or of an unknown baseline."""
    shape = pick(c, ("rising", "falling", "hold", "unknown"))
    target = amounts(c, -40, 120)
    if shape == "hold":
        plan = trajectories(c, start, due, target, target) if chance(c, 20) else {}
        return {
            "baseline": target, "target": target, "plan": plan,
            "direction": pick(c, ("increase", "decrease")),
        }  # fmt: skip
    if shape == "unknown":
        plan = trajectories(c, start, due, None, target)
        return {
            "baseline": "unknown", "target": target, "plan": plan,
            "direction": pick(c, ("increase", "decrease")),
        }  # fmt: skip
    way = amounts(c, 7, 80)
    baseline = round(target - way if shape == "rising" else target + way, 3)
    own = {"baseline": baseline, "target": target, "plan": trajectories(c, start, due, baseline, target)}
    if chance(c, 40):
        own["direction"] = "increase" if shape == "rising" else "decrease"
    return own


def yearly(c: Chooser, start: date, due: date) -> dict[str, Any]:
    """A promise for every year, with other targets for some of them; or something kept down every year."""
    down = chance(c, 30)
    own: dict[str, Any] = {"target": amounts(c, 0 if down else 7, 200), "plan": {}}
    if down:
        own["direction"] = "decrease"
    elif chance(c, 20):
        own["direction"] = "increase"
    for year in range(start.year, due.year + 1):
        if chance(c, 30):
            own["plan"][year if chance(c, 80) else date(year, 12, 31)] = amounts(c, 0 if down else 7, 200)
    return own


def dues(c: Chooser, start: date, end: date) -> date:
    """The program's end, a period's end, any day inside, or a day after the program's end."""
    inside = day_between(c, start + timedelta(days=2), end)
    quarter = date(inside.year, (inside.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
    after = day_between(c, end, end + timedelta(days=500))
    year_end = date(inside.year, 12, 31)
    due = pick(c, (end, end, quarter, inside, after, year_end))
    return due if due > start else end


def histories(c: Chooser, own: dict[str, Any], start: date, end: date, replacements: list[str]) -> None:
    """Give an indicator amendments: `own` becomes the newest version, `was` what each one replaced."""
    versions, amendments = [own], []
    day = start
    for _ in range(pick(c, (0, 0, 1, 1, 2, 4))):
        day = pick(
            c,
            (
                day_between(c, day, end),
                date(day.year, 12, 31),
                date(day.year + 1, 4, 20),
                day + timedelta(days=1),
            ),
        )
        before = versions[-1]
        after = changed(c, before, start, end)
        was = {
            key: before.get(key, DEFAULTS.get(key))
            for key in TERM_KEYS
            if before.get(key, DEFAULTS.get(key)) != after.get(key, DEFAULTS.get(key))
        }
        if not was:
            continue
        moved = set(was) == {"due"} or ("due" in was and chance(c, 50))
        entry: dict[str, Any] = {"date": day, "was": was}
        if moved or chance(c, 30):
            entry["action"] = "moved" if moved else "amended"
        if chance(c, 20):
            entry["cause"] = "money_late"
        amendments.append(entry)
        versions.append(after)
        day += timedelta(days=pick(c, (1, 1, 1, 0)))  # two decisions of one day, too
    if chance(c, 15):
        if replacements and chance(c, 40):
            gone = {"action": "replaced", "successor": pick(c, replacements)}
        else:
            gone = {"action": "removed"}
        last = day_between(c, day, max(day, end + timedelta(days=100)))
        amendments.append({"date": last} | gone)
    newest = dict(versions[-1])
    for key in TERM_KEYS:
        own.pop(key, None)
    own |= newest
    if amendments:
        own["amendments"] = amendments


def changed(c: Chooser, before: dict[str, Any], start: date, end: date) -> dict[str, Any]:
    """Another version of the same promise: a weight, a grace, a deadline, a target or everything."""
    kept = {key: before[key] for key in before if key in TERM_KEYS}
    due = before.get("due", end)
    what = pick(c, ("weight", "grace_days", "frequency", "everything", "deadline", "kind"))
    if what == "weight":
        return kept | {"weight": pick(c, (4, 0.25, 7))}
    if what == "grace_days":
        return kept | {"grace_days": pick(c, (5, 30, 60))}
    if what == "frequency":
        return kept | {"frequency": pick(c, FREQUENCIES)}
    if what == "deadline":
        due = due + timedelta(days=pick(c, (365, 31, 90, 1)))
        return terms(c, before["kind"], start, end, due)
    kind = pick(c, KINDS) if what == "kind" else before["kind"]
    return terms(c, kind, start, end, dues(c, start, end))


def owners(c: Chooser, seats: tuple[str, ...], start: date) -> Any:
    """Nobody, one seat for good, or a history with changes of hands and gaps."""
    shape = pick(c, ("one", "nobody", "history"))
    if shape == "nobody" or not seats:
        return None
    if shape == "one":
        return pick(c, seats)
    handed = day_between(c, start, start + timedelta(days=900))
    gap = pick(c, (1, 1, 30))
    spans: list[dict[str, Any]] = [
        {"seat": pick(c, seats), "to": handed},
        {"seat": pick(c, seats), "from": handed + timedelta(days=gap)},
    ]
    if chance(c, 50):
        spans[0]["from"] = start
    if chance(c, 30):
        spans[1]["to"] = handed + timedelta(days=gap + 300)
    return spans


def programs(
    c: Chooser,
    name: str,
    territory: str = "KZ",
    *,
    bureau: tuple[str, ...] = (),
    council: tuple[str, ...] = (),
    executors: tuple[str, ...] = (),
) -> dict[str, Any]:
    """One program of one to three sections of up to four indicators each."""
    start = pick(c, STARTS)
    end = pick(c, [day for day in ENDS if day > start + timedelta(days=200)])
    whole: dict[str, Any] = {
        "program": name, "title": {"ru": "Программа"}, "territory": territory, "start": start, "end": end,
    }  # fmt: skip
    if chance(c, 30):
        whole["thresholds"] = pick(c, ({"on_track": 0.9, "at_risk": 0.5}, {"on_track": 1, "at_risk": 0.9}))
    if chance(c, 30):
        whole["grace_days"] = pick(c, GRACES)
    if chance(c, 40):
        whole["weight"] = pick(c, WEIGHTS)
    handled = [
        amended
        for key, former in (
            ("grace_days", pick(c, (7, 20))),
            ("weight", pick(c, (6, 0.2))),
            ("thresholds", {"on_track": 0.85, "at_risk": 0.4}),
        )
        if chance(c, 12)
        for amended in [{"date": day_between(c, start, end), "was": {key: former}}]
    ]
    if handled:
        whole["amendments"] = sorted(handled, key=lambda entry: entry["date"])
    whole["sections"] = [
        sections(c, f"s{n}", start, end, bureau, council, executors) for n in range(c.integer(1, 3))
    ]
    return whole


def sections(
    c: Chooser,
    name: str,
    start: date,
    end: date,
    bureau: tuple[str, ...],
    council: tuple[str, ...],
    executors: tuple[str, ...],
) -> dict[str, Any]:
    """One section with its indicators."""
    part: dict[str, Any] = {"section": name, "title": {"ru": "Раздел"}}
    if chance(c, 80):
        part["theme"] = pick(c, THEMES)
    if chance(c, 40):
        part["weight"] = pick(c, WEIGHTS)
    if owner := owners(c, bureau, start):
        part["owner"] = owner
    if chance(c, 15):
        part["amendments"] = [{"date": day_between(c, start, end), "was": {"weight": 5}}]
    part["indicators"] = []
    for n in range(c.integer(1, 4)):
        own: dict[str, Any] = {"indicator": f"{name}-i{n}", "title": {"ru": "Показатель"}}
        begin = start
        if chance(c, 15):
            begin = own["since"] = day_between(c, start, end - timedelta(days=40))
        own |= terms(c, pick(c, KINDS), begin, end, dues(c, begin, end))
        if owner := owners(c, council, start):
            own["owner"] = owner
        if executors and chance(c, 70):
            own["executor"] = pick(c, executors)
        histories(c, own, begin, end, [other["indicator"] for other in part["indicators"]])
        part["indicators"].append(own)
    return part
