"""How many kinds of contradiction each indicator has, kept as a table beside the snapshot it was found in.

Made when a list is first ranked by attention on a day, at a head, for what a reader sees; never stale, because a
write moves the head. Readers who see verified figures alone are told of none, and nothing is ranked by any.
"""

from __future__ import annotations

from tracker.access import Actor
from tracker.assess.keeping import kept
from tracker.queries.ask import Ask, Scope, eyes_of, sees_nothing_inside
from tracker.queries.contradictions import contradiction_counts
from tracker.store import Store

_MAKE = """
create or replace table memory.main.{name} as
select i.no, u.contradictions
from (select unnest($indicators::varchar[]) as id, unnest($counts::integer[]) as contradictions) u
join store.subject i on i.id = u.id
"""
_NONE = "(select null::integer as no, 0 as contradictions where false)"


def contradiction_numbers(store: Store, actor: Actor, ask: Ask) -> str:
    """A relation (``no``, ``contradictions``) of the indicators that have any; it may be a subquery."""
    if sees_nothing_inside(store, actor, ask):
        return _NONE
    eyes, head = eyes_of(store, actor, ask), ask.at(store)
    key = ("contradictions", ask.as_of, ask.basis, eyes, head)
    name = f"contradictions_{ask.as_of:%Y%m%d}_{ask.basis}_{eyes}_{head}"

    def make() -> None:
        found = contradiction_counts(store, actor, Ask(ask.as_of, ask.basis, head), Scope())
        with store.cursor() as cursor:
            cursor.execute(
                _MAKE.format(name=name), {"indicators": list(found), "counts": list(found.values())}
            )

    return kept(store, key, name, head, make).name
