"""Snapshots: the macros' answer for one day, head and basis, kept as a table in the engine's memory.

A snapshot is made by the macros and keyed on the ledger head it was made at, so it can never be stale: a write
moves the head, and the next question makes (or finds) another table. The least recently asked are dropped.
"""

from __future__ import annotations

from datetime import date

from tracker import clock
from tracker.store import Store

KEPT = 12

_MAKE = """
create or replace table memory.main.{name} as
with clocks as (from plain_clocks([$day::date], [$until::timestamp], $head::bigint))
from assess_whole('clocks', $basis, null, null)
"""


def snapshot(store: Store, as_of: date, basis: str, head: int | None) -> str:
    """Name of the table that holds every indicator's assessment; columns as macro ``assess_whole`` gives them."""
    key = (store.head() if head is None else min(head, store.head()), as_of, basis)
    with store.snapshot_lock:
        name = store.snapshots.pop(key, None)
        if name is None:
            name = f"snapshot_{as_of:%Y%m%d}_{basis}_{key[0]}"
            with store.cursor() as cursor:
                cursor.execute(
                    _MAKE.format(name=name),
                    {"day": as_of, "until": clock.end_of(as_of), "head": key[0], "basis": basis},
                )
        store.snapshots[key] = name
        _drop_oldest(store)
    return name


def _drop_oldest(store: Store) -> None:
    while len(store.snapshots) > KEPT:
        name = store.snapshots.pop(next(iter(store.snapshots)))
        with store.cursor() as cursor:
            cursor.execute(f"drop table if exists memory.main.{name}")
