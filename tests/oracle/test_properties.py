"""What must hold of the oracle's own answers, on small random worlds that hypothesis makes smaller on failure."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracle.changes import STEPS, changes
from tests.oracle.facts import day_of
from tests.oracle.oracle import Assessed, assess, clip
from tests.oracle.rollups import roll_up
from tests.oracle.terms import standing
from tests.oracle.worlds import World, indicators_of, small_worlds

some = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


def assessed(world: World, day, basis: str = "current", head: int | None = None) -> list[Assessed]:
    return [
        item
        for program in world.programs
        for item in assess(
            program, world.reports, world.reviews, day, basis, rosters=world.rosters, head=head
        )
    ]


@some
@given(world=small_worlds())
def test_what_comes_after_a_day_does_not_change_it(world: World) -> None:
    for day in world.days:
        early = [report for report in world.reports if day_of(report.reported_at) <= day]
        kept = World(world.programs, world.rosters, early, world.reviews, world.days)
        assert assessed(kept, day) == assessed(world, day)
        assert assessed(world, day, head=10**9) == assessed(world, day)


@some
@given(world=small_worlds(), data=st.data())
def test_the_order_of_the_lists_does_not_matter(world: World, data: st.DataObject) -> None:
    shuffled = World(
        world.programs,
        world.rosters,
        data.draw(st.permutations(world.reports)),
        data.draw(st.permutations(world.reviews)),
        world.days,
    )
    for day in world.days:
        assert assessed(shuffled, day) == assessed(world, day)


@some
@given(world=small_worlds(count=2))
def test_figures_of_a_set_agree_with_each_other(world: World) -> None:
    for day in world.days:
        for basis in ("current", "original"):
            items = assessed(world, day, basis)
            figures = roll_up(items)
            assert sum(figures.statuses.values()) == figures.indicators == len(items)
            if figures.execution is None:
                assert {item.status for item in items} <= {"not_measurable"}
                continue
            assert figures.deviation == figures.execution - figures.plan
            assert figures.deviation == figures.surplus - figures.shortfall
            assert 0 <= figures.execution <= figures.execution_max <= 1
            assert 0 <= figures.coverage <= 1
            for item in items:
                assert (item.status == "not_measurable") <= (item.baseline is None)
                assert (item.progress is None) <= (item.observed is None or item.baseline is None)
                assert clip(item.progress) == 1 or item.status != "achieved" or item.progress >= 1 - 1e-9


@some
@given(world=small_worlds(count=2, asked=2))
def test_the_steps_of_a_change_add_up(world: World) -> None:
    first, second = sorted(world.days)
    for change in changes(world.programs, world.reports, world.reviews, first, second).values():
        assert change.start + sum(change.steps[step] for step in STEPS) == change.end


@some
@given(world=small_worlds())
def test_originals_always_add_up(world: World) -> None:
    for program in world.programs:
        approved = [
            standing(indicator) for _, indicator in indicators_of(program) if "since" not in indicator
        ]
        assert set(approved) <= {"kept", "amended", "moved", "replaced", "removed"}
        for day in world.days:
            assert len(assess(program, [], [], day, "original")) == len(approved)
