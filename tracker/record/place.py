"""Where an indicator of the ledger belongs: its number, its territory, the seat that carries it, its executor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from tracker import clock
from tracker.access.permission import Place
from tracker.errors import InputError
from tracker.store.connection import Writing, first_row

_FEW = 100  # ids up to which a relation of their own costs more than it gives


def indicator_numbers(writing: Writing, ids: set[str]) -> dict[str, int]:
    """The ledger's number of each indicator. Raises InputError naming the first one that is not held."""
    asked = sorted(ids)
    return dict(zip(asked, numbers_of(writing, pa.array(asked, pa.string())).to_pylist(), strict=True))


def numbers_of(writing: Writing, ids: pa.Array) -> pa.Array:
    """The same for a column of ids, in its order."""
    cursor = writing.cursor
    if len(ids) <= _FEW:
        found = cursor.execute(
            "select id, no from store.subject where id in (select unnest($ids::varchar[]))",
            {"ids": ids.to_pylist()},
        ).to_arrow_table()
    else:
        cursor.register("asked", pa.table({"id": ids}))
        try:
            found = cursor.execute(
                "select id, no from store.subject semi join asked using (id)"
            ).to_arrow_table()
        finally:
            cursor.unregister("asked")
    place = pc.index_in(ids, found["id"])
    if place.null_count:
        missing = pc.min(ids.filter(pc.is_null(place))).as_py()
        raise InputError("There is no indicator {indicator}.", indicator=missing)
    return found["no"].combine_chunks().take(place)


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


# The same for many at once: what a section shares is worked out once for the section, not for each indicator of it.
_PLACES = """
with loads as (from loads_at($head::bigint)),
item as (
    select i.no, i.program, i.section, i.executor, p.territory, s.theme
    from store.indicator i
    join loads on loads.kind = 'program' and loads.load = i.load
    join store.program p on p.load = i.load
    join store.section s on s.load = i.load and s.section = i.section
    where list_contains($nos::integer[], i.no)
),
sections as (select distinct program, section, territory, theme from item),
above as (
    select s.program, s.section, list(u.above) as territories
    from sections s join (from territories_above($head::bigint)) u on u.code = s.territory group by s.program, s.section
),
themed as (
    select t.program, t.section, list(distinct w.seat) as seats
    from sections t
    join store.section s on s.theme = t.theme
    join loads on loads.kind = 'program' and loads.load = s.load
    join store.program p on p.load = s.load
    join (from territories_above($head::bigint)) u on u.code = t.territory and u.above = p.territory
    join store.ownership w on w.load = s.load and w.no is null and w.section = s.section
        and w.from_on <= $day::date and $day::date < w.until_on
    group by t.program, t.section
),
owned as (
    select no, any_value(owner) as owner, any_value(section_owner) as section_owner
    from (from owners_on($day::date, $head::bigint)) o where list_contains($nos::integer[], o.no) group by no
)
select i.no, a.territories, o.owner, o.section_owner, t.seats, i.executor
from item i left join above a on a.program = i.program and a.section = i.section
left join themed t on t.program = i.program and t.section = i.section
left join owned o on o.no = i.no
"""


def places_of(writing: Writing, nos: Iterable[int], now: datetime) -> dict[int, Place]:
    """:func:`place_of` for many indicators at once: a branch's whole workbook has thousands of them."""
    wanted = sorted(set(nos))
    values = {"day": clock.day_of(now), "head": writing.head, "nos": wanted}
    found = writing.cursor.execute(_PLACES, values).fetchall()
    places = {
        no: Place(tuple(above or ()), owner, section_owner, tuple(seats or ()), executor)
        for no, above, owner, section_owner, seats, executor in found
    }
    return {no: places.get(no, Place()) for no in wanted}


_ABOVE = "select list(above) from territories_above($head::bigint) where code = $code"


def place_in(writing: Writing, territory: str) -> Place:
    """A territory with everything above it, as a place to ask access for."""
    found = first_row(writing.cursor, _ABOVE, {"head": writing.head, "code": territory})
    return Place(tuple(found[0] or ()) if found else ())
