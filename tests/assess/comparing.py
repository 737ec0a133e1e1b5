"""Every field of the store's answers against the oracle's, and the smallest world in which they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from tests.assess.shrinking import shrunk
from tests.assess.world import ADMINISTRATOR, build, naive
from tests.oracle import oracle, rollups
from tests.oracle.rollups import SHARES, STATUSES, RolledUp, shortfall_points
from tests.oracle.worlds import TERRITORIES, World
from tracker.queries.ask import Ask, Scope
from tracker.queries.contradictions import contradiction_counts
from tracker.queries.indicators import assessed
from tracker.queries.lags import lags
from tracker.queries.rollups import rolled_up as store_rolled_up
from tracker.store import Store

BASES = ("current", "original")
GROUPS = ("all", "section", "program", "territory", "theme", "seat", "executor")
# the same name here and there
PLAIN = (
    "program", "section", "territory", "owner", "kind", "baseline", "target", "due", "compared_on",
    "planned", "planned_today", "observed", "verified", "period_end", "progress", "planned_progress",
    "verified_progress", "status", "verified_status", "report_overdue", "ratio", "late", "closed", "covered",
    "disputed", "weight", "theme", "executor", "section_owner", "on_track", "at_risk",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the two disagree."""

    key: Any
    day: date
    basis: str
    field: str
    oracle: Any
    store: Any

    def __str__(self) -> str:
        return (
            f"{self.key} as of {self.day} ({self.basis}): {self.field} is {shown(self.oracle)} by the oracle, "
            f"{shown(self.store)} in the store"
        )


def shown(value: Any) -> Any:
    return float(value) if isinstance(value, Fraction) else value


def same(ours: Any, theirs: Any) -> bool:
    """Equal; numbers to 1e-9 of their size."""
    if isinstance(ours, bool) or not isinstance(ours, Fraction | int | float):
        return ours == theirs
    if theirs is None or isinstance(theirs, bool):
        return False
    return abs(float(ours) - theirs) <= 1e-9 * max(1.0, abs(float(ours)))


def items_of(world: World, day: date, basis: str, head: int | None = None) -> list[oracle.Assessed]:
    """The oracle's assessment of every program of the world."""
    of = {
        name: list(found)
        for name, found in groupby(
            sorted(world.reports, key=lambda r: r.indicator), key=lambda r: r.indicator.split("/")[0]
        )
    }
    on: dict[str, list] = {}
    programs = {report.seq: report.indicator.split("/")[0] for report in world.reports}
    for review in world.reviews:
        on.setdefault(programs[review.report], []).append(review)
    return [
        item
        for program in world.programs
        for item in oracle.assess(
            program,
            of.get(program["program"], []),
            on.get(program["program"], []),
            day,
            basis,
            rosters=world.rosters,
            head=head,
        )
    ]


def by_program(items: list[oracle.Assessed]) -> dict[str, list[oracle.Assessed]]:
    return {name: list(own) for name, own in groupby(items, key=lambda item: item.program)}


def differing_indicators(
    world: World, store: Store, day: date, basis: str, head: int | None = None
) -> Iterator[Difference]:
    """Every field of every indicator, and indicators that only one of the two knows."""
    ours = {item.indicator: item for item in items_of(world, day, basis, head)}
    found = assessed(store, ADMINISTRATOR, Ask(day, basis, head), Scope())
    theirs = {item.indicator: item for item in found}
    assert len(theirs) == len(found), "an indicator appears twice"
    for name in sorted(ours.keys() ^ theirs.keys()):
        yield Difference(name, day, basis, "present", name in ours, name in theirs)
    for name in ours.keys() & theirs.keys():
        a, b = ours[name], theirs[name]
        pairs = [(field, getattr(a, field), getattr(b, field)) for field in PLAIN]
        pairs += [
            ("holder", a.holder, b.holder and b.holder["ru"]),
            ("reported_at", a.reported_at and naive(a.reported_at), b.reported_at),
            ("planned_progress_today", a.progress_today, b.planned_progress_today),
        ]
        for field, mine, other in pairs:
            if not same(mine, other):
                yield Difference(name, day, basis, field, mine, other)


def differing_lags(
    world: World, store: Store, day: date, basis: str, head: int | None = None
) -> Iterator[Difference]:
    """What each indicator adds to its program's shortfall."""
    theirs = lags(store, ADMINISTRATOR, Ask(day, basis, head), Scope())
    for own in by_program(items_of(world, day, basis, head)).values():
        for item in own:
            mine = shortfall_points(item, own)
            if not same(mine, theirs[item.indicator]):
                yield Difference(item.indicator, day, basis, "lag", mine, theirs[item.indicator])


def differing_attention(
    world: World, store: Store, day: date, basis: str, head: int | None = None
) -> Iterator[Difference]:
    """Attention by the formula of domain.md with as many contradictions as are found, and the order it makes."""
    counted = contradiction_counts(store, ADMINISTRATOR, Ask(day, basis, head), Scope())
    ours = {
        item.indicator: item.attention(contradictions=counted.get(item.indicator, 0))
        for item in items_of(world, day, basis, head)
    }
    ranked = assessed(store, ADMINISTRATOR, Ask(day, basis, head), Scope(), by_attention=True)
    for item in ranked:
        if not same(ours[item.indicator], item.attention):
            yield Difference(item.indicator, day, basis, "attention", ours[item.indicator], item.attention)
    order = [item.attention for item in ranked]
    if order != sorted(order, reverse=True):
        yield Difference("all", day, basis, "order of attention", sorted(order, reverse=True), order)


def differing_rollups(
    world: World,
    store: Store,
    day: date,
    basis: str,
    territories: Mapping[str, str | None] = TERRITORIES,
) -> Iterator[Difference]:
    """Every field of every row of every grouping."""
    parts = [rollups.parts_of(item, exact=False) for item in items_of(world, day, basis)]
    for by in GROUPS:
        for own in (False, True) if by == "territory" else (False,):
            ours = rollups.parts_rolled_up(parts, by, territories, own)
            found = store_rolled_up(store, ADMINISTRATOR, Ask(day, basis), Scope(own=own), by)
            theirs = {key_of(row, by): row for row in found}
            assert len(theirs) == len(found), f"a key appears twice by {by}"
            for key in ours.keys() ^ theirs.keys():
                yield Difference((by, key), day, basis, "present", key in ours, key in theirs)
            for key in ours.keys() & theirs.keys():
                for field, mine, other in rollup_pairs(ours[key], theirs[key]):
                    if not same(mine, other):
                        yield Difference((by, key), day, basis, field, mine, other)


def key_of(row: Any, by: str) -> Any:
    """A row's key as the oracle names it."""
    if by == "all":
        return None
    return (row.program, row.key) if by == "section" else row.key


def rollup_pairs(ours: RolledUp, theirs: Any) -> Iterator[tuple[str, Any, Any]]:
    """Field, the oracle's value, the store's."""
    for field in ("indicators", "report_overdue", *SHARES):
        yield field, getattr(ours, field), getattr(theirs, field)
    for status in STATUSES:
        yield status, ours.statuses[status], getattr(theirs, status)


Differing = Callable[[World, Store, date, str], Iterator[Difference]]


def check(world: World, store: Store, differing: Differing, bases: tuple[str, ...] = BASES) -> int:
    """Compare on every day of the world; on a difference fail with the smallest world that shows one.

    Returns how many days and bases were asked.
    """
    asked = 0
    for day in world.days:
        for basis in bases:
            asked += 1
            found = sorted(differing(world, store, day, basis), key=str)
            if found:
                raise AssertionError(told(world, found, day, basis, differing))
    return asked


def told(world: World, found: list[Difference], day: date, basis: str, differing: Differing) -> str:
    """The first differences, and the smallest world in which the first one's field still differs."""
    first = found[0]
    program = str(first.key).split("/")[0]
    start = world.only(program) if any(p["program"] == program for p in world.programs) else world

    def differs(smaller: World) -> bool:
        store, held = build(smaller)
        with store:
            return any(d.field == first.field for d in differing(held, store, day, basis))

    smallest = shrunk(start, differs) if differs(start) else start
    lines = [str(difference) for difference in found[:12]]
    lines += [f"... {len(found)} differences in all; the smallest world that shows {first.field}:"]
    lines += [repr(program) for program in smallest.programs]
    lines += [str(report) for report in smallest.reports]
    lines += [str(review) for review in smallest.reviews]
    store, held = build(smallest)
    with store:
        lines += [str(d) for d in differing(held, store, day, basis)]
    return "\n".join(lines)
