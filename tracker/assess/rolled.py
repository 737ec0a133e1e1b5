"""Roll-ups by program, kept as a table beside the snapshot they are made from, and brought forward with it.

One row a way, key and program: macros ``summands`` and ``shares_by_program`` over the snapshot. Ways are kept in two
tables: an overview asks for the first alone. Sets that cross programs are averaged from these rows by macro
``averaged`` when they are asked for, as they are where no such table is kept.
"""

from __future__ import annotations

from datetime import date

from tracker.assess.keeping import Kept, exchange, kept
from tracker.assess.snapshot import answering, held_at, snapshot_table, touched
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
    from {source} a where $programs::varchar[] is null or list_contains($programs::varchar[], program)
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
    select split_part(key, '=', 1) as way, * replace (nullif(substr(key, instr(key || '=', '=') + 1), '') as key)
    from shares_by_program('keyed')
)
select w.*, p.* exclude (program), $head::bigint as held_from, 9223372036854775807 as held_until
from every_way w join program_of p on p.program = w.program
"""
_END = """
update memory.main.{name} set held_until = $head::bigint
where held_until = 9223372036854775807 and list_contains($programs::varchar[], program)
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
            if table.brought_to < at:
                _bring(store, table, snapshot, at, ways)
            return held_at(kept(store, (*asked, table.made_at), table.name, at, lambda: None), at)
        name = f"rolled_{as_of:%Y%m%d}_{basis}_{eyes}_{ways[0]}_{at}"

        def make() -> None:
            with store.cursor() as cursor:
                cursor.execute(
                    f"create or replace table memory.main.{name} as {_select(snapshot, at, ways)}",
                    {"programs": None, "head": at},
                )

        return held_at(kept(store, (*asked, at), name, at, make), at)


def _bring(store: Store, table: Kept, snapshot: Kept, head: int, ways: Ways) -> None:
    programs = touched(store, table.brought_to, head).programs
    if programs:
        values = {"programs": programs, "head": head}
        with store.cursor() as cursor:
            exchange(
                cursor,
                (_END.format(name=table.name), values),
                (f"insert into memory.main.{table.name} {_select(snapshot, head, ways)}", values),
            )
    table.brought_to = head


def _select(snapshot: Kept, head: int, ways: Ways) -> str:
    by_way = ",\n".join(f"by_{way} as ({KEYS[way].format(source='adding', where='true')})" for way in ways)
    keyed = "\nunion all\n".join(
        f"select * replace (concat_ws('=', '{way}', key) as key) from by_{way}" for way in ways
    )
    return _ROLLED.format(source=held_at(snapshot, head), by_way=by_way, keyed=keyed)
