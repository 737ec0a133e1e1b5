"""Asking the ledger: a whole assessment at a past day, every roll-up of the present day."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from bench.build import Built
from bench.timing import Row, medians
from tracker.access import Actor
from tracker.assess.snapshot import snapshot
from tracker.queries.ask import Ask, Scope
from tracker.queries.rollups import rolled_up
from tracker.store import Store, open_store

PRESENT = date(2025, 6, 20)
WAYS = ("all", "section", "program", "territory", "theme", "seat", "executor")
ANYBODY = Actor.administrator()


def asking_rows(made: Built) -> list[Row]:
    """The budgets of assessing and rolling up."""
    with open_store(made.database) as store:
        return _asked(store)


def _asked(store: Store) -> list[Row]:
    days = (date(2023, 5, 20) + timedelta(n) for n in itertools.count())

    def scan() -> None:
        with store.cursor() as cursor:
            cursor.execute("select no, max(period_end) from store.report group by no").fetchall()

    past = medians(lambda: snapshot(store, next(days), "current", None), scan)
    snapshot(store, PRESENT, "current", None)

    def all_ways(ask: Ask) -> None:
        for way in WAYS:
            rolled_up(store, ANYBODY, ask, Scope(), way)

    other = (PRESENT + timedelta(n) for n in itertools.count(1))
    rolled = medians(lambda: all_ways(Ask(PRESENT)), lambda: all_ways(Ask(next(other))))
    return [
        Row("assess of every indicator at a past day", "scan max(period_end) group by", *past, 4),
        Row("every roll-up on the present day", "the same from the raw log", *rolled, 1 / 5),
    ]
