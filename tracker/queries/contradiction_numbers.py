"""How many findings of each kind an indicator has, kept as a table beside the snapshot they were found in.

Found when a list is first ranked by attention on a day for what a reader sees, and brought forward by what was
recorded since, as snapshots are: the kinds are asked anew for those indicators alone that something recorded since
speaks of, and for the wholes they feed. Readers who see verified figures alone are told of none, and nothing is
ranked by any. A few of very many indicators are looked through by themselves until all were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.access import Actor
from tracker.assess.by_indicator import ByIndicator, Cursor, Rows, by_indicator
from tracker.assess.snapshot import MOST_AT_ONCE, MOST_IN_ALL, touched
from tracker.assess.unmoved import unmoved
from tracker.queries.ask import Ask, Scope, eyes_of, seen_fully, seen_of, sees_nothing_inside, source
from tracker.queries.contradictions import find_kinds
from tracker.store import Store

_BY_KIND = "select no, kind, count(*)::integer as findings from kinds_found group by no, kind"
_NUMBERS = "(select no, count(*)::integer as contradictions from {by_kind} group by no)"
# Beside what moves a figure: words on measures, and explanations.
_SPOKEN_OF = """
select no from store.measure_report where seq > $after::bigint and seq <= $head::bigint
union
select no from store.explanation where seq > $after::bigint and seq <= $head::bigint
"""
# Of them and of the wholes they feed, those that the reader sees fully: of others there is nothing to find.
_MOVED = """
select f.no from {seen} f where list_contains($nos::integer[], f.no)
union
select a.no from {source} a semi join {seen} f on f.no = a.no semi join (
    select part_of from {source} where list_contains($nos::integer[], no)
) p on p.part_of = a.indicator
"""
_LOADED = (
    "select count(*) from store.load where kind = 'program' and seq > $after::bigint and seq <= $head::bigint"
)
_NONE = "(select null::integer as no, null::varchar as kind, 0 as findings where false)"


def contradiction_numbers(store: Store, actor: Actor, ask: Ask, scope: Scope) -> str:
    """A relation (``no``, ``contradictions``: of how many kinds) of the scope's indicators that have any, and maybe of
    others; it may be a subquery.
    """
    return _NUMBERS.format(by_kind=contradictions_by_kind(store, actor, ask, scope))


def contradictions_by_kind(store: Store, actor: Actor, ask: Ask, scope: Scope) -> str:
    """A relation (``no``, ``kind``, ``findings``: how many) of the scope's indicators that have any, and maybe of
    others; it may be a subquery.
    """
    if sees_nothing_inside(store, actor, ask):
        return _NONE
    ask = replace(ask, head=ask.at(store))
    eyes, head = eyes_of(store, actor, ask), ask.at(store)

    def of_few() -> str | None:
        of_all, own = (seen_of(store, actor, ask, of) for of in (Scope(), scope))
        if of_all <= MOST_IN_ALL or own > MOST_AT_ONCE:
            return None
        few = ("few contradictions", ask.as_of, ask.basis, eyes, scope)  # a page asks of them again and again
        return unmoved(store, (head,), few, lambda: _of_few(store, actor, ask, scope))

    return by_indicator(store, _of(store, actor, ask, eyes), head, of_few)


def _of(store: Store, actor: Actor, ask: Ask, eyes: str) -> ByIndicator:
    def rows(cursor: Cursor, nos: Sequence[int] | None, head: int) -> Rows:
        scope = Scope() if nos is None else Scope(numbers=tuple(nos))
        find_kinds(cursor, store, actor, replace(ask, head=head), scope)
        return _BY_KIND, {}

    def spoken_of(cursor: Cursor, after: int, head: int) -> set[int] | None:
        """What a program loaded since no longer holds may have fed a whole anywhere: that cannot be told."""
        since = {"after": after, "head": head}
        if cursor.execute(_LOADED, since).fetchall() != [(0,)]:
            return None
        nos = set(touched(store, after, head).numbers)
        nos |= {no for (no,) in cursor.execute(_SPOKEN_OF, since).fetchall()}
        if not nos:
            return nos
        at = replace(ask, head=head)
        moved = _MOVED.format(source=source(store, actor, at), seen=seen_fully(store, actor, at))
        return {no for (no,) in cursor.execute(moved, {"nos": sorted(nos)}).fetchall()}

    key = ("contradictions", ask.as_of, ask.basis, eyes)
    return ByIndicator(key, f"contradictions_{ask.as_of:%Y%m%d}_{ask.basis}_{eyes}", rows, spoken_of)


def _of_few(store: Store, actor: Actor, ask: Ask, scope: Scope) -> str:
    with store.cursor() as cursor:
        find_kinds(cursor, store, actor, ask, scope)
        found = cursor.execute(_BY_KIND).fetchall()
    nos, kinds, counts = ([one[column] for one in found] for column in range(3))
    return (
        f"(select unnest({nos}::integer[]) as no, unnest({kinds}::varchar[]) as kind, "
        f"unnest({counts}::integer[]) as findings)"
    )
