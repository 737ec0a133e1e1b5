"""Roll-ups by program, kept as a table beside the snapshot they are made from, and brought forward with it.

One row a way, key and program: macros ``summands`` and ``shares_by_program`` over the snapshot. Ways are kept in two
tables: an overview asks for the first alone. Sets that cross programs are averaged from these rows by macro
``averaged`` when they are asked for, as they are where no such table is kept.
"""

from __future__ import annotations

from datetime import date
from itertools import product

from tracker.assess.keeping import FOREVER, Kept, answering, ended, exchange, held_at, kept
from tracker.assess.snapshot import PAIR, snapshot_table, touched
from tracker.store import Store

# How a set's key is found for an indicator `a`; an indicator may fall into several sets.
KEYS = {
    "program": "select program as key, a.* from {source} a where {where}",
    "section": "select program || '/' || section as key, a.* from {source} a where {where}",
    "theme": "select theme as key, a.* from {source} a where {where} and theme is not null",
    "executor": "select executor as key, a.* from {source} a where {where}",
    "seat": """
        select owner as key, a.* from {source} a where {where} and owner is not null
        union all
        select section_owner as key, a.* from {source} a
        where {where} and section_owner is not null and section_owner is distinct from owner
        union all
        select null as key, a.* from {source} a where {where} and owner is null and section_owner is null""",
}
Ways = tuple[str, ...]
_TOGETHER: tuple[Ways, ...] = (("program", "theme", "section"), ("executor", "seat"))
_ROLLED = """
with chosen as (
    from ({sources}) a where $programs::varchar[] is null or list_contains($programs::varchar[], program)
),
adding as materialized (from summands('chosen')),
{by_way},
keyed as ({keyed}),
program_of as (
    select program, any_value(territory) as territory, any_value(program_kind) as program_kind,
        any_value(program_start_on) as program_start_on, any_value(program_end_on) as program_end_on
    from adding group by program
),
every_way as (
    select split_part(split_part(key, '=', 1), ' ', 1) as eyes, split_part(split_part(key, '=', 1), ' ', 2) as way,
        * replace (nullif(substr(key, instr(key || '=', '=') + 1), '') as key)
    from shares_by_program('keyed')
)
select w.*, p.* exclude (program), $head::bigint as held_from, $until_head::bigint as held_until
from every_way w join program_of p on p.program = w.program
"""
_MAKE = "create or replace table memory.main.{name} as select * exclude (eyes) from ({rolled})"
_FEW = "create or replace temp table rolled_anew as {rolled}"
_ADD = """
insert into memory.main.{name}
select * exclude (eyes) from rolled_anew where eyes = $eyes and list_contains($ways::varchar[], way)
"""


def rolled(store: Store, as_of: date, basis: str, head: int | None, eyes: str, way: str) -> str:
    """A relation of roll-ups by program in a way of KEYS: ``way``, what ``rolled_by_program`` gives, and the
    program's territory, kind, first and last day under the names a snapshot has for them.

    It is a subquery without parameters that may hold other ways as well: give it an alias.
    """
    at = store.head() if head is None else min(head, store.head())
    ways = next(together for together in _TOGETHER if way in together)
    asked = ("rolled", as_of, basis, eyes, ways)
    with store.snapshot_lock:
        snapshot = snapshot_table(store, as_of, basis, at, eyes)
        table = answering(store, asked, at)
        if table is not None and table.made_at >= snapshot.made_at:
            _bring(store, (as_of, basis), table.around(at), at)
            return held_at(kept(store, (*asked, table.made_at), table.name, at, lambda: None), at)
        name = f"rolled_{as_of:%Y%m%d}_{basis}_{eyes}_{ways[0]}_{at}"

        def make() -> None:
            with store.cursor() as cursor:
                select = _select({eyes: snapshot}, at, ways)
                cursor.execute(
                    _MAKE.format(name=name, rolled=select),
                    {"programs": None, "head": at, "until_head": FOREVER},
                )

        return held_at(kept(store, (*asked, at), name, at, make), at)


def _bring(store: Store, day: tuple[date, str], between: tuple[int, int], head: int) -> None:
    """Make a head a stop of every table of a day and basis that has none between the same two, with one statement."""
    start, until_head = between
    if start == head:
        return
    tables = _standing(store, day, between, head)
    programs = touched(store, start, head).programs
    if programs:
        snapshots = {eyes: snapshot for (eyes, _), (_, snapshot) in tables.items()}
        every = tuple(way for ways in dict.fromkeys(ways for _, ways in tables) for way in ways)
        values = {"programs": programs, "head": head, "until_head": until_head}
        steps = []
        for (eyes, ways), (table, _) in tables.items():
            steps.append(ended(table, "program", programs, head, until_head))
            steps.append((_ADD.format(name=table.name), {"eyes": eyes, "ways": ways}))
        with store.cursor() as cursor:
            cursor.execute(_FEW.format(rolled=_select(snapshots, head, every)), values)
            exchange(cursor, *steps)
    for table, _ in tables.values():
        table.stop_at(head)


def _standing(
    store: Store, day: tuple[date, str], between: tuple[int, int], head: int
) -> dict[tuple[str, Ways], tuple[Kept, Kept]]:
    """By eyes and ways, the tables without a stop between two and the snapshots, which have one at the head, they are
    made from.
    """
    found = {}
    for eyes, ways in product(PAIR, _TOGETHER):
        table = answering(store, ("rolled", *day, eyes, ways), head)
        snapshot = answering(store, ("snapshot", *day, eyes), head)
        if table is None or snapshot is None or table.made_at < snapshot.made_at:
            continue
        if table.around(head) == between and head in snapshot.stops:
            found[eyes, ways] = table, snapshot
    return found


def _select(snapshots: dict[str, Kept], head: int, ways: Ways) -> str:
    sources = "\nunion all\n".join(
        f"select '{eyes}' as eyes, * from {held_at(one, head)}" for eyes, one in snapshots.items()
    )
    by_way = ",\n".join(f"by_{way} as ({KEYS[way].format(source='adding', where='true')})" for way in ways)
    keyed = "\nunion all\n".join(
        f"select * replace (concat_ws('=', eyes || ' {way}', key) as key) from by_{way}" for way in ways
    )
    return _ROLLED.format(sources=sources, by_way=by_way, keyed=keyed)
