"""How many kinds of contradiction each indicator has, kept as a table beside the snapshot it was found in.

Counted when a list is first ranked by attention on a day for what a reader sees, and brought forward by what was
recorded since, as snapshots are: the kinds are asked anew for those indicators alone that something recorded since
speaks of, and for the wholes they feed. Readers who see verified figures alone are told of none, and nothing is
ranked by any. A few indicators of a large country are counted by themselves until the country was counted.
"""

from __future__ import annotations

from dataclasses import replace

from tracker.access import Actor
from tracker.assess.keeping import Kept, exchange, kept
from tracker.assess.snapshot import MOST_AT_ONCE, MOST_IN_ALL, answering, held_at, touched
from tracker.assess.unmoved import unmoved
from tracker.queries.ask import Ask, Scope, eyes_of, sees_nothing_inside, source
from tracker.queries.contradictions import find_kinds
from tracker.store import Store

_ROWS = """
select no, count(distinct kind)::integer as contradictions, $head::bigint as held_from,
    9223372036854775807 as held_until
from kinds_found group by no
"""
_MAKE = "create or replace table memory.main.{name} as" + _ROWS
_ADD = "insert into memory.main.{name}" + _ROWS
_END = """
update memory.main.{name} set held_until = $head::bigint
where held_until = 9223372036854775807 and list_contains($nos::integer[], no)
"""
_FEW = "select no, count(distinct kind) from kinds_found group by no"
_SIZES = "select count(*), count(*) filter (where {where}) from {source} a"
# Beside what moves a figure: words on measures, and explanations.
_SPOKEN_OF = """
select no from store.measure_report where seq > $after::bigint and seq <= $head::bigint
union
select no from store.explanation where seq > $after::bigint and seq <= $head::bigint
"""
_WHOLES = """
select a.no from {source} a semi join (
    select part_of from {source} where list_contains($nos::integer[], no)
) p on p.part_of = a.indicator
"""
_LOADED = (
    "select count(*) from store.load where kind = 'program' and seq > $after::bigint and seq <= $head::bigint"
)
_NONE = "(select null::integer as no, 0 as contradictions where false)"


def contradiction_numbers(store: Store, actor: Actor, ask: Ask, scope: Scope) -> str:
    """A relation (``no``, ``contradictions``) of the scope's indicators that have any, and maybe of others; it may be
    a subquery.
    """
    if sees_nothing_inside(store, actor, ask):
        return _NONE
    eyes, head = eyes_of(store, actor, ask), ask.at(store)
    ask = replace(ask, head=head)
    asked = ("contradictions", ask.as_of, ask.basis, eyes)
    with store.snapshot_lock:
        table = answering(store, asked, head)
        if table is None or (table.brought_to < head and not _brought(store, table, actor, ask, head)):
            few = ("few contradictions", *asked[1:], scope)  # a page asks of the same few again and again
            if _are_few(store, actor, ask, scope):
                return unmoved(store, (head,), few, lambda: _of_few(store, actor, ask, scope))
            name = f"contradictions_{ask.as_of:%Y%m%d}_{ask.basis}_{eyes}_{head}"
            table = kept(store, (*asked, head), name, head, lambda: _make(store, actor, ask, name, head))
        return held_at(kept(store, (*asked, table.made_at), table.name, head, lambda: None), head)


def _make(store: Store, actor: Actor, ask: Ask, name: str, head: int) -> None:
    with store.cursor() as cursor:
        find_kinds(cursor, store, actor, ask, Scope())
        cursor.execute(_MAKE.format(name=name), {"head": head}).fetchall()


def _are_few(store: Store, actor: Actor, ask: Ask, scope: Scope) -> bool:
    where, values = scope.where(ask, store)
    with store.cursor() as cursor:
        sizes = _SIZES.format(where=where, source=source(store, actor, ask))
        ((country, own),) = cursor.execute(sizes, values).fetchall()
    return country > MOST_IN_ALL and own <= MOST_AT_ONCE


def _of_few(store: Store, actor: Actor, ask: Ask, scope: Scope) -> str:
    with store.cursor() as cursor:
        find_kinds(cursor, store, actor, ask, scope)
        found = cursor.execute(_FEW).fetchall()
    nos, counts = ([one[column] for one in found] for column in (0, 1))
    return f"(select unnest({nos}::integer[]) as no, unnest({counts}::integer[]) as contradictions)"


def _brought(store: Store, table: Kept, actor: Actor, ask: Ask, head: int) -> bool:
    """Bring the table forward to a head; whether that pays. What a program loaded since no longer holds may have
    fed a whole anywhere: it is counted anew.
    """
    since = {"after": table.brought_to, "head": head}
    spoken_of = set(touched(store, table.brought_to, head).numbers)
    with store.cursor() as cursor:
        if cursor.execute(_LOADED, since).fetchall() != [(0,)]:
            return False
        spoken_of |= {no for (no,) in cursor.execute(_SPOKEN_OF, since).fetchall()}
        if spoken_of:
            wholes = _WHOLES.format(source=source(store, actor, ask))
            spoken_of |= {no for (no,) in cursor.execute(wholes, {"nos": sorted(spoken_of)}).fetchall()}
        nos = tuple(sorted(spoken_of))
        if len(nos) > MOST_AT_ONCE or table.rows + len(nos) > MOST_IN_ALL:
            return False
        if nos:
            find_kinds(cursor, store, actor, ask, Scope(numbers=nos))
            exchange(
                cursor,
                (_END.format(name=table.name), {"nos": list(nos), "head": head}),
                (_ADD.format(name=table.name), {"head": head}),
            )
    table.rows += len(nos)
    table.brought_to = head
    return True
