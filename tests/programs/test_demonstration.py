"""The demonstration roadmaps: every region and all of Akmola, every kind of term, the same each time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path

import pytest

from tracker.demo import roadmaps
from tracker.demo.places import PLACES
from tracker.demo.themes import THEMES
from tracker.demo.yaml_text import document
from tracker.program.catalogue import Catalogue
from tracker.program.check import check
from tracker.program.model import Indicator, Program

PROGRAMS = Path(__file__).parents[2] / "programs"
EVE = dt.date(2022, 4, 15)  # the day the demonstration opens on


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return check(PROGRAMS).catalogue


@pytest.fixture(scope="module")
def demonstration(shipped: Catalogue) -> dict[str, Program]:
    return {name: program for name, program in shipped.programs.items() if program.demonstration}


@pytest.fixture(scope="module")
def promised(demonstration: dict[str, Program]) -> list[Indicator]:
    return [
        one
        for program in demonstration.values()
        for section in program.sections
        for one in section.indicators
    ]


def test_the_generator_gives_the_committed_files() -> None:
    for path, fields in roadmaps.programs().items():
        text = document("program", path.count("/"), roadmaps.REMARKS, fields)
        assert (PROGRAMS / path).read_text(encoding="utf-8") == text, f"{path}: run the generator again"


def test_the_generator_knows_the_shipped_names(shipped: Catalogue) -> None:
    for code, place in PLACES.items():
        territory = shipped.territories[code]
        assert territory.title.filled() == place.text
        assert (territory.parent, territory.level) == (place.parent, place.level)
        assert territory.from_ == (dt.date.fromisoformat(place.since) if place.since else None)
        assert territory.split_from == (place.split_from or None)
    assert set(PLACES) == set(shipped.territories) - {"KZ"}
    titles = {name: theme.title for name, theme in shipped.themes.items()}
    assert {name: (text.kk, text.ru, text.en) for name, text in titles.items()} == THEMES


def test_only_the_demonstration_folder_is_marked(shipped: Catalogue) -> None:
    for (kind, name), file in shipped.sources.items():
        if kind == "program":
            made_up = "/demonstration/" in f"/{file.path}"
            assert shipped.programs[name].demonstration == made_up, file.path


def test_every_region_and_all_of_akmola_have_sections_in_every_theme(
    shipped: Catalogue, demonstration: dict[str, Program]
) -> None:
    expected = {code for code, territory in shipped.territories.items() if territory.parent == "KZ"}
    expected |= {code for code, territory in shipped.territories.items() if territory.parent == "KZ-11"}
    assert {program.territory for program in demonstration.values()} == expected
    for program in demonstration.values():
        assert {section.theme for section in program.sections} == set(shipped.themes), program.program


def test_sizes(demonstration: dict[str, Program], promised: list[Indicator]) -> None:
    assert 1500 <= len(promised) <= 2500
    for program in demonstration.values():
        for section in program.sections:
            many = len(section.indicators)
            assert (4 <= many <= 6) if program.territory.startswith("KZ-") else (1 <= many <= 2)


def test_programs_of_new_regions_begin_with_them(demonstration: dict[str, Program]) -> None:
    for code in ("10", "33", "62"):
        assert demonstration[f"demo-kz-{code}-2021-2025"].start == dt.date(2022, 6, 8)


def test_districts_add_up_to_the_oblast(demonstration: dict[str, Program]) -> None:
    oblast = demonstration["demo-kz-11-2021-2025"]
    whole = {one.indicator: one for section in oblast.sections for one in section.indicators}
    parts: dict[str, list[Indicator]] = defaultdict(list)
    for program in demonstration.values():
        for section in program.sections:
            for one in section.indicators:
                if one.part_of:
                    parts[one.part_of].append(one)
    assert len(parts) > 20
    for name, ones in parts.items():
        higher = whole[name.removeprefix("demo-kz-11-2021-2025/")]
        assert {one.kind for one in ones} == {higher.kind}
        assert sum(one.target or 0 for one in ones) == pytest.approx(higher.target or 0, abs=0.05)


def test_every_kind_of_term_occurs(promised: list[Indicator]) -> None:
    assert {one.kind for one in promised} == {"cumulative", "level", "annual", "milestone"}
    assert {one.frequency for one in promised} == {"month", "quarter", "half_year", "year"}
    assert {one.profile for one in promised if one.plan} == {"linear", "step"}
    assert any(isinstance(key, dt.date) for one in promised for key in one.plan)
    levels = [one for one in promised if one.kind == "level"]
    known = [one for one in levels if isinstance(one.baseline, float)]
    assert any(one.baseline == "unknown" and one.direction for one in levels)
    assert any(one.baseline == one.target and one.direction for one in known), "a hold"
    assert any((one.target or 0) < float(one.baseline or 0) for one in known), "a falling target"
    assert any(one.kind == "annual" and one.direction == "decrease" for one in promised)
    assert any(one.kind == "annual" and one.plan for one in promised)
    assert {one.weight for one in promised} >= {0.5, 1, 2}
    assert any(one.grace_days for one in promised)
    assert sum(len(one.measures) for one in promised) > 500


def test_every_kind_of_decision_occurs_before_the_eve_and_after(
    demonstration: dict[str, Program], promised: list[Indicator]
) -> None:
    before = {change.action for one in promised for change in one.amendments if change.date <= EVE}
    after = {change.action for one in promised for change in one.amendments if change.date > EVE}
    assert before == after == {"amended", "moved", "replaced", "removed"}
    assert any(len(one.amendments) > 1 for one in promised)
    works = [change.action for one in promised for work in one.measures for change in work.amendments]
    assert set(works) == {"moved", "replaced", "removed"}
    assert any(one.since and one.since <= EVE for one in promised)
    assert any(program.amendments for program in demonstration.values())
    assert any(section.amendments for program in demonstration.values() for section in program.sections)
    assert any(len(one.owner) > 1 for one in promised), "carried by another seat since the congress"


def test_on_the_eve_some_are_closed_and_some_not_yet_begun(promised: list[Indicator]) -> None:
    due = [one.due for one in promised if one.due]
    assert sum(day == dt.date(2021, 12, 31) for day in due) > 30
    assert sum(day == dt.date(2022, 3, 31) for day in due) > 15
    waiting = [one for one in promised if one.plan and all(one.plan.get(year) == 0 for year in (2021, 2022))]
    assert len(waiting) > 5, "works that begin later: not due"
