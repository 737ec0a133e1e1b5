"""One vocabulary of random choices, backed by hypothesis (which shrinks) or by a seed (which is fast).

Worlds of a hundred programs take more choices than one hypothesis example may hold; those come from a seed
that hypothesis draws, and small ones from hypothesis itself. The generators are the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Chooser(Protocol):
    """Where the generators' randomness comes from."""

    def integer(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both possible."""


class Seeded:
    """Choices from a seed: the same seed, the same world."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def integer(self, low: int, high: int) -> int:
        return self._random.randint(low, high)


class Drawn:
    """Choices drawn by hypothesis, so that it can shrink them (towards the low end)."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw

    def integer(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))


def pick(c: Chooser, among: Sequence[T]) -> T:
    """One of several; the first is the simplest."""
    return among[c.integer(0, len(among) - 1)]


def chance(c: Chooser, percent: int) -> bool:
    """True in so many of a hundred cases; shrinks to False."""
    return c.integer(0, 99) >= 100 - percent


def day_between(c: Chooser, first: date, last: date) -> date:
    """A day from `first` to `last`."""
    return first + timedelta(days=c.integer(0, max(0, (last - first).days)))
