"""Asking the ledger: a whole assessment at a past day, every roll-up of the present day."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from bench.build import Built
from bench.timing import Row, medians
from tracker import clock
from tracker.access import Actor
from tracker.assess.rolled import KEYS
from tracker.assess.snapshot import RECENT, snapshot
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
    all_ways(store, PRESENT)
    rolled = medians(lambda: all_ways(store, PRESENT), lambda: from_the_log(store, PRESENT))
    return [
        Row("assess of every indicator at a past day", "scan max(period_end) group by", *past, 4),
        Row("every roll-up on the present day", "the same from the raw log", *rolled, 1 / 5),
    ]


def all_ways(store: Store, day: date) -> None:
    """Every roll-up as the pages ask for it."""
    for way in WAYS:
        rolled_up(store, ANYBODY, Ask(day), Scope(), way)


# One assessment of the whole ledger, and every way of grouping it; nothing kept beforehand is read.
_FROM_THE_LOG = """
with clocks as (from plain_clocks([$day::date], [$until::timestamp], $head::bigint)),
assessed as materialized (
    from assess_grouped('clocks', 'current', null, null, 'all',
                        recent := $recent::date, until := $until::timestamp)
),
{keyed}
{every_way}
"""


def from_the_log(store: Store, day: date) -> None:
    """The same roll-ups by the same macros, straight from reports and reviews."""
    keys = {
        **KEYS,
        "all": "select 'all' as key, a.* from {source} a where {where}",
        "territory": "select u.above as key, a.* from {source} a "
        "join (from territories_above($head::bigint)) u on u.code = a.territory where {where}",
    }
    sql = _FROM_THE_LOG.format(
        keyed=",\n".join(
            f"by_{way} as ({text.format(source='assessed', where='true')})" for way, text in keys.items()
        ),
        every_way="\nunion all\n".join(f"select '{way}', * from rolled_up('by_{way}')" for way in keys),
    )
    values = {"day": day, "until": clock.end_of(day), "head": store.head(), "recent": day - RECENT}
    with store.cursor() as cursor:
        cursor.execute(sql, values).fetchall()
