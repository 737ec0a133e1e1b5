"""The store's arithmetic against the oracle on random worlds: every field of every indicator and roll-up.

One world holds sixty programs, so that a database is filled once and asked on many days. The same worlds come
each time; ORACLE_WORLDS=200 asks for that many new ones instead.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.assess.comparing import (
    BASES,
    check,
    differing_attention,
    differing_indicators,
    differing_lags,
    differing_rollups,
    items_of,
    rollup_pairs,
    same,
)
from tests.assess.world import ADMINISTRATOR, LEVELS, build, text
from tests.oracle.rollups import rolled_up
from tests.oracle.worlds import EXECUTORS, TERRITORIES, THEMES, World, indicators_of, seeded_world
from tracker.program.check import check as check_files
from tracker.queries.ask import Ask, Scope
from tracker.queries.contradictions import contradiction_counts
from tracker.queries.rollups import cells, course

WANTED = int(os.environ.get("ORACLE_WORLDS", "0"))
SEEDS = st.integers(0, 2**32 - 1)


def worlds(usual: int) -> settings:
    """So many worlds; a world that fails is made smaller by the comparison itself, not by hypothesis."""
    return settings(
        max_examples=WANTED or usual,
        derandomize=not WANTED,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.slow
@worlds(4)
@given(seed=SEEDS)
def test_every_indicator(seed: int) -> None:
    store, world = build(seeded_world(seed))
    with store:
        assert check(world, store, differing_indicators) == len(world.days) * len(BASES)


@pytest.mark.slow
@worlds(3)
@given(seed=SEEDS)
def test_every_roll_up(seed: int) -> None:
    store, world = build(seeded_world(seed, asked=6))
    with store:
        assert check(world, store, differing_rollups) == len(world.days) * len(BASES)


def test_at_a_ledger_head(tmp_path: Path) -> None:
    """The ledger up to a head, from a file: reports and reviews recorded later are not there."""
    store, world = build(seeded_world(7, count=20), tmp_path / "tracker.duckdb")
    with store:
        newest = store.head()
        first = min(report.seq for report in world.reports)
        for head in (first - 1, (first + newest) // 2, newest - len(world.reviews) // 2, newest):
            for day in world.days[:3]:
                assert list(differing_indicators(world, store, day, "current", head)) == []


def test_what_a_shortfall_is_made_of() -> None:
    store, world = build(seeded_world(11, count=20))
    with store:
        for day in world.days[-3:]:
            for basis in BASES:
                assert list(differing_lags(world, store, day, basis)) == []


def test_what_is_ranked_by_attention() -> None:
    store, world = build(seeded_world(11, count=20))
    with store:
        found: set[int] = set()
        for day in world.days[-3:]:
            for basis in BASES:
                assert list(differing_attention(world, store, day, basis)) == []
                counts = contradiction_counts(store, ADMINISTRATOR, Ask(day, basis), Scope())
                found |= set(counts.values())
        assert max(found) >= 2, "no indicator of this world has two kinds of contradiction"


def test_course_and_cells() -> None:
    """Several days at once, and themes by territories, are the same roll-ups."""
    store, world = build(seeded_world(11, count=25, asked=6))
    days = sorted(set(world.days))
    with store:
        for basis in BASES:
            ask = Ask(days[-1], basis)
            points = {
                p.day: p.figures for p in course(store, ADMINISTRATOR, ask, Scope(territory="KZ-11"), days)
            }
            for day in days:
                below = [item for item in items_of(world, day, basis) if item.territory in BELOW]
                assert (day in points) == bool(below)
                if below:
                    (ours,) = rolled_up(below, "all", TERRITORIES).values()
                    assert [p for p in rollup_pairs(ours, points[day]) if not same(*p[1:])] == []
        day = days[len(days) // 2]
        found = {
            (cell.territory, cell.theme): cell.figures
            for cell in cells(store, ADMINISTRATOR, Ask(day), Scope())
        }
        items = items_of(world, day, "current")
        ours = {
            (territory, theme): figures
            for theme in THEMES
            for territory, figures in rolled_up(
                (item for item in items if item.theme == theme), "territory", TERRITORIES
            ).items()
        }
        assert found.keys() == ours.keys()
        for key in ours:
            assert [p for p in rollup_pairs(ours[key], found[key]) if not same(*p[1:])] == []


BELOW = {code for code in TERRITORIES if code == "KZ-11" or TERRITORIES[code] == "KZ-11"}


def test_the_worlds_are_valid_programs(tmp_path: Path) -> None:
    """What the comparison is made of passes `tracker check`, and reads back as the same models."""
    world = seeded_world(3)
    write_files(world, tmp_path)
    checked = check_files(tmp_path)
    assert [str(problem) for problem in checked.problems.faults] == []
    assert checked.counts["programs"] == len(world.programs)


def test_the_worlds_hold_every_case() -> None:
    """Nothing is compared by accident only: each case the arithmetic has occurs, and often enough."""
    world = seeded_world(3)
    seen: Counter[object] = Counter()
    for program in world.programs:
        for _, indicator in indicators_of(program):
            actions = [entry.get("action", "amended") for entry in indicator.get("amendments", ())]
            seen.update(set(actions))
            seen["amended more than once"] += len(actions) > 1
            seen["plan"] += "plan" in indicator
            seen["due after the program"] += indicator.get("due", date.min) > program["end"]
    for day in world.days:
        for item in items_of(world, day, "current"):
            seen.update({item.kind, item.status, f"verified {item.verified_status}"})
            seen["unknown"] += item.baseline is None
            seen["zero"] += item.baseline == 0
            seen["negative"] += (item.baseline or 0) < 0
            seen["hold"] += item.kind == "level" and item.baseline == item.target
            seen["falling"] += item.kind == "level" and (item.baseline or item.target) > item.target
            seen["zero reported"] += item.observed == 0
            seen["late"] += item.late
            seen["overdue"] += item.report_overdue
            seen["disputed"] += item.disputed
            seen["behind the verified"] += item.verified is not None and item.verified != item.observed
    expected = (
        "amended", "moved", "replaced", "removed", "amended more than once", "plan", "due after the program",
        "cumulative", "level", "annual", "milestone", "achieved", "on_track", "at_risk", "off_track", "missed",
        "no_data", "not_measurable", "not_due", "verified achieved", "verified missed", "unknown", "zero",
        "negative", "hold", "falling", "zero reported", "late", "overdue", "disputed", "behind the verified",
    )  # fmt: skip
    assert {name: seen[name] for name in expected if seen[name] < 5} == {}


def write_files(world: World, folder: Path) -> None:
    """The world as the files a branch would write."""

    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    def write(name: str, content: object) -> None:
        (folder / f"{name}.yaml").write_text(
            yaml.dump(content, Dumper=Plain, allow_unicode=True, sort_keys=False), "utf-8"
        )

    for program in world.programs:
        write(f"program-{program['program']}", program)
    for roster in world.rosters:
        write(f"roster-{roster['roster']}", roster)
    write("themes", {"themes": [{"theme": theme, "title": text(theme)} for theme in THEMES]})
    named = [
        {"code": code, "title": text(code), "level": LEVELS[code]} | ({"parent": above} if above else {})
        for code, above in TERRITORIES.items()
    ]
    write("territories", {"territories": named})
    named = [
        {"executor": name, "title": text(name)} | ({"part_of": above} if above else {})
        for name, above in EXECUTORS.items()
    ]
    write("executors", {"executors": named})
