"""Reruns of pages against an empty page."""

from __future__ import annotations

import statistics
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
RERUNS = 15


def page_rows(made: Built) -> list[Row]:
    """Each page's rerun against the empty page of a server of the same kind."""
    with served(EMPTY, **{**made.environment, "TRACKER_DATABASE": ":memory:"}) as empty:
        floor = _rerun(empty, "", "")
    rows = []
    with served(DASHBOARD, **made.environment) as ours:
        for name, (page, query) in PAGES.items():
            budget = 5 if name == "overview" else 4
            rows.append(
                Row(f"{name} page, rerun", "empty page", _rerun(ours, page, DAY + query), floor, budget)
            )
    return rows


def _rerun(at: Served, page: str, query: str) -> float:
    """Median seconds of a page seen again."""
    visitor = Visitor(at.port)
    try:
        times = [visitor.see(page, query) for _ in range(RERUNS + 2)][2:]
    finally:
        visitor.leave()
    return statistics.median(times)
