"""Draws one made-up indicator with its trajectory and measures from a promise and a seeded source of chance.

What comes out is plain data as the program files hold it. Formulas of progress are none of its business;
it only keeps the rules of a good trajectory (domain.md, "One indicator").
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Any

from tracker.demo.places import Place
from tracker.demo.promises import SITES, UNITS, Promise
from tracker.demo.yaml_text import Inline

Fields = dict[str, Any]
LANGUAGES = ("kk", "ru", "en")
# the planned execution two branches published in February 2021, year by year; the rest is drawn
PUBLISHED_CURVES = {"KZ-11": (0.164, 0.383, 0.599, 0.803), "KZ-71": (0.25, 0.45, 0.65, 0.72)}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where and when a program runs, how large the place is (1: a middling oblast), and its chance."""

    place: Place
    start: dt.date
    end: dt.date
    size: float
    chance: Random

    @property
    def is_district(self) -> bool:
        return self.place.level != "region"


def text(words: tuple[str, str, str], **values: object) -> dict[str, str]:
    """Three languages as the files hold them, with ``{fields}`` filled."""
    return {language: word.format(**values) for language, word in zip(LANGUAGES, words, strict=True)}


def rounded(amount: float, digits: int) -> float | int:
    """A figure as a promise would state it: two significant digits where it is large."""
    if digits and amount < 100:
        return round(amount, digits)
    if amount >= 100:
        step = 10 ** (len(str(int(amount))) - 2)
        return int(round(amount / step) * step)
    return max(1, round(amount))


def amount_of(promise: Promise, frame: Frame) -> float | int:
    """A target for a running total or a year."""
    low, high = promise.amount
    amount = frame.chance.uniform(low, high) * frame.size
    if frame.is_district:
        return max(1, round(amount)) if not promise.digits else max(0.5, round(amount, promise.digits))
    return rounded(amount, promise.digits)


def due_date(promise: Promise, frame: Frame) -> dt.date:
    """Mostly the program's end; now and then earlier, and rarely after it."""
    if promise.kind == "milestone":
        days = [dt.date(2021, 12, 31), dt.date(2022, 3, 31), dt.date(2022, 6, 30), dt.date(2022, 12, 31)]
    else:
        days = [dt.date(2021, 12, 31)] * 9 + [dt.date(2022, 3, 31)] * 4 + [dt.date(2022, 12, 31)] * 5
        days += [dt.date(2023, 12, 31)] * 5 + [dt.date(2024, 12, 31)] * 5 + [dt.date(2026, 6, 30)] * 2
        days += [frame.end] * 70
    return frame.chance.choice([day for day in days if day > frame.start])


def year_ends(start: dt.date, due: dt.date) -> list[dt.date]:
    """The 31 Decembers strictly between."""
    days = (dt.date(year, 12, 31) for year in range(start.year, due.year + 1))
    return [day for day in days if start < day < due]


def shares(frame: Frame, days: list[dt.date], due: dt.date) -> list[float]:
    """The part of the way planned for each day, rising."""
    curve = PUBLISHED_CURVES.get(frame.place.code)
    if curve and len(days) == len(curve):
        return list(curve)
    bend = frame.chance.uniform(0.85, 1.2)
    whole = (due - frame.start).days
    return [((day - frame.start).days / whole) ** bend for day in days]


def plan_of(promise: Promise, frame: Frame, target: float, due: dt.date) -> tuple[Fields, dt.date]:
    """The plan of a running total and the day it ends on: none, the first year, every year, or 1 September."""
    chance = frame.chance
    days = year_ends(frame.start, due)
    style = chance.random()
    if not days or style < 0.2:
        return {}, due
    parts = shares(frame, days, due)
    values = [
        round(target * part, promise.digits) if promise.digits else round(target * part) for part in parts
    ]
    many = len(days)
    if style < 0.28 and many == 4 and not frame.is_district:
        values[:2] = [0, 0]  # work that begins only in 2023: nothing is due before
    elif style < 0.4:
        many = 1
    plan: dict[Any, Any] = {day.year: value for day, value in zip(days[:many], values, strict=False)}
    fields: Fields = {"plan": Inline(plan)}
    if promise.site and style > 0.7:
        fields["profile"] = "step"
        if promise.department == "education" and due.month == 12 and len(plan) == len(days):
            opened = {dt.date(day.year, 9, 1): plan[day.year] for day in days}
            fields["plan"] = Inline({day: value for day, value in opened.items() if day > frame.start})
            due = due.replace(month=9, day=1)
    return fields, due


def cumulative(promise: Promise, frame: Frame, target: float | None) -> Fields:
    """A running total; an early due date asks for an early part of the amount."""
    due = due_date(promise, frame) if target is None else frame.end
    if target is None:
        target = amount_of(promise, frame)
        if due < frame.end:
            part = ((due - frame.start).days / (frame.end - frame.start).days) ** 0.8
            target = max(1, round(target * part, promise.digits) if promise.digits else round(target * part))
    fields, due = plan_of(promise, frame, target, due)
    bound = {"bound": "at_least"} if frame.chance.random() < 0.2 else {}
    return {"target": target, **bound, "due": due, **fields}


def level(promise: Promise, frame: Frame) -> Fields:
    """A state to be reached or held; without a measured baseline the way to it is unknown."""
    chance = frame.chance
    baseline = round(chance.uniform(*promise.amount), promise.digits)
    if not promise.digits:
        baseline = int(rounded(baseline, 0))
    way = round(chance.uniform(*promise.change), promise.digits) if not promise.hold else 0
    target = baseline - way if promise.falling else baseline + way
    target = min(max(0, round(target, promise.digits)), promise.cap or target)
    target = target if promise.digits else int(rounded(target, 0)) if target else 0
    direction = "decrease" if promise.falling else "increase"
    fields: Fields = {"direction": direction} if promise.hold or promise.unknown else {}
    unknown = promise.unknown and chance.random() < 0.8
    fields |= {"baseline": "unknown" if unknown else baseline, "target": target}
    if promise.hold:
        fields["bound"] = "at_most" if promise.falling else "at_least"
    due = due_date(promise, frame)
    fields["due"] = due
    days = year_ends(frame.start, due)
    if days and not unknown and not promise.hold and chance.random() < 0.45:
        points = zip(days, shares(frame, days, due), strict=True)
        values = {day.year: baseline + (target - baseline) * part for day, part in points}
        fields["plan"] = Inline(
            {year: round(value, promise.digits or None) for year, value in values.items()}
        )
    return fields


def annual(promise: Promise, frame: Frame, target: float | None) -> Fields:
    """One figure for every year; a third of them grow year by year."""
    if target is None:
        target = amount_of(promise, frame)
    fields: Fields = {"direction": "decrease"} if promise.falling else {}
    fields |= {"target": target, "due": frame.end}
    days = year_ends(frame.start, frame.end)
    if frame.chance.random() < 0.35:
        slope = 0.06 if promise.falling else -0.06
        left = len(days)
        plan = {day.year: target * (1 + slope * (left - place)) for place, day in enumerate(days)}
        fields["plan"] = Inline(
            {year: max(1, round(value, promise.digits or None)) for year, value in plan.items()}
        )
    return fields


def frequency(promise: Promise, due: dt.date, chance: Random) -> str:
    """How often it is reported: states of affairs less often than works."""
    if due == dt.date(2022, 3, 31):
        return chance.choice(("month", "quarter"))
    if promise.kind == "level":
        return chance.choice(("quarter", "quarter", "half_year", "half_year", "year"))
    return chance.choice(("quarter",) * 12 + ("month",) * 4 + ("half_year",) * 2 + ("year",))


def measures(promise: Promise, frame: Frame, target: float, due: dt.date) -> list[Fields]:
    """The objects to be built under a running total: some of them, with days, money and who builds."""
    chance, site = frame.chance, SITES[promise.site]
    many = chance.randint(1, 2) if frame.is_district else chance.randint(3, 5)
    drawn = []
    for number in range(1, min(int(target), many) + 1):
        span = (due - frame.start).days
        day = frame.start + dt.timedelta(days=int(span * chance.uniform(0.1, 1)))
        day = min(due, chance.choice((day.replace(month=9, day=1), day.replace(month=12, day=1))))
        if day <= frame.start:
            day = due
        size = chance.choice(site.sizes) if site.sizes else 0
        drawn.append(
            {
                "measure": f"{promise.site}-{number}",
                "title": Inline(text(site.title, n=size, k=number)),
                "due": day,
                "executor": executor(promise, frame),
                "budget_mln_kzt": chance.randrange(*site.budget, 10),
            }
        )
    return drawn


def executor(promise: Promise, frame: Frame) -> str:
    """The akimat's department in a region, the akimat itself below."""
    akimat = f"akimat-{frame.place.slug}"
    return akimat if frame.is_district else f"{akimat}-{promise.department}"


def indicator(promise: Promise, frame: Frame, target: float | None = None) -> Fields:
    """The whole indicator but for its owner; ``target`` fixes an amount that the parts below add up to."""
    chance = frame.chance
    fields: Fields = {"indicator": promise.key, "title": text(promise.title)}
    if promise.unit:
        unit = UNITS[promise.unit]
        fields["unit"] = unit[0] if len(set(unit)) == 1 else Inline(text(unit))
    fields["kind"] = promise.kind
    if promise.kind == "cumulative":
        fields |= cumulative(promise, frame, target)
    elif promise.kind == "level":
        fields |= level(promise, frame)
    elif promise.kind == "annual":
        fields |= annual(promise, frame, target)
    else:
        fields["due"] = due_date(promise, frame)
    due = fields["due"]
    often = frequency(promise, due, chance)
    if often != "quarter":
        fields["frequency"] = often
    if often == "year":
        fields["grace_days"] = chance.choice((30, 40, 45))
    if (lot := chance.random()) < 0.2:
        fields["weight"] = 2 if lot < 0.15 else 0.5
    fields["executor"] = executor(promise, frame)
    if promise.site and promise.kind == "cumulative":
        fields["measures"] = measures(promise, frame, fields["target"], due)
    return fields
