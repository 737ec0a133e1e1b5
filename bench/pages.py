"""Reruns of pages against an empty page, as everybody sees them who sees much; floor and figure by turns."""

from __future__ import annotations

import statistics
from pathlib import Path

from bench.build import Built
from bench.readers import sign_in_everybody
from bench.serving import served
from bench.timing import Row, quick
from bench.views import OPEN, VIEWS, View
from bench.visitor import Visitor
from tracker.store import open_store

HERE = Path(__file__).resolve().parent
DASHBOARD = HERE.parent / "dashboard.py"
EMPTY = HERE / "empty" / "dashboard.py"
# A look takes milliseconds, and every third one or so waits one longer: of a hundred the median stands still.
RERUNS, RERUNS_QUICK = 101, 15


def page_rows(made: Built) -> list[Row]:
    """Each page's rerun against the empty page of a server of the same kind."""
    with open_store(made.database) as store:
        tokens = sign_in_everybody(store)
    rows = []
    with (
        served(EMPTY, **{**made.environment, "TRACKER_DATABASE": ":memory:"}) as empty,
        served(DASHBOARD, **made.environment) as ours,
    ):
        floor = Visitor(empty.port)
        for view in OPEN if quick() else VIEWS:
            visitor = Visitor(ours.port, tokens.get(view.reader))
            seen, bare = _by_turns(visitor, view, floor)
            whose = f"{view.name} page, rerun" if view.reader not in tokens else f"{view.name}, {view.reader}"
            note = f"{visitor.carried / 1000:.0f} KB"
            rows.append(Row(whose, "empty page", seen, bare, view.budget, note))
            visitor.leave()
        floor.leave()
    return rows


def _by_turns(visitor: Visitor, view: View, floor: Visitor) -> tuple[float, float]:
    """Median seconds of a page seen again, and of the empty page between."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range((RERUNS_QUICK if quick() else RERUNS) + 2):
        seconds = visitor.see(view.page, view.address), floor.see("", "")
        if turn >= 2:
            for one, times in zip(seconds, taken, strict=True):
                times.append(one)
    return statistics.median(taken[0]), statistics.median(taken[1])
