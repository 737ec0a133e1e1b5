"""Where every measure stood on a day, kept as a table in the engine's memory and brought forward by what is reported.

One row a measure: macro ``measures_at`` without its texts. As in a snapshot each row says from which head to which it
holds, so that a reader at a head sees nothing newer; a load makes another table.
"""

from __future__ import annotations

from datetime import date

from tracker import clock
from tracker.assess.keeping import Kept, exchange, kept
from tracker.assess.snapshot import MOST_AT_ONCE, MOST_IN_ALL, answering, held_at
from tracker.store import Store
from tracker.store.loads import newest_load

# A row is found again by its number: an indicator holds far fewer measures than a million.
_STATES = """
with clocks as (from plain_clocks([$day::date], [$until::timestamp], $head::bigint))
select cast(no as bigint) * 1000000 + place as number,
    * exclude (clock, on_day, indicator, program, section, title_kk, title_ru, title_en),
    $head::bigint as held_from, 9223372036854775807 as held_until
from measures_at('clocks', $basis, $nos::integer[])
"""
_MAKE = "create or replace table memory.main.{name} as" + _STATES
_ADD = "insert into memory.main.{name}" + _STATES
_END = """
update memory.main.{name} set held_until = $head::bigint
where held_until = 9223372036854775807 and list_contains($nos::integer[], no)
"""
_SPOKEN_OF = """
select distinct no from store.measure_report where seq > $after::bigint and seq <= $head::bigint order by no
"""


def measures(store: Store, as_of: date, basis: str, head: int) -> str:
    """A relation of every measure in force on a day as of a ledger head; ``number`` names a row.

    It is a subquery without parameters: give it an alias.
    """
    load = newest_load(store, head)
    asked, values = (
        ("measures", as_of, basis, load),
        {"day": as_of, "until": clock.end_of(as_of), "basis": basis},
    )
    with store.snapshot_lock:
        table = answering(store, asked, head)
        if table is not None and (table.brought_to >= head or _brought(store, table, head, values)):
            return held_at(kept(store, (*asked, table.made_at), table.name, head, lambda: None), head)
        name = f"measures_{as_of:%Y%m%d}_{basis}_{head}"

        def make() -> None:
            with store.cursor() as cursor:
                cursor.execute(_MAKE.format(name=name), {**values, "head": head, "nos": None})

        return held_at(kept(store, (*asked, head), name, head, make), head)


def _brought(store: Store, table: Kept, head: int, values: dict) -> bool:
    """Bring a table forward to a head; whether that pays."""
    with store.cursor() as cursor:
        found = cursor.execute(_SPOKEN_OF, {"after": table.brought_to, "head": head}).fetchall()
        nos = [no for (no,) in found]
        if len(nos) > MOST_AT_ONCE or table.rows + len(nos) > MOST_IN_ALL:
            return False
        if nos:
            few = {"head": head, "nos": nos}
            exchange(
                cursor, (_END.format(name=table.name), few), (_ADD.format(name=table.name), {**values, **few})
            )
    table.rows += len(nos)
    table.brought_to = head
    return True
