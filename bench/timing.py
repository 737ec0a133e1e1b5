"""Timing: medians of at least five turns, floor and figure by turns, so that a busy moment meets both."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

TURNS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured against what, seconds each (None: not measured), ratio allowed."""

    figure: str
    against: str
    seconds: float | None
    floor: float | None
    budget: float
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return None if self.seconds is None or not self.floor else self.seconds / self.floor

    @property
    def met(self) -> bool:
        return self.ratio is not None and self.ratio <= self.budget


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
