"""Every field of the store's answers against the oracle's, and the smallest world in which they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from tests.assess.world import ADMINISTRATOR, build, naive
from tests.oracle import oracle
from tests.oracle.rollups import SHARES, STATUSES, RolledUp, rolled_up, shortfall_points
from tests.oracle.worlds import TERRITORIES, World
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import assessed
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
    programs = by_program(list(ours.values()))
    for name in ours.keys() & theirs.keys():
        a, b = ours[name], theirs[name]
        pairs = [(field, getattr(a, field), getattr(b, field)) for field in PLAIN]
        pairs += [
            ("holder", a.holder, b.holder and b.holder["ru"]),
            ("reported_at", a.reported_at and naive(a.reported_at), b.reported_at),
            ("planned_progress_today", a.progress_today, b.planned_progress_today),
            # the store counts a disputed value as one contradiction; no test world has parts that contradict
            ("attention", a.attention(contradictions=a.disputed), b.attention),
            ("lag", shortfall_points(a, programs[a.program]), b.lag),
        ]
        for field, mine, other in pairs:
            if not same(mine, other):
                yield Difference(name, day, basis, field, mine, other)


def differing_rollups(
    world: World, store: Store, day: date, basis: str, groups: tuple[str, ...] = GROUPS
) -> Iterator[Difference]:
    """Every field of every row of every grouping."""
    items = items_of(world, day, basis)
    for by in groups:
        for own in (False, True) if by == "territory" else (False,):
            ours = rolled_up(items, by, TERRITORIES, own, exact=False)
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
    lines += [f"{review} by {smallest.reviewers[review.seq]}" for review in smallest.reviews]
    store, held = build(smallest)
    with store:
        lines += [str(d) for d in differing(held, store, day, basis)]
    return "\n".join(lines)


def shrunk(world: World, differs: Callable[[World], bool], patience: int = 250) -> World:
    """Leave things out for as long as the two still disagree."""
    tries = 0
    again = True
    while again and tries < patience:
        again = False
        for smaller in smaller_worlds(world):
            tries += 1
            try:
                holds = differs(smaller)
            except Exception:  # leaving a term out made the program invalid
                holds = False
            if holds:
                world, again = smaller, True
                break
            if tries >= patience:
                break
    return world


def smaller_worlds(world: World) -> Iterator[World]:
    """The world with one thing left out: a program, section, indicator, report, review, or a key."""
    for program in world.programs:
        if len(world.programs) > 1:
            yield without_reports(replace(world, programs=[p for p in world.programs if p is not program]))
    for program in world.programs:
        for smaller in smaller_programs(program):
            swapped = [smaller if p is program else p for p in world.programs]
            yield without_reports(replace(world, programs=swapped))
    step = max(1, len(world.reports) // 2)
    while world.reports and step:
        for n in range(0, len(world.reports), step):
            yield without_reports(replace(world, reports=world.reports[:n] + world.reports[n + step :]))
        step //= 2
    for review in world.reviews:
        yield replace(world, reviews=[other for other in world.reviews if other is not review])


def smaller_programs(program: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A program with one section, indicator, amendment, plan point or optional key less."""
    for key in ("thresholds", "grace_days", "weight", "amendments"):
        if key in program:
            yield {k: v for k, v in program.items() if k != key}
    sections = program["sections"]
    for section in sections:
        others = [s for s in sections if s is not section]
        if others:
            yield program | {"sections": others}
        for key in ("theme", "weight", "owner", "amendments"):
            if key in section:
                yield _with(program, section, {k: v for k, v in section.items() if k != key})
        for indicator in section["indicators"]:
            rest = [i for i in section["indicators"] if i is not indicator]
            if rest:
                yield _with(program, section, section | {"indicators": rest})
            for smaller in smaller_indicators(indicator):
                swapped = [smaller if i is indicator else i for i in section["indicators"]]
                yield _with(program, section, section | {"indicators": swapped})


def smaller_indicators(indicator: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for key in (
        "owner",
        "executor",
        "amendments",
        "plan",
        "weight",
        "grace_days",
        "frequency",
        "profile",
        "since",
    ):
        if key in indicator:
            yield {k: v for k, v in indicator.items() if k != key}
    for n in range(len(indicator.get("amendments", ()))):
        amendments = indicator["amendments"]
        yield indicator | {"amendments": amendments[:n] + amendments[n + 1 :]}
    for point in indicator.get("plan", {}):
        yield indicator | {"plan": {k: v for k, v in indicator["plan"].items() if k != point}}


def _with(program: dict[str, Any], section: dict[str, Any], smaller: dict[str, Any]) -> dict[str, Any]:
    return program | {"sections": [smaller if s is section else s for s in program["sections"]]}


def without_reports(world: World) -> World:
    """Reports and reviews of what is no longer there left out."""
    names = {
        f"{p['program']}/{i['indicator']}"
        for p in world.programs
        for s in p["sections"]
        for i in s["indicators"]
    }
    reports = [report for report in world.reports if report.indicator in names]
    kept = {report.seq for report in reports}
    return replace(world, reports=reports, reviews=[r for r in world.reviews if r.report in kept])
