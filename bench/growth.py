"""The same pages over ten times the reports: what a page costs must not follow what was ever said."""

from __future__ import annotations

from bench.build import Built, built, ready
from bench.crowd import DAY, PAGES
from bench.timing import Row
from bench.wastes import by_turns, ours


def growth_rows(made: Built) -> list[Row]:
    """Each page's rerun at ten times the reports against the same page at the country's size, by turns."""
    (folder := made.database.parent / "tenfold").mkdir()
    tenfold = ready(built(made.size, factor=10), folder)
    rows = []
    with ours(made) as small, ours(tenfold) as large:
        for page, query in PAGES:
            before, after = by_turns(small, large, page, f"{DAY}&{query}")
            figure = f"{page or 'overview'} page at ten times the reports"
            rows.append(Row(figure, "the same page", after, before, 2.5))
    return rows
