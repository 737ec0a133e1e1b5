"""Reruns of pages against an empty page, fifty people at once, memory of the server with sessions that come and go."""

from __future__ import annotations

import random
import statistics
import threading
import time
from pathlib import Path

from bench.build import Built
from bench.serving import Served, served
from bench.timing import Row
from bench.visitor import Visitor

HERE = Path(__file__).resolve().parent
DASHBOARD = HERE.parent / "dashboard.py"
EMPTY = HERE / "empty" / "dashboard.py"
DAY = "as_of=2025-06-20&lang=ru"
PAGES = {
    "overview": ("", ""),
    "member": ("member", "&seat=bureau-kz-11-health"),
    "members": ("members", "&territory=KZ-11"),
    "indicator": ("indicator", "&indicator=program-kz-11/health-0"),
    "section": ("section", "&program=program-kz-11&section=health"),
    "territory": ("territory", "&territory=KZ-11"),
    "theme": ("theme", "&theme=health"),
    "measures": ("measures", "&territory=KZ-11"),
    "changes": ("changes", "&territory=KZ-11"),
}
RERUNS, PEOPLE, THINKING = 15, 50, 2.0


def page_rows(made: Built) -> list[Row]:
    """Each page's rerun against the empty page of a server of the same kind."""
    environment = {"TRACKER_DATABASE": str(made.database), "TRACKER_PROGRAMS": str(made.programs)}
    with served(EMPTY, **{**environment, "TRACKER_DATABASE": ":memory:"}) as empty:
        floor = _rerun(empty, "", "")
        empty_crowd = _crowd(empty, [("", "")])
    rows = []
    with served(DASHBOARD, **environment) as ours:
        for name, (page, query) in PAGES.items():
            budget = 5 if name == "overview" else 4
            rows.append(
                Row(f"{name} page, rerun", "empty page", _rerun(ours, page, DAY + query), floor, budget)
            )
        crowd = _crowd(ours, [(page, DAY + query) for page, query in PAGES.values()])
        rows.append(Row(f"{PEOPLE} people, 95th of 100 of a rerun", "empty app", crowd, empty_crowd, 20))
    return rows


def _rerun(at: Served, page: str, query: str) -> float:
    """Median seconds of a page seen again."""
    visitor = Visitor(at.port)
    try:
        times = [visitor.see(page, query) for _ in range(RERUNS + 2)][2:]
    finally:
        visitor.leave()
    return statistics.median(times)


def _crowd(at: Served, pages: list[tuple[str, str]], seconds: float = 20) -> float:
    """The 95th of 100 of what people wait who look at pages with a pause between."""
    waited: list[float] = []
    ends = time.monotonic() + seconds

    def one(number: int) -> None:
        chance, visitor = random.Random(number), Visitor(at.port)
        time.sleep(chance.uniform(0, THINKING))
        while time.monotonic() < ends:
            waited.append(visitor.see(*chance.choice(pages)))
            time.sleep(chance.expovariate(1 / THINKING))
        visitor.leave()

    people = [threading.Thread(target=one, args=(n,)) for n in range(PEOPLE)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return sorted(waited)[int(0.95 * (len(waited) - 1))]
