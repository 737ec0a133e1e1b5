"""Fifty people at once, looking at pages with a pause between: ours, an empty app, ours under stock settings."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

from bench.build import Built
from bench.serving import Served, served
from bench.timing import Row
from bench.visitor import Visitor
from bench.wastes import ours, under_stock_settings

EMPTY = Path(__file__).resolve().parent / "empty" / "dashboard.py"
PEOPLE, THINKING, LOOKING = 50, 2.0, 20
DAY = "as_of=2025-06-20&lang=ru"
PAGES = (
    ("", ""),
    ("member", "seat=bureau-kz-11-health"),
    ("members", "territory=KZ-11"),
    ("indicator", "indicator=program-kz-11/health-0"),
    ("section", "program=program-kz-11&section=health"),
    ("territory", "territory=KZ-11"),
    ("theme", "theme=health"),
    ("measures", "territory=KZ-11"),
    ("changes", "territory=KZ-11"),
)


def crowd_rows(made: Built) -> list[Row]:
    """The 95th of 100 of what people wait, against the empty app and against stock settings."""
    pages = [(page, f"{DAY}&{query}") for page, query in PAGES]
    with served(EMPTY, TRACKER_DATABASE=":memory:", TRACKER_PROGRAMS=str(made.programs)) as empty:
        floor = crowd(empty, [("", "")])
    with ours(made) as server:
        waited = crowd(server, pages)
    with under_stock_settings(made) as server:
        stock = crowd(server, pages)
    figure = f"{PEOPLE} people, 95th of 100 of a rerun"
    return [
        Row(figure, "empty app", waited, floor, 20),
        Row(figure, "the same app under stock settings", waited, stock, 1 / 10),
    ]


def crowd(at: Served, pages: list[tuple[str, str]]) -> float:
    """The 95th of 100 of what people wait who look at pages for a while."""
    see_each_once(at, pages)
    waited: list[float] = []
    ends = time.monotonic() + LOOKING

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


def see_each_once(at: Served, pages: list[tuple[str, str]]) -> None:
    """What a rerun is measured after: every page was seen before."""
    visitor = Visitor(at.port)
    for page, query in pages:
        visitor.see(page, query)
    visitor.leave()
