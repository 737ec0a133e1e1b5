"""Snapshots: the macros' answer for one day, head and basis, kept as a table in the engine's memory.

A snapshot is made by the macros and keyed on the ledger head it was made at, so it can never be stale: a write
moves the head, and the next question makes (or finds) another table. The least recently asked are dropped.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from tracker import clock
from tracker.store import Store

KEPT = 18
# A name just handed out is about to be read: it is not dropped, however many days are asked for at once.
_HANDED_OUT_SECONDS = 60

_MAKE = """
create or replace table memory.main.{name} as
with clocks as (from plain_clocks([$day::date], [$until::timestamp], $head::bigint))
from assess_whole('clocks', $basis, null, null, $eyes)
"""


def snapshot(store: Store, as_of: date, basis: str, head: int | None, eyes: str = "all") -> str:
    """Name of the table that holds every indicator's assessment; columns as macro ``assess_whole`` gives them.

    ``eyes`` is ``all`` or ``public``: what the reader may see.
    """
    key = (store.head() if head is None else min(head, store.head()), as_of, basis, eyes)
    name = f"snapshot_{as_of:%Y%m%d}_{basis}_{eyes}_{key[0]}"
    values = {"day": as_of, "until": clock.end_of(as_of), "head": key[0], "basis": basis, "eyes": eyes}

    def make() -> None:
        with store.cursor() as cursor:
            cursor.execute(_MAKE.format(name=name), values)

    return kept(store, key, name, make)


def kept(store: Store, key: tuple, name: str, make: Callable[[], None]) -> str:
    """The table's name, after ``make`` made it where nothing is kept under the key."""
    with store.snapshot_lock:
        known = store.snapshots.pop(key, None)
        if known is None:
            make()
        store.snapshots[key] = (name, time.monotonic())
        _drop_oldest(store)
    return name


def _drop_oldest(store: Store) -> None:
    while len(store.snapshots) > KEPT:
        key, (name, asked_at) = next(iter(store.snapshots.items()))
        if len(store.snapshots) <= 3 * KEPT and time.monotonic() - asked_at < _HANDED_OUT_SECONDS:
            return
        del store.snapshots[key]
        with store.cursor() as cursor:
            cursor.execute(f"drop table if exists memory.main.{name}")
