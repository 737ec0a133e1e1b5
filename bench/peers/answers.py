"""What is asked of everybody, and the tracker's own answers, which every peer's must equal."""

from __future__ import annotations

import math
from datetime import date, timedelta

from bench.asking import ANYBODY, PRESENT
from tracker.queries.ask import Ask, Scope
from tracker.queries.figures import figures
from tracker.queries.indicators import assessed
from tracker.queries.rollups import rolled_up
from tracker.store import Store

PAST = date(2023, 5, 20)
PROGRAM = "program-kz-11"
#: territory -> executed and verified share
Standing = dict[str, tuple[float, float]]
#: indicator -> reported and verified value
Values = dict[str, tuple[float | None, float | None]]
#: indicator -> titles, unit, owner, holder, day due, last period, when reported, reported and verified value
Lines = dict[str, tuple]


def past_day(turn: int) -> date:
    """A day that was not asked for before."""
    return PAST + timedelta(turn)


def standing(store: Store, day: date) -> Standing:
    """Where every territory stands, its own programs and those below together."""
    return {
        of.key: (of.execution, of.verified)
        for of in rolled_up(store, ANYBODY, Ask(day), Scope(), "territory")
    }


def values(store: Store, day: date) -> Values:
    """The newest reported and verified value of every indicator of one program."""
    found = figures(store, ANYBODY, Ask(day), Scope(program=PROGRAM), ("indicator", "observed", "verified"))
    return {indicator: (observed, verified) for indicator, observed, verified in found}


def lines(store: Store, day: date) -> Lines:
    """The same as a page lists it: with titles, unit, holder, days and both values."""
    return {
        of.indicator: (
            *of.title.values(), of.unit["ru"], of.owner, of.holder and of.holder["ru"], of.due, of.period_end,
            of.reported_at, of.observed, of.verified,
        )
        for of in assessed(store, ANYBODY, Ask(day), Scope(program=PROGRAM))
    }  # fmt: skip


def check_equal(peer: str, theirs: dict[str, tuple], ours: dict[str, tuple]) -> None:
    """Raise AssertionError where a peer's answer differs from the tracker's by more than rounding."""
    assert theirs.keys() == ours.keys(), f"{peer}: {sorted(theirs.keys() ^ ours.keys())[:3]}"
    for key, expected in ours.items():
        for got, wanted in zip(theirs[key], expected, strict=True):
            same = got == wanted
            if isinstance(wanted, float) and got is not None:
                same = math.isclose(got, wanted, abs_tol=1e-9)
            assert same, f"{peer}: {key} is {theirs[key]}, not {expected}"


__all__ = [
    "PRESENT",
    "PROGRAM",
    "Lines",
    "Standing",
    "Values",
    "check_equal",
    "lines",
    "past_day",
    "standing",
    "values",
]
