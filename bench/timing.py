"""Timing: medians of at least five turns, floor and figure by turns, so that a busy moment meets both."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

TURNS = 5


def quick() -> bool:
    """Whether a smaller country is measured, in less than two minutes."""
    return os.environ.get("QUICK") == "1"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured against what, both in ``unit`` (None: not measured), ratio allowed.

    Times are given in seconds (``unit`` "s") and printed as milliseconds. A row without a budget is there to compare.
    """

    figure: str
    against: str
    value: float | None
    floor: float | None
    budget: float | None = None
    note: str = ""
    unit: str = "s"

    @property
    def ratio(self) -> float | None:
        return None if self.value is None or not self.floor else self.value / self.floor

    @property
    def met(self) -> bool:
        """Whether the ratio is within the budget; nothing is missed where there is none."""
        return self.budget is None or (self.ratio is not None and self.ratio <= self.budget)


def medians(
    figure: Callable[[], object], floor: Callable[[], object], turns: int = TURNS
) -> tuple[float, float]:
    """Median seconds of both, taken by turns after one turn that does not count."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(turns + 1):
        for work, times in zip((figure, floor), taken, strict=True):
            seconds = once(work)
            if turn:
                times.append(seconds)
    return statistics.median(taken[0]), statistics.median(taken[1])


def once(work: Callable[[], object]) -> float:
    """Seconds of one call, with the collector's arrears paid before."""
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
