"""Tables kept in the engine's memory: found by what they answer, the least recently asked dropped.

Each row of a table says from which ledger head to which it holds (``held_from``, ``held_until``: the first at which it
does not). The heads at which rows were found are the table's stops. Between two of them anything may have been recorded
that nobody looked at: a head there is made a stop of its own before it is answered.
"""

from __future__ import annotations

import time
from bisect import bisect_right, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import duckdb

from tracker.store import Store

#: so many snapshots are kept, which hold all that is known of every indicator, and so many narrower tables
WIDE, NARROW = 8, 40
#: and so many times as many where all of them were asked for a moment ago
AT_MOST = 2
#: what holds at the last stop holds until something is recorded
FOREVER = 2**63 - 1
# A name just handed out is about to be read, and its table is not dropped unless very many are asked for at once.
_HANDED_OUT_SECONDS = 60
_END = """
update memory.main.{name} set held_until = $head::bigint
where held_until = $until_head::bigint and held_from < $head::bigint
  and list_contains($moved::{kind}[], {column})
"""


@dataclass(slots=True)
class Kept:
    """A table and its stops, in order; ``rows`` came after it was made."""

    name: str
    stops: list[int]
    rows: int = 0
    asked_at: float = field(default_factory=time.monotonic)

    @property
    def made_at(self) -> int:
        """The head it was made at; it answers none before."""
        return self.stops[0]

    def around(self, head: int) -> tuple[int, int]:
        """The last stop at or before a head and the next one, FOREVER where none is."""
        place = bisect_right(self.stops, head)
        return self.stops[place - 1], self.stops[place] if place < len(self.stops) else FOREVER

    def stop_at(self, head: int) -> None:
        """Its rows are what held at this head, too."""
        if head not in self.around(head):
            insort(self.stops, head)


def answering(store: Store, asked: tuple, head: int) -> Kept | None:
    """Of the tables kept for a question the last one made at or before a head."""
    made = [one for key, one in store.snapshots.items() if key[:-1] == asked and one.made_at <= head]
    return max(made, key=lambda one: one.made_at, default=None)


def held_at(table: Kept, head: int, columns: str = "* exclude (held_from, held_until)") -> str:
    """The rows of a table that held at a head, as a subquery."""
    return (
        f"(select {columns} from memory.main.{table.name} where held_from <= {head} and held_until > {head})"
    )


def kept(store: Store, key: tuple, name: str, head: int, make: Callable[[], None]) -> Kept:
    """What is kept under the key, after ``make`` made the table at a head where nothing is."""
    with store.snapshot_lock:
        known = store.snapshots.pop(key, None)
        if known is None:
            make()
            known = Kept(name, [head])
        known.asked_at = time.monotonic()
        store.snapshots[key] = known
        _drop_oldest(store)
    return known


def ended(
    table: Kept, column: str, moved: Sequence[int] | Sequence[str], head: int, until_head: int
) -> tuple[str, dict]:
    """The statement, with its parameters, that lets rows hold no longer than to a head: those that hold to the stop
    after it, of what moved, named in a column of numbers or of texts.
    """
    kind = "integer" if column == "no" else "varchar"
    sql = _END.format(name=table.name, column=column, kind=kind)
    return sql, {"moved": list(moved), "head": head, "until_head": until_head}


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
    for wide, most in ((True, WIDE), (False, NARROW)):
        keys = [key for key in store.snapshots if (key[0] == "snapshot") is wide]
        for left in range(len(keys), most, -1):
            key = keys[len(keys) - left]
            oldest = store.snapshots[key]
            if left <= AT_MOST * most and time.monotonic() - oldest.asked_at < _HANDED_OUT_SECONDS:
                break
            del store.snapshots[key]
            with store.cursor() as cursor:
                cursor.execute(f"drop table if exists memory.main.{oldest.name}")
