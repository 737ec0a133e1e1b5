"""Snapshots: the macros' answer for one day, basis and pair of eyes, kept as a table in the engine's memory.

A table is made by the macros at a ledger head and brought forward by what was recorded since: the macros are asked
anew for those indicators alone that reports, reviews and programs loaded since speak of. Their former rows stay with
the head up to which they held, so that one table answers every head since it was made, and a reader at a head gets
what held at that head, whatever is written meanwhile: a head that was passed over, since somebody asked at a later one
first, is brought in between the two beside it in the same way. A head before the table was made, and a load of much,
makes another table.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from tracker import clock
from tracker.assess.keeping import FOREVER, Kept, answering, ended, exchange, held_at, kept
from tracker.store import Store
from tracker.store.connection import first_row

# Bringing forward more indicators than this, or more rows than this in all, costs no less than making anew.
MOST_AT_ONCE, MOST_IN_ALL = 2_000, 8_000
# Every table of a day asks what the same reports moved.
REMEMBERED = 16
# The last words on most indicators speak of a period that ended so many days before, or later.
RECENT = timedelta(days=200)

ALL_COLUMNS = "* exclude (held_from, held_until)"

#: what macro ``assess_whole`` gives, of macro ``assess_grouped`` before it is asked when promises were reached
_COLUMNS = """*, late_of(status, null::date, due) as late, null::date as reached_on,
    attention_of(weight, progress, planned_progress, report_overdue) as attention"""
_CLOCKS = "with clocks as (from plain_clocks([$day::date], [$until::timestamp], $head::bigint))"
_MAKE = (
    "create or replace table memory.main.{name} as\n"
    + _CLOCKS
    + f"""
select {_COLUMNS}, $head::bigint as held_from, {FOREVER} as held_until
from assess_grouped('clocks', $basis, null, null, $eyes, recent := $recent::date, until := $until::timestamp)
"""
)
# When what is achieved was reached is asked in a step of its own: of a table the engine knows how little it holds, of a
# query it would believe that it holds more than the whole log, and build its tables from that.
_ACHIEVED = """
create or replace temp table achieved_now as
select 1::bigint as clock, no, load, version, kind, baseline, target, direction
from {made} where status = 'achieved' and clock = $clock
"""
_REACHED = (
    _CLOCKS
    + """
update memory.main.{name} a set reached_on = r.reached_on, late = late_of(a.status, r.reached_on, a.due)
from (from reached_at('clocks', 'achieved_now', $eyes, $until::timestamp)) r
where r.no = a.no and a.held_from = $head
"""
)
_OF_REACHING = ("day", "until", "head", "eyes")
# A few are assessed in two steps for the same reason, and where it can be for both pairs of eyes at once.
_FEW = """
create or replace temp table assessed_anew as
with clocks as (from plain_clocks($days::date[], $untils::timestamp[], $head::bigint))
from assess_grouped('clocks', $basis, null, $nos::integer[], $eyes, recent := $recent::date,
                    until := $until::timestamp, public_clock := $public_clock)
"""
_ADD = f"""
insert into memory.main.{{name}} select {_COLUMNS}, $head::bigint, $until_head::bigint
from (select * replace (1::bigint as clock) from assessed_anew where clock = $clock)
"""
# The pairs of eyes that snapshots are made for; one assessment answers for both, the second as its `public_clock`.
PAIR = ("all", "public")
# What was recorded after one head up to another speaks of these indicators.
_TOUCHED = """
select no, split_part(id, '/', 1) as program from store.subject
where no in (
    select no from store.report where seq > $after::bigint and seq <= $head::bigint
    union all
    select no from store.review where seq > $after::bigint and seq <= $head::bigint
    union all
    select no from store.indicator
    where program in (
        select id from store.load where seq > $after::bigint and seq <= $head::bigint and kind = 'program')
)
order by no
"""


class Touched(NamedTuple):
    """What was recorded since speaks of: numbers of indicators and ids of their programs, each once."""

    numbers: list[int]
    programs: list[str]


def snapshot(
    store: Store,
    as_of: date,
    basis: str,
    head: int | None,
    eyes: str = "all",
    columns: str = ALL_COLUMNS,
) -> str:
    """A relation of every indicator's assessment, with the columns of macro ``assess_whole``.

    It is a subquery without parameters: give it an alias. ``eyes`` is ``all`` or ``public``: what the reader may see.
    ``columns`` takes some of them: naming all takes the engine half a millisecond.
    """
    at = store.head() if head is None else min(head, store.head())
    return held_at(snapshot_table(store, as_of, basis, at, eyes), at, columns)


def snapshot_table(store: Store, as_of: date, basis: str, head: int, eyes: str) -> Kept:
    """The table that answers a head, made or brought forward where none does yet."""
    values = {
        "day": as_of,
        "until": clock.end_of(as_of),
        "basis": basis,
        "recent": as_of - RECENT,
        "head": head,
    }
    asked = ("snapshot", as_of, basis)
    with store.snapshot_lock:
        table = answering(store, (*asked, eyes), head)
        if table is not None and _brought(store, asked, eyes, values):
            return kept(store, (*asked, eyes, table.made_at), table.name, head, lambda: None)
        name = f"snapshot_{as_of:%Y%m%d}_{basis}_{eyes}_{head}"

        def make() -> None:
            with store.cursor() as cursor:
                cursor.execute(_MAKE.format(name=name), {**values, "eyes": eyes})
                if _achieved(cursor, f"memory.main.{name}", 1):
                    cursor.execute(*_reaching(name, eyes, values))

        return kept(store, (*asked, eyes, head), name, head, make)


def touched(store: Store, after: int, head: int) -> Touched:
    """The indicators that anything recorded after one head up to another may have moved."""
    found = store.touched.get((after, head))
    if found is None:
        with store.cursor() as cursor:
            pairs = cursor.execute(_TOUCHED, {"after": after, "head": head}).fetchall()
        found = Touched([no for no, _ in pairs], sorted({program for _, program in pairs}))
        if len(store.touched) >= REMEMBERED:
            store.touched.clear()
        store.touched[after, head] = found
    return found


def _brought(store: Store, asked: tuple, eyes: str, values: dict) -> bool:
    """Make a head a stop of the table that answers it; whether that pays.

    The same day's table for the other pair of eyes comes along where it stands at the same head: the assessment is most
    of the work, and the same.
    """
    head = values["head"]
    tables = {one: answering(store, (*asked, one), head) for one in PAIR}
    between = tables[eyes].around(head)
    start, until_head = between
    if start == head:
        return True
    nos = touched(store, start, head).numbers
    if len(nos) > MOST_AT_ONCE or tables[eyes].rows + len(nos) > MOST_IN_ALL:
        return False
    along = {
        one: table
        for one, table in tables.items()
        if table is not None and table.around(head) == between and table.rows + len(nos) <= MOST_IN_ALL
    }
    if nos:
        with store.cursor() as cursor:
            _bring(cursor, along, nos, {**values, "until_head": until_head})
    for table in along.values():
        table.stop_at(head)
    return True


def _bring(cursor: DuckDBPyConnection, tables: dict[str, Kept], nos: list[int], values: dict) -> None:
    """Assess some indicators anew, once for all pairs of eyes, and put them into the pairs' tables."""
    among = list(tables)  # `all` first, and `public` at the second moment
    moments = {"days": [values["day"]] * len(among), "untils": [values["until"]] * len(among)}
    of_few = {name: values[name] for name in ("head", "basis", "recent", "until")}
    held = {name: values[name] for name in ("head", "until_head")}
    eyes, public_clock = among[0], 2 if len(among) == 2 else None
    cursor.execute(_FEW, {**moments, **of_few, "nos": nos, "eyes": eyes, "public_clock": public_clock})
    for place, (own, table) in enumerate(tables.items(), start=1):
        steps = [
            ended(table, "no", nos, **held),
            (_ADD.format(name=table.name), {"clock": place, **held}),
        ]
        if _achieved(cursor, "assessed_anew", place):
            steps.append(_reaching(table.name, own, values))
        exchange(cursor, *steps)
        # at once: were the other table's exchange to fail, this one's must not be made again
        table.rows += len(nos)
        table.stop_at(values["head"])


def _achieved(cursor: DuckDBPyConnection, made: str, place: int) -> bool:
    """Put what is achieved in a relation of assessments aside; whether there is any."""
    return first_row(cursor, _ACHIEVED.format(made=made), {"clock": place}) != (0,)


def _reaching(name: str, eyes: str, values: dict) -> tuple[str, dict]:
    moment = {**values, "eyes": eyes}
    return _REACHED.format(name=name), {one: moment[one] for one in _OF_REACHING}
