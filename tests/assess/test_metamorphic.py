"""What must hold between one answer of the store and another, whatever the world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.assess.comparing import BASES, GROUPS
from tests.assess.world import ADMINISTRATOR, build, record
from tests.oracle.facts import day_of
from tests.oracle.rollups import STATUSES
from tests.oracle.terms import standing
from tests.oracle.worlds import World, indicators_of, seeded_world
from tracker.queries.ask import Ask, Scope
from tracker.queries.first_promises import FATES, first_promises
from tracker.queries.indicators import Assessed, assessed
from tracker.queries.rollups import rolled_up
from tracker.store import Store


@pytest.fixture(scope="module")
def held() -> Iterator[tuple[Store, World]]:
    """A large world that is looked at and left as it is."""
    store, world = build(seeded_world(29, asked=5))
    with store:
        yield store, world


def all_of(store: Store, ask: Ask, scope: Scope | None = None) -> dict[str, Assessed]:
    return {item.indicator: item for item in assessed(store, ADMINISTRATOR, ask, scope or Scope())}


def parted(world: World, chosen: set[int]) -> tuple[World, World]:
    """The world with the reports chosen, and the same with the others, each with its reviews."""

    def with_reports(wanted: bool) -> World:
        reports = [r for r in world.reports if (r.seq in chosen) == wanted]
        kept = {r.seq for r in reports}
        return replace(world, reports=reports, reviews=[r for r in world.reviews if r.report in kept])

    return with_reports(True), with_reports(False)


@pytest.mark.parametrize("seed", [21, 22])
def test_what_comes_after_a_day_does_not_change_it(seed: int) -> None:
    world = seeded_world(seed, count=15, asked=1)
    day = sorted(day_of(report.reported_at) for report in world.reports)[len(world.reports) // 2]
    early, late = parted(world, {r.seq for r in world.reports if day_of(r.reported_at) <= day})
    assert early.reports and late.reports
    store, _ = build(early)
    with store:
        before = {basis: all_of(store, Ask(day, basis)) for basis in BASES}
        record(store, late)
        assert {basis: all_of(store, Ask(day, basis)) for basis in BASES} == before


@pytest.mark.parametrize("seed", [23, 24])
def test_a_head_freezes(seed: int) -> None:
    """History brought from elsewhere changes a day's figures, but not those at the head of before."""
    world = seeded_world(seed, count=15, asked=4)
    first, second = parted(world, {r.seq for r in world.reports if r.seq % 2})
    store, _ = build(first)
    with store:
        head = store.head()
        frozen = {day: all_of(store, Ask(day)) for day in world.days}
        frozen_sums = {
            day: rolled_up(store, ADMINISTRATOR, Ask(day), Scope(), "program") for day in world.days
        }
        record(store, second)
        assert {day: all_of(store, Ask(day, head=head)) for day in world.days} == frozen
        assert frozen_sums == {
            day: rolled_up(store, ADMINISTRATOR, Ask(day, head=head), Scope(), "program")
            for day in world.days
        }
        latest = max(day_of(report.reported_at) for report in world.reports) + timedelta(days=400)
        assert all_of(store, Ask(latest)) != all_of(store, Ask(latest, head=head))


def test_the_order_of_recording_does_not_matter() -> None:
    """Only for two words on one period made at the very same instant does the ledger's order decide."""
    world = seeded_world(25, count=20, asked=6)
    made = Counter((r.indicator, r.period_end, r.reported_at) for r in world.reports)
    given = Counter((r.report, r.reviewed_at) for r in world.reviews)
    tied = {r.seq for r in world.reports if made[r.indicator, r.period_end, r.reported_at] > 1}
    tied |= {report for (report, _), count in given.items() if count > 1}
    _, untied = parted(world, tied)
    turned = replace(untied, reports=untied.reports[::-1], reviews=untied.reviews[::-1])
    one, _ = build(untied, batches=1)
    other, _ = build(turned, batches=5)
    with one, other:
        for day in world.days:
            ours, theirs = all_of(one, Ask(day)), all_of(other, Ask(day))
            assert ours == theirs


def test_a_scope_is_a_part_of_the_whole() -> None:
    world = seeded_world(26, count=15, asked=2)
    store, _ = build(world)
    with store:
        for day in world.days:
            whole = all_of(store, Ask(day))
            for scope, belongs in (
                (Scope(program="p3"), lambda a: a.program == "p3"),
                (Scope(program="p3", section="s0"), lambda a: (a.program, a.section) == ("p3", "s0")),
                (Scope(territory="KZ-11"), lambda a: a.territory in ("KZ-11", "1110", "1112")),
                (Scope(territory="KZ-11", own=True), lambda a: a.territory == "KZ-11"),
                (Scope(territory="KZ"), lambda a: True),
                (Scope(theme="health"), lambda a: a.theme == "health"),
                (Scope(executor="ministry"), lambda a: a.executor == "ministry"),
                (Scope(seat="council-1"), lambda a: a.owner == "council-1"),
                (Scope(seat="bureau-1"), lambda a: a.section_owner == "bureau-1"),
                (Scope(indicator="p3/s0-i0"), lambda a: a.indicator == "p3/s0-i0"),
                (Scope(theme="health", territory="KZ-11", own=True),
                 lambda a: (a.theme, a.territory) == ("health", "KZ-11")),
                (Scope(begun=True), lambda a, day=day: begun(world, a) <= day),
            ):  # fmt: skip
                expected = {name: item for name, item in whole.items() if belongs(item)}
                assert all_of(store, Ask(day), scope) == expected, (scope, day)


def begun(world: World, item: Assessed):
    return next(p["start"] for p in world.programs if p["program"] == item.program)


def test_figures_of_a_set_agree_with_each_other(held: tuple[Store, World]) -> None:
    store, world = held
    for day in world.days:
        for basis in BASES:
            for by in GROUPS:
                for row in rolled_up(store, ADMINISTRATOR, Ask(day, basis), Scope(), by):
                    assert sum(getattr(row, status) for status in STATUSES) == row.indicators > 0
                    assert 0 <= row.report_overdue <= row.indicators
                    assert 0 <= row.coverage <= 1
                    if row.execution is None:
                        assert row.not_measurable == row.indicators
                        continue
                    assert abs(row.deviation - (row.execution - row.plan)) < 1e-12
                    assert abs(row.deviation - (row.surplus - row.shortfall)) < 1e-12
                    assert -1e-12 <= row.execution <= row.execution_max + 1e-12 <= 1 + 2e-12
                    if row.coverage == 1:
                        assert abs(row.execution - row.execution_max) < 1e-12


def test_originals_always_add_up(held: tuple[Store, World]) -> None:
    """Kept, amended, moved, replaced and removed are the originals; the original basis shows all of them."""
    store, world = held
    approved = Counter(
        standing(indicator)
        for program in world.programs
        for _, indicator in indicators_of(program)
        if "since" not in indicator
    )
    assert set(approved) == {"kept", "amended", "moved", "replaced", "removed"}
    for day in world.days:
        original = all_of(store, Ask(day, "original"))
        assert len(original) == approved.total()
        gone = original.keys() - all_of(store, Ask(day)).keys()
        ended = approved["replaced"] + approved["removed"]
        assert len(gone) <= ended


def test_every_first_promise_has_one_fate_on_every_day(held: tuple[Store, World]) -> None:
    """Amendments of the day and before decide it; what was added later is counted apart."""
    store, world = held
    for day in world.days:
        for program in world.programs:
            found = first_promises(store, ADMINISTRATOR, Ask(day), program["program"])
            known = [indicator for _, indicator in indicators_of(program)]
            expected = Counter(standing(_until(one, day)) for one in known if "since" not in one)
            assert {fate: getattr(found, fate) for fate in FATES} == {fate: expected[fate] for fate in FATES}
            assert found.approved == expected.total()
            assert found.added == sum("since" in one and one["since"] <= day for one in known)


def _until(indicator, day):
    return indicator | {"amendments": [one for one in indicator.get("amendments", ()) if one["date"] <= day]}


def test_the_same_question_twice_is_the_same_answer() -> None:
    """Sums do not depend on the order in which rows come: to the last bit, and in another database too."""
    world = seeded_world(30, count=40, asked=3)
    (one, _), (other, _) = build(world), build(world)
    with one, other:
        for day in world.days:
            for by in GROUPS:
                first = [tuple(r) for r in rolled_up(one, ADMINISTRATOR, Ask(day), Scope(), by)]
                again = [tuple(r) for r in rolled_up(other, ADMINISTRATOR, Ask(day), Scope(), by)]
                assert first == again
