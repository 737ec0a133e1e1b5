"""Snapshots: the macros' answer for one day, basis and pair of eyes, kept as a table in the engine's memory.

A table is made by the macros at a ledger head and brought forward by what was recorded since: the macros are asked
anew for those indicators alone that reports, reviews and programs loaded since speak of. Their former rows stay with
the head up to which they held, so that one table answers every head since it was made, and a reader at a head gets
what held at that head, whatever is written meanwhile. A head before the table was made, and a load of much, makes
another table.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from tracker import clock
from tracker.assess.keeping import Kept, exchange, kept
from tracker.store import Store
from tracker.store.connection import first_row

# Bringing forward more indicators than this, or more rows than this in all, costs no less than making anew.
MOST_AT_ONCE, MOST_IN_ALL = 2_000, 8_000
# The last words on most indicators speak of a period that ended so many days before, or later.
RECENT = timedelta(days=200)


class Form(NamedTuple):
    """What of an assessment is kept: the columns made of macro ``assess_grouped``, and whether when achieved promises
    were reached is asked for."""

    name: str
    columns: str
    reached: bool


#: everything macro ``assess_whole`` gives
WHOLE = Form(
    "snapshot",
    """*, late_of(status, null::date, due) as late, null::date as reached_on,
    attention_of(weight, progress, planned_progress, report_overdue) as attention""",
    True,
)
#: what a day is compared with a later one by, made in two thirds of the time
MOVING = Form("moving", "no, progress, period_end, observed", False)

_CLOCKS = "with clocks as (from plain_clocks([$day::date], [$until::timestamp], $head::bigint))"
_MAKE = (
    "create or replace table memory.main.{name} as\n"
    + _CLOCKS
    + """
select {columns}, $head::bigint as held_from, 9223372036854775807 as held_until
from assess_grouped('clocks', $basis, null, null, $eyes, recent := $recent::date, until := $until::timestamp)
"""
)
# When what is achieved was reached is asked in a step of its own: of a table the engine knows how little it holds, of a
# query it would believe that it holds more than the whole log, and build its tables from that.
_ACHIEVED = """
create or replace temp table achieved_now as
select clock, no, load, version, kind, baseline, target, direction from memory.main.{name} where status = 'achieved'
"""
_REACHED = (
    _CLOCKS
    + """
update memory.main.{name} a set reached_on = r.reached_on, late = late_of(a.status, r.reached_on, a.due)
from (from reached_at('clocks', 'achieved_now', $eyes, $until::timestamp)) r where r.no = a.no
"""
)
# A few are assessed in two steps for the same reason.
_FEW = (
    "create or replace temp table assessed_anew as\n"
    + _CLOCKS
    + """
from assess_grouped('clocks', $basis, null, $nos::integer[], $eyes,
                    recent := $recent::date, until := $until::timestamp)
"""
)
_ADD = (
    "insert into memory.main.{name}\n"
    + _CLOCKS
    + """
select *, $head::bigint, 9223372036854775807 from with_reached('assessed_anew', 'clocks', $eyes, $until::timestamp)
"""
)
_ADD_UNREACHED = """
insert into memory.main.{name} select {columns}, $head::bigint, 9223372036854775807 from assessed_anew
"""
_OF_REACHING = ("day", "until", "head", "eyes")
_END = """
update memory.main.{name} set held_until = $head::bigint
where held_until = 9223372036854775807 and list_contains($nos::integer[], no)
"""
# What was recorded after one head up to another speaks of these indicators.
_TOUCHED = """
select no from store.report where seq > $after::bigint and seq <= $head::bigint
union
select no from store.review where seq > $after::bigint and seq <= $head::bigint
union
select no from store.indicator
where program in (select id from store.load where seq > $after::bigint and seq <= $head::bigint and kind = 'program')
"""


def snapshot(
    store: Store, as_of: date, basis: str, head: int | None, eyes: str = "all", form: Form = WHOLE
) -> str:
    """A relation of every indicator's assessment in a form; of WHOLE the columns are those of macro ``assess_whole``.

    It is a subquery without parameters: give it an alias. ``eyes`` is ``all`` or ``public``: what the reader may see.
    """
    at = store.head() if head is None else min(head, store.head())
    if form is WHOLE:
        return held_at(snapshot_table(store, as_of, basis, at, eyes), at)
    with store.snapshot_lock:  # what holds all columns is taken where it is kept already
        wider = answering(store, (WHOLE.name, as_of, basis, eyes), at)
        table = snapshot_table(store, as_of, basis, at, eyes, WHOLE if wider else form)
    return held_at(table, at, form.columns)


def held_at(table: Kept, head: int, columns: str = "* exclude (held_from, held_until)") -> str:
    """The rows of a table that held at a head, as a subquery."""
    return (
        f"(select {columns} from memory.main.{table.name} where held_from <= {head} and held_until > {head})"
    )


def snapshot_table(store: Store, as_of: date, basis: str, head: int, eyes: str, form: Form = WHOLE) -> Kept:
    """The table that answers a head, made or brought forward where none does yet."""
    values = {
        "day": as_of,
        "until": clock.end_of(as_of),
        "basis": basis,
        "eyes": eyes,
        "recent": as_of - RECENT,
    }
    asked = (form.name, as_of, basis, eyes)
    with store.snapshot_lock:
        table = answering(store, asked, head)
        if table is not None and (table.brought_to >= head or _brought(store, table, head, values, form)):
            return kept(store, (*asked, table.made_at), table.name, head, lambda: None)
        name = f"{form.name}_{as_of:%Y%m%d}_{basis}_{eyes}_{head}"

        def make() -> None:
            with store.cursor() as cursor:
                moment = {**values, "head": head}
                cursor.execute(_MAKE.format(name=name, columns=form.columns), moment)
                if form.reached and first_row(cursor, _ACHIEVED.format(name=name)) != (0,):
                    cursor.execute(_REACHED.format(name=name), {one: moment[one] for one in _OF_REACHING})

        return kept(store, (*asked, head), name, head, make)


def answering(store: Store, asked: tuple, head: int) -> Kept | None:
    """Of the tables kept for a question the last one made at or before a head."""
    made = [one for key, one in store.snapshots.items() if key[:-1] == asked and one.made_at <= head]
    return max(made, key=lambda one: one.made_at, default=None)


def touched(store: Store, after: int, head: int) -> list[int]:
    """Numbers of the indicators that anything recorded after one head up to another may have moved."""
    with store.cursor() as cursor:
        found = cursor.execute(_TOUCHED, {"after": after, "head": head}).fetchall()
    return sorted(no for (no,) in found)


def _brought(store: Store, table: Kept, head: int, values: dict, form: Form) -> bool:
    """Bring the table forward to a head; whether that pays."""
    nos = touched(store, table.brought_to, head)
    if len(nos) > MOST_AT_ONCE or table.rows + len(nos) > MOST_IN_ALL:
        return False
    if nos:
        moment = {**values, "head": head}
        with store.cursor() as cursor:
            cursor.execute(_FEW, {**moment, "nos": nos})
            if form.reached:
                add = _ADD.format(name=table.name), {name: moment[name] for name in _OF_REACHING}
            else:
                add = _ADD_UNREACHED.format(name=table.name, columns=form.columns), {"head": head}
            exchange(cursor, (_END.format(name=table.name), {"nos": nos, "head": head}), add)
    table.rows += len(nos)
    table.brought_to = head
    return True
