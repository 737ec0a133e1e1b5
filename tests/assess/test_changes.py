"""What changed between two days, step by step, against the oracle on random worlds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given

from tests.assess.comparing import items_of, same
from tests.assess.test_oracle import SEEDS, worlds
from tests.assess.world import ADMINISTRATOR, RECORDED, build, naive
from tests.oracle.changes import STEPS, changes_of_sets
from tests.oracle.facts import day_of
from tests.oracle.hand import indicator, program, said
from tests.oracle.oracle import Assessed
from tests.oracle.rollups import keys_of
from tests.oracle.worlds import TERRITORIES, World, indicators_of, seeded_world
from tracker.queries.ask import Ask, Scope
from tracker.queries.changes import Changed, changed
from tracker.store import Store

FIGURES = ("execution", "plan", "verified")


def sets_of(world: World) -> Iterator[tuple[Scope, Callable[[Assessed], bool]]]:
    """The sets that `tracker changes` can be asked about, and an indicator of each."""
    name = world.programs[0]["program"]
    _, first = next(indicators_of(world.programs[0]))
    full = f"{name}/{first['indicator']}"

    def within(by: str, key: str) -> Callable[[Assessed], bool]:
        return lambda item: key in keys_of(item, by, TERRITORIES)

    yield Scope(), lambda item: True
    yield Scope(program=name), lambda item: item.program == name
    yield Scope(territory="KZ-11"), within("territory", "KZ-11")
    yield Scope(seat="council-1"), within("seat", "council-1")
    yield Scope(seat="bureau-2"), within("seat", "bureau-2")
    yield Scope(indicator=full), lambda item: item.indicator == full


def course(store: Store, first: date, second: date, scope: Scope) -> Changed:
    return changed(store, ADMINISTRATOR, Ask(first), Ask(second), scope)


@pytest.mark.slow
@worlds(2)
@given(seed=SEEDS)
def test_every_step(seed: int) -> None:
    store, world = build(seeded_world(seed, count=12, asked=7))
    differing = []
    with store:
        for first, second in pairwise(sorted(set(world.days))):
            scopes, belonging = zip(*sets_of(world), strict=True)
            known = (world.programs, world.reports, world.reviews, first, second)
            for scope, ours in zip(scopes, changes_of_sets(*known, belonging), strict=True):
                theirs = course(store, first, second, scope)
                for figure in FIGURES:
                    mine, other = ours[figure], getattr(theirs, figure)
                    assert tuple(other.steps) == STEPS
                    assert abs(other.from_ + sum(other.steps.values()) - other.to) < 1e-12
                    pairs = {"from": (mine.start, other.from_), "to": (mine.end, other.to)}
                    pairs |= {step: (mine.steps[step], other.steps[step]) for step in STEPS}
                    differing += [
                        f"{scope} {first}..{second} {figure} {step}: {float(a)} by the oracle, {b} in the store"
                        for step, (a, b) in pairs.items()
                        if not same(a, b)
                    ]
    assert differing == []


def test_a_first_report_is_a_result_and_not_a_correction() -> None:
    """Where nothing was known there is nothing to correct, however old the period."""
    whole = program(
        indicator(target=100, frequency="year", title={"ru": "Показатель"}), title={"ru": "Программа"}
    )
    whole["sections"][0]["title"] = {"ru": "Раздел"}
    report = replace(said("2021-12-31", 40, "2022-05-10"), author="branch-11")
    world = World([whole], [], [report], [])
    store, _ = build(world)
    with store:
        moved = course(store, date(2022, 4, 1), date(2022, 6, 1), Scope()).execution
    assert moved.steps["corrections"] == 0
    assert moved.steps["results"] == pytest.approx(0.4)


def test_no_days_and_no_indicators_change_nothing() -> None:
    store, world = build(seeded_world(31, count=8, asked=3))
    with store:
        for day in world.days:
            for scope, _ in sets_of(world):
                same_day = course(store, day, day, scope)
                for figure in FIGURES:
                    assert set(getattr(same_day, figure).steps.values()) == {0}
        nobody = course(store, date(2021, 6, 1), date(2022, 6, 1), Scope(seat="control-1"))
        assert (nobody.execution.from_, nobody.execution.to) == (0, 0)


def test_what_was_entered_late_is_listed() -> None:
    """Of what is in the set on the second day: all that is dated up to it, recorded years later."""
    store, world = build(seeded_world(32, count=6, asked=1))
    first, second = date(2021, 9, 1), date(2022, 9, 1)
    there = {item.indicator for item in items_of(world, second, "current")}
    of = {report.seq: report.indicator for report in world.reports}
    expected = Counter(
        ("report", naive(r.reported_at))
        for r in world.reports
        if r.indicator in there and day_of(r.reported_at) <= second
    )
    expected += Counter(
        ("review", naive(r.reviewed_at))
        for r in world.reviews
        if of[r.report] in there and day_of(r.reviewed_at) <= second
    )
    with store:
        listed = course(store, first, second, Scope()).entered_late
    assert Counter((entry.kind, entry.made_at) for entry in listed) == expected
    assert {entry.recorded_at for entry in listed} == {RECORDED}
