"""The smallest world in which something still holds: things are left out for as long as it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.oracle.worlds import World


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
    for programs in fewer(world.programs):
        if programs:
            yield without_reports(replace(world, programs=programs))
    for program in world.programs:
        for smaller in smaller_programs(program):
            swapped = [smaller if p is program else p for p in world.programs]
            yield without_reports(replace(world, programs=swapped))
    for reports in fewer(world.reports):
        yield without_reports(replace(world, reports=reports))
    for review in world.reviews:
        yield replace(world, reviews=[other for other in world.reviews if other is not review])


def fewer(things: list[Any]) -> Iterator[list[Any]]:
    """The list without each half of it, each quarter, and so on down to each single thing."""
    step = len(things) // 2 or 1
    while things and step:
        for n in range(0, len(things), step):
            yield things[:n] + things[n + step :]
        step //= 2


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
