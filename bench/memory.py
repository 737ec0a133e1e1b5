"""Memory of the server with the country open: at rest, by session, and after five hundred sessions came and went."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from bench.build import Built
from bench.crowd import DAY, PAGES, see_each_once
from bench.serving import Served
from bench.timing import Row
from bench.visitor import Visitor
from bench.wastes import ours

MOST, A_SESSION, RETURNS_TO = 700, 1, 1.1
AT_ONCE, SESSIONS = 50, 500
#: the platform forgets a session two minutes after its line was cut
FORGOTTEN_SECONDS = 180


def memory_rows(made: Built) -> list[Row]:
    """The three bounds of memory, each against what is allowed or what was before."""
    pages = [(page, f"{DAY}&{query}") for page, query in PAGES]
    with ours(made) as server:
        see_each_once(server, pages)
        _come_and_go(server, AT_ONCE, pages)  # what the first visitors bring in for good
        opened = server.megabytes()
        each = _of_a_session(server, pages)
        before = server.megabytes()
        _come_and_go(server, SESSIONS, pages)
        after = _forgotten(server, before)
    return [
        Row("server with the country open", "allowed", opened, MOST, 1, unit="MB"),
        Row(f"a session more, mean of {AT_ONCE}", "allowed", each, A_SESSION, 1, unit="MB"),
        Row(f"after {SESSIONS} sessions came and went", "before", after, before, RETURNS_TO, unit="MB"),
    ]


def _of_a_session(at: Served, pages: list[tuple[str, str]]) -> float:
    before = at.megabytes()
    visitors = [Visitor(at.port) for _ in range(AT_ONCE)]
    for number, visitor in enumerate(visitors):
        visitor.see(*pages[number % len(pages)])
    grown = at.megabytes() - before
    for visitor in visitors:
        visitor.leave()
    return max(grown, 0) / AT_ONCE


def _come_and_go(at: Served, count: int, pages: list[tuple[str, str]]) -> None:
    def one(number: int) -> None:
        visitor = Visitor(at.port)
        visitor.see(*pages[number % len(pages)])
        visitor.leave()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(count)))


def _forgotten(at: Served, before: float) -> float:
    """Memory once the sessions that left are forgotten: what it has come down to when it moves no more."""
    ends, newest = time.monotonic() + FORGOTTEN_SECONDS, at.megabytes()
    while time.monotonic() < ends and newest > before:
        threading.Event().wait(2)  # nothing tells from outside that the platform has forgotten them
        newest = at.megabytes()
    return newest
