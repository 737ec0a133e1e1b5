"""Tables kept in the engine's memory: found by what they answer, the least recently asked dropped."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import duckdb

from tracker.store import Store

KEPT = 24
# A name just handed out is about to be read: it is not dropped, however many days are asked for at once.
_HANDED_OUT_SECONDS = 60


@dataclass(slots=True)
class Kept:
    """A table that answers every ledger head from ``made_at`` to ``brought_to``; ``rows`` came after it was made."""

    name: str
    made_at: int
    brought_to: int
    rows: int = 0
    asked_at: float = field(default_factory=time.monotonic)


def kept(store: Store, key: tuple, name: str, head: int, make: Callable[[], None]) -> Kept:
    """What is kept under the key, after ``make`` made the table at a head where nothing is."""
    with store.snapshot_lock:
        known = store.snapshots.pop(key, None)
        if known is None:
            make()
            known = Kept(name, head, head)
        known.asked_at = time.monotonic()
        store.snapshots[key] = known
        _drop_oldest(store)
    return known


def exchange(cursor: duckdb.DuckDBPyConnection, *steps: tuple[str, dict]) -> None:
    """End rows of a table and add those that hold in their place, all of it or nothing."""
    cursor.execute("begin transaction")
    try:
        for sql, values in steps:
            cursor.execute(sql, values).fetchall()
        cursor.execute("commit")
    except BaseException:
        cursor.execute("rollback")
        raise


def _drop_oldest(store: Store) -> None:
    while len(store.snapshots) > KEPT:
        key, oldest = next(iter(store.snapshots.items()))
        if len(store.snapshots) <= 3 * KEPT and time.monotonic() - oldest.asked_at < _HANDED_OUT_SECONDS:
            return
        del store.snapshots[key]
        with store.cursor() as cursor:
            cursor.execute(f"drop table if exists memory.main.{oldest.name}")
