"""A made-up country of the real one's size as program files: 216 programs, 40,000 indicators, 100,000 measures.

One republican program, twenty of regions, the rest of districts, in three languages, with owners that change hands and
terms that were amended. Seeded: the same size gives the same files. Nothing in it was promised by anybody.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

REGIONS = tuple(f"KZ-{n}" for n in (
    10, 11, 15, 19, 23, 27, 31, 33, 35, 39, 43, 47, 55, 59, 61, 62, 63, 71, 75, 79,
))  # fmt: skip
THEMES = ("health", "education", "housing", "water", "roads", "work", "farming", "culture", "order", "ecology",
          "services", "power")  # fmt: skip
KINDS = ("cumulative",) * 5 + ("level",) * 3 + ("annual",) * 2
FREQUENCIES = ("month",) * 9 + ("quarter",)
YEARS = range(2021, 2026)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a country: programs, indicators, measures, and reports of an indicator on average."""

    programs: int
    indicators: int
    measures: int
    reports: int

    @property
    def name(self) -> str:
        return f"{self.indicators}-{self.indicators * self.reports}"


WHOLE = Size(216, 40_000, 100_000, 60)
SMALL = Size(30, 4_000, 10_000, 60)


@dataclass(frozen=True, slots=True)
class Place:
    """A territory with its program: full code, the code above it, how many indicators it carries."""

    code: str
    parent: str | None
    indicators: int

    @property
    def slug(self) -> str:
        return self.code.lower()


def places(size: Size) -> list[Place]:
    """The territories, the republic first; a region carries four times a district's indicators."""
    districts = size.programs - 1 - len(REGIONS)
    share = size.indicators / (4 * (1 + len(REGIONS)) + districts)
    regions = [Place("KZ", None, 0), *(Place(code, "KZ", round(4 * share)) for code in REGIONS)]
    lower = []
    for n in range(districts):
        region = REGIONS[n % len(REGIONS)]
        lower.append(Place(f"{region[3:]}{10 + n // len(REGIONS)}", region, round(share)))
    left = size.indicators - sum(place.indicators for place in (*regions, *lower))
    return [Place("KZ", None, left), *regions[1:], *lower]


def write_country(folder: Path, size: Size, seed: int = 20210101) -> None:
    """Write every file of the country under a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    country = places(size)
    _write(folder / "themes.yaml", "themes:", [f"- {{theme: {t}, title: {_words(t, t, t)}}}" for t in THEMES])
    _write(folder / "territories.yaml", "territories:", [_territory(place) for place in country])
    _write(folder / "executors.yaml", "executors:", [
        f"- {{executor: office-{p.slug}-{t}, title: {_words('Басқарма', 'Управление', 'Office')}, "
        f"territory: {_code(p)}, contact: приёмная}}" for p in country for t in THEMES
    ])  # fmt: skip
    for place in country:
        (folder / f"roster-{place.slug}.yaml").write_text(_roster(place), "utf-8")
        text = _program(place, size, random.Random(f"{seed} {place.code}"))
        (folder / f"program-{place.slug}.yaml").write_text(text, "utf-8")


def _write(file: Path, head: str, lines: list[str]) -> None:
    file.write_text("\n".join([head, *("  " + line for line in lines), ""]), "utf-8")


def _words(kk: str, ru: str, en: str) -> str:
    return f"{{kk: {kk}, ru: {ru}, en: {en}}}"


def _code(place: Place) -> str:
    return place.code if place.code.startswith("KZ") else f'"{place.code}"'


def _territory(place: Place) -> str:
    level = "republic" if place.parent is None else "region" if place.parent == "KZ" else "district"
    above = f", parent: {place.parent}" if place.parent else ""
    name = _words(f"{place.code} аумағы", f"Территория {place.code}", f"Territory {place.code}")
    return f"- {{code: {_code(place)}, title: {name}, level: {level}{above}}}"


def _roster(place: Place) -> str:
    """A Bureau seat a theme and a Political Council seat a theme; every third seat has changed hands."""
    lines = [f"roster: roster-{place.slug}", "bodies:"]
    for body, kind in (("bureau", "bureau"), ("council", "political_council")):
        lines += [
            f"  - body: {body}-{place.slug}", f"    kind: {kind}", f"    territory: {_code(place)}",
            f"    title: {_words('Орган', 'Орган', 'Body')}", "    seats:",
        ]  # fmt: skip
        for n, theme in enumerate(THEMES):
            seat = f"{body}-{place.slug}-{theme}"
            lines += [f"      - seat: {seat}", f"        title: {_words('Орын', 'Место', 'Seat')}"]
            one = f"{{holder: holder-{seat}-1, from: 2021-01-01"
            if n % 3:
                lines.append(f"        holders: [{one}}}]")
            else:
                two = f"{{holder: holder-{seat}-2, from: 2022-03-01}}"
                lines.append(f"        holders: [{one}, to: 2022-02-28}}, {two}]")
    return "\n".join([*lines, ""])


def _program(place: Place, size: Size, chance: random.Random) -> str:
    lines = [
        f"program: program-{place.slug}",
        f"title: {_words(f'{place.code} бағдарламасы', f'Программа {place.code}', f'Program of {place.code}')}",
        f"territory: {_code(place)}", "start: 2021-01-01", "end: 2025-12-31", "sections:",
    ]  # fmt: skip
    measures = size.measures / size.indicators
    for n, theme in enumerate(THEMES):
        count = place.indicators // len(THEMES) + (n < place.indicators % len(THEMES))
        if not count:
            continue
        lines += [
            f"  - section: {theme}", f"    title: {_words(theme, theme, theme)}", f"    theme: {theme}",
            "    socially_sensitive: true", f"    owner: bureau-{place.slug}-{theme}", "    indicators:",
        ]  # fmt: skip
        for k in range(count):
            lines += _indicator(place, theme, k, measures, chance)
    return "\n".join([*lines, ""])


def _indicator(place: Place, theme: str, k: int, measures: float, chance: random.Random) -> list[str]:
    kind, target = chance.choice(KINDS), chance.randrange(20, 900)
    name = (f"{theme} саласындағы {k} объект салу", f"Построить объектов {k} в сфере {theme}",
            f"Build objects {k} in {theme}")  # fmt: skip
    lines = [
        f"      - indicator: {theme}-{k}", f"        title: {_words(*name)}",
        f"        unit: {_words('нысан', 'объект', 'object')}", f"        kind: {kind}",
        *(["        baseline: 0"] if kind == "level" else []), f"        target: {target}",
        f"        frequency: {chance.choice(FREQUENCIES)}", f"        owner: council-{place.slug}-{theme}",
        f"        executor: office-{place.slug}-{theme}",
    ]  # fmt: skip
    if kind != "annual":
        shares = sorted(chance.uniform(0.1, 0.95) for _ in YEARS[:-1])
        plan = ", ".join(f"{y}: {target * s:.1f}" for y, s in zip(YEARS, shares, strict=False))
        lines.append(f"        plan: {{{plan}}}")
    if chance.random() < 0.1:
        lines += [
            "        amendments:", "          - date: 2022-04-20",
            "            by: {ru: Протокол}", "            cause: money_late",
            f"            was: {{target: {target + 10}}}",
        ]  # fmt: skip
    count = int(measures) + (chance.random() < measures % 1)
    if count:
        lines.append("        measures:")
        lines += [
            f"          - {{measure: m-{m}, title: {_words('Іс-шара', 'Мероприятие', 'Measure')}, "
            f"due: {chance.choice(YEARS)}-{chance.randrange(1, 13):02d}-01, "
            f"budget_mln_kzt: {chance.randrange(1, 900)}}}"
            for m in range(count)
        ]  # fmt: skip
    return lines
