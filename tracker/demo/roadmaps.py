"""Writes the demonstration roadmaps: ``python -m tracker.demo.roadmaps [programs]``.

Every region, and every district and city of Akmola, gets a made-up program of 2021-2025 with a section in
every theme, derived in shape from the published pledges. Seeded by the program's id: the same files each time.
Only what stands in ``programs/demonstration/`` is written, all of it marked ``demonstration: true``.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import defaultdict
from pathlib import Path
from random import Random

from tracker.demo import decisions, draw_up
from tracker.demo.draw_up import Fields, Frame
from tracker.demo.places import AKMOLA, REGIONS, Place
from tracker.demo.promises import PROMISES, SENSITIVE, Promise
from tracker.demo.themes import THEMES
from tracker.demo.yaml_text import Inline, document

FIRST, LAST = dt.date(2021, 1, 1), dt.date(2025, 12, 31)
CONGRESS = dt.date(2022, 3, 1)
# how large a place is beside a middling oblast
SIZES = {"KZ-19": 1.4, "KZ-61": 1.5, "KZ-75": 1.4, "KZ-71": 1.1, "KZ-35": 1.2, "KZ-62": 0.4, "KZ-33": 0.7}
SIZES |= {"KZ-10": 0.7, "KZ-59": 0.7, "KZ-27": 0.8, "KZ-23": 0.8, "KZ-79": 0.9, "KZ-43": 0.9, "KZ-47": 0.8}
TITLE = (
    "{kk} 2021–2025 жылдарға арналған демонстрациялық жол картасы",
    "Демонстрационная дорожная карта {ru} на 2021–2025 годы",
    "Demonstration roadmap of {en}, 2021–2025",
)
REMARKS = [
    "A demonstration: targets, plans, objects, money and decisions are made up; nothing here was promised by anybody.",
    "Written by python -m tracker.demo.roadmaps; change the generator, not this file. Gaps in who carries what are",
    "left on purpose where the generator says so.",
]
# gaps in accountability, so that they can be seen: (program, section) without a Bureau seat,
# (program, indicator) without a Political Council seat
SECTIONS_WITHOUT_OWNER = {("demo-kz-47-2021-2025", "water"), ("demo-1154-2021-2025", "health")}
INDICATORS_WITHOUT_OWNER = {
    ("demo-kz-39-2021-2025", "education"),
    ("demo-kz-39-2021-2025", "roads"),
    ("demo-kz-19-2021-2025", "housing"),
    ("demo-1136-2021-2025", "water"),
}
PROGRAM_TERMS = {
    "demo-kz-39-2021-2025": {"thresholds": Inline({"on_track": 0.9, "at_risk": 0.75})},
    "demo-kz-55-2021-2025": {
        "grace_days": 20,
        "amendments": [
            {
                "date": dt.date(2022, 1, 10),
                "by": Inline(draw_up.text(decisions.BY, number=1)),
                "note": draw_up.text(
                    (
                        "Есеп тапсыруға бес күн қосылды.",
                        "На отчёт добавлено пять дней.",
                        "Five days were added for reporting.",
                    )
                ),
                "was": Inline({"grace_days": 15}),
            }
        ],
    },
}

SECTION_TERMS = {
    ("demo-kz-27-2021-2025", "roads"): {
        "weight": 2,
        "amendments": [
            {
                "date": dt.date(2022, 1, 10),
                "by": Inline(draw_up.text(decisions.BY, number=2)),
                "note": draw_up.text(
                    (
                        "Бөлімнің салмағы арттырылды.",
                        "Вес раздела повышен.",
                        "The section was given more weight.",
                    )
                ),
                "was": Inline({"weight": 1}),
            }
        ],
    },
}


def program_id(place: Place) -> str:
    """``demo-kz-11-2021-2025`` for a region, ``demo-1166-2021-2025`` below."""
    return f"demo-{'kz-' if place.level == 'region' else ''}{place.slug}-2021-2025"


def frame_of(place: Place, theme: str) -> Frame:
    start = dt.date.fromisoformat(place.since) if place.since else FIRST
    size = SIZES.get(place.code, 1.0)
    if place.level != "region":
        size = Random(place.code).uniform(0.02, 0.08) * (2.2 if place.is_city else 1)
    return Frame(place, start, LAST, size, Random(f"{program_id(place)} {theme}"))


def carried(drawn: list[Fields], place: Place, theme: str, turn: int) -> list[Fields]:
    """Puts the owner behind the terms, a seat of the place's political council; some changed on the congress."""
    seats = 3 if place.level != "region" else 6
    chance = Random(f"{program_id(place)} {theme} owners")
    owned = []
    for number, one in enumerate(drawn):
        seat = f"council-{place.slug}-{(turn + number) % seats + 1}"
        other = f"council-{place.slug}-{(turn + number + 1) % seats + 1}"
        owner: object = seat
        begins = one.get("since") or (dt.date.fromisoformat(place.since) if place.since else FIRST)
        if chance.random() < 0.05 and begins < CONGRESS:
            before = Inline({"seat": seat, "to": CONGRESS - dt.timedelta(days=1)})
            owner = [before, Inline({"seat": other, "from": CONGRESS})]
        left_out = number == 0 and (program_id(place), theme) in INDICATORS_WITHOUT_OWNER
        fields: Fields = {}
        for key, value in one.items():
            if key == "executor" and not left_out:
                fields["owner"] = owner
            if not (key == "due" and value == LAST):
                fields[key] = value
        for late in ("amendments", "measures"):
            if late in fields:
                fields[late] = fields.pop(late)
        owned.append(fields)
    return owned


def section(place: Place, theme: str, drawn: list[Fields], number: int) -> Fields:
    """A section with its theme's title; sensitive ones are carried by a seat of the branch bureau."""
    fields: Fields = {"section": theme, "title": draw_up.text(THEMES[theme]), "theme": theme}
    if theme in SENSITIVE:
        fields |= {"socially_sensitive": True, "weight": 2}
    seats = 3 if place.level != "region" else 5
    named = (program_id(place), theme) not in SECTIONS_WITHOUT_OWNER
    if named and (theme in SENSITIVE or number % 2):
        fields["owner"] = f"bureau-{place.slug}-{number % (seats - 1) + 2}"
    fields |= SECTION_TERMS.get((program_id(place), theme), {})
    return fields | {"indicators": carried(drawn, place, theme, number * 4)}


def drawn_for_region(frame: Frame, theme: str, fixed: dict[str, float]) -> list[Fields]:
    """Four or five indicators of a theme, those that districts feed first where there are districts."""
    chance = frame.chance
    promises = list(PROMISES[theme])
    many = 5 if chance.random() < 0.4 else 4
    first = [promise for promise in promises if promise.key in fixed]
    others = [promise for promise in promises if promise.key not in fixed]
    chosen = first + chance.sample(others, max(0, min(many - len(first), len(others))))
    chosen.sort(key=promises.index)
    left = [promise for promise in promises if promise not in chosen]
    drawn = [draw_up.indicator(promise, frame, fixed.get(promise.key)) for promise in chosen]
    free = [one for one, promise in zip(drawn, chosen, strict=True) if promise.key not in fixed]
    lot = chance.random()
    if left and free and lot < 0.2:
        put_in_place_of(chance.choice(free), left[0], frame, drawn)
    elif free and lot < 0.3:
        decisions.take_out(chance.choice(free), frame)
    elif left and lot < 0.45:
        add_later(left[0], frame, drawn, decisions.day_after(frame.start, chance, dt.date(2022, 11, 25)))
    decisions.change_terms(drawn, frame, 1 if chance.random() < 0.6 else 0)
    decisions.change_measures(drawn, frame)
    return drawn


def put_in_place_of(one: Fields, promise: Promise, frame: Frame, drawn: list[Fields]) -> None:
    """Replaces an indicator by another one, which begins on the day of the decision."""
    day = decisions.take_out(one, frame, promise.key)
    add_later(promise, frame, drawn, day)


def add_later(promise: Promise, frame: Frame, drawn: list[Fields], day: dt.date) -> None:
    """An indicator that was added after approval."""
    later = Frame(frame.place, day, frame.end, frame.size * 0.6, frame.chance)
    new = draw_up.indicator(promise, later)
    place = list(new).index("executor")
    items = list(new.items())
    items.insert(place, ("since", day))
    drawn.append(dict(items))


def drawn_for_district(frame: Frame, theme: str, feeds: str) -> list[Fields]:
    """One or two indicators of a theme, each a part of the oblast's."""
    shared = [promise for promise in PROMISES[theme] if promise.shared]
    chosen = sorted(frame.chance.sample(shared, frame.chance.randint(1, len(shared))), key=shared.index)
    drawn = []
    for promise in chosen[:2]:
        fields = draw_up.indicator(promise, frame)
        place = list(fields).index("executor")
        items = list(fields.items())
        items.insert(place, ("part_of", f"{feeds}/{promise.key}"))
        drawn.append(dict(items))
    decisions.change_terms(drawn, frame, 1 if frame.chance.random() < 0.05 else 0)
    decisions.change_measures(drawn, frame)
    return drawn


def program(place: Place, sections: list[Fields]) -> Fields:
    start = dt.date.fromisoformat(place.since) if place.since else FIRST
    title = draw_up.text(TITLE, kk=place.kk_of, ru=place.ru_of, en=place.en)
    head: Fields = {"program": program_id(place), "title": title, "territory": place.code}
    head |= {"start": start, "end": LAST, "demonstration": True}
    return head | PROGRAM_TERMS.get(program_id(place), {}) | {"sections": sections}


def programs() -> dict[str, Fields]:
    """Every demonstration program by its path under ``programs/``."""
    akmola = next(place for place in REGIONS if place.code == "KZ-11")
    made: dict[str, Fields] = {}
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for place in AKMOLA:
        sections = []
        for number, theme in enumerate(PROMISES):
            drawn = drawn_for_district(frame_of(place, theme), theme, program_id(akmola))
            for one in drawn:
                sums[theme][one["indicator"]] += one["target"]
            sections.append(section(place, theme, drawn, number))
        made[f"demonstration/kz-11/{place.code}.yaml"] = program(place, sections)
    for place in REGIONS:
        sections = []
        for number, theme in enumerate(PROMISES):
            totals = sums[theme] if place is akmola else {}
            fixed = {key: round(total, 1) if total % 1 else int(total) for key, total in totals.items()}
            drawn = drawn_for_region(frame_of(place, theme), theme, fixed)
            sections.append(section(place, theme, drawn, number))
        made[f"demonstration/kz-{place.slug}.yaml"] = program(place, sections)
    return made


def write(folder: Path) -> int:
    """Writes all of them under ``folder`` and gives how many files it wrote."""
    made = programs()
    for path, fields in made.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(document("program", path.count("/"), REMARKS, fields), encoding="utf-8")
    return len(made)


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "programs")
    print(f"{write(target)} demonstration roadmaps written to {target / 'demonstration'}")
