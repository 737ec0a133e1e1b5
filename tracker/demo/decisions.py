"""Made-up decisions that change terms after approval: amended, moved, replaced, removed.

Works on plain data drawn by `draw_up`; every former trajectory it writes down is a good one.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from tracker.demo.draw_up import Fields, Frame, text
from tracker.demo.yaml_text import Inline

# the days on which branches decided; the three of spring 2022 fall around the congress and the revision
DAYS = (
    dt.date(2021, 7, 15),
    dt.date(2021, 12, 20),
    dt.date(2022, 3, 18),
    dt.date(2022, 4, 5),
    dt.date(2022, 4, 20),
    dt.date(2022, 11, 25),
    dt.date(2023, 2, 10),
    dt.date(2023, 6, 30),
)
BY = (
    "Филиал бюросының шешімі, {number}-хаттама",
    "Решение бюро филиала, протокол {number}",
    "Decision of the branch bureau, minutes {number}",
)
CAUSES = {
    "money_late": (
        "Республикалық бюджеттен қаражат кеш бөлінді.",
        "Деньги из республиканского бюджета пришли поздно.",
        "Money from the republican budget came late.",
    ),
    "papers": (
        "Жобалау-сметалық құжаттама дайын болмады.",
        "Проектно-сметная документация не была готова.",
        "The design papers were not ready.",
    ),
    "contractor": (
        "Мердігер кестеден қалып қойды.",
        "Подрядчик отстал от графика.",
        "The contractor fell behind the schedule.",
    ),
    "prices": (
        "Құрылыс материалдарының бағасы өсті.",
        "Подорожали строительные материалы.",
        "Building materials became dearer.",
    ),
    "court": (
        "Мемлекеттік сатып алу бойынша сот дауы жүрді.",
        "Шёл суд о государственной закупке.",
        "A procurement case was in court.",
    ),
    "land": (
        "Жер учаскесі кеш бөлінді.",
        "Земельный участок выделен поздно.",
        "The land plot was given late.",
    ),
    "other": (
        "Тармақ бағдарламадан емес, ауданның даму жоспарынан алынған.",
        "Пункт взят из обычного плана развития, а не из программы.",
        "The item came from the ordinary development plan, not from the program.",
    ),
}


def day_after(start: dt.date, chance: Random, until: dt.date = dt.date(2023, 6, 30)) -> dt.date:
    """A day of decision after the indicator began."""
    return chance.choice([day for day in DAYS if start < day <= until] or [DAYS[-1]])


def entry(day: dt.date, chance: Random, action: str = "", cause: str = "", **more: Any) -> Fields:
    """One amendment with who decided and why."""
    cause = cause or chance.choice(("money_late", "papers", "contractor", "prices", "court", "land"))
    fields: Fields = {"date": day, "by": Inline(text(BY, number=chance.randint(2, 19)))}
    if action:
        fields["action"] = action
    return fields | {"cause": cause, "note": text(CAUSES[cause])} | more


def point_day(key: Any) -> dt.date:
    """The day of a plan's key: a year is its 31 December."""
    return key if isinstance(key, dt.date) else dt.date(key, 12, 31)


def amend_target(fields: Fields, frame: Frame, day: dt.date) -> Fields:
    """What the target and the plan were before they were cut (or, rarely, raised)."""
    factor = frame.chance.choice((1.1, 1.15, 1.2, 1.3, 0.9))
    digits = 1 if isinstance(fields["target"], float) else None
    was: Fields = {"target": round(fields["target"] * factor, digits)}
    if was["target"] == fields["target"]:
        was["target"] += 1
    if plan := fields.get("plan"):
        former = {key: min(was["target"], round(value * factor, digits)) for key, value in plan.items()}
        if former != dict(plan):
            was["plan"] = Inline(former)
    return entry(day, frame.chance, was=Inline(was))


def move_due(fields: Fields, frame: Frame, day: dt.date, former: dt.date) -> Fields:
    """What the due date was, and the plan as far as it went then."""
    was: Fields = {"due": former}
    plan = fields.get("plan", {})
    kept = {key: value for key, value in plan.items() if point_day(key) < former}
    if kept != dict(plan):
        was["plan"] = Inline(kept)
    return entry(day, frame.chance, "moved", was=Inline(was))


def amend_twice(fields: Fields, frame: Frame, day: dt.date, former: dt.date) -> list[Fields]:
    """A target amended on ``day`` and a due date moved at a later sitting."""
    later = frame.chance.choice([one for one in DAYS if one > day])
    moved = move_due(fields, frame, later, former)
    before = dict(fields) | {"due": former}
    if "plan" in moved["was"]:
        before["plan"] = moved["was"]["plan"]
    return [amend_target(before, frame, day), moved]


def change_terms(drawn: list[Fields], frame: Frame, many: int) -> None:
    """Amends ``many`` of the indicators in place: targets, due dates, frequencies, a baseline found later."""
    chance = frame.chance
    fit = [one for one in drawn if one["kind"] in ("cumulative", "level") and "amendments" not in one]
    for one in chance.sample(fit, min(many, len(fit))):
        start = one.get("since", frame.start)
        day = day_after(start, chance)
        movable = [year for year in (2021, 2022, 2023, 2024) if start.year <= year < one["due"].year]
        kind = chance.random()
        if one["kind"] == "cumulative" and kind < 0.12 and movable and day < DAYS[-1]:
            one["amendments"] = amend_twice(one, frame, day, dt.date(movable[-1], 12, 31))
        elif one["kind"] == "cumulative" and kind < 0.45:
            one["amendments"] = [amend_target(one, frame, day)]
        elif movable and one.get("baseline") != "unknown" and kind < 0.8:
            former = dt.date(chance.choice(movable), 12, 31)
            moved = move_due(one, frame, day, former)
            one["amendments"] = [moved]
        elif one["kind"] == "level" and "direction" not in one and one["target"] != one["baseline"]:
            rising = one["target"] > one["baseline"]
            one["direction"] = "increase" if rising else "decrease"
            was = {"baseline": "unknown"} | ({"plan": Inline({})} if "plan" in one else {})
            found = entry(day, chance, cause="other", was=Inline(was))
            found["note"] = text(
                (
                    "Бастапқы мән кейін өлшенді.",
                    "Базовое значение измерено позже.",
                    "The baseline was measured later.",
                )
            )
            one["amendments"] = [found]
        else:
            former_frequency = "half_year" if one.get("frequency", "quarter") != "half_year" else "year"
            one["amendments"] = [
                entry(day, chance, cause="other", was=Inline({"frequency": former_frequency}))
            ]
            one["amendments"][0]["note"] = text(
                (
                    "Есеп беру жиілігі өзгертілді.",
                    "Изменена периодичность отчёта.",
                    "It is reported more or less often than before.",
                )
            )


def take_out(one: Fields, frame: Frame, successor: str = "") -> dt.date:
    """Removes an indicator, or replaces it by ``successor``; gives the day."""
    day = day_after(frame.start, frame.chance, dt.date(2022, 11, 25))
    more = {"successor": successor} if successor else {}
    last = entry(day, frame.chance, "replaced" if successor else "removed", "other", **more)
    one["amendments"] = [last]
    return day


def change_measures(drawn: list[Fields], frame: Frame) -> None:
    """Moves, replaces or removes some of the objects."""
    chance = frame.chance
    for one in drawn:
        works, start = one.get("measures", []), one.get("since", frame.start)
        for place, work in enumerate(works):
            lot = chance.random()
            if lot > 0.16 or work["due"] <= start + dt.timedelta(days=250):
                continue
            day = day_after(start, chance)
            if lot < 0.11:
                former = (work["due"] - dt.timedelta(days=chance.choice((85, 176, 358)))).replace(day=1)
                if former > start:
                    work["amendments"] = [entry(day, chance, "moved", was=Inline({"due": former}))]
            elif lot < 0.13 and place + 1 < len(works):
                successor = works[place + 1]["measure"]
                work["amendments"] = [entry(day, chance, "replaced", "land", successor=successor)]
            elif lot >= 0.14:
                work["amendments"] = [entry(day, chance, "removed", "other")]
