"""Rows by indicator, kept as a table in the engine's memory and brought forward by what was recorded since.

For relations of which what is recorded on an indicator moves that indicator's rows alone, or those of a few more that
can be told. As in a snapshot (:mod:`tracker.assess.snapshot`) each row says from which head to which it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from tracker.assess.keeping import FOREVER, Kept, answering, ended, exchange, held_at, kept
from tracker.assess.snapshot import MOST_AT_ONCE, MOST_IN_ALL
from tracker.store import Store

Cursor = DuckDBPyConnection
#: a statement and its parameters
Rows = tuple[str, dict[str, Any]]
RowsOf = Callable[[Cursor, Sequence[int] | None, int], Rows]
_HELD = "select *, {head}::bigint as held_from, {until_head}::bigint as held_until from ({rows})"
_MAKE = f"create or replace table memory.main.{{name}} as {_HELD}"
_ADD = f"insert into memory.main.{{name}} {_HELD}"


@dataclass(frozen=True, slots=True)
class ByIndicator:
    """A relation with a column ``no`` and how it moves.

    ``key`` is what it is kept under, the kind of relation first; ``name`` begins the table's name. ``rows`` gives the
    statement and its parameters for the indicators of the given numbers, or for all (None), as of a head; it may make
    tables on the cursor. ``spoken_of`` gives the numbers whose rows anything recorded after one head up to another may
    have moved, None where that cannot be told.
    """

    key: tuple
    name: str
    rows: RowsOf
    spoken_of: Callable[[Cursor, int, int], Collection[int] | None]


def by_indicator(
    store: Store, of: ByIndicator, head: int, of_few: Callable[[], str | None] = lambda: None
) -> str:
    """The relation as of a ledger head: kept and brought forward, found ``of_few`` where nothing is kept and that gives
    something, or made.

    It may be a subquery without parameters: give it an alias.
    """
    with store.snapshot_lock:
        table = answering(store, of.key, head)
        if table is not None and _brought(store, of, table, head):
            return held_at(kept(store, (*of.key, table.made_at), table.name, head, lambda: None), head)
        few = of_few()
        if few is not None:
            return few
        name = f"{of.name}_{head}"

        def make() -> None:
            with store.cursor() as cursor:
                sql, values = of.rows(cursor, None, head)
                text = _MAKE.format(name=name, head=head, until_head=FOREVER, rows=sql)
                cursor.execute(text, values).fetchall()

        return held_at(kept(store, (*of.key, head), name, head, make), head)


def _brought(store: Store, of: ByIndicator, table: Kept, head: int) -> bool:
    """Make a head a stop of the table; whether that pays."""
    start, until_head = table.around(head)
    if start == head:
        return True
    with store.cursor() as cursor:
        spoken_of = of.spoken_of(cursor, start, head)
        if spoken_of is None:
            return False
        nos = sorted(set(spoken_of))
        if len(nos) > MOST_AT_ONCE or table.rows + len(nos) > MOST_IN_ALL:
            return False
        if nos:
            sql, values = of.rows(cursor, nos, head)
            exchange(
                cursor,
                ended(table, "no", nos, head, until_head),
                (_ADD.format(name=table.name, head=head, until_head=until_head, rows=sql), values),
            )
    table.rows += len(nos)
    table.stop_at(head)
    return True
