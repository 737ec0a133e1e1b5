"""Where an indicator of the ledger belongs: its number, its territory, the seat that carries it, its executor."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa

from tracker import clock
from tracker.access.permission import Place
from tracker.errors import InputError
from tracker.store.connection import Writing, first_row


def indicator_numbers(writing: Writing, ids: set[str]) -> dict[str, int]:
    """The ledger's number of each indicator. Raises InputError naming the first one that is not held."""
    wanted = pa.table({"id": pa.array(sorted(ids), pa.string())})
    writing.cursor.register("wanted", wanted)
    try:
        found = dict(
            writing.cursor.execute("select id, no from store.subject join wanted using (id)").fetchall()
        )
    finally:
        writing.cursor.unregister("wanted")
    for missing in sorted(ids - found.keys()):
        raise InputError("There is no indicator {indicator}.", indicator=missing)
    return found


_PLACE = """
with loads as (from loads_at($head::bigint)),
item as (
    select i.load, i.program, i.section, i.executor, p.territory, s.theme
    from store.indicator i
    join loads on loads.kind = 'program' and loads.load = i.load
    join store.program p on p.load = i.load
    join store.section s on s.load = i.load and s.section = i.section
    where i.no = $no
),
above as (select u.above from item join (from territories_above($head::bigint)) u on u.code = item.territory)
select (select list(above) from above),
    any_value(o.owner), any_value(o.section_owner), (select any_value(executor) from item),
    (select list(distinct w.seat)
     from item
     join store.section s on s.theme = item.theme
     join loads on loads.kind = 'program' and loads.load = s.load
     join store.program p on p.load = s.load
     join above on above.above = p.territory
     join store.ownership w on w.load = s.load and w.no is null and w.section = s.section
        and w.from_on <= $day::date and $day::date < w.until_on)
from (from owners_on($day::date, $head::bigint)) o where o.no = $no
"""


def place_of(writing: Writing, no: int, now: datetime) -> Place:
    """Where an indicator belongs on the day of an instant: its territory with all above it, and who carries it."""
    values = {"day": clock.day_of(now), "head": writing.head, "no": no}
    territories, owner, section_owner, executor, theme_owners = first_row(writing.cursor, _PLACE, values)
    return Place(tuple(territories or ()), owner, section_owner, tuple(theme_owners or ()), executor)
