"""What is asked of everybody, and the tracker's own answers, which every peer's must equal."""

from __future__ import annotations

import math
from datetime import date, timedelta

from bench.asking import ANYBODY, PRESENT
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import assessed
from tracker.queries.rollups import rolled_up
from tracker.store import Store

PAST = date(2023, 5, 20)
PROGRAM = "program-kz-11"
#: territory -> executed and verified share
Standing = dict[str, tuple[float, float]]
#: indicator -> reported and verified value
Values = dict[str, tuple[float | None, float | None]]


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
    found = assessed(store, ANYBODY, Ask(day), Scope(program=PROGRAM))
    return {of.indicator: (of.observed, of.verified) for of in found}


def check_equal(peer: str, theirs: dict[str, tuple], ours: dict[str, tuple]) -> None:
    """Raise AssertionError where a peer's answer differs from the tracker's by more than rounding."""
    assert theirs.keys() == ours.keys(), f"{peer}: {sorted(theirs.keys() ^ ours.keys())[:3]}"
    for key, expected in ours.items():
        for got, wanted in zip(theirs[key], expected, strict=True):
            same = got is None and wanted is None
            same = same or (None not in (got, wanted) and math.isclose(got, wanted, abs_tol=1e-9))
            assert same, f"{peer}: {key} is {theirs[key]}, not {expected}"


__all__ = ["PRESENT", "PROGRAM", "Standing", "Values", "check_equal", "past_day", "standing", "values"]
